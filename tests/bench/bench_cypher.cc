// What a statement costs before and around its rows: parse and plan, and a point query from text to
// answer, on a graph in memory of 1,000 cities.
#include <benchmark/benchmark.h>

#include <memory>
#include <string_view>

#include "engine/storage/graph.h"
#include "engine/storage/memory_store.h"
#include "queries/cypher/answer.h"
#include "queries/cypher/syntax/parser.h"

namespace citygraph::queries::cypher {
namespace {

constexpr std::string_view kPoint = "MATCH (c:City {id: $id}) RETURN c.name, c.country";
constexpr std::string_view kTenClauses =
    "MATCH (c:City {id: $id})-[:HOSTED|TOOK_PART]->(e:Exchange) WHERE e.year > 2010 "
    "WITH c, e ORDER BY e.year DESC LIMIT 10 "
    "OPTIONAL MATCH (e)-[:ABOUT]->(t:Theme) WHERE t.name STARTS WITH 'W' "
    "WITH c, e, collect(DISTINCT t.name) AS themes "
    "MATCH (e)<-[:TOOK_PART]-(o:City) WHERE o <> c AND EXISTS { MATCH (o)-[:HOSTED]->(:Exchange) } "
    "UNWIND themes AS theme "
    "WITH c, o, theme, count(*) AS n WHERE n > 0 "
    "MATCH p = (c)-[:MENTORED*1..3]->(o) "
    "WITH o, theme, n, min(length(p)) AS steps "
    "RETURN o.name AS city, theme, n, CASE WHEN steps = 1 THEN 'near' ELSE 'far' END AS how "
    "ORDER BY n DESC, city LIMIT 20";

std::unique_ptr<Graph> Cities() {
  auto graph = *Graph::Open(MakeMemoryStore());
  auto change = *graph->Begin();
  if (!change->CreateIndex("City", "id")) return nullptr;
  for (std::int64_t id = 0; id < 1000; ++id) {
    if (!change->CreateNode(
            {"City"}, {{"id", id}, {"name", "City " + std::to_string(id)}, {"country", "ZA"}}))
      return nullptr;
  }
  if (!change->Commit()) return nullptr;
  return graph;
}

void Parsing(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Parse(kTenClauses));
}
BENCHMARK(Parsing);

void Preparing(benchmark::State& state) {
  const auto graph = Cities();
  for (auto _ : state)
    benchmark::DoNotOptimize(Prepare(*graph, kTenClauses, {.parameters = {{"id", 7}}}));
}
BENCHMARK(Preparing);

void PointQueryFromText(benchmark::State& state) {
  const auto graph = Cities();
  std::int64_t id = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(Run(*graph, kPoint, {.parameters = {{"id", id++ % 1000}}}));
}
BENCHMARK(PointQueryFromText);

void PointQueryPrepared(benchmark::State& state) {
  const auto graph = Cities();
  const auto prepared = *Prepare(*graph, kPoint, {.parameters = {{"id", 7}}});
  std::int64_t id = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(Run(*graph, *prepared, {.parameters = {{"id", id++ % 1000}}}));
}
BENCHMARK(PointQueryPrepared);

}  // namespace
}  // namespace citygraph::queries::cypher

BENCHMARK_MAIN();

#include "cli/bench/read_cypher.h"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <string_view>

#include "queries/cypher/answer.h"

namespace citygraph::bench {
namespace {

using queries::cypher::Answer;
using queries::cypher::Prepared;
using Statement = std::shared_ptr<const Prepared>;

constexpr std::string_view kNewestExchanges =
    "MATCH (c:City {id: $id})-[:HOSTED|TOOK_PART]->(e:Exchange) "
    "RETURN e.id, e.title, e.year ORDER BY e.year DESC, e.id DESC LIMIT 50";
constexpr std::string_view kChains =
    "MATCH (a:City {id: $id})-[:MENTORED*1..4]->(b:City) RETURN count(*), count(DISTINCT b.id)";
constexpr std::string_view kSharedThemes =
    "MATCH (c:City {id: $id})-[:HOSTED|TOOK_PART]->(:Exchange)-[:ABOUT]->(t:Theme) WITH DISTINCT t "
    "MATCH (t)<-[:ABOUT]-(e:Exchange)<-[:HOSTED|TOOK_PART]-(o:City) WHERE o.id <> $id "
    "RETURN o.id AS id, count(DISTINCT t) AS n ORDER BY n DESC, id LIMIT 20";
constexpr std::string_view kTopPairs =
    "MATCH (a:City)-[:HOSTED|TOOK_PART]->(e:Exchange)<-[:HOSTED|TOOK_PART]-(b:City) "
    "WHERE a.id < b.id RETURN a.id AS a, b.id AS b, count(*) AS n ORDER BY n DESC, a, b LIMIT 100";
constexpr std::string_view kByCountryAndYear =
    "MATCH (c:City)-[:HOSTED]->(e:Exchange) RETURN c.country AS cc, e.year AS y, count(*) AS n "
    "ORDER BY cc, y";
constexpr std::string_view kByContinent =
    "MATCH (k:Country)<-[:IN_COUNTRY]-(c:City)-[:HOSTED]->(e:Exchange)-[:ABOUT]->(t:Theme) "
    "RETURN k.continent AS kk, t.id AS tt, count(*) AS n ORDER BY kk, n DESC, tt";

std::int64_t Whole(const Value& value) {
  CITYGRAPH_CHECK(value.AsInteger() != nullptr);
  return *value.AsInteger();
}

// The row's values with a comma between them.
std::string LineOf(const ValueList& row) {
  std::string line;
  for (const Value& value : row) {
    if (!line.empty()) line += ',';
    const std::string* text = value.AsString();
    line += text != nullptr ? *text : std::to_string(Whole(value));
  }
  return line + "\n";
}

class CypherReader {
 public:
  CypherReader(Graph& graph, Output& output) : graph_(graph), output_(output) {}

  // A query that is asked of each id; `text` makes the line to compare.
  template <class Text>
  Status Latencies(const std::string& work, std::string_view query,
                   const std::vector<std::int64_t>& ids, const Text& text) {
    CITYGRAPH_TRY(const Statement statement, Make(query));
    Status status;
    output_.Loop(
        work, ids.size(), [&](std::size_t i) { return Ask(*statement, {{"id", ids[i]}}, status); },
        [&](std::size_t i, const Answer& answer) { return text(ids[i], answer.rows); });
    return status;
  }

  // A query over the whole graph.
  template <class Text>
  Status OverAll(const std::string& work, std::string_view query, const Text& text) {
    CITYGRAPH_TRY(const Statement statement, Make(query));
    Status status;
    const Answer answer = output_.Time(work, [&] { return Ask(*statement, {}, status); });
    CITYGRAPH_TRY(status);
    output_.Check(work, text(answer.rows));
    return {};
  }

 private:
  Result<Statement> Make(std::string_view query) {
    auto made = queries::cypher::Prepare(graph_, query, {.parameters = {{"id", 0}}});
    if (!made) return Fail(ErrorCode::kInternal, made.error().message);
    return *std::move(made);
  }
  Answer Ask(const Prepared& statement, ValueMap parameters, Status& status) {
    auto answer = queries::cypher::Run(graph_, statement, {.parameters = std::move(parameters)});
    if (answer) return *std::move(answer);
    status = Fail(ErrorCode::kInternal, answer.error().message);
    return {};
  }

  Graph& graph_;
  Output& output_;
};

}  // namespace

Status ReadCypher(Graph& graph, const Queries& queries, Output& output) {
  CypherReader reader(graph, output);
  using Rows = std::vector<ValueList>;
  CITYGRAPH_TRY(
      reader.Latencies("W3", kNewestExchanges, queries.w3, [](std::int64_t id, const Rows& rows) {
        std::string line = fmt::format("{}:", id);
        for (const ValueList& row : rows) {
          line += (line.back() == ':' ? "" : ",") + std::to_string(Whole(row[0]));
        }
        return line + "\n";
      }));
  CITYGRAPH_TRY(reader.Latencies("W4", kChains, queries.w4, [](std::int64_t id, const Rows& rows) {
    return fmt::format("{},{}", id, LineOf(rows.front()));
  }));
  CITYGRAPH_TRY(
      reader.Latencies("W5", kSharedThemes, queries.w5, [](std::int64_t id, const Rows& rows) {
        std::string line = fmt::format("{}:", id);
        for (const ValueList& row : rows)
          line += fmt::format(" {}/{}", Whole(row[0]), Whole(row[1]));
        return line + "\n";
      }));
  const auto all = [](const Rows& rows) {
    std::string text;
    for (const ValueList& row : rows) text += LineOf(row);
    return text;
  };
  CITYGRAPH_TRY(reader.OverAll("W9a", kByCountryAndYear, all));
  CITYGRAPH_TRY(reader.OverAll("W9b", kByContinent, [](const Rows& rows) {
    std::string text;
    std::size_t of_continent = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      of_continent = i > 0 && rows[i][0] == rows[i - 1][0] ? of_continent + 1 : 1;
      if (of_continent <= 5) text += LineOf(rows[i]);
    }
    return text;
  }));
  return reader.OverAll("W6", kTopPairs, all);
}

}  // namespace citygraph::bench

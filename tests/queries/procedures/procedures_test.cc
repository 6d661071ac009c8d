#include "queries/procedures/procedures.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/storage/graph.h"
#include "engine/storage/memory_store.h"
#include "engine/storage/rocks_store.h"
#include "queries/cypher/answer.h"
#include "tests/support/must.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::queries {
namespace {

using cypher::Answer;
using cypher::QueryResult;
using testing::Must;

const cypher::ProcedureRegistry& All() {
  static const cypher::ProcedureRegistry registry = AllProcedures();
  return registry;
}

QueryResult<Answer> Ask(Graph& graph, std::string_view text) {
  return cypher::Run(graph, text, {.procedures = &All()});
}

std::string TextOf(const Value& value) {
  if (const std::string* text = value.AsString()) return *text;
  if (const std::int64_t* whole = value.AsInteger()) return std::to_string(*whole);
  if (const double* real = value.AsFloat()) return std::to_string(std::lround(*real * 1000)) + "m";
  return value.is_null() ? "null" : "?";
}

// "a 1|b 2": the rows, the columns of each.
std::string Rows(Graph& graph, std::string_view text) {
  const auto answer = Ask(graph, text);
  if (!answer) return answer.error().ToString();
  std::string rows;
  for (const ValueList& row : answer->rows) {
    if (!rows.empty()) rows += "|";
    for (std::size_t i = 0; i < row.size(); ++i) rows += (i > 0 ? " " : "") + TextOf(row[i]);
  }
  return rows;
}

// Two triangles a-b-c and d-e-f, joined by c-d, and g alone; x joins a, b and g from outside.
constexpr std::string_view kTown =
    "CREATE (a:City:Place {name: 'Aba'}), (b:City:Place {name: 'Bor'}), (c:City:Place {name: "
    "'Cali'}), (d:City:Place {name: 'Dori'}), (e:City:Place {name: 'Edea'}), (f:City:Place {name: "
    "'Fada'}), (g:City:Place {name: 'Goma'}), (x:Exchange {key: 'X', title: 'Water'}) "
    "CREATE (a)-[:MET]->(b), (b)-[:MET]->(c), (c)-[:MET]->(a), (d)-[:MET]->(e), (e)-[:MET]->(f), "
    "(f)-[:MET]->(d), (c)-[:MET]->(d), (a)-[:TOOK_PART]->(x), (b)-[:TOOK_PART]->(x), "
    "(g)-[:HOSTED]->(x)";

std::unique_ptr<Graph> Town(std::unique_ptr<Store> store) {
  auto graph = Must(Graph::Open(std::move(store)));
  EXPECT_TRUE(cypher::Run(*graph, kTown, {}));
  return graph;
}
std::unique_ptr<Graph> Town() { return Town(MakeMemoryStore()); }

TEST(ProceduresTest, ComponentsAreLargestFirst) {
  const auto graph = Town();
  EXPECT_EQ(Rows(*graph,
                 "CALL citygraph.components({labels: ['City'], types: ['MET']}) YIELD "
                 "node, component, size RETURN node.name, component, size"),
            "Aba 0 6|Bor 0 6|Cali 0 6|Dori 0 6|Edea 0 6|Fada 0 6|Goma 1 1");
  EXPECT_EQ(Rows(*graph,
                 "CALL citygraph.components({labels: 'City', types: 'MET', strong: true}) "
                 "YIELD size, component RETURN DISTINCT component, size"),
            "0 3|1 3|2 1");
  EXPECT_EQ(Rows(*graph, "CALL citygraph.components() YIELD component RETURN DISTINCT component"),
            "0");
}

TEST(ProceduresTest, SharedJoinsNodesThatShareAThird) {
  const auto graph = Town();
  EXPECT_EQ(Rows(*graph,
                 "CALL citygraph.components({labels: ['City'], shared: ['TOOK_PART', "
                 "'HOSTED']}) YIELD node, size WHERE size > 1 RETURN node.name"),
            "Aba|Bor|Goma");
}

TEST(ProceduresTest, BetweennessCountsEachPairOnce) {
  const auto graph = Town();
  // Through c go the ways between (a, b) and (d, e, f), through d those between (a, b, c) and (e,
  // f).
  EXPECT_EQ(Rows(*graph,
                 "CALL citygraph.betweenness({labels: ['City'], types: ['MET']}) YIELD "
                 "node, score WHERE score > 0 RETURN node.name, score"),
            "Cali 6000m|Dori 6000m");
}

TEST(ProceduresTest, CommunitiesAreTheTriangles) {
  const auto graph = Town();
  for (const std::string method : {"leiden", "louvain"}) {
    EXPECT_EQ(
        Rows(*graph, "CALL citygraph.communities({labels: ['City'], types: ['MET'], method: '" +
                         method + "'}) YIELD node, community RETURN node.name, community"),
        "Aba 0|Bor 0|Cali 0|Dori 1|Edea 1|Fada 1|Goma 2");
  }
}

TEST(ProceduresTest, RanksAddUpToOne) {
  const auto graph = Town();
  EXPECT_EQ(Rows(*graph, "CALL citygraph.pagerank({types: ['MET']}) YIELD score RETURN sum(score)"),
            "1000m");
  EXPECT_EQ(Rows(*graph,
                 "CALL citygraph.pagerank({labels: ['City'], types: ['MET']}) YIELD node "
                 "RETURN node.name LIMIT 1"),
            "Dori");
}

TEST(ProceduresTest, ABaseAndLaterCommitsGiveTheSame) {
  const testing::TemporaryFolder folder;
  const auto graph = Town(Must(OpenRocksStore(folder / "db", OpenMode::kCreate)));
  constexpr std::string_view kQuery =
      "CALL citygraph.components({types: ['MET']}) YIELD node, component, size "
      "RETURN id(node), component, size";
  const std::string before = Rows(*graph, kQuery);
  ASSERT_TRUE(graph->Fold());
  EXPECT_EQ(Rows(*graph, kQuery), before);
  EXPECT_EQ(Rows(*graph,
                 "MATCH (g:City {name: 'Goma'}), (a:City {name: 'Aba'}) CREATE "
                 "(g)-[:MET]->(a) WITH g CALL citygraph.components({labels: ['City'], types: "
                 "['MET']}) YIELD size RETURN DISTINCT size"),
            "7");
  EXPECT_EQ(Rows(*graph,
                 "CALL citygraph.components({labels: ['City'], types: ['MET']}) YIELD size "
                 "RETURN DISTINCT size"),
            "7");
}

TEST(ProceduresTest, WrongOptionsSayWhatIsRight) {
  const auto graph = Town();
  EXPECT_NE(Rows(*graph, "CALL citygraph.pagerank({dampng: 0.5}) YIELD node RETURN node")
                .find("no option `dampng`, but labels, types, shared"),
            std::string::npos);
  EXPECT_NE(Rows(*graph, "CALL citygraph.pagerank({labels: ['Citty']}) YIELD node RETURN node")
                .find("no label `Citty`"),
            std::string::npos);
  EXPECT_NE(Rows(*graph, "CALL citygraph.pagerank(1, 2) YIELD node RETURN node")
                .find("takes 0 to 1 arguments, not 2"),
            std::string::npos);
  EXPECT_NE(Rows(*graph, "CALL citygraph.pagerank({damping: 2}) YIELD node RETURN node")
                .find("a number from 0"),
            std::string::npos);
}

TEST(ProceduresTest, AnUnknownProcedureSuggestsTheNearest) {
  const auto graph = Town();
  const auto answer = Ask(*graph, "CALL citygraph.pagerenk()");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().suggestion, "did you mean `citygraph.pagerank`?");
}

TEST(ProceduresTest, SearchForgivesTypingErrors) {
  const auto graph = Town();
  EXPECT_EQ(
      Rows(*graph, "CALL citygraph.search('goma') YIELD name, distance RETURN name, distance"),
      "Goma 0");
  EXPECT_EQ(
      Rows(*graph, "CALL citygraph.search('Gomma') YIELD name, distance RETURN name, distance"),
      "Goma 1");
  EXPECT_EQ(
      Rows(*graph, "CALL citygraph.search('Gomma', {label: 'Exchange'}) YIELD name RETURN name"),
      "");
}

TEST(ProceduresTest, MatchGivesPartnersWithReasons) {
  const auto graph = Must(Graph::Open(MakeMemoryStore()));
  ASSERT_TRUE(cypher::Run(
      *graph,
      "CREATE (w:Theme {id: 'water', name: 'Water'}), (a:City:Place {name: 'Aba', country: 'NG'}), "
      "(b:City:Place {name: 'Bor', country: 'RS'}), (c:City:Place {name: 'Cali', country: 'CO'}) "
      "CREATE (a)-[:TOOK_PART]->(x:Exchange {key: 'X', title: 'Water I', type: "
      "'workshop'})-[:ABOUT]->(w), (b)-[:HOSTED]->(y:Exchange {key: 'Y', title: 'Water II', type: "
      "'workshop'})-[:ABOUT]->(w), (c)-[:TOOK_PART]->(x)",
      {}));
  EXPECT_EQ(Rows(*graph,
                 "CALL citygraph.match('Aba') YIELD rank, node, score, reasons WHERE score > "
                 "0 AND size(reasons) > 0 RETURN rank, node.name"),
            "1 Bor");
  EXPECT_EQ(Rows(*graph,
                 "MATCH (c:City {name: 'Aba'}) CALL citygraph.match(c, {top: 1}) YIELD node "
                 "RETURN node.name"),
            "Bor");
  EXPECT_NE(Rows(*graph, "CALL citygraph.match('Abba') YIELD node RETURN node").find("Aba"),
            std::string::npos);
}

TEST(ProceduresTest, OnesOwnStandBesideThem) {
  const auto graph = Town();
  cypher::ProcedureRegistry procedures = AllProcedures();
  procedures.Register({.name = "my.twice",
                       .parameters = {{"x", cypher::StaticType::kInteger}},
                       .results = {{"y", cypher::StaticType::kInteger}}},
                      [](cypher::ProcedureCall& call) -> QueryResult<std::vector<ValueList>> {
                        return std::vector<ValueList>{{*call.arguments[0].AsInteger() * 2}};
                      });
  const auto answer = cypher::Run(*graph, "UNWIND [1, 2] AS x CALL my.twice(x) YIELD y RETURN y",
                                  {.procedures = &procedures});
  ASSERT_TRUE(answer) << answer.error().ToString();
  ASSERT_EQ(answer->rows.size(), 2U);
  EXPECT_EQ(TextOf(answer->rows[1][0]), "4");
}

TEST(ProceduresTest, TimeEndsThem) {
  const auto graph = Must(Graph::Open(MakeMemoryStore()));
  cypher::ProcedureRegistry procedures;
  procedures.Register(
      {.name = "my.wait", .parameters = {}, .results = {}},
      [](cypher::ProcedureCall& call) -> QueryResult<std::vector<ValueList>> {
        while (!call.cancel->requested()) {
        }
        return std::unexpected(Error{.code = ErrorCode::kCancelled, .message = "x"});
      });
  const auto answer =
      cypher::Run(*graph, "CALL my.wait()",
                  {.procedures = &procedures, .timeout = std::chrono::milliseconds(30)});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, cypher::ErrorKind::kLimitExceeded);
}

}  // namespace
}  // namespace citygraph::queries

// Counting by numbers of pairs, and what does not fit in 64 bits.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "engine/storage/graph.h"
#include "engine/storage/memory_store.h"
#include "engine/storage/rocks_store.h"
#include "queries/cypher/answer.h"
#include "queries/cypher/execute/pair_codes.h"
#include "tests/support/must.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::testing {
namespace {

using namespace queries::cypher;

// Few at first and then too many for a table, with sides that grow by turns.
TEST(PairCodesTest, NumbersPairsInTheOrderOfTheirFirstSight) {
  for (const std::uint32_t most : {3U, 700U, 40'000U}) {
    std::mt19937 random(most);
    PairCodes codes;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> expected;
    std::uint32_t first_limit = 1;
    std::uint32_t second_limit = 1;
    for (int batch = 0; batch < 200; ++batch) {
      (batch % 2 == 0 ? first_limit : second_limit) +=
          1 + static_cast<std::uint32_t>(random()) % (1 + most / 50);
      std::vector<std::uint32_t> firsts(100);
      std::vector<std::uint32_t> seconds(100);
      std::vector<std::uint32_t> wanted(100);
      for (std::size_t i = 0; i < firsts.size(); ++i) {
        firsts[i] = static_cast<std::uint32_t>(random()) % first_limit;
        seconds[i] = static_cast<std::uint32_t>(random()) % second_limit;
        wanted[i] =
            expected
                .try_emplace({firsts[i], seconds[i]}, static_cast<std::uint32_t>(expected.size()))
                .first->second;
      }
      codes.Encode(firsts, seconds, first_limit, second_limit);
      ASSERT_EQ(firsts, wanted);
    }
    ASSERT_EQ(codes.size(), expected.size());
    for (const auto& [pair, code] : expected) {
      EXPECT_EQ(codes.PairOf(code).first, pair.first);
      EXPECT_EQ(codes.PairOf(code).second, pair.second);
    }
  }
}

// A trillion rows are counted at once; 10^21 are an error, and no number.
TEST(CountEarlyTest, CountsWhatNobodyCouldListAndSaysWhenItIsTooMuch) {
  const auto graph = Must(Graph::Open(MakeMemoryStore()));
  std::string create = "CREATE (a:A), (b:A) WITH a, b UNWIND range(1, 1000) AS i CREATE ";
  for (int type = 0; type < 7; ++type)
    create += fmt::format("{}(a)-[:T{}]->(b)", type == 0 ? "" : ", ", type);
  ASSERT_TRUE(queries::cypher::Run(*graph, create, {}));
  const auto chain = [](int hops) {
    std::string text = "MATCH (n0)";
    for (int hop = 0; hop < hops; ++hop) text += fmt::format("-[:T{}]-(n{})", hop, hop + 1);
    return text + " RETURN count(*) AS n";
  };
  const auto trillion = queries::cypher::Run(*graph, chain(4), {});
  ASSERT_TRUE(trillion) << trillion.error().ToString();
  EXPECT_EQ(trillion->rows.front().front(), Value(std::int64_t{2'000'000'000'000}));
  const auto too_many = queries::cypher::Run(*graph, chain(7), {});
  ASSERT_FALSE(too_many);
  EXPECT_EQ(NameOf(too_many.error().kind), "ArithmeticError");
  EXPECT_EQ(too_many.error().where.line, 1U);
}

// The base knows that few nodes are at the end of a type, label or not.
TEST(CountEarlyTest, GroupsByNodesWithoutALabelOfWhichThereAreFew) {
  const TemporaryFolder folder;
  const auto graph = Must(Graph::Open(Must(OpenRocksStore(folder / "db", OpenMode::kCreate))));
  ASSERT_TRUE(queries::cypher::Run(*graph, "UNWIND range(1, 3) AS i CREATE (:Theme {i: i})", {}));
  ASSERT_TRUE(queries::cypher::Run(*graph,
                                   "UNWIND range(1, 300) AS i MATCH (t:Theme {i: i % 3 + 1}) "
                                   "CREATE (:City {i: i})-[:ABOUT]->(t)",
                                   {}));
  ASSERT_TRUE(graph->Fold());
  const auto answer = queries::cypher::Run(
      *graph, "PROFILE MATCH (c:City)-[:ABOUT]->(t) RETURN t.i AS i, count(*) AS n ORDER BY i", {});
  ASSERT_TRUE(answer);
  EXPECT_NE(answer->plan_text.find("t, times"), std::string::npos) << answer->plan_text;
  ASSERT_EQ(answer->rows.size(), 3U);
  EXPECT_EQ(answer->rows.front(), (ValueList{std::int64_t{1}, std::int64_t{100}}));
}

}  // namespace
}  // namespace citygraph::testing

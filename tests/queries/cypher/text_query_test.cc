// Runs text/*.cyq, each query with and without the optimiser, in memory and on disk.
#include "tests/queries/cypher/text_query.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "engine/storage/graph.h"
#include "engine/storage/memory_store.h"
#include "engine/storage/rocks_store.h"
#include "queries/cypher/answer.h"
#include "tests/conformance/tck_value.h"
#include "tests/support/must.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::testing {
namespace {

using namespace queries::cypher;
using tck::ListOrder;

std::vector<std::string> CellsOf(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, '|');) {
    const std::size_t begin = cell.find_first_not_of(' ');
    cells.push_back(begin == std::string::npos
                        ? ""
                        : cell.substr(begin, cell.find_last_not_of(' ') - begin + 1));
  }
  return cells;
}

std::string CountersText(const Counters& counters) {
  std::string text;
  const auto add = [&](std::string_view name, std::uint64_t count) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : " ", name, count);
  };
  add("nodesCreated", counters.nodes_created);
  add("nodesDeleted", counters.nodes_deleted);
  add("relationshipsCreated", counters.relationships_created);
  add("relationshipsDeleted", counters.relationships_deleted);
  add("propertiesSet", counters.properties_set);
  add("labelsAdded", counters.labels_added);
  add("labelsRemoved", counters.labels_removed);
  return text.empty() ? "none" : text;
}

void ExpectRows(const TextQuery& query, const Answer& answer) {
  std::vector<std::string> expected;
  std::vector<std::string> found;
  for (std::size_t i = 1; i < query.rows->size(); ++i) {
    std::string line;
    for (const std::string& cell : CellsOf((*query.rows)[i]))
      line += Must(tck::FormOfText(cell, ListOrder::kMatters)) + " | ";
    expected.push_back(std::move(line));
  }
  for (const ValueList& row : answer.rows) {
    std::string line;
    for (const Value& value : row) line += FormOf(value, answer, ListOrder::kMatters) + " | ";
    found.push_back(std::move(line));
  }
  if (!query.ordered) {
    std::ranges::sort(expected);
    std::ranges::sort(found);
  }
  EXPECT_EQ(answer.columns,
            query.rows->empty() ? std::vector<std::string>{} : CellsOf(query.rows->front()));
  EXPECT_EQ(found, expected);
}

void ExpectPlan(const TextQuery& query, const std::string& plan) {
  std::size_t at = 0;
  for (const std::string& line : query.plan) {
    // The words of a line of the plan, in one line of it, in their order.
    const std::size_t found = plan.find(line, at);
    EXPECT_NE(found, std::string::npos) << "no \"" << line << "\" below there in\n" << plan;
    if (found != std::string::npos) at = found + line.size();
  }
}

struct Way {
  std::string name;
  bool optimise = true;
  bool on_disk = false;
  bool folded = false;  // the graph lies in a base, whose columns are read
};

class TextQueryTest : public ::testing::TestWithParam<TextQuery> {};

TEST_P(TextQueryTest, AnswersAsWritten) {
  const TextQuery& query = GetParam();
  for (const Way& way :
       {Way{"optimised, in memory"}, Way{"as written, in memory", false},
        Way{"optimised, on disk", true, true}, Way{"optimised, from a base", true, true, true}}) {
    SCOPED_TRACE(fmt::format("{}:{} {}\n{}", query.file, query.line, way.name, query.query));
    const TemporaryFolder folder;
    const auto graph = Must(Graph::Open(
        way.on_disk ? Must(OpenRocksStore(folder / "db", OpenMode::kCreate)) : MakeMemoryStore()));
    if (!query.graph.empty()) {
      const auto made = queries::cypher::Run(*graph, query.graph, {});
      ASSERT_TRUE(made) << made.error().ToString();
    }
    if (way.folded) {
      ASSERT_TRUE(graph->Fold());
    }
    const auto answer = queries::cypher::Run(*graph, query.query, {.optimise = way.optimise});
    if (!query.error.empty()) {
      ASSERT_FALSE(answer);
      const QueryError& error = answer.error();
      EXPECT_EQ(fmt::format("{} {} {}", NameOf(error.kind), NameOf(error.phase), error.detail),
                query.error)
          << error.ToString();
      continue;
    }
    ASSERT_TRUE(answer) << answer.error().ToString();
    if (query.rows) ExpectRows(query, *answer);
    if (!query.counters.empty()) {
      EXPECT_EQ(CountersText(answer->counters), query.counters);
    }
    if (!query.plan.empty() && way.optimise) {
      const auto explained = queries::cypher::Run(*graph, "EXPLAIN " + query.query, {});
      ASSERT_TRUE(explained) << explained.error().ToString();
      ExpectPlan(query, explained->plan_text);
    }
  }
}

std::vector<TextQuery> AllQueries() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(CITYGRAPH_TEXT_QUERIES))
    files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<TextQuery> all;
  for (const auto& file : files) {
    std::vector<TextQuery> queries = ReadTextQueries(file);
    std::ranges::move(queries, std::back_inserter(all));
  }
  return all;
}

INSTANTIATE_TEST_SUITE_P(Text, TextQueryTest, ::testing::ValuesIn(AllQueries()),
                         [](const ::testing::TestParamInfo<TextQuery>& each) {
                           std::string name = each.param.file;
                           name.resize(name.find('.'));
                           return fmt::format("{}_{}", name, each.param.line);
                         });

}  // namespace

void PrintTo(const TextQuery& query, std::ostream* out) { *out << query.file << ":" << query.line; }

}  // namespace citygraph::testing

// citygraph stats : what is in the graph, and how large it is on disk.
#include "cli/context.h"
#include "queries/questions/in_cypher.h"

namespace citygraph::cli {
namespace {

ValueMap ToValue(const std::vector<WordCount>& counts) {
  ValueMap map;
  for (const WordCount& each : counts) map.Put(each.word, each.count);
  return map;
}

Status RunStats(Context& context) {
  context.Explain(queries::CountsInCypher());
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, graph->Read());
  CITYGRAPH_TRY(const auto nodes, view->NodeCounts());
  CITYGRAPH_TRY(const auto relationships, view->RelationshipCounts());
  CITYGRAPH_TRY(const std::uint64_t sequence, view->Sequence());
  const bool whole =
      context.output.format == OutputFormat::kJson || context.output.format == OutputFormat::kJsonl;
  if (whole) {
    Print({.rows = {{{"nodes", ToValue(nodes)},
                     {"relationships", ToValue(relationships)},
                     {"size_bytes", graph->store().SizeOnDisk()},
                     {"commits", sequence},
                     {"database", context.database}}},
           .single = true},
          context.output);
    return {};
  }
  Answer answer{.columns = {{"what", "What"}, {"name", "Name"}, {"count", "Count"}},
                .empty_text = "The graph is empty."};
  for (const WordCount& each : nodes)
    answer.rows.push_back({{"what", "nodes"}, {"name", each.word}, {"count", each.count}});
  for (const WordCount& each : relationships)
    answer.rows.push_back({{"what", "relationships"}, {"name", each.word}, {"count", each.count}});
  answer.rows.push_back(
      {{"what", "on disk"}, {"name", "bytes"}, {"count", graph->store().SizeOnDisk()}});
  Print(answer, context.output);
  return {};
}

}  // namespace

void AddStatsCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "stats", "How many nodes and relationships of each kind, and the size on disk");
  command->footer("Example:\n  citygraph stats --format json");
  command->callback([&context] { context.run = [&context] { return RunStats(context); }; });
}

}  // namespace citygraph::cli

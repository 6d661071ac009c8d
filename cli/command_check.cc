// citygraph check : is the database sound?
#include <fmt/format.h>

#include "cli/context.h"
#include "engine/storage/check.h"

namespace citygraph::cli {
namespace {

Status RunCheck(Context& context) {
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const CheckReport report, CheckGraph(*graph));
  if (report.problems_found > 0) context.exit_code = kDatabaseDamagedOrLocked;
  if (context.output.format != OutputFormat::kTable) {
    Print({.columns = {{"nodes", "Nodes"},
                       {"relationships", "Relationships"},
                       {"problems_found", "Problems"}},
           .rows = {{{"nodes", report.nodes},
                     {"relationships", report.relationships},
                     {"index_entries", report.index_entries},
                     {"problems_found", report.problems_found},
                     {"problems", ValueList(report.problems.begin(), report.problems.end())}}},
           .single = true},
          context.output);
    return {};
  }
  fmt::print("checked {} nodes, {} relationships and {} index entries\n", report.nodes,
             report.relationships, report.index_entries);
  for (const std::string& problem : report.problems) fmt::print("  {}\n", problem);
  if (report.problems_found == 0) {
    fmt::print("all is sound\n");
  } else {
    fmt::print(
        "{} problems. Import your files again into a new database (--db NEW), or restore a copy.\n",
        report.problems_found);
  }
  return {};
}

}  // namespace

void AddCheckCommand(CLI::App& app, Context& context) {
  CLI::App* command =
      app.add_subcommand("check", "Verify the database: every record, index, count and checksum");
  command->footer("Example:\n  citygraph check\nExit code 0: sound; 5: damaged.");
  command->callback([&context] { context.run = [&context] { return RunCheck(context); }; });
}

}  // namespace citygraph::cli

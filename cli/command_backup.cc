// citygraph backup, restore, compact : the database as files.
#include <fmt/format.h>

#include <memory>
#include <string>

#include "cli/context.h"
#include "engine/storage/backup.h"
#include "engine/storage/check.h"

namespace citygraph::cli {
namespace {

struct BackupArguments {
  std::string folder;
  bool list = false;
};

std::string Megabytes(std::uint64_t bytes) {
  constexpr double kMega = 1e6;
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / kMega);
}

Status RunBackup(const BackupArguments& arguments, Context& context) {
  CITYGRAPH_TRY(const BackupReport report, BackUp(context.database, arguments.folder));
  if (context.output.format != OutputFormat::kTable) {
    Print({.columns = {{"backup", "Backup"}, {"bytes", "Bytes"}, {"new_bytes", "New bytes"}},
           .rows = {{{"backup", report.folder.string()},
                     {"bytes", report.bytes},
                     {"new_bytes", report.new_bytes}}},
           .single = true},
          context.output);
    return {};
  }
  fmt::print("{}: {}, of these {} new\n", report.folder.string(), Megabytes(report.bytes),
             Megabytes(report.new_bytes));
  Say(fmt::format("look into it with: citygraph --db {} stats", report.folder.string()));
  return {};
}

Status RunRestore(const BackupArguments& arguments, Context& context) {
  if (arguments.list) {
    CITYGRAPH_TRY(const auto backups, ListBackups(arguments.folder));
    Answer answer{.columns = {{"backup", "Backup"}}};
    for (const auto& each : backups) answer.rows.push_back({{"backup", each.string()}});
    Print(answer, context.output);
    return {};
  }
  CITYGRAPH_TRY(const auto taken, Restore(arguments.folder, context.database));
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const CheckReport report, CheckGraph(*graph));
  if (report.problems_found > 0) {
    return Fail({.code = ErrorCode::kCorruption,
                 .message = "the backup is damaged: " + report.problems.front(),
                 .where = {taken.string()},
                 .hint = "restore an earlier one: citygraph restore FOLDER --list"});
  }
  Say(fmt::format("restored {} to {}: {} nodes, {} relationships, all sound", taken.string(),
                  context.database, report.nodes, report.relationships));
  return {};
}

Status RunCompact(Context& context) {
  CITYGRAPH_TRY(const auto graph, context.OpenToWrite());
  const std::uint64_t before = graph->store().SizeOnDisk();
  CITYGRAPH_TRY(graph->Compact());
  Say(fmt::format("{} on disk, {} before", Megabytes(graph->store().SizeOnDisk()),
                  Megabytes(before)));
  return {};
}

}  // namespace

void AddBackupCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<BackupArguments>();
  CLI::App* command = app.add_subcommand("backup", "Copy the database, also while others use it");
  command->add_option("FOLDER", arguments->folder, "Where backups are kept")->required();
  command->footer(
      "Each backup is a database of its own in a numbered folder; files that an earlier one has "
      "are "
      "linked, not copied.\nExample:\n  citygraph backup /media/stick/citygraph");
  command->callback([arguments, &context] {
    context.run = [arguments, &context] { return RunBackup(*arguments, context); };
  });
}

void AddRestoreCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<BackupArguments>();
  CLI::App* command =
      app.add_subcommand("restore", "Make a database from a backup, and check that it is sound");
  command
      ->add_option("FOLDER", arguments->folder,
                   "One backup, or where backups are kept: then the newest")
      ->required();
  command->add_flag("--list", arguments->list, "Say which backups there are and restore none");
  command->footer(
      "Example:\n  citygraph --db new.db restore /media/stick/citygraph\n  citygraph restore "
      "/media/stick/citygraph --list");
  command->callback([arguments, &context] {
    context.run = [arguments, &context] { return RunRestore(*arguments, context); };
  });
}

void AddCompactCommand(CLI::App& app, Context& context) {
  CLI::App* command =
      app.add_subcommand("compact", "Make the database as small and quick to read as it can be");
  command->footer("Example:\n  citygraph compact");
  command->callback([&context] { context.run = [&context] { return RunCompact(context); }; });
}

}  // namespace citygraph::cli

// What every command gets: the global options, the graph to open, and where answers go.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "cli/output.h"
#include "engine/storage/graph.h"

namespace citygraph::cli {

// Documented in README.md and `citygraph --help`.
enum ExitCode : int {
  kDone = 0,
  kFailed = 1,
  kWrongUsage = 2,
  kNotFoundOrAmbiguous = 3,
  kInputRejected = 4,
  kDatabaseDamagedOrLocked = 5,
  kInterrupted = 130  // by Ctrl-C, as shells say it
};

int ExitCodeFor(const Error& error);

struct Context {
  std::string database;
  OutputOptions output;
  std::string as_of;            // a year or date; empty: now
  bool explain = false;         // print the Cypher that says the same
  std::function<Status()> run;  // set by the command that was chosen
  int exit_code = kDone;     // a command may end well and still say, say, that rows were rejected
  bool wrong_usage = false;  // an error of the command is a mistake in how it was called
  bool explained = false;
  bool takes_typed_json = false;  // the command that was chosen does

  // An error that ends with kWrongUsage: what only the graph shows to be wrong.
  std::unexpected<Error> WrongUsage(std::string message, std::string hint = {});
  // Prints the Cypher that says the same to stderr, where it was asked for.
  void Explain(const std::string& cypher);

  // Errors: kNotFound with the command that makes a database.
  Result<std::unique_ptr<Graph>> OpenToRead() const;
  Result<std::unique_ptr<Graph>> OpenToWrite() const;
  // To try a change and not commit it: the database as it is, or an empty graph where there is
  // none.
  Result<std::unique_ptr<Graph>> OpenToTry() const;
};

// Prints an error with its hint and candidates to stderr, in colour on a terminal.
void PrintError(const Error& error);
// A line of talk to stderr: "Wrote network.svg".
void Say(const std::string& text);

void AddImportCommand(CLI::App& app, Context& context);
void AddExtractCommand(CLI::App& app, Context& context);
void AddShowCommand(CLI::App& app, Context& context);
void AddMentorsCommand(CLI::App& app, Context& context);
void AddSharedThemesCommand(CLI::App& app, Context& context);
void AddPathCommand(CLI::App& app, Context& context);
void AddCompareCommand(CLI::App& app, Context& context);
void AddMatchCommand(CLI::App& app, Context& context);
void AddRankCommand(CLI::App& app, Context& context);
void AddCommunitiesCommand(CLI::App& app, Context& context);
void AddComponentsCommand(CLI::App& app, Context& context);
void AddStatsCommand(CLI::App& app, Context& context);
void AddCheckCommand(CLI::App& app, Context& context);
void AddExportCommand(CLI::App& app, Context& context);
void AddBackupCommand(CLI::App& app, Context& context);
void AddRestoreCommand(CLI::App& app, Context& context);
void AddCompactCommand(CLI::App& app, Context& context);
void AddReviewCommand(CLI::App& app, Context& context);
void AddResolveCommand(CLI::App& app, Context& context);
void AddDrawCommand(CLI::App& app, Context& context);
void AddQueryCommand(CLI::App& app, Context& context);
void AddShellCommand(CLI::App& app, Context& context);

}  // namespace citygraph::cli

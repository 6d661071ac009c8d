// citygraph: the command line. Each command is a file, command_<verb>.cc.
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "cli/completions.h"
#include "cli/context.h"
#include "cli/memory.h"
#include "cli/shell/session.h"
#include "cli/usage.h"

namespace citygraph::cli {
namespace {

constexpr std::string_view kFooter =
    "Start here:\n"
    "  citygraph import reports.txt exchanges.csv    read lists and tables into ./citygraph.db\n"
    "  citygraph mentors                             who mentored whom\n"
    "  citygraph shared-themes Barcelona             which cities work on what Barcelona works on\n"
    "  citygraph match Durban                        whom to match for a new exchange, and why\n"
    "  citygraph draw network -o network.svg         a diagram for a report\n"
    "  citygraph shell                               openCypher, statement by statement\n"
    "  citygraph COMMAND --help                      more on a command, with examples\n\n"
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not found or ambiguous, 4 input rejected,\n"
    "            5 database damaged or locked.\n"
    "Places: GeoNames (CC BY 4.0).";

std::size_t TerminalWidth() {
  winsize size{};
  if (isatty(STDOUT_FILENO) != 1 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

void AddGlobalOptions(CLI::App& app, Context& context) {
  const char* from_environment = std::getenv("CITYGRAPH_DB");
  context.database =
      from_environment != nullptr && *from_environment != '\0' ? from_environment : "citygraph.db";
  app.add_option("--db", context.database,
                 "The database's folder (default: $CITYGRAPH_DB, else ./citygraph.db)");
  app.add_option_function<std::string>(
         "--format", [&context](const std::string& name) { SetFormat(name, context.output); },
         "table, csv, tsv, json, jsonl or markdown (default: table); query and shell: also "
         "typed-json")
      ->transform(OneOf(FormatNames()))
      ->transform(CLI::Validator(
          [](std::string& typed) {
            if (typed == "md") typed = "markdown";
            return std::string();
          },
          ""))
      ->type_name("FORMAT");
  app.add_flag("--cypher", context.explain, "Also print the Cypher that asks the same, to stderr");
  app.add_flag_callback(
      "--no-color", [] { setenv("NO_COLOR", "1", 1); },
      "No colours (as NO_COLOR in the environment)");
}

int Main(int argc, char** argv) {
  KeepMemory();
  std::signal(SIGPIPE, SIG_DFL);  // `citygraph … | head` ends quietly
  Context context;
  CLI::App app("citygraph: a knowledge graph of cities, themes and exchanges", "citygraph");
  app.set_version_flag("-V,--version", std::string("citygraph ") + CITYGRAPH_VERSION);
  app.footer(std::string(kFooter));
  app.fallthrough();
  app.get_formatter()->column_width(32);
  AddGlobalOptions(app, context);
  AddImportCommand(app, context);
  AddExtractCommand(app, context);
  AddReviewCommand(app, context);
  AddResolveCommand(app, context);
  AddShowCommand(app, context);
  AddMentorsCommand(app, context);
  AddSharedThemesCommand(app, context);
  AddPathCommand(app, context);
  AddCompareCommand(app, context);
  AddMatchCommand(app, context);
  AddRankCommand(app, context);
  AddCommunitiesCommand(app, context);
  AddComponentsCommand(app, context);
  AddDrawCommand(app, context);
  AddQueryCommand(app, context);
  AddShellCommand(app, context);
  AddStatsCommand(app, context);
  AddCheckCommand(app, context);
  AddExportCommand(app, context);
  AddBackupCommand(app, context);
  AddRestoreCommand(app, context);
  AddCompactCommand(app, context);
  AddCompletionCommand(app);
  AddHelpCommand(app);
  app.require_subcommand(0, 1);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    return app.exit(help);
  } catch (const CLI::CallForVersion& version) {
    return app.exit(version);
  } catch (const CLI::Success&) {
    return kDone;
  } catch (const CLI::ParseError& error) {
    return PrintWrongUsage(app, error);
  }
  if (!context.run) {
    fmt::print(stderr, "{}", app.help());
    return kWrongUsage;
  }
  if (context.output.typed && !context.takes_typed_json) {
    fmt::print(stderr,
               "citygraph: typed-json is a format of query and shell alone; json is for all\n");
    return kWrongUsage;
  }
  context.output.width = TerminalWidth();
  context.output.colour = context.output.width > 0 && std::getenv("NO_COLOR") == nullptr;
  if (const Status status = context.run(); !status) {
    PrintError(status.error());
    return context.wrong_usage ? kWrongUsage : ExitCodeFor(status.error());
  }
  if (context.explain && !context.explained)
    Say("There is no one Cypher statement that says the same as this command.");
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    fmt::print(stderr,
               "citygraph: the answer could not be written to the end: is the disk full?\n");
    return kFailed;
  }
  return context.exit_code;
}

}  // namespace
}  // namespace citygraph::cli

int main(int argc, char** argv) { return citygraph::cli::Main(argc, argv); }

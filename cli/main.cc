// citygraph: the command line. Each command is a file, command_<verb>.cc.
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "cli/context.h"
#include "engine/base/unicode.h"

namespace citygraph::cli {
namespace {

constexpr std::string_view kFooter =
    "Start here:\n"
    "  citygraph import reports.txt exchanges.csv    read lists and tables into ./citygraph.db\n"
    "  citygraph mentors                             who mentored whom\n"
    "  citygraph shared-themes Barcelona             which cities work on what Barcelona works on\n"
    "  citygraph match Durban                        whom to match for a new exchange, and why\n"
    "  citygraph draw network -o network.svg         a diagram for a report\n"
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
  const std::map<std::string, OutputFormat> formats = {
      {"table", OutputFormat::kTable}, {"csv", OutputFormat::kCsv},
      {"tsv", OutputFormat::kTsv},     {"json", OutputFormat::kJson},
      {"jsonl", OutputFormat::kJsonl}, {"markdown", OutputFormat::kMarkdown}};
  app.add_option("--format", context.output.format,
                 "table, csv, tsv, json, jsonl or markdown (default: table)")
      ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case).description(""))
      ->type_name("FORMAT");
  app.add_flag("--cypher", context.explain, "Also print the Cypher that asks the same, to stderr");
  app.add_flag_callback(
      "--no-color", [] { setenv("NO_COLOR", "1", 1); },
      "No colours (as NO_COLOR in the environment)");
}

// The command meant by a mistyped one: at most two edits away.
std::string NearestCommand(const CLI::App& app, const std::string& typed) {
  std::string best;
  std::size_t best_distance = 3;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    const std::size_t distance = EditDistance(typed, command->get_name(), 2);
    if (distance < best_distance) {
      best_distance = distance;
      best = command->get_name();
    }
  }
  return best;
}

int WrongUsage(const CLI::App& app, const CLI::ParseError& error) {
  const auto chosen = app.get_subcommands();
  const std::vector<std::string> left = app.remaining();
  if (chosen.empty() && !left.empty() && !left.back().starts_with('-')) {
    const std::string& typed = left.back();  // CLI11 gives them last to first
    fmt::print(stderr, "citygraph: \"{}\" is not a command\n", typed);
    if (const std::string near = NearestCommand(app, typed); !near.empty())
      fmt::print(stderr, "Did you mean: citygraph {}\n", near);
    fmt::print(stderr, "See: citygraph --help\n");
    return kWrongUsage;
  }
  fmt::print(stderr, "citygraph: {}\n", error.what());
  if (chosen.empty()) {
    fmt::print(stderr, "See: citygraph --help\n");
  } else {
    fmt::print(stderr, "See: citygraph {} --help\n", chosen.front()->get_name());
  }
  return kWrongUsage;
}

int Main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);  // `citygraph … | head` ends quietly
  Context context;
  CLI::App app("citygraph: a knowledge graph of cities, themes and exchanges", "citygraph");
  app.set_version_flag("--version", std::string("citygraph ") + CITYGRAPH_VERSION);
  app.footer(std::string(kFooter));
  app.fallthrough();
  app.get_formatter()->column_width(32);
  AddGlobalOptions(app, context);
  AddImportCommand(app, context);
  AddExtractCommand(app, context);
  AddShowCommand(app, context);
  AddMentorsCommand(app, context);
  AddSharedThemesCommand(app, context);
  AddPathCommand(app, context);
  AddMatchCommand(app, context);
  AddDrawCommand(app, context);
  AddStatsCommand(app, context);
  AddCheckCommand(app, context);
  app.require_subcommand(0, 1);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    return app.exit(help);
  } catch (const CLI::CallForVersion& version) {
    return app.exit(version);
  } catch (const CLI::ParseError& error) {
    return WrongUsage(app, error);
  }
  if (!context.run) {
    fmt::print(stderr, "{}", app.help());
    return kWrongUsage;
  }
  context.output.width = TerminalWidth();
  context.output.colour = context.output.width > 0 && std::getenv("NO_COLOR") == nullptr;
  if (const Status status = context.run(); !status) {
    PrintError(status.error(), context);
    return ExitCodeFor(status.error());
  }
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

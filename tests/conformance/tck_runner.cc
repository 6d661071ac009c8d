// Runs the openCypher TCK: every scenario of the feature files below a folder.
//
// usage: tck_runner FOLDER [--check-only] [--as-written] [--on-disk] [--folded] [--only TEXT]
// [--quiet]
//   --check-only  parse and check the queries, run none
//   --as-written  without the optimiser
//   --on-disk     each scenario in a store on disk, not in memory
//   --folded      on disk, and the graph lies in a base when the query is asked
//   --only TEXT   only scenarios whose path and name hold the text
//   --quiet       the table alone, without the reason of each failure
// Exit code: 0 all passed, 1 not all, 2 wrong usage or unreadable files.
#include <fmt/format.h>

#include <cstdio>
#include <cstring>
#include <map>

#include "tests/conformance/tck_check.h"
#include "tests/conformance/tck_execute.h"

namespace citygraph::tck {
namespace {

struct Counts {
  int passed = 0;
  int failed = 0;
  int skipped = 0;
};

struct Options {
  std::string folder;
  std::string only;
  bool check_only = false;
  bool as_written = false;
  bool on_disk = false;
  bool folded = false;
  bool quiet = false;
};

void Add(Counts& counts, Verdict verdict) {
  if (verdict == Verdict::kPassed) ++counts.passed;
  if (verdict == Verdict::kFailed) ++counts.failed;
  if (verdict == Verdict::kSkipped) ++counts.skipped;
}

void PrintCounts(std::string_view name, const Counts& counts) {
  fmt::print("{:<40} {:>7} {:>7} {:>7}\n", name, counts.passed, counts.failed, counts.skipped);
}

int Main(const Options& options) {
  const auto features = ReadFeatures(options.folder);
  if (!features) {
    fmt::print(stderr, "tck_runner: {}\n", features.error().ToString());
    return 2;
  }
  const ScenarioOptions how = {.graphs = std::filesystem::path(options.folder) / ".." / "graphs",
                               .optimise = !options.as_written,
                               .on_disk = options.on_disk || options.folded,
                               .folded = options.folded};
  std::map<std::string, Counts> by_folder;
  Counts all;
  for (const Feature& feature : *features) {
    const std::string folder = feature.path.substr(0, feature.path.rfind('/'));
    for (const Scenario& scenario : feature.scenarios) {
      const std::string name = fmt::format("{} {}", feature.path, scenario.name);
      if (name.find(options.only) == std::string::npos) continue;
      const Outcome outcome =
          options.check_only ? CheckScenario(scenario) : RunScenario(scenario, how);
      Add(by_folder[folder], outcome.verdict);
      Add(all, outcome.verdict);
      if (outcome.verdict == Verdict::kPassed || options.quiet) continue;
      fmt::print("{} {}\n", outcome.verdict == Verdict::kFailed ? "FAILED" : "skipped", name);
      std::string reason = "    " + outcome.reason;
      for (std::size_t at = reason.find('\n'); at != std::string::npos;
           at = reason.find('\n', at + 5))
        reason.replace(at, 1, "\n    ");
      fmt::print("{}\n", reason);
    }
  }
  fmt::print("{:<40} {:>7} {:>7} {:>7}\n", "folder", "passed", "failed", "skipped");
  for (const auto& [folder, counts] : by_folder) PrintCounts(folder, counts);
  PrintCounts("all", all);
  if (all.passed + all.failed + all.skipped == 0) {
    fmt::print(stderr, "tck_runner: no scenario there\n");
    return 2;
  }
  return all.failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace citygraph::tck

constexpr const char* kUsage =
    "usage: tck_runner FOLDER [--check-only] [--as-written] [--on-disk] [--folded] "
    "[--only TEXT] [--quiet]\n";

int main(int argc, char** argv) {
  citygraph::tck::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--check-only") {
      options.check_only = true;
    } else if (argument == "--as-written") {
      options.as_written = true;
    } else if (argument == "--on-disk") {
      options.on_disk = true;
    } else if (argument == "--folded") {
      options.folded = true;
    } else if (argument == "--quiet") {
      options.quiet = true;
    } else if (argument == "--only" && i + 1 < argc) {
      options.only = argv[++i];
    } else if (!argument.starts_with('-') && options.folder.empty()) {
      options.folder = argument;
    } else {
      fmt::print(stderr, kUsage);
      return 2;
    }
  }
  if (options.folder.empty()) {
    fmt::print(stderr, kUsage);
    return 2;
  }
  return citygraph::tck::Main(options);
}

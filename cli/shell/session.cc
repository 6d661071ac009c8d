#include "cli/shell/session.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>

#include "cli/context.h"
#include "cli/shell/answer_output.h"
#include "cli/shell/typed_json.h"
#include "engine/base/unicode.h"

namespace citygraph::cli {
namespace {

namespace cypher = queries::cypher;

struct NamedFormat {
  std::string_view name;
  OutputFormat format;
  bool typed = false;
};
constexpr std::array kFormats = {NamedFormat{"table", OutputFormat::kTable},
                                 NamedFormat{"csv", OutputFormat::kCsv},
                                 NamedFormat{"tsv", OutputFormat::kTsv},
                                 NamedFormat{"json", OutputFormat::kJson},
                                 NamedFormat{"jsonl", OutputFormat::kJsonl},
                                 NamedFormat{"markdown", OutputFormat::kMarkdown},
                                 NamedFormat{"typed-json", OutputFormat::kJsonl, true}};

// A place in a statement, seen from the beginning of what it was read from.
SourcePlace PlaceIn(const ShellInput& input, const cypher::Span& where) {
  SourcePlace place{.line = where.line, .column = where.column};
  if (where.line == 0) return place;
  if (where.line == 1) place.column += input.column - 1;
  place.line += input.line - 1;
  return place;
}

}  // namespace

bool SetFormat(std::string_view name, OutputOptions& output) {
  const std::string lower = ToLower(name);
  for (const NamedFormat& each : kFormats) {
    if (each.name != lower && !(lower == "md" && each.format == OutputFormat::kMarkdown)) continue;
    output.format = each.format;
    output.typed = each.typed;
    return true;
  }
  return false;
}

std::vector<std::string> FormatNames() {
  std::vector<std::string> names;
  for (const NamedFormat& each : kFormats) names.emplace_back(each.name);
  return names;
}

Session::Outcome Session::Take(const ShellInput& input) {
  const Outcome outcome =
      input.kind == ShellInput::Kind::kCommand ? RunCommand(input) : RunStatement(input);
  std::fflush(stdout);
  return outcome;
}

Session::Outcome Session::TakeAll(std::string_view text, bool fail_fast) {
  StatementSplitter splitter;
  splitter.Feed(text);
  splitter.Finish();
  Outcome all = Outcome::kDone;
  while (const auto input = splitter.Next()) {
    const Outcome outcome = Take(*input);
    if (outcome == Outcome::kExit) return outcome;
    if (outcome == Outcome::kFailed) all = outcome;
    if (all == Outcome::kFailed && fail_fast) break;
  }
  return all;
}

Session::Outcome Session::RunStatement(const ShellInput& input) {
  last_statement_ = input.text;
  cypher::RunOptions options = options_.run;
  options.parameters = parameters_;
  const auto start = std::chrono::steady_clock::now();
  const auto answer = run_(input.text, options);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  if (!answer) return Failed(answer.error(), input);
  Print(*answer, options_.output);
  if (!options_.output.typed) PrintNotes(*answer, took.count());
  return Outcome::kDone;
}

void Session::PrintNotes(const cypher::Answer& answer, double milliseconds) const {
  for (const cypher::Notification& each : answer.notifications) Say(NotificationText(each));
  std::string text = ChangesText(answer.counters);
  if (options_.talkative) {
    const std::size_t rows = answer.rows.size();
    if (text.empty() && answer.columns.empty() && !answer.plan) text = "Nothing changed";
    if (!answer.columns.empty() && !answer.plan)
      text += fmt::format("{}{} {}", text.empty() ? "" : "; ", rows, rows == 1 ? "row" : "rows");
    text += fmt::format("{}{:.1f} ms", text.empty() ? "" : ", ", milliseconds);
  }
  if (!text.empty()) Say(text);
}

Session::Outcome Session::Failed(const cypher::QueryError& error, const ShellInput& input) {
  const std::string source = options_.source.empty() ? "query" : options_.source;
  last_error_ = ToError(error, input.text, source);
  if (error.kind == cypher::ErrorKind::kLabelNotFound ||
      error.kind == cypher::ErrorKind::kPropertyNotFound || error.detail == "UnknownName")
    last_error_.code = ErrorCode::kNotFound;  // --strict
  const SourcePlace place = PlaceIn(input, error.where);
  last_error_.where.line = place.line;
  last_error_.where.column = place.column;
  if (options_.output.typed) {
    fmt::print("{}\n", ToTypedJson(error));
  } else {
    std::fflush(stdout);
    PrintError(last_error_);
  }
  return Outcome::kFailed;
}

Session::Outcome Session::FailedCommand(Error error, const ShellInput& input) {
  const SourcePlace place =
      PlaceIn(input, {.line = error.where.line, .column = error.where.column});
  error.where.line = place.line;
  error.where.column = place.column;
  return FailedCommand(std::move(error));
}

Session::Outcome Session::FailedCommand(Error error) {
  std::fflush(stdout);
  PrintError(error);
  last_error_ = std::move(error);
  return Outcome::kFailed;
}

}  // namespace citygraph::cli

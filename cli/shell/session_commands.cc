// The lines that begin with a colon.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>

#include "cli/context.h"
#include "cli/shell/answer_output.h"
#include "cli/shell/parameters.h"
#include "cli/shell/session.h"
#include "cli/usage.h"
#include "engine/base/unicode.h"

namespace citygraph::cli {
namespace {

namespace cypher = queries::cypher;

constexpr int kDeepestSource = 16;  // files that read files

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\v\f";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// ":exit;" is what fingers type.
std::string_view WithoutSemicolon(std::string_view text) {
  text = Trim(text);
  while (text.ends_with(';')) text = Trim(text.substr(0, text.size() - 1));
  return text;
}

std::string_view CanonicalName(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> kOtherNames[] = {
      {":quit", ":exit"}, {":q", ":exit"},      {":h", ":help"},
      {":?", ":help"},    {":mode", ":format"}, {":play", ":source"}};
  for (const auto& [other, canonical] : kOtherNames)
    if (name == other) return canonical;
  return name;
}

Error Mistake(std::string message, std::string hint = {}) {
  return {.code = ErrorCode::kInvalidInput, .message = std::move(message), .hint = std::move(hint)};
}

}  // namespace

const std::vector<CommandHelp>& ShellCommands() {
  static const std::vector<CommandHelp> commands = {
      {":help", "[COMMAND]", "this list, or one command"},
      {":schema", "", "the labels, relationship types and properties of this graph"},
      {":param", "name => EXPR", "sets $name; {a: 1, b: 2} sets several; alone it lists them"},
      {":params", "[clear]", "lists the parameters, or forgets them"},
      {":explain", "[STATEMENT]", "how a statement (default: the last one) would run"},
      {":profile", "[STATEMENT]", "runs it and shows rows, store reads and time of each step"},
      {":format", "[FORMAT]", "how answers are printed; alone it says which formats there are"},
      {":source", "FILE", "runs the statements of a file"},
      {":history", "", "what was typed before"},
      {":clear", "", "clears the screen"},
      {":exit", "", "leaves; so do :quit and Ctrl-D"},
  };
  return commands;
}

Session::Outcome Session::RunCommand(const ShellInput& input) {
  const std::string_view line = input.text;
  const std::size_t end = std::min(line.find_first_of(" \t;"), line.size());
  const std::string typed = ToLower(line.substr(0, end));
  const std::string_view name = CanonicalName(typed);
  const std::string_view rest = line.substr(end);
  const std::string_view arguments = WithoutSemicolon(rest);
  if (name == ":exit") return Outcome::kExit;
  if (name == ":help") return Help(arguments);
  if (name == ":param") return Param(rest, input);
  if (name == ":params") return arguments.empty() ? ShowParams() : Param(rest, input);
  if (name == ":schema") return Schema();
  if (name == ":format") return Format(arguments);
  if (name == ":source") return Source(arguments);
  if (name == ":history") return History();
  if (name == ":clear") return Clear();
  if (name == ":explain") return Planned("EXPLAIN", arguments, input);
  if (name == ":profile") return Planned("PROFILE", arguments, input);
  if (name == ":begin" || name == ":commit" || name == ":rollback") {
    return FailedCommand(
        Mistake(fmt::format("there is no {}: each statement is a transaction", name),
                "a statement that fails changes nothing; one that ends is stored"));
  }
  if (name == ":use" || name == ":connect" || name == ":disconnect") {
    return FailedCommand(Mistake(fmt::format("there is no {}: a shell has one database", name),
                                 "start it with another folder: citygraph --db DIR shell"));
  }
  std::vector<std::string> names;
  for (const CommandHelp& each : ShellCommands()) names.emplace_back(each.name);
  const std::string near = Nearest(typed, names);
  return FailedCommand(Mistake(fmt::format("there is no command {}", typed),
                               near.empty() ? "see :help" : fmt::format("did you mean {}?", near)));
}

Session::Outcome Session::Help(Arguments arguments) {
  std::string wanted = ToLower(arguments);
  if (!wanted.empty() && wanted[0] != ':') wanted.insert(0, 1, ':');
  wanted = CanonicalName(wanted);
  std::string text;
  for (const CommandHelp& each : ShellCommands()) {
    if (!wanted.empty() && each.name != wanted) continue;
    text += fmt::format("  {:<24} {}\n", fmt::format("{} {}", each.name, each.usage), each.text);
  }
  if (text.empty())
    return FailedCommand(Mistake(fmt::format("there is no command {}", wanted), "see :help"));
  if (!wanted.empty()) {
    fmt::print("{}", text);
    return Outcome::kDone;
  }
  fmt::print(
      "Statements of openCypher end with a semicolon and may span lines:\n"
      "  MATCH (c:City)-[:HOSTED]->(e:Exchange) RETURN c.name, count(e) ORDER BY count(e) DESC;\n"
      "Commands are lines that begin with a colon:\n"
      "{}"
      "Tab completes keywords, labels, types, properties, functions and, within quotes, names.\n"
      "Ctrl-C stops a query or drops what is typed, Ctrl-D leaves. More: docs/cypher.md\n",
      text);
  return Outcome::kDone;
}

Session::Outcome Session::ShowParams() {
  cypher::Answer answer{.columns = {"parameter", "value"}};
  for (const MapEntry& entry : parameters_)
    answer.rows.push_back({entry.key, ToCypherText(entry.value, {})});
  if (answer.rows.empty() && !options_.output.typed) {
    Say("There are no parameters; set one with :param name => value");
    return Outcome::kDone;
  }
  Print(answer, options_.output);
  return Outcome::kDone;
}

// Answers nothing, so that what feeds a shell can count an answer a statement; a failure is told on
// stderr, and the parameter has then no value rather than an old one.
Session::Outcome Session::Param(Arguments arguments, const ShellInput& input) {
  const auto line = ParseParameterLine(arguments);
  // `arguments` ends the line that was typed.
  const std::size_t arguments_at = input.text.size() - arguments.size();
  const auto failed = [&](cypher::QueryError error) {
    error.where = Shifted(error.where, input.text, arguments_at);
    return FailedCommand(
        ToError(error, input.text, options_.source.empty() ? "shell" : options_.source), input);
  };
  if (!line) {
    // Which name was meant is not known for sure: the first word.
    const std::string_view rest = Trim(arguments);
    parameters_.Remove(rest.substr(0, std::min(rest.find_first_of(" \t:="), rest.size())));
    return failed(line.error());
  }
  switch (line->kind) {
    case ParameterLine::Kind::kList:
      return ShowParams();
    case ParameterLine::Kind::kClear:
      parameters_ = ValueMap();
      return Outcome::kDone;
    case ParameterLine::Kind::kSet:
    case ParameterLine::Kind::kMap:
      break;
  }
  constexpr std::string_view kReturn = "RETURN ";
  const std::string statement = std::string(kReturn) + line->expression;
  cypher::RunOptions options = options_.run;
  options.parameters = parameters_;
  auto answer = run_(statement, options);
  if (!answer) {
    if (line->kind == ParameterLine::Kind::kSet) parameters_.Remove(line->name);
    cypher::QueryError error = answer.error();
    if (error.where.line > 0) {
      error.where.column -= static_cast<std::uint32_t>(kReturn.size());
      error.where.offset -= static_cast<std::uint32_t>(kReturn.size());
    }
    error.where = Shifted(error.where, arguments, line->at);
    return failed(std::move(error));
  }
  if (answer->rows.size() != 1 || answer->rows[0].size() != 1)
    return FailedCommand(Mistake("this is not one value: " + line->expression));
  const Value& value = answer->rows[0][0];
  if (line->kind == ParameterLine::Kind::kSet) {
    parameters_.Put(line->name, value);
    return Outcome::kDone;
  }
  for (const MapEntry& entry : *value.AsMap()) parameters_.Put(entry.key, entry.value);
  return Outcome::kDone;
}

Session::Outcome Session::Schema() {
  const auto words = words_();
  if (!words) return FailedCommand(words.error());
  cypher::Answer answer{.columns = {"kind", "name", "count"}};
  for (const WordCount& each : words->labels)
    answer.rows.push_back({"label", each.word, each.count});
  for (const WordCount& each : words->types)
    answer.rows.push_back({"relationship type", each.word, each.count});
  const bool people = options_.output.format == OutputFormat::kTable ||
                      options_.output.format == OutputFormat::kMarkdown;
  for (const std::string& each : words->properties)
    answer.rows.push_back({"property", each, people ? Value("") : Value()});
  if (answer.rows.empty()) Say("The graph is empty.");
  if (!answer.rows.empty() || options_.output.typed) Print(answer, options_.output);
  return Outcome::kDone;
}

Session::Outcome Session::Format(Arguments arguments) {
  if (arguments.empty()) {
    Say("Formats: " + OrList(FormatNames()));
    return Outcome::kDone;
  }
  if (SetFormat(arguments, options_.output)) return Outcome::kDone;
  const std::string near = Nearest(std::string(arguments), FormatNames());
  return FailedCommand(Mistake(fmt::format("\"{}\" is not {}", arguments, OrList(FormatNames())),
                               near.empty() ? "" : fmt::format("did you mean {}?", near)));
}

Session::Outcome Session::Source(Arguments arguments) {
  if (arguments.size() > 1 && (arguments[0] == '\'' || arguments[0] == '"') &&
      arguments.back() == arguments[0]) {
    arguments = arguments.substr(1, arguments.size() - 2);
  }
  const std::string path(arguments);
  if (path.empty()) return FailedCommand(Mistake(":source needs a file", ":source FILE"));
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return FailedCommand({.code = ErrorCode::kNotFound,
                          .message = "the file cannot be read",
                          .where = {.file = path}});
  }
  if (source_depth_ >= kDeepestSource) {
    return FailedCommand(
        Mistake(fmt::format("files that read files, {} deep", kDeepestSource), "is it a circle?"));
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::string before = std::exchange(options_.source, path);
  ++source_depth_;
  const Outcome outcome = TakeAll(text, true);
  --source_depth_;
  options_.source = before;
  return outcome;
}

Session::Outcome Session::History() {
  if (!history_) {
    Say("There is no history: this is not a terminal.");
    return Outcome::kDone;
  }
  for (const std::string& line : history_()) fmt::print("{}\n", line);
  return Outcome::kDone;
}

Session::Outcome Session::Clear() {
  if (options_.talkative) fmt::print("\x1b[H\x1b[2J");
  return Outcome::kDone;
}

Session::Outcome Session::Planned(std::string_view mode, Arguments arguments,
                                  const ShellInput& input) {
  if (arguments.empty() && last_statement_.empty()) {
    return FailedCommand(Mistake("there is no statement before this one",
                                 fmt::format("write {} before a statement", mode)));
  }
  ShellInput statement = input;
  statement.kind = ShellInput::Kind::kStatement;
  const std::string before = last_statement_;
  statement.text = arguments.empty() ? before : std::string(arguments);
  const std::string plain = statement.text;
  const std::string lower = ToLower(std::string_view(plain).substr(0, 8));
  if (!lower.starts_with("explain ") && !lower.starts_with("profile "))
    statement.text.insert(0, std::string(mode) + ' ');
  const Outcome outcome = RunStatement(statement);
  last_statement_ = plain;
  return outcome;
}

}  // namespace citygraph::cli

// A conversation in openCypher: statements and command lines in, answers out. What `shell` and
// `query` share; it knows neither terminals nor databases.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output.h"
#include "cli/shell/graph_words.h"
#include "cli/shell/statement_splitter.h"
#include "queries/cypher/answer.h"

namespace citygraph::cli {

// Runs one statement, as queries::cypher::Run does on some graph.
using StatementRunner = std::function<queries::cypher::QueryResult<queries::cypher::Answer>(
    std::string_view text, const queries::cypher::RunOptions& options)>;

struct SessionOptions {
  OutputOptions output;
  queries::cypher::RunOptions run;  // for every statement; its parameters are the first ones
  bool talkative = false;  // says how many rows there were and how long they took: on a terminal
  std::string source;      // names what is read in errors: "shop.cypher"; empty: "query"
};

class Session {
 public:
  enum class Outcome : std::uint8_t { kDone, kFailed, kExit };

  Session(StatementRunner run, std::function<Result<GraphWords>()> words, SessionOptions options)
      : run_(std::move(run)), words_(std::move(words)), options_(std::move(options)) {
    parameters_ = options_.run.parameters;
  }

  // Runs a statement or a command line. Answers go to stdout, which is flushed; errors to stderr,
  // those of statements in typed-json to stdout.
  Outcome Take(const ShellInput& input);
  // All that a text holds. Stops at the first failure when `fail_fast` is set.
  Outcome TakeAll(std::string_view text, bool fail_fast);

  const ValueMap& parameters() const { return parameters_; }
  const OutputOptions& output() const { return options_.output; }
  // Of the last failure.
  const Error& last_error() const { return last_error_; }
  // Calls that print the history; none: there is none.
  void set_history(std::function<std::vector<std::string>()> history) {
    history_ = std::move(history);
  }

 private:
  using Arguments = std::string_view;

  Outcome RunStatement(const ShellInput& input);
  // Prints an error whose places count within `input.text`.
  Outcome Failed(const queries::cypher::QueryError& error, const ShellInput& input);
  Outcome FailedCommand(Error error);
  Outcome FailedCommand(Error error, const ShellInput& input);  // its place counts within the line
  void PrintNotes(const queries::cypher::Answer& answer, double milliseconds) const;

  // session_commands.cc
  Outcome RunCommand(const ShellInput& input);
  Outcome Help(Arguments arguments);
  Outcome Param(Arguments arguments, const ShellInput& input);
  Outcome ShowParams();
  Outcome Schema();
  Outcome Format(Arguments arguments);
  Outcome Source(Arguments arguments);
  Outcome History();
  Outcome Clear();
  Outcome Planned(std::string_view mode, Arguments arguments, const ShellInput& input);

  StatementRunner run_;
  std::function<Result<GraphWords>()> words_;
  SessionOptions options_;
  ValueMap parameters_;
  std::string last_statement_;
  Error last_error_;
  std::function<std::vector<std::string>()> history_;
  int source_depth_ = 0;
};

struct CommandHelp {
  std::string_view name;   // ":param"
  std::string_view usage;  // "name => EXPR"
  std::string_view text;
};
// For help and completion, in the order in which help prints them.
const std::vector<CommandHelp>& ShellCommands();

// "typed-json" or one of the common formats; false when it is none.
bool SetFormat(std::string_view name, OutputOptions& output);
// All that there are, "typed-json" last.
std::vector<std::string> FormatNames();

}  // namespace citygraph::cli

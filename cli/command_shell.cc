// citygraph shell : openCypher, statement by statement: typed on a terminal or fed on stdin.
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstdlib>

#include "cli/context.h"
#include "cli/interrupt.h"
#include "cli/query_options.h"
#include "cli/shell/database.h"
#include "cli/shell/line_editor.h"
#include "cli/shell/session.h"
#include "queries/procedures/procedures.h"

namespace citygraph::cli {
namespace {

constexpr std::size_t kMostNames = 40;  // offered by Tab

struct ShellArguments {
  bool fail_fast = false;
  QueryOptions options;
};

StatementRunner RunnerOf(QueryDatabase& database) {
  return [&database](std::string_view text, const queries::cypher::RunOptions& run) {
    return database.Run(text, run);
  };
}

// Statements as they come in, each answered before the next is waited for.
Status Feed(Session& session, bool fail_fast, Context& context) {
  StatementSplitter splitter;
  std::array<char, 1 << 16> buffer;
  bool open = true;
  bool failed = false;
  while (true) {
    while (const auto input = splitter.Next()) {
      const Session::Outcome outcome = session.Take(*input);
      failed = failed || outcome == Session::Outcome::kFailed;
      if (outcome == Session::Outcome::kExit || (failed && fail_fast)) open = false;
      if (!open) break;
    }
    if (!open) break;
    const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Fail(ErrorCode::kIo, "standard input cannot be read");
    if (count > 0) {
      splitter.Feed({buffer.data(), static_cast<std::size_t>(count)});
      continue;
    }
    splitter.Finish();
    while (const auto input = splitter.Next())
      failed = session.Take(*input) == Session::Outcome::kFailed || failed;
    break;
  }
  // In typed JSON an error is an answer like others: whoever feeds the shell has read it.
  if (failed && (fail_fast || !session.output().typed))
    context.exit_code = ExitCodeFor(session.last_error());
  return {};
}

void UseLocale() {
  std::setlocale(LC_CTYPE, "");
  if (MB_CUR_MAX == 1) std::setlocale(LC_CTYPE, "C.UTF-8");  // text is UTF-8 here
}

class Terminal {
 public:
  Terminal(Session& session, QueryDatabase& database, const Context& context)
      : session_(session),
        database_(database),
        context_(context),
        editor_(
            HistoryFile(), [this](std::string_view line) { return CompleteLine(line); },
            [this] { return interrupt_.Clear(); }) {
    session_.set_history([this] { return editor_.History(); });
    for (const std::string& name : queries::AllProcedures().Names()) procedures_.push_back(name);
  }

  void Talk() {
    Say(fmt::format("citygraph {} on {}. Statements end with ; and :help helps.", CITYGRAPH_VERSION,
                    context_.database));
    while (Turn()) {
    }
    database_.Release();
  }

 private:
  // One line; false when it was the last.
  bool Turn() {
    const LineEditor::Line line =
        editor_.Read(splitter_.in_statement() ? "      ...> " : "citygraph> ");
    if (line.end == LineEditor::End::kEndOfInput) return false;
    if (line.end == LineEditor::End::kInterrupted) {
      splitter_.Drop();
      typed_.clear();
      return true;
    }
    if (!splitter_.in_statement() && IsBareCommand(line.text)) {
      splitter_.Feed(":" + line.text);
    } else {
      splitter_.Feed(line.text);
    }
    typed_ += line.text;
    while (const auto input = splitter_.Next()) {
      Remember();
      interrupt_.Clear();
      const Session::Outcome outcome = session_.Take(ShellInput{input->kind, input->text});
      interrupt_.Clear();
      database_.Release();  // others may write while this one thinks
      words_known_ = false;
      if (outcome == Session::Outcome::kExit) return false;
    }
    if (!splitter_.in_statement()) Remember();
    return true;
  }

  static bool IsBareCommand(std::string_view line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == ' ' || line.back() == ';'))
      line.remove_suffix(1);
    return line == "exit" || line == "quit" || line == "help";
  }

  void Remember() {
    while (!typed_.empty() && (typed_.back() == '\n' || typed_.back() == ' ')) typed_.pop_back();
    if (!typed_.empty()) editor_.Remember(typed_);
    typed_.clear();
  }

  Completion CompleteLine(std::string_view line) {
    CompletionWords words{.procedures = procedures_, .names = [this](std::string_view prefix) {
                            return database_.NamesLike(prefix, kMostNames);
                          }};
    if (!words_known_) {
      if (auto graph = database_.Words()) words_ = *std::move(graph);
      words_known_ = true;
    }
    words.graph = words_;
    for (const MapEntry& entry : session_.parameters()) words.parameters.push_back(entry.key);
    const std::string before = splitter_.in_statement() ? typed_ : "";
    Completion completion = Complete(before + std::string(line), words);
    if (completion.from < before.size()) return {};  // it goes on from a line that is done
    completion.from -= before.size();
    return completion;
  }

  Session& session_;
  QueryDatabase& database_;
  const Context& context_;
  Interrupt interrupt_;
  LineEditor editor_;
  StatementSplitter splitter_;
  std::string typed_;  // of the statement so far
  std::vector<std::string> procedures_;
  GraphWords words_;
  bool words_known_ = false;
};

Status RunShell(const ShellArguments& arguments, Context& context) {
  context.explained = true;  // it is Cypher
  CITYGRAPH_TRY(SessionOptions options, MakeSessionOptions(arguments.options, context));
  const bool terminal = isatty(STDIN_FILENO) == 1;
  options.talkative = terminal && isatty(STDOUT_FILENO) == 1;
  if (!terminal) options.source = "stdin";
  QueryDatabase database(context, QueryDatabase::WhenMissing::kEmpty);
  CITYGRAPH_TRY(database.Open());
  if (database.missing())
    Say(context.database + " is not there yet: the first statement that writes makes it.");
  if (!terminal) {
    Session session(RunnerOf(database), [&] { return database.Words(); }, std::move(options));
    return Feed(session, arguments.fail_fast, context);
  }
  UseLocale();
  options.run.cancel = Interrupt::flag();
  Session session(RunnerOf(database), [&] { return database.Words(); }, std::move(options));
  Terminal(session, database, context).Talk();
  return {};
}

}  // namespace

void AddShellCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<ShellArguments>();
  CLI::App* command = app.add_subcommand("shell", "openCypher, statement by statement");
  command->add_flag("--fail-fast", arguments->fail_fast,
                    "Not on a terminal: stop at the first statement that fails");
  AddQueryOptions(*command, arguments->options);
  command->footer(
      "Examples:\n"
      "  citygraph shell\n"
      "  citygraph --db :memory: shell < questions.cypher\n"
      "  citygraph shell --format typed-json    for programs: a line of JSON a statement\n"
      "Statements end with \";\". Lines that begin with a colon are commands: see :help.");
  command->callback([arguments, &context] {
    context.takes_typed_json = true;
    context.run = [arguments, &context] { return RunShell(*arguments, context); };
  });
}

}  // namespace citygraph::cli

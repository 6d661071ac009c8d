// citygraph query 'CYPHER' : runs statements of openCypher and prints what they answer.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/as_of.h"
#include "cli/context.h"
#include "cli/interrupt.h"
#include "cli/query_options.h"
#include "cli/shell/database.h"
#include "cli/shell/session.h"

namespace citygraph::cli {
namespace {

struct QueryArguments {
  std::vector<std::string> statements;  // joined by ";"; "-": standard input
  std::string file;
  bool explain = false;
  bool profile = false;
  QueryOptions options;
};

Result<std::string> ReadAll(const std::string& file) {
  if (file == "-") return std::string{std::istreambuf_iterator<char>(std::cin), {}};
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return Fail({.code = ErrorCode::kNotFound,
                 .message = "the file cannot be read",
                 .where = {.file = file}});
  }
  return std::string{std::istreambuf_iterator<char>(stream), {}};
}

Result<std::string> TextOf(const QueryArguments& arguments) {
  if (!arguments.file.empty()) return ReadAll(arguments.file);
  if (arguments.statements.size() == 1 && arguments.statements[0] == "-") return ReadAll("-");
  std::string text;
  for (const std::string& each : arguments.statements) text += (text.empty() ? "" : ";\n") + each;
  return text;
}

std::string SourceOf(const QueryArguments& arguments) {
  if (arguments.file == "-" || (arguments.statements.size() == 1 && arguments.statements[0] == "-"))
    return "stdin";
  return arguments.file;
}

Status RunQuery(const QueryArguments& arguments, Context& context) {
  if (arguments.file.empty() == arguments.statements.empty()) {
    return context.WrongUsage(
        arguments.file.empty() ? "there is nothing to ask" : "a query and --file: only one can be",
        "citygraph query 'MATCH (c:City) RETURN c.name', or --file FILE");
  }
  context.explained = true;  // it is Cypher
  CITYGRAPH_TRY(SessionOptions options, MakeSessionOptions(arguments.options, context));
  options.source = SourceOf(arguments);
  CITYGRAPH_TRY(std::string text, TextOf(arguments));
  QueryDatabase database(context, QueryDatabase::WhenMissing::kFail);
  const Interrupt interrupt(Interrupt::Second::kEnds);
  options.run.cancel = Interrupt::flag();
  Session session(
      [&](std::string_view statement, const queries::cypher::RunOptions& run) {
        const std::string_view mode =
            arguments.explain ? "EXPLAIN " : (arguments.profile ? "PROFILE " : "");
        return database.Run(
            mode.empty() ? std::string(statement) : std::string(mode) + std::string(statement),
            run);
      },
      [&] { return database.Words(); }, std::move(options));
  if (session.TakeAll(text, true) == Session::Outcome::kFailed)
    context.exit_code = ExitCodeFor(session.last_error());
  return {};
}

}  // namespace

void AddQueryCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<QueryArguments>();
  CLI::App* command = app.add_subcommand("query", "Ask or change the graph in openCypher");
  command->add_option("CYPHER", arguments->statements,
                      "Statements, several with \";\" between them; - reads standard input");
  command->add_option("--file,-f", arguments->file,
                      "Read them from this file; - is standard input");
  command->add_flag("--explain", arguments->explain, "Show how it would run, and do not run it");
  command->add_flag("--profile", arguments->profile,
                    "Run it, and show rows, store reads and time of each step");
  AddQueryOptions(*command, arguments->options);
  AddAsOf(*command, context);
  command->footer(
      "Examples:\n"
      "  citygraph query 'MATCH (c:City)-[:HOSTED]->(e) RETURN c.name, count(e) AS n ORDER BY n "
      "DESC'\n"
      "  citygraph query 'MATCH (c:City {name: $city})-[:MENTORED]->(m) RETURN m.name' --param "
      "city=Durban\n"
      "  citygraph query --file questions.cypher --format csv\n"
      "  citygraph query --explain 'MATCH (:City)-[:HOSTED]->(e:Exchange) RETURN e.title'\n"
      "A label, type, property or name that this graph does not have is noted on stderr; --strict\n"
      "makes it an error. The language and the formats: docs/cypher.md");
  command->callback([arguments, &context] {
    context.takes_typed_json = true;
    context.run = [arguments, &context] { return RunQuery(*arguments, context); };
  });
}

}  // namespace citygraph::cli

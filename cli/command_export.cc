// citygraph export --to FORMAT -o FILE : the whole graph, to take elsewhere or to import again.
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>

#include "cli/context.h"
#include "cli/new_file.h"
#include "cli/usage.h"
#include "importers/graph_jsonl/graph_jsonl.h"

namespace citygraph::cli {
namespace {

struct ExportArguments {
  std::string format;
  std::string file = "-";
};

Status ToStandardOutput(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) return {};
  return Fail(ErrorCode::kIo, "cannot write to standard output");
}

Status RunExport(const ExportArguments& arguments, Context& context) {
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, graph->Read());
  if (arguments.file == "-") return importers::WriteGraphJsonl(*view, ToStandardOutput);
  NewFile file(arguments.file);
  CITYGRAPH_TRY(
      importers::WriteGraphJsonl(*view, [&](std::string_view text) { return file.Write(text); }));
  CITYGRAPH_TRY(file.Finish());
  Say(fmt::format("wrote {}; a database again with: citygraph --db NEW import {}", arguments.file,
                  arguments.file));
  return {};
}

}  // namespace

void AddExportCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<ExportArguments>();
  CLI::App* command =
      app.add_subcommand("export", "Write the whole graph to a file, with all its evidence");
  command->add_option("--to", arguments->format, "graph-jsonl: a line a node and relationship")
      ->transform(OneOf({"graph-jsonl"}))
      ->type_name("FORMAT")
      ->required();
  command->add_option("-o,--output", arguments->file, "The file to write; - for standard output")
      ->capture_default_str();
  command->footer(
      "Examples:\n  citygraph export --to graph-jsonl -o graph.jsonl\n  citygraph --db copy.db "
      "import graph.jsonl");
  command->callback([arguments, &context] {
    context.run = [arguments, &context] { return RunExport(*arguments, context); };
  });
}

}  // namespace citygraph::cli

// citygraph export --to FORMAT -o FILE|FOLDER : the whole graph, to take elsewhere or to import
// again.
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>

#include "cli/context.h"
#include "cli/new_file.h"
#include "cli/usage.h"
#include "importers/graph_csv/write_graph_csv.h"
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

// What a folder of CSV files does not say of the graph.
void SayLosses(const importers::CsvLosses& losses) {
  std::string lost;
  const auto add = [&](std::uint64_t count, std::string_view what) {
    if (count > 0) lost += fmt::format("{}{} {}", lost.empty() ? "" : ", ", count, what);
  };
  add(losses.evidence, "statements of evidence left out");
  add(losses.aliases, "other names left out");
  add(losses.as_text, "values of other kinds written as text");
  add(losses.not_set, "empty texts, which will not be set");
  add(losses.new_ids, "nodes given an id");
  if (!lost.empty())
    Say(fmt::format("CSV holds less than the graph: {}; --to graph-jsonl keeps all", lost));
}

Status ExportCsv(const GraphView& view, const std::string& path, Context& context) {
  if (path == "-") {
    return context.WrongUsage("graph-csv is a folder of files, and has no standard output",
                              "name a new folder: citygraph export --to graph-csv -o FOLDER");
  }
  CITYGRAPH_TRY(const auto folder, NewFolder::Create(path));
  CITYGRAPH_TRY(const auto losses,
                importers::WriteGraphCsv(view, [&](const std::string& file, std::string_view text) {
                  return folder->Write(file, text);
                }));
  CITYGRAPH_TRY(folder->Finish());
  SayLosses(losses);
  Say(fmt::format("wrote {}; a database again with: citygraph --db NEW import --as graph-csv {}",
                  path, path));
  return {};
}

Status RunExport(const ExportArguments& arguments, Context& context) {
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, graph->Read());
  if (arguments.format == "graph-csv") return ExportCsv(*view, arguments.file, context);
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
      app.add_subcommand("export", "Write the whole graph, to take elsewhere or to import again");
  command
      ->add_option("--to", arguments->format,
                   "graph-jsonl: a file, a line a node and relationship, with all evidence; "
                   "graph-csv: a new folder of tables, without it")
      ->transform(OneOf({"graph-jsonl", "graph-csv"}))
      ->type_name("FORMAT")
      ->required();
  command
      ->add_option("-o,--output,output", arguments->file,
                   "The file or folder to write; - for standard output")
      ->capture_default_str();
  command->footer(
      "Examples:\n  citygraph export --to graph-jsonl -o graph.jsonl\n  citygraph --db copy.db "
      "import graph.jsonl\n  citygraph export --to graph-csv -o tables");
  command->callback([arguments, &context] {
    context.run = [arguments, &context] { return RunExport(*arguments, context); };
  });
}

}  // namespace citygraph::cli

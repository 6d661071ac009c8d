// citygraph extract [FILE|-] : what import would read, a JSON line a row.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/context.h"
#include "cli/extracted.h"
#include "cli/knowledge.h"
#include "cli/output.h"
#include "engine/encoding/json.h"
#include "importers/importer.h"
#include "importers/pieces/piece_reader.h"

namespace citygraph::cli {
namespace {

struct ExtractArguments {
  std::string file = "-";
  std::string shape;
  std::string themes;
};

constexpr std::string_view kDocuments = "documents";

// Prints what was read of rows or documents: lines of JSON as they come, whatever else is asked for
// together at the end.
class Printer {
 public:
  Printer(std::vector<Column> columns, const Context& context)
      : answer_{.columns = std::move(columns)}, output_(context.output) {}

  // `add_cells` puts the cells of the table's row into the map.
  template <class Draft, class AddCells>
  Status Add(const Draft& draft, const importers::Knowledge& knowledge, const AddCells& add_cells) {
    constexpr std::size_t kEnough = 1 << 16;
    AppendJson(text_, draft, knowledge);
    if (output_.format == OutputFormat::kJsonl) {
      text_.push_back('\n');
      if (text_.size() > kEnough) Flush();
      return {};
    }
    CITYGRAPH_TRY(const Value value, FromJson(text_));
    text_.clear();
    ValueMap map = *value.AsMap();
    if (output_.format != OutputFormat::kJson) add_cells(map);
    answer_.rows.push_back(std::move(map));
    return {};
  }
  void Finish() {
    Flush();
    Print(answer_, output_);
  }

 private:
  void Flush() {
    std::fwrite(text_.data(), 1, text_.size(), stdout);
    text_.clear();
  }

  Answer answer_;
  const OutputOptions& output_;
  std::string text_;
};

Status ExtractDocuments(const ExtractArguments& arguments, const Context& context) {
  CITYGRAPH_TRY(const LoadedKnowledge loaded, LoadedKnowledge::Load(arguments.themes));
  const importers::Knowledge knowledge = loaded.Get();
  CITYGRAPH_TRY(const importers::SourceText source, importers::ReadSource(arguments.file));
  CITYGRAPH_TRY(const auto documents, importers::SplitDocuments(source));
  Printer printer({{"id", "Document"}, {"where", "Places"}, {"what", "Themes"}, {"goals", "Goals"}},
                  context);
  importers::PlaceMemo memo(knowledge.gazetteer);
  for (const importers::DocumentSource& document : documents) {
    const importers::DocumentDraft draft =
        importers::ReadDocument(knowledge, memo, document.id, document.text);
    CITYGRAPH_TRY(printer.Add(draft, knowledge, [&](ValueMap& map) {
      const auto once = [](ValueList& list, Value value) {
        if (std::ranges::find(list, value) == list.end()) list.push_back(std::move(value));
      };
      ValueList where;
      ValueList what;
      ValueList goals;
      for (const importers::PlaceMention& mention : draft.places)
        once(where, knowledge.gazetteer.At(*mention.place).name);
      for (const importers::ThemeMention& mention : draft.themes)
        once(what, knowledge.themes.vocabulary()[mention.theme].name());
      for (const importers::GoalMention& goal : draft.goals) once(goals, goal.goal);
      map.Put("where", std::move(where));
      map.Put("what", std::move(what));
      map.Put("goals", std::move(goals));
    }));
  }
  printer.Finish();
  return {};
}

Status PrintRow(const importers::RowDraft& row, const importers::Knowledge& knowledge,
                Printer& printer) {
  return printer.Add(row, knowledge, [&](ValueMap& map) {
    ValueList who;
    for (const importers::PlaceMention& mention : row.places) {
      who.push_back(fmt::format("{} {:.0f} % ({} {:.0f} %)", mention.text, mention.confidence * 100,
                                importers::RoleName(mention.role), mention.role_confidence * 100));
    }
    ValueList what;
    for (const importers::ThemeMention& mention : row.themes) {
      const Value name = knowledge.themes.vocabulary()[mention.theme].name();
      if (std::ranges::find(what, name) == what.end()) what.push_back(name);
    }
    map.Put("who", std::move(who));
    map.Put("what", std::move(what));
  });
}

Status RunExtract(const ExtractArguments& arguments, const Context& context) {
  if (arguments.shape == kDocuments) return ExtractDocuments(arguments, context);
  std::optional<importers::Shape> shape;
  if (!arguments.shape.empty()) {
    CITYGRAPH_TRY(shape, importers::ShapeFromName(arguments.shape));
  }
  CITYGRAPH_TRY(const LoadedKnowledge loaded, LoadedKnowledge::Load(arguments.themes));
  const importers::Knowledge knowledge = loaded.Get();
  Printer printer({{"line", "Line"},
                   {"verdict", "Verdict"},
                   {"event", "Exchange"},
                   {"year", "Year"},
                   {"who", "Places"},
                   {"what", "Themes"}},
                  context);
  const auto print = [&](const importers::FileDraft& draft) -> Status {
    for (const importers::RowDraft& row : draft.rows)
      CITYGRAPH_TRY(PrintRow(row, knowledge, printer));
    for (const importers::Issue& issue : draft.issues)
      Say(fmt::format("{}:{}: {}", arguments.file, issue.line, issue.message));
    return {};
  };
  if (importers::PieceReader::Takes(arguments.file)) {
    CITYGRAPH_TRY(auto reader, importers::PieceReader::Open(knowledge, arguments.file, shape));
    importers::FileDraft draft;
    while (true) {
      CITYGRAPH_TRY(const bool more, reader.Next(draft));
      if (!more) break;
      CITYGRAPH_TRY(print(draft));
    }
  } else {
    CITYGRAPH_TRY(const importers::FileDraft draft,
                  importers::ReadFile(knowledge, arguments.file, shape));
    CITYGRAPH_TRY(print(draft));
  }
  printer.Finish();
  return {};
}

}  // namespace

void AddExtractCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<ExtractArguments>();
  CLI::App* command = app.add_subcommand(
      "extract", "Show what import would read of a file, row by row, and store nothing");
  command->add_option("FILE", arguments->file, "File to read; - for standard input")
      ->capture_default_str();
  command
      ->add_option("--as", arguments->shape,
                   "Read as this shape: report-list, network-table, participants-table, "
                   "extracted-rows (default: by content), or documents: running text, a document a "
                   "line, plain or as "
                   "{\"id\",\"text\"}")
      ->check(CLI::IsMember(importers::ShapeNames({"documents"})));
  command->add_option("--themes", arguments->themes,
                      "Use this theme vocabulary instead of the built-in one");
  command->footer(
      "Examples:\n  citygraph extract reports.txt\n  citygraph extract reports.txt --format jsonl\n"
      "  echo 'PLN 04 Mentoring Story Johannesburg Lilongwe' | citygraph extract - --format json");
  command->callback([arguments, &context] {
    context.run = [arguments, &context] { return RunExtract(*arguments, context); };
  });
}

}  // namespace citygraph::cli

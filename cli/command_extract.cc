// citygraph extract [FILE|-] : what import would read, a JSON line a row.
#include <fmt/format.h>

#include <algorithm>

#include "cli/context.h"
#include "cli/facts.h"
#include "cli/knowledge.h"
#include "importers/importer.h"

namespace citygraph::cli {
namespace {

struct ExtractArguments {
  std::string file = "-";
  std::string shape;
  std::string themes;
};

constexpr std::string_view kDocuments = "documents";

// A line of JSON needs no other row: it is printed, and its memory free again, as it comes.
void PrintLines(Answer& answer, const OutputOptions& options) {
  constexpr std::size_t kRows = 64;
  if (options.format != OutputFormat::kJsonl || answer.rows.size() < kRows) return;
  Print(answer, options);
  answer.rows.clear();
}

Status ExtractDocuments(const ExtractArguments& arguments, const Context& context) {
  CITYGRAPH_TRY(const LoadedKnowledge loaded, LoadedKnowledge::Load(arguments.themes));
  const importers::Knowledge knowledge = loaded.Get();
  CITYGRAPH_TRY(const importers::SourceText source, importers::ReadSource(arguments.file));
  CITYGRAPH_TRY(const auto documents, importers::SplitDocuments(source));
  Answer answer{
      .columns = {{"id", "Document"}, {"where", "Places"}, {"what", "Themes"}, {"goals", "Goals"}}};
  const bool table =
      context.output.format != OutputFormat::kJson && context.output.format != OutputFormat::kJsonl;
  importers::PlaceMemo memo(knowledge.gazetteer);
  for (const importers::DocumentSource& document : documents) {
    const importers::DocumentDraft draft =
        importers::ReadDocument(knowledge, memo, document.id, document.text);
    ValueMap map = ToValue(draft, knowledge);
    if (table) {
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
    }
    answer.rows.push_back(std::move(map));
    PrintLines(answer, context.output);
  }
  Print(answer, context.output);
  return {};
}

Status RunExtract(const ExtractArguments& arguments, const Context& context) {
  if (arguments.shape == kDocuments) return ExtractDocuments(arguments, context);
  std::optional<importers::Shape> shape;
  if (!arguments.shape.empty()) {
    CITYGRAPH_TRY(shape, importers::ShapeFromName(arguments.shape));
  }
  CITYGRAPH_TRY(const LoadedKnowledge loaded, LoadedKnowledge::Load(arguments.themes));
  const importers::Knowledge knowledge = loaded.Get();
  CITYGRAPH_TRY(const importers::FileDraft draft,
                importers::ReadFile(knowledge, arguments.file, shape));
  Answer answer{.columns = {{"line", "Line"},
                            {"verdict", "Verdict"},
                            {"event", "Exchange"},
                            {"year", "Year"},
                            {"who", "Places"},
                            {"what", "Themes"}}};
  const bool table =
      context.output.format != OutputFormat::kJson && context.output.format != OutputFormat::kJsonl;
  for (const importers::RowDraft& row : draft.rows) {
    ValueMap map = ToValue(row, knowledge);
    if (table) {
      ValueList who;
      for (const importers::PlaceMention& mention : row.places) {
        who.push_back(fmt::format("{} {:.0f} % ({} {:.0f} %)", mention.text,
                                  mention.confidence * 100, importers::RoleName(mention.role),
                                  mention.role_confidence * 100));
      }
      ValueList what;
      for (const importers::ThemeMention& mention : row.themes) {
        const Value name = knowledge.themes.vocabulary()[mention.theme].name();
        if (std::ranges::find(what, name) == what.end()) what.push_back(name);
      }
      map.Put("who", std::move(who));
      map.Put("what", std::move(what));
    }
    answer.rows.push_back(std::move(map));
    PrintLines(answer, context.output);
  }
  Print(answer, context.output);
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
                   "Read as this shape: report-list, network-table (default: by content), or "
                   "documents: running text, a document a line, plain or as {\"id\",\"text\"}")
      ->check(CLI::IsMember({"report-list", "network-table", "documents"}));
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

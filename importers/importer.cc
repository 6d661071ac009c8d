#include "importers/importer.h"

#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "importers/corrections/corrections.h"
#include "importers/csv/network_table.h"
#include "importers/load/documents.h"
#include "importers/load/retire.h"
#include "importers/load/review.h"
#include "importers/report_list/report_list.h"

namespace citygraph::importers {

namespace {

// Empty for standard input.
std::string AbsolutePath(const std::string& path) {
  if (path == "-") return {};
  std::error_code unresolved;
  const auto place = std::filesystem::weakly_canonical(path, unresolved);
  return unresolved ? path : place.string();
}

// Of a document that is no plain text, its own lines take the place of those of the text.
void StandIn(const SourceText& source, FileDraft& draft) {
  const auto stand = [&](std::uint32_t& line) {
    if (line >= 1 && line <= source.lines.size()) line = source.lines[line - 1];
  };
  for (RowDraft& row : draft.rows) {
    stand(row.line);
    for (Issue& issue : row.issues) stand(issue.line);
  }
  if (source.left_out == 0 || draft.rows.empty()) return;
  draft.rows.front().issues.push_back(
      {.severity = Issue::Severity::kInfo,
       .line = draft.rows.front().line,
       .code = "beside-the-table",
       .message = fmt::format("{} lines stand beside the table of exchanges and were not read; to "
                              "read them, import them as a file of their own",
                              source.left_out)});
}

std::uint64_t CountDecided(const FileDraft& draft) {
  std::uint64_t count = 0;
  for (const RowDraft& row : draft.rows) {
    count += row.decided.empty() ? 0 : 1;
    for (const PlaceMention& each : row.places) count += each.decided.empty() ? 0 : 1;
    for (const ThemeMention& each : row.themes) count += each.decided.empty() ? 0 : 1;
  }
  return count;
}

}  // namespace

std::string_view ShapeName(Shape shape) {
  return shape == Shape::kNetworkTable ? "network-table" : "report-list";
}

Result<Shape> ShapeFromName(std::string_view name) {
  for (const Shape shape : {Shape::kReportList, Shape::kNetworkTable}) {
    if (name == ShapeName(shape)) return shape;
  }
  return Fail(
      ErrorCode::kInvalidInput,
      fmt::format("\"{}\" is not a shape of file; there are report-list and network-table", name));
}

Shape DetectShape(const SourceText& source) {
  return LooksLikeNetworkTable(source.text) ? Shape::kNetworkTable : Shape::kReportList;
}

Result<FileDraft> ReadFile(const Knowledge& knowledge, const std::string& path,
                           std::optional<Shape> shape) {
  CITYGRAPH_TRY(const SourceText source, ReadSource(path));
  const std::string place = AbsolutePath(path);
  const Corrections corrections =
      knowledge.corrections == nullptr ? Corrections() : knowledge.corrections->OfFile(place);
  const Knowledge here{.gazetteer = knowledge.gazetteer,
                       .themes = knowledge.themes,
                       .corrections = corrections.empty() ? nullptr : &corrections};
  FileDraft draft;
  if (shape.value_or(DetectShape(source)) == Shape::kNetworkTable) {
    CITYGRAPH_TRY(draft, ReadNetworkTable(here, source));
  } else {
    draft = ReadReportList(here, source);
  }
  for (RowDraft& row : draft.rows) corrections.CorrectExchange(row);
  MarkMerged(draft);
  StandIn(source, draft);
  draft.path = path;
  draft.place = place;
  draft.digest = DigestOf(source.text);
  return draft;
}

Result<std::vector<FileDraft>> ReadFiles(const Knowledge& knowledge,
                                         const std::vector<std::string>& paths,
                                         std::optional<Shape> shape) {
  std::vector<FileDraft> drafts;
  for (const std::string& path : paths) {
    CITYGRAPH_TRY(FileDraft draft, ReadFile(knowledge, path, shape));
    drafts.push_back(std::move(draft));
  }
  return drafts;
}

Result<bool> WasReadFrom(const Graph& graph, const std::vector<FileDraft>& drafts) {
  CITYGRAPH_TRY(const auto view, graph.Read());
  CITYGRAPH_TRY(const Documents documents, Documents::Load(*view));
  return std::ranges::any_of(drafts, [&](const FileDraft& draft) {
    return !draft.place.empty() && !documents.NameAt(draft.place).empty();
  });
}

Result<ImportReport> LoadDrafts(const Knowledge& knowledge, Graph& graph,
                                std::vector<FileDraft> drafts, bool dry_run, bool differences) {
  ImportReport report;
  CITYGRAPH_TRY(auto change, graph.Begin());
  CITYGRAPH_TRY(DeclareIdentities(*change));
  CITYGRAPH_TRY(Documents documents, Documents::Load(*change));
  std::set<std::string> known;
  std::set<std::string> named;
  for (FileDraft& draft : drafts) {
    Documents::Known document = documents.Identify(draft.place, draft.digest, *change);
    draft.file = document.name;
    documents.SetShape(draft.file, draft.shape);
    named.insert(draft.file);
    if (document.before) known.insert(std::move(document.name));
  }
  CITYGRAPH_TRY(documents.Save(*change));
  if (knowledge.corrections != nullptr) CITYGRAPH_TRY(knowledge.corrections->Save(*change));
  DocumentFacts before;
  if (differences) {
    CITYGRAPH_TRY(before, DocumentFacts::Of(*change, named));
  }
  CITYGRAPH_TRY(Retirement retirement, Retirement::Begin(*change, known));
  Loader loader(knowledge, *change, std::move(known));
  for (FileDraft& draft : drafts) {
    CITYGRAPH_TRY(loader.Load(draft));
    CITYGRAPH_TRY(SaveReview(*change, draft.file, ReviewOf(knowledge, draft)));
    report.decided += CountDecided(draft);
    ImportReport::File file{.file = draft.path,
                            .document = draft.file,
                            .shape = draft.shape,
                            .encoding = draft.encoding,
                            .rows = draft.Counts()};
    for (RowDraft& row : draft.rows) {
      for (Issue& issue : row.issues) file.issues.push_back(std::move(issue));
    }
    report.files.push_back(std::move(file));
  }
  CITYGRAPH_TRY(retirement.Finish(*change, loader.said(), report.retired));
  if (differences) {
    CITYGRAPH_TRY(const DocumentFacts after, DocumentFacts::Of(*change, named));
    report.differences = after.Since(before);
  }
  report.added = loader.counts();
  report.changed = change->pending() > 0;
  if (!dry_run) CITYGRAPH_TRY(change->Commit());
  return report;
}

Result<ImportReport> Import(const Knowledge& knowledge, Graph& graph,
                            const std::vector<std::string>& paths, const ImportOptions& options) {
  CITYGRAPH_TRY(std::vector<FileDraft> drafts, ReadFiles(knowledge, paths, options.shape));
  return LoadDrafts(knowledge, graph, std::move(drafts), options.dry_run);
}

}  // namespace citygraph::importers

#include "importers/importer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <set>

#include "importers/corrections/corrections.h"
#include "importers/csv/network_table.h"
#include "importers/csv/participants_table.h"
#include "importers/csv/table_cells.h"
#include "importers/csv/table_header.h"
#include "importers/json/extracted_rows.h"
#include "importers/json/json_rows.h"
#include "importers/json/json_text.h"
#include "importers/load/documents.h"
#include "importers/load/retire.h"
#include "importers/load/review.h"
#include "importers/report_list/report_list.h"

namespace citygraph::importers {

namespace {

struct NamedShape {
  Shape shape;
  std::string_view name;
};
constexpr std::array kShapes = {
    NamedShape{Shape::kReportList, "report-list"},
    NamedShape{Shape::kNetworkTable, "network-table"},
    NamedShape{Shape::kParticipantsTable, "participants-table"},
    NamedShape{Shape::kExtractedRows, "extracted-rows"},
};

}  // namespace

std::string AbsolutePath(const std::string& path) {
  if (path == "-") return {};
  std::error_code unresolved;
  const auto place = std::filesystem::weakly_canonical(path, unresolved);
  return unresolved ? path : place.string();
}

Corrections CorrectionsOfFile(const Knowledge& knowledge, const std::string& place) {
  return knowledge.corrections == nullptr ? Corrections() : knowledge.corrections->OfFile(place);
}

namespace {

// What a document that is no plain text holds besides the rows of its text.
void AddBeside(const SourceText& source, FileDraft& draft) {
  for (const SourceText::BadLine& bad : source.bad_lines) {
    RowDraft row{.line = bad.line};
    Reject(row, bad.column, "malformed-record", bad.message);
    draft.rows.push_back(std::move(row));
  }
  if (!source.bad_lines.empty()) std::ranges::stable_sort(draft.rows, {}, &RowDraft::line);
  if (source.left_out == 0 || draft.rows.empty()) return;
  draft.rows.front().issues.push_back(
      {.severity = Issue::Severity::kInfo,
       .line = draft.rows.front().line,
       .code = "beside-the-table",
       .message = fmt::format("{} lines stand beside the table of exchanges and were not read; to "
                              "read them, import them as a file of their own",
                              source.left_out)});
}

Result<FileDraft> ReadAs(Shape shape, const Knowledge& knowledge, const SourceText& source,
                         ListState& state) {
  switch (shape) {
    case Shape::kNetworkTable:
      return ReadNetworkTable(knowledge, source);
    case Shape::kParticipantsTable:
      return ReadParticipantsTable(knowledge, source);
    case Shape::kExtractedRows:
      return ReadExtractedRows(knowledge, source);
    case Shape::kReportList:
      break;
  }
  return ReadReportList(knowledge, source, state);
}

std::uint64_t CountDecided(const FileDraft& draft) {
  std::uint64_t count = 0;
  for (const RowDraft& row : draft.rows) {
    count += row.decided ? 1 : 0;
    for (const PlaceMention& each : row.places) count += each.decided ? 1 : 0;
    for (const ThemeMention& each : row.themes) count += each.decided ? 1 : 0;
  }
  return count;
}

}  // namespace

std::string_view ShapeName(Shape shape) {
  const auto named = std::ranges::find(kShapes, shape, &NamedShape::shape);
  return named->name;
}

std::vector<std::string> ShapeNames(std::initializer_list<std::string_view> others) {
  std::vector<std::string> names;
  for (const NamedShape& each : kShapes) names.emplace_back(each.name);
  for (const std::string_view each : others) names.emplace_back(each);
  return names;
}

Result<Shape> ShapeFromName(std::string_view name) {
  const auto named = std::ranges::find(kShapes, name, &NamedShape::name);
  if (named != kShapes.end()) return named->shape;
  return Fail(ErrorCode::kInvalidInput, fmt::format("\"{}\" is not a shape of file; there are {}",
                                                    name, fmt::join(ShapeNames(), ", ")));
}

Shape DetectShape(const SourceText& source) {
  if (LooksLikeExtractedRows(source)) return Shape::kExtractedRows;
  switch (KindOfTable(source.text)) {
    case TableKind::kPairs:
    case TableKind::kForeign:  // refused there, with the columns that it has
      return Shape::kNetworkTable;
    case TableKind::kParticipants:
      return Shape::kParticipantsTable;
    case TableKind::kNone:
      break;
  }
  return Shape::kReportList;
}

Result<FileDraft> ReadText(const Knowledge& knowledge, SourceText source,
                           std::optional<Shape>& shape, ListState& state) {
  Shape content = shape ? *shape : DetectShape(source);
  if (!state.json) state.json = LooksLikeJson(source);
  if (content != Shape::kExtractedRows && *state.json) {
    CITYGRAPH_TRY(source, TextOfJson(source));
    if (!shape) content = DetectShape(source);
  }
  shape = content;
  CITYGRAPH_TRY(FileDraft draft, ReadAs(content, knowledge, source, state));
  if (knowledge.corrections != nullptr) {
    for (RowDraft& row : draft.rows) knowledge.corrections->CorrectExchange(row);
  }
  MarkMerged(draft);
  AddBeside(source, draft);
  return draft;
}

Result<FileDraft> ReadFile(const Knowledge& knowledge, const std::string& path,
                           std::optional<Shape> shape) {
  CITYGRAPH_TRY(SourceText source, ReadSource(path));
  std::string digest = DigestOf(source.text);
  const std::string place = AbsolutePath(path);
  const Corrections corrections = CorrectionsOfFile(knowledge, place);
  const Knowledge here{.gazetteer = knowledge.gazetteer,
                       .themes = knowledge.themes,
                       .corrections = corrections.empty() ? nullptr : &corrections};
  ListState state;
  auto draft = ReadText(here, std::move(source), shape, state);
  if (!draft) {
    draft.error().where.file = path;
    return draft;
  }
  draft->path = path;
  draft->place = place;
  draft->digest = std::move(digest);
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

Result<ImportReport> LoadDrafts(const Knowledge& knowledge, Graph& graph,
                                std::vector<FileDraft> drafts, bool dry_run, bool differences,
                                const std::function<bool()>& stop) {
  ImportReport report;
  NearPlaces near(knowledge.gazetteer, drafts);
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
  const bool new_documents = known.empty();
  CITYGRAPH_TRY(GivenDates dates, GivenDates::Load(*change, documents));
  Loader loader(knowledge, *change, std::move(known), std::move(dates));
  // Who took part in an exchange comes after what tells of it, whatever the order of the files.
  for (const bool joins : {false, true}) {
    for (FileDraft& draft : drafts) {
      if (stop && stop()) return ImportReport();
      if (Joins(draft) == joins) CITYGRAPH_TRY(loader.Load(draft));
    }
  }
  report.nothing_read = new_documents;
  for (FileDraft& draft : drafts) {
    CITYGRAPH_TRY(SaveReview(*change, draft.file, ReviewOf(knowledge, draft, near)));
    report.decided += CountDecided(draft);
    ImportReport::File file{.file = draft.path,
                            .document = draft.file,
                            .shape = draft.shape,
                            .encoding = draft.encoding,
                            .rows = draft.Counts(),
                            .issues = std::move(draft.issues)};
    if (file.rows.accepted + file.rows.merged > 0) report.nothing_read = false;
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
  if (stop && stop()) return ImportReport();
  report.changed = !report.nothing_read && change->pending() > 0;
  if (!dry_run && !report.nothing_read) CITYGRAPH_TRY(change->Commit());
  return report;
}

void Append(ImportReport& report, ImportReport more) {
  const auto add = [](LoadCounts& counts, const LoadCounts& others) {
    for (const auto& [label, count] : others.nodes) counts.nodes[label] += count;
    for (const auto& [type, count] : others.relationships) counts.relationships[type] += count;
  };
  std::ranges::move(more.files, std::back_inserter(report.files));
  add(report.added, more.added);
  add(report.retired, more.retired);
  report.decided += more.decided;
  report.changed = report.changed || more.changed;
  report.nothing_read = report.nothing_read && more.nothing_read;
  std::ranges::move(more.differences, std::back_inserter(report.differences));
}

Result<ImportReport> Import(const Knowledge& knowledge, Graph& graph,
                            const std::vector<std::string>& paths, const ImportOptions& options) {
  CITYGRAPH_TRY(std::vector<FileDraft> drafts, ReadFiles(knowledge, paths, options.shape));
  return LoadDrafts(knowledge, graph, std::move(drafts), options.dry_run);
}

}  // namespace citygraph::importers

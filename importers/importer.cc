#include "importers/importer.h"

#include <fmt/format.h>

#include "importers/csv/network_table.h"
#include "importers/report_list/report_list.h"

namespace citygraph::importers {

std::string_view ShapeName(Shape shape) { return shape == Shape::kNetworkTable ? "network-table" : "report-list"; }

Result<Shape> ShapeFromName(std::string_view name) {
  for (const Shape shape : {Shape::kReportList, Shape::kNetworkTable}) {
    if (name == ShapeName(shape)) return shape;
  }
  return Fail(ErrorCode::kInvalidInput,
              fmt::format("\"{}\" is not a shape of file; there are report-list and network-table", name));
}

Shape DetectShape(const SourceText& source) {
  return LooksLikeNetworkTable(source.text) ? Shape::kNetworkTable : Shape::kReportList;
}

Result<FileDraft> ReadFile(const Knowledge& knowledge, const std::string& path, std::optional<Shape> shape) {
  CITYGRAPH_TRY(const SourceText source, ReadSource(path));
  if (shape.value_or(DetectShape(source)) == Shape::kNetworkTable) return ReadNetworkTable(knowledge, source);
  return ReadReportList(knowledge, source);
}

Result<ImportReport> Import(const Knowledge& knowledge, Graph& graph, const std::vector<std::string>& paths,
                            const ImportOptions& options) {
  ImportReport report;
  CITYGRAPH_TRY(auto change, graph.Begin());
  CITYGRAPH_TRY(DeclareIdentities(*change));
  Loader loader(knowledge, *change);
  for (const std::string& path : paths) {
    CITYGRAPH_TRY(FileDraft draft, ReadFile(knowledge, path, options.shape));
    CITYGRAPH_TRY(loader.Load(draft));
    ImportReport::File file{
        .file = path, .shape = draft.shape, .encoding = draft.encoding, .rows = draft.Counts()};
    for (RowDraft& row : draft.rows) {
      for (Issue& issue : row.issues) file.issues.push_back(std::move(issue));
    }
    report.files.push_back(std::move(file));
  }
  report.added = loader.counts();
  report.changed = change->pending() > 0;
  if (!options.dry_run) CITYGRAPH_TRY(change->Commit());
  return report;
}

}  // namespace citygraph::importers

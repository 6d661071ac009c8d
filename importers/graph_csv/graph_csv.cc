#include "importers/graph_csv/graph_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/model/schema.h"
#include "engine/storage/bulk.h"
#include "engine/storage/property_columns.h"
#include "importers/graph_csv/columns.h"
#include "importers/graph_csv/join_columns.h"
#include "importers/graph_csv/piece.h"
#include "importers/graph_csv/scan.h"

namespace citygraph::importers {
namespace {

namespace fs = std::filesystem;
using keys::WordKind;

constexpr std::size_t kPieceBytes = std::size_t{2} << 20;

// Calls work(i) for each i below `count`, on all cores.
template <class Work>
void OnAllCores(std::size_t count, const Work& work) {
  ForEachPiece(count, 1, ThreadCount(0),
               [&](std::uint64_t i, std::uint64_t /*end*/, unsigned /*thread*/) { work(i); });
}

class Importer {
 public:
  Importer(const fs::path& database, const GraphCsvOptions& options)
      : database_(database), options_(options) {}

  Result<ImportReport> Run(const std::string& folder) {
    CITYGRAPH_TRY(OpenFiles(folder));
    LookThrough();
    CITYGRAPH_TRY(SettleTypes());
    CITYGRAPH_TRY(bulk_, BulkGraph::Create(database_, Limits()));
    CITYGRAPH_TRY(ReadNodes());
    CITYGRAPH_TRY(ReadRelationships());
    Progress("writing the database", 0);
    CITYGRAPH_TRY(bulk_->Finish());
    Progress("writing the database", 1);
    report_.changed = true;
    for (GraphCsvSource& source : sources_) report_.files.push_back(std::move(source.report));
    return std::move(report_);
  }

 private:
  void Progress(std::string_view what, double done) const {
    if (options_.progress) options_.progress(what, done);
  }

  Status OpenFiles(const std::string& folder) {
    std::error_code error;
    std::vector<std::string> paths;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      if (entry->path().extension() == ".csv") paths.push_back(entry->path().string());
    }
    if (error) {
      return Fail(
          error == std::errc::no_such_file_or_directory ? ErrorCode::kNotFound : ErrorCode::kIo,
          "cannot list the folder: " + error.message(), {folder});
    }
    if (paths.empty())
      return Fail(ErrorCode::kInvalidInput, "there is no .csv file in the folder", {folder});
    std::ranges::sort(paths);
    std::vector<GraphFile> files;
    for (const std::string& path : paths) {
      CITYGRAPH_TRY(MappedText mapped, MappedText::Map(path));
      std::string_view text = mapped.text();
      const std::size_t mark = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
      const std::size_t end = text.find('\n', mark);
      const Piece first{mark, end == std::string_view::npos ? text.size() : end + 1};
      RowScanner header(text, first);
      std::vector<std::string_view> cells;
      if (!header.Next(cells) || header.malformed())
        return Fail(ErrorCode::kInvalidInput, "the file has no header", {path, 1});
      CITYGRAPH_TRY(GraphFile file, ReadGraphHeader(path, {cells.begin(), cells.end()}));
      GraphCsvSource& source = sources_.emplace_back(std::move(mapped));
      source.rows_begin = first.end;
      source.report = {.file = path, .shape = "graph-csv", .encoding = "UTF-8"};
      files.push_back(std::move(file));
    }
    CITYGRAPH_TRY(JoinGraphFiles(files));
    for (std::size_t i = 0; i < files.size(); ++i) sources_[i].file = std::move(files[i]);
    return {};
  }

  // Counts rows and lines, and sees which columns hold numbers.
  void LookThrough() {
    struct Task {
      GraphCsvSource* source;
      std::size_t piece;
      std::uint64_t rows = 0;
      std::uint64_t lines = 0;
      std::vector<Shown> shown;
    };
    Progress("looking at the files", 0);
    OnAllCores(sources_.size(), [&](std::size_t at) {
      GraphCsvSource& source = sources_[at];
      source.pieces = CutAtRows(source.mapped.text(), source.rows_begin, kPieceBytes);
    });
    std::vector<Task> tasks;
    for (GraphCsvSource& source : sources_) {
      for (std::size_t i = 0; i < source.pieces.size(); ++i) tasks.push_back({&source, i});
    }
    OnAllCores(tasks.size(), [&](std::size_t at) {
      Task& task = tasks[at];
      const GraphFile& file = task.source->file;
      const Piece piece = task.source->pieces[task.piece];
      RowScanner rows(task.source->mapped.text(), piece);
      std::vector<std::string_view> cells;
      task.shown.resize(file.columns.size());
      while (rows.Next(cells)) {
        ++task.rows;
        if (cells.size() != file.columns.size()) continue;
        for (std::size_t i = 0; i < cells.size(); ++i) {
          const GraphColumn& column = file.columns[i];
          const bool to_be_seen = column.use == CellUse::kId || (column.use == CellUse::kProperty &&
                                                                 column.type == CellType::kUnknown);
          if (to_be_seen &&
              !(task.shown[i].any && !task.shown[i].integers && !task.shown[i].floats))
            task.shown[i].See(cells[i]);
        }
      }
      task.lines = rows.lines();
    });
    for (Task& task : tasks) {
      GraphCsvSource& source = *task.source;
      source.shown.resize(source.file.columns.size());
      if (source.first_line.empty()) source.first_line.push_back(2);
      source.first_line.push_back(source.first_line.back() + task.lines);
      source.rows += task.rows;
      for (std::size_t i = 0; i < task.shown.size(); ++i) source.shown[i].Join(task.shown[i]);
    }
    for (GraphCsvSource& source : sources_) source.shown.resize(source.file.columns.size());
  }

  // One kind a property of a type, and one a group of ids, over all their files.
  Status SettleTypes() {
    std::map<std::pair<std::string, std::string>, Shown> joined;
    std::map<std::string, std::uint64_t> counts;
    const auto key = [](const GraphFile& file, const GraphColumn& column) {
      return column.use == CellUse::kId ? std::pair(std::string("(id)"), column.label)
                                        : std::pair(file.type, column.name);
    };
    for (GraphCsvSource& source : sources_) {
      for (std::size_t i = 0; i < source.shown.size(); ++i) {
        const GraphColumn& column = source.file.columns[i];
        if (column.use == CellUse::kId) counts[column.label] += source.rows;
        if (column.use == CellUse::kId || source.file.relationships)
          joined[key(source.file, column)].Join(source.shown[i]);
      }
    }
    for (GraphCsvSource& source : sources_) {
      for (std::size_t i = 0; i < source.shown.size(); ++i) {
        GraphColumn& column = source.file.columns[i];
        const bool together = column.use == CellUse::kId || source.file.relationships;
        const Shown& shown = together ? joined[key(source.file, column)] : source.shown[i];
        if (column.use == CellUse::kId) {
          column.type = shown.Type() == CellType::kInteger ? CellType::kInteger : CellType::kText;
          if (!ids_.contains(column.label))
            ids_.emplace(column.label, IdMap(shown, counts[column.label]));
        } else if (column.type == CellType::kUnknown) {
          column.type = shown.Type();
        }
      }
    }
    return {};
  }

  BulkLimits Limits() const {
    BulkLimits limits;
    for (const GraphCsvSource& source : sources_)
      (source.file.relationships ? limits.relationships : limits.nodes) += source.rows;
    return limits;
  }

  TokenId Token(const GraphColumn& column) const { return tokens_.at(NameOf(column)); }

  void Account(GraphCsvSource& source, PieceRows& piece, std::uint64_t accepted) {
    source.report.rows.read += piece.read;
    source.report.rows.rejected += piece.read - accepted;
    source.report.rows.accepted += accepted;
    for (Issue& issue : piece.issues) {
      if (source.report.issues.size() < kMostIssues)
        source.report.issues.push_back(std::move(issue));
    }
  }

  // Reads all pieces of a source and hands them on in order, a few at a time so that memory stays
  // bounded: take(piece, to_come), with the number of pieces at the first, 0 at the others.
  template <class Take>
  void EachPiece(const GraphCsvSource& source, std::string_view what, const Take& take) {
    const std::size_t at_once = std::size_t{4} * ThreadCount(0);
    for (std::size_t first = 0; first < source.pieces.size(); first += at_once) {
      std::vector<PieceRows> pieces(std::min(at_once, source.pieces.size() - first));
      OnAllCores(pieces.size(), [&](std::size_t i) {
        pieces[i] = ReadPiece(source, first + i, {.tokens = tokens_, .ids = ids_});
      });
      for (PieceRows& piece : pieces)
        take(piece, first == 0 && &piece == pieces.data() ? source.pieces.size() : 0);
      Progress(what, static_cast<double>(first + pieces.size()) /
                         static_cast<double>(source.pieces.size()));
    }
  }

  void NameTokens() {
    for (const GraphCsvSource& source : sources_) {
      for (const GraphColumn& column : source.file.columns) {
        if (Kept(column))
          tokens_.emplace(NameOf(column), bulk_->Word(WordKind::kProperty, NameOf(column)));
      }
    }
  }

  Status ReadNodes() {
    NameTokens();
    NodeNumber next = 0;
    for (GraphCsvSource& source : sources_) {
      const GraphFile& file = source.file;
      if (file.relationships) continue;
      NodesDraft draft;
      std::vector<std::string> labels = file.labels;
      AddPlaceLabel(labels);
      for (const std::string& label : labels)
        draft.labels.push_back(bulk_->Word(WordKind::kLabel, label));
      const auto id = std::ranges::find(file.columns, CellUse::kId, &GraphColumn::use);
      for (const TokenId label : draft.labels) bulk_->Index(label, Token(*id));
      IdMap& ids = ids_.at(id->label);
      const NodeNumber first = next;
      EachPiece(source, file.path, [&](PieceRows& piece, std::size_t to_come) {
        std::vector<bool> dropped;
        const ColumnDraft& column =
            *std::ranges::find(piece.columns, Token(*id), &ColumnDraft::property);
        const std::uint64_t rows = column.rows();
        std::uint64_t accepted = 0;
        for (std::uint64_t row = 0; row < rows; ++row) {
          const bool added = ids.integers() ? ids.Add(column.integers[row], next)
                                            : ids.Add(TextAt(column, row), next);
          if (added) {
            ++next;
            ++accepted;
            continue;
          }
          dropped.resize(rows);
          dropped[row] = true;
          const std::string text = ids.integers() ? std::to_string(column.integers[row])
                                                  : std::string(TextAt(column, row));
          piece.issues.push_back(
              {.severity = Issue::Severity::kError,
               .line = piece.lines[row],
               .code = "id-twice",
               .message = fmt::format("there is a {} \"{}\" already", id->label, text)});
        }
        Account(source, piece, accepted);
        JoinColumns(draft.columns, next - first - accepted, piece.columns, to_come, dropped);
      });
      if (next == first) continue;
      draft.runs = {{.first = first, .end = next}};
      for (const std::string& label : labels) report_.added.nodes[label] += next - first;
      CITYGRAPH_TRY(bulk_->AddNodes(std::move(draft)));
    }
    return {};
  }

  Status ReadRelationships() {
    // The largest first: while it is sorted and written, the others are read.
    std::map<std::string, std::uint64_t> rows;
    for (const GraphCsvSource& source : sources_) {
      if (source.file.relationships) rows[source.file.type] += source.rows;
    }
    std::vector<std::string> types;
    for (const auto& [type, count] : rows) types.push_back(type);
    std::ranges::stable_sort(types, std::greater(), [&](auto& type) { return rows.at(type); });
    for (const std::string& type : types) {
      RelationshipsDraft draft{.type = bulk_->Word(WordKind::kType, type)};
      for (GraphCsvSource& source : sources_) {
        if (!source.file.relationships || source.file.type != type) continue;
        draft.start.reserve(draft.start.size() + source.rows);
        draft.end.reserve(draft.end.size() + source.rows);
        EachPiece(source, source.file.path, [&](PieceRows& piece, std::size_t to_come) {
          Account(source, piece, piece.start.size());
          JoinColumns(draft.columns, draft.start.size(), piece.columns, to_come);
          draft.start.insert(draft.start.end(), piece.start.begin(), piece.start.end());
          draft.end.insert(draft.end.end(), piece.end.begin(), piece.end.end());
        });
      }
      Pad(draft.columns, draft.start.size());
      if (!draft.start.empty()) report_.added.relationships[type] += draft.start.size();
      CITYGRAPH_TRY(bulk_->AddRelationships(std::move(draft)));
    }
    return {};
  }

  fs::path database_;
  const GraphCsvOptions& options_;
  std::vector<GraphCsvSource> sources_;
  std::map<std::string, IdMap> ids_;  // by group, which is a label's name
  std::map<std::string, TokenId> tokens_;
  std::unique_ptr<BulkGraph> bulk_;
  ImportReport report_;
};

}  // namespace

Result<ImportReport> ImportGraphCsv(const std::string& folder,
                                    const std::filesystem::path& database,
                                    const GraphCsvOptions& options) {
  return Importer(database, options).Run(folder);
}

}  // namespace citygraph::importers

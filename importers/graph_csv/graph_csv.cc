#include "importers/graph_csv/graph_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <thread>
#include <unordered_map>
#include <utility>

#include "engine/base/unicode.h"
#include "engine/model/schema.h"
#include "engine/storage/bulk.h"
#include "engine/storage/property_columns.h"
#include "importers/graph_csv/columns.h"
#include "importers/graph_csv/scan.h"

namespace citygraph::importers {
namespace {

namespace fs = std::filesystem;
using keys::WordKind;

constexpr std::size_t kPieceBytes = std::size_t{2} << 20;

template <class Work>
void OnAllCores(std::size_t count, const Work& work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i) threads.emplace_back(run);
  run();
}

std::optional<std::int64_t> ParseInteger(std::string_view text) {
  // As it would be written again: 007 is a text, not a number.
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty() || (digits.front() == '0' && text.size() > 1)) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> ParseFloat(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789+-.eE") != std::string_view::npos)
    return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<bool> ParseBoolean(std::string_view text) {
  if (text == "true" || text == "True" || text == "TRUE") return true;
  if (text == "false" || text == "False" || text == "FALSE") return false;
  return std::nullopt;
}

bool IsText(std::string_view text) {
  const auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  return std::ranges::none_of(text, beyond_ascii) || IsValidUtf8(text);
}

// What the values of a column show.
struct Shown {
  bool any = false;
  bool integers = true;
  bool floats = true;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t greatest = std::numeric_limits<std::int64_t>::min();

  void See(std::string_view cell) {
    if (cell.empty()) return;
    any = true;
    if (integers) {
      if (const auto number = ParseInteger(cell)) {
        least = std::min(least, *number);
        greatest = std::max(greatest, *number);
        return;
      }
      integers = false;
    }
    if (floats) floats = ParseFloat(cell).has_value();
  }
  void Join(const Shown& other) {
    any |= other.any;
    integers &= other.integers;
    floats &= other.floats;
    least = std::min(least, other.least);
    greatest = std::max(greatest, other.greatest);
  }
  CellType Type() const {
    if (!any) return CellType::kText;
    return integers ? CellType::kInteger : floats ? CellType::kFloat : CellType::kText;
  }
};

// One file on its way: mapped, cut in pieces, looked through.
struct Source {
  GraphFile file;
  MappedText mapped;
  std::vector<Piece> pieces;
  std::vector<std::uint64_t> first_line;  // of each piece, from 1
  std::vector<Shown> shown;
  std::uint64_t rows = 0;
  ImportReport::File report;

  explicit Source(MappedText text) : mapped(std::move(text)) {}
};

// From a value that identifies a node to its number.
class IdMap {
 public:
  IdMap() = default;
  // `ids`: what the values show; `count`: how many there are.
  IdMap(const Shown& ids, std::uint64_t count) : integers_(ids.Type() == CellType::kInteger) {
    const bool dense = integers_ && ids.least >= 0 &&
                       static_cast<std::uint64_t>(ids.greatest) < 8 * count + (1 << 16);
    if (dense) dense_.assign(static_cast<std::size_t>(ids.greatest) + 1, kNone);
    if (!dense && integers_) numbers_.reserve(count);
    if (!integers_) texts_.reserve(count);
  }
  bool integers() const { return integers_; }

  bool Add(std::int64_t id, NodeNumber node) {
    if (dense_.empty()) return numbers_.emplace(id, node).second;
    NodeNumber& place = dense_[static_cast<std::size_t>(id)];
    return place == kNone && (place = node, true);
  }
  bool Add(std::string_view id, NodeNumber node) {
    return texts_.emplace(std::string(id), node).second;
  }

  std::optional<NodeNumber> Find(std::string_view id) const {
    if (!integers_) {
      const auto found = texts_.find(id);
      return found == texts_.end() ? std::nullopt : std::optional(found->second);
    }
    const auto number = ParseInteger(id);
    if (!number) return std::nullopt;
    if (dense_.empty()) {
      const auto found = numbers_.find(*number);
      return found == numbers_.end() ? std::nullopt : std::optional(found->second);
    }
    if (*number < 0 || static_cast<std::size_t>(*number) >= dense_.size()) return std::nullopt;
    const NodeNumber node = dense_[static_cast<std::size_t>(*number)];
    return node == kNone ? std::nullopt : std::optional(node);
  }

 private:
  static constexpr NodeNumber kNone = 0xffffffff;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  bool integers_ = false;
  std::vector<NodeNumber> dense_;
  std::unordered_map<std::int64_t, NodeNumber> numbers_;
  std::unordered_map<std::string, NodeNumber, Hash, std::equal_to<>> texts_;
};

// A piece's rows as columns.
struct PieceRows {
  std::vector<ColumnDraft> columns;
  std::vector<NodeNumber> start;
  std::vector<NodeNumber> end;
  std::vector<std::uint32_t> lines;  // of nodes, to name the line of an id that is there twice
  std::vector<Issue> issues;
  std::uint64_t read = 0;
  std::uint64_t rejected = 0;
};

ColumnKind KindOf(CellType type) {
  switch (type) {
    case CellType::kInteger:
      return ColumnKind::kInteger;
    case CellType::kFloat:
      return ColumnKind::kFloat;
    case CellType::kBoolean:
      return ColumnKind::kBoolean;
    default:
      return ColumnKind::kText;
  }
}

// Appends the rows of `from`, of the same kind, that are not dropped (none: all).
void Append(ColumnDraft& to, const ColumnDraft& from, const std::vector<bool>& dropped) {
  if (to.present.empty() && from.present.empty() && dropped.empty()) {
    to.integers.insert(to.integers.end(), from.integers.begin(), from.integers.end());
    to.floats.insert(to.floats.end(), from.floats.begin(), from.floats.end());
    const std::uint64_t before = to.heap.size();
    to.heap += from.heap;
    to.ends.reserve(to.ends.size() + from.ends.size());
    for (const std::uint64_t end : from.ends) to.ends.push_back(before + end);
    return;
  }
  for (std::uint64_t row = 0; row < from.rows(); ++row) {
    if (!dropped.empty() && dropped[row]) continue;
    if (!HasRow(from, row)) {
      to.AddAbsent();
    } else if (from.kind == ColumnKind::kFloat) {
      to.AddFloat(from.floats[row]);
    } else if (from.kind == ColumnKind::kText) {
      to.AddText(TextAt(from, row));
    } else {
      to.AddInteger(from.integers[row]);
    }
  }
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
    for (Source& source : sources_) report_.files.push_back(std::move(source.report));
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
      Source& source = sources_.emplace_back(std::move(mapped));
      source.pieces = CutAtRows(source.mapped.text(), first.end, kPieceBytes);
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
      Source* source;
      std::size_t piece;
      std::uint64_t rows = 0;
      std::uint64_t lines = 0;
      std::vector<Shown> shown;
    };
    std::vector<Task> tasks;
    for (Source& source : sources_) {
      for (std::size_t i = 0; i < source.pieces.size(); ++i) tasks.push_back({&source, i});
    }
    Progress("looking at the files", 0);
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
      Source& source = *task.source;
      source.shown.resize(source.file.columns.size());
      if (source.first_line.empty()) source.first_line.push_back(2);
      source.first_line.push_back(source.first_line.back() + task.lines);
      source.rows += task.rows;
      for (std::size_t i = 0; i < task.shown.size(); ++i) source.shown[i].Join(task.shown[i]);
    }
    for (Source& source : sources_) source.shown.resize(source.file.columns.size());
  }

  // One kind a property of a type, and one a group of ids, over all their files.
  Status SettleTypes() {
    std::map<std::pair<std::string, std::string>, Shown> joined;
    std::map<std::string, std::uint64_t> counts;
    const auto key = [](const GraphFile& file, const GraphColumn& column) {
      return column.use == CellUse::kId ? std::pair(std::string("(id)"), column.label)
                                        : std::pair(file.type, column.name);
    };
    for (Source& source : sources_) {
      for (std::size_t i = 0; i < source.shown.size(); ++i) {
        const GraphColumn& column = source.file.columns[i];
        if (column.use == CellUse::kId) counts[column.label] += source.rows;
        if (column.use == CellUse::kId || source.file.relationships)
          joined[key(source.file, column)].Join(source.shown[i]);
      }
    }
    for (Source& source : sources_) {
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
    for (const Source& source : sources_)
      (source.file.relationships ? limits.relationships : limits.nodes) += source.rows;
    return limits;
  }

  // Reads a piece. Cells are read before any is kept, so that a row is taken whole or not at all.
  PieceRows ReadPiece(const Source& source, std::size_t number) const {
    struct Cell {
      std::int64_t integer = 0;
      double real = 0;
      bool set = false;
    };
    const GraphFile& file = source.file;
    PieceRows out;
    std::vector<std::size_t> draft_of(file.columns.size());
    for (std::size_t i = 0; i < file.columns.size(); ++i) {
      const GraphColumn& column = file.columns[i];
      draft_of[i] = out.columns.size();
      if (Kept(column))
        out.columns.push_back({.property = Token(column), .kind = KindOf(column.type)});
    }
    RowScanner rows(source.mapped.text(), source.pieces[number]);
    std::vector<std::string_view> fields;
    std::vector<Cell> cells(file.columns.size());
    std::uint64_t line = 0;
    const auto reject = [&](std::size_t column, std::string code, std::string message) {
      ++out.rejected;
      if (out.issues.size() >= kMostIssues) return;
      out.issues.push_back({.severity = Issue::Severity::kError,
                            .line = static_cast<std::uint32_t>(line),
                            .column = static_cast<std::uint32_t>(column),
                            .code = std::move(code),
                            .message = std::move(message)});
    };
    while (rows.Next(fields)) {
      ++out.read;
      line = source.first_line[number] + rows.row_line();
      if (rows.malformed()) {
        reject(0, "malformed-row", "a quoted field does not end where the field ends");
        continue;
      }
      if (fields.size() != file.columns.size()) {
        reject(0, "column-count",
               fmt::format("{} fields, the header has {}", fields.size(), file.columns.size()));
        continue;
      }
      bool sound = true;
      for (std::size_t i = 0; sound && i < fields.size(); ++i) {
        const GraphColumn& column = file.columns[i];
        const std::string_view text = fields[i];
        Cell& cell = cells[i];
        cell.set = !text.empty();
        if (column.use == CellUse::kIgnored) continue;
        if (column.use == CellUse::kStart || column.use == CellUse::kEnd) {
          const auto node = ids_.at(column.label).Find(text);
          sound = node.has_value();
          if (sound) {
            cell.integer = *node;
          } else {
            reject(i + 1, "unknown-id", fmt::format("there is no {} \"{}\"", column.label, text));
          }
          continue;
        }
        if (!cell.set) {
          sound = column.use != CellUse::kId;
          if (!sound) reject(i + 1, "no-id", "the id is empty");
          continue;
        }
        sound = ReadCell(column.type, text, cell.integer, cell.real);
        if (!sound) reject(i + 1, "wrong-type", WrongType(column.type, text));
      }
      if (!sound) continue;
      for (std::size_t i = 0; i < fields.size(); ++i) {
        const GraphColumn& column = file.columns[i];
        if (column.use == CellUse::kStart)
          out.start.push_back(static_cast<NodeNumber>(cells[i].integer));
        if (column.use == CellUse::kEnd)
          out.end.push_back(static_cast<NodeNumber>(cells[i].integer));
        if (!Kept(column)) continue;
        ColumnDraft& draft = out.columns[draft_of[i]];
        if (!cells[i].set) {
          draft.AddAbsent();
        } else if (draft.kind == ColumnKind::kText) {
          draft.AddText(fields[i]);
        } else if (draft.kind == ColumnKind::kFloat) {
          draft.AddFloat(cells[i].real);
        } else {
          draft.AddInteger(cells[i].integer);
        }
      }
      if (!file.relationships) out.lines.push_back(static_cast<std::uint32_t>(line));
    }
    source.mapped.Release(source.pieces[number].first, source.pieces[number].end);
    return out;
  }

  // An id without a name is kept to find the node by, under the name "id".
  static bool Kept(const GraphColumn& column) {
    return column.use == CellUse::kProperty || column.use == CellUse::kId;
  }
  static std::string NameOf(const GraphColumn& column) {
    return column.name.empty() ? "id" : column.name;
  }
  TokenId Token(const GraphColumn& column) const { return tokens_.at(NameOf(column)); }

  static bool ReadCell(CellType type, std::string_view text, std::int64_t& integer, double& real) {
    if (type == CellType::kInteger) {
      const auto number = ParseInteger(text);
      integer = number.value_or(0);
      return number.has_value();
    }
    if (type == CellType::kFloat) {
      const auto number = ParseFloat(text);
      real = number.value_or(0);
      return number.has_value();
    }
    if (type == CellType::kBoolean) {
      const auto flag = ParseBoolean(text);
      integer = flag.value_or(false) ? 1 : 0;
      return flag.has_value();
    }
    return IsText(text);
  }
  static std::string WrongType(CellType type, std::string_view text) {
    if (type == CellType::kText) return "the text is not UTF-8";
    const std::string_view wanted = type == CellType::kInteger ? "a whole number"
                                    : type == CellType::kFloat ? "a number"
                                                               : "true or false";
    return fmt::format("\"{}\" is not {}", IsText(text) ? text : "…", wanted);
  }

  void Account(Source& source, PieceRows& piece, std::uint64_t accepted) {
    source.report.rows.read += piece.read;
    source.report.rows.rejected += piece.read - accepted;
    source.report.rows.accepted += accepted;
    for (Issue& issue : piece.issues) {
      if (source.report.issues.size() < kMostIssues)
        source.report.issues.push_back(std::move(issue));
    }
  }

  // Reads all pieces of a source and hands them on in order, a few at a time so that memory stays
  // bounded.
  template <class Take>
  void EachPiece(const Source& source, std::string_view what, const Take& take) {
    const std::size_t at_once = 4 * std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t first = 0; first < source.pieces.size(); first += at_once) {
      std::vector<PieceRows> pieces(std::min(at_once, source.pieces.size() - first));
      OnAllCores(pieces.size(), [&](std::size_t i) { pieces[i] = ReadPiece(source, first + i); });
      for (PieceRows& piece : pieces) take(piece);
      Progress(what, static_cast<double>(first + pieces.size()) /
                         static_cast<double>(source.pieces.size()));
    }
  }

  void NameTokens() {
    for (const Source& source : sources_) {
      for (const GraphColumn& column : source.file.columns) {
        if (Kept(column))
          tokens_.emplace(NameOf(column), bulk_->Word(WordKind::kProperty, NameOf(column)));
      }
    }
  }

  // Cities, regions, countries and areas are places: the questions find them as such.
  static std::vector<std::string> LabelsOf(const GraphFile& file) {
    constexpr std::array kPlaces = {schema::label::kCity, schema::label::kRegion,
                                    schema::label::kCountry, schema::label::kArea};
    std::vector<std::string> labels = file.labels;
    const bool place = std::ranges::find_first_of(labels, kPlaces) != labels.end();
    if (place && std::ranges::find(labels, schema::label::kPlace) == labels.end())
      labels.emplace_back(schema::label::kPlace);
    return labels;
  }

  Status ReadNodes() {
    NameTokens();
    NodeNumber next = 0;
    for (Source& source : sources_) {
      const GraphFile& file = source.file;
      if (file.relationships) continue;
      NodesDraft draft;
      const std::vector<std::string> labels = LabelsOf(file);
      for (const std::string& label : labels)
        draft.labels.push_back(bulk_->Word(WordKind::kLabel, label));
      const auto id = std::ranges::find(file.columns, CellUse::kId, &GraphColumn::use);
      for (const TokenId label : draft.labels) bulk_->Index(label, Token(*id));
      IdMap& ids = ids_.at(id->label);
      const NodeNumber first = next;
      EachPiece(source, file.path, [&](PieceRows& piece) {
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
        if (draft.columns.empty()) {
          for (const ColumnDraft& each : piece.columns)
            draft.columns.push_back({.property = each.property, .kind = each.kind});
        }
        for (std::size_t i = 0; i < piece.columns.size(); ++i)
          Append(draft.columns[i], piece.columns[i], dropped);
      });
      if (next == first) continue;
      draft.runs = {{.first = first, .end = next}};
      for (const std::string& label : labels) report_.added.nodes[label] += next - first;
      CITYGRAPH_TRY(bulk_->AddNodes(std::move(draft)));
    }
    return {};
  }

  Status ReadRelationships() {
    std::vector<std::string> types;
    for (const Source& source : sources_) {
      if (source.file.relationships && std::ranges::find(types, source.file.type) == types.end())
        types.push_back(source.file.type);
    }
    for (const std::string& type : types) {
      RelationshipsDraft draft{.type = bulk_->Word(WordKind::kType, type)};
      for (Source& source : sources_) {
        if (!source.file.relationships || source.file.type != type) continue;
        EachPiece(source, source.file.path, [&](PieceRows& piece) {
          Account(source, piece, piece.start.size());
          JoinColumns(draft, piece);
          draft.start.insert(draft.start.end(), piece.start.begin(), piece.start.end());
          draft.end.insert(draft.end.end(), piece.end.begin(), piece.end.end());
        });
      }
      for (ColumnDraft& column : draft.columns) Pad(column, draft.start.size());
      if (!draft.start.empty()) report_.added.relationships[type] += draft.start.size();
      CITYGRAPH_TRY(bulk_->AddRelationships(std::move(draft)));
    }
    return {};
  }

  static void Pad(ColumnDraft& column, std::uint64_t rows) {
    while (column.rows() < rows) column.AddAbsent();
  }

  // Files of one type need not have the same columns.
  static void JoinColumns(RelationshipsDraft& draft, const PieceRows& piece) {
    for (const ColumnDraft& column : piece.columns) {
      auto to = std::ranges::find(draft.columns, column.property, &ColumnDraft::property);
      if (to == draft.columns.end()) {
        draft.columns.push_back({.property = column.property, .kind = column.kind});
        to = draft.columns.end() - 1;
      }
      Pad(*to, draft.start.size());
      Append(*to, column, {});
    }
  }

  fs::path database_;
  const GraphCsvOptions& options_;
  std::vector<Source> sources_;
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

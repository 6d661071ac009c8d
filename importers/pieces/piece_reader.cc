#include "importers/pieces/piece_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "engine/base/bytes.h"
#include "importers/json/json_rows.h"
#include "importers/load/documents.h"

namespace citygraph::importers {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 16;

// Behind the last line end of the text that may end a record: in a table, one with as many quotes
// before it as close.
std::size_t CutOf(std::string_view text, bool quotes) {
  const std::size_t last = text.rfind('\n');
  if (last == std::string_view::npos) {
    // Old line ends; one at the very end may be half of \r\n.
    const std::size_t old = text.empty() ? text.npos : text.rfind('\r', text.size() - 2);
    return text.size() < 2 || old == text.npos ? 0 : old + 1;
  }
  if (!quotes) return last + 1;
  std::size_t cut = 0;
  bool open = false;
  for (std::size_t i = 0; i <= last; ++i) {
    if (text[i] == '"') open = !open;
    if (text[i] == '\n' && !open) cut = i + 1;
  }
  return cut == 0 ? last + 1 : cut;
}

}  // namespace

PieceReader::PieceReader(const Knowledge& knowledge, std::string path, std::optional<Shape> shape,
                         std::size_t piece)
    : knowledge_(&knowledge),
      path_(std::move(path)),
      name_(std::filesystem::path(path_).filename().string()),
      place_(AbsolutePath(path_)),
      piece_(piece),
      shape_(shape) {}

bool PieceReader::Takes(const std::string& path) {
  std::error_code error;
  if (path == "-" || !std::filesystem::is_regular_file(path, error)) return false;
  if (std::filesystem::file_size(path, error) <= kWholeFile || error) return false;
  const std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "rb"));
  if (!file) return false;
  std::string beginning(kBuffer, '\0');
  beginning.resize(std::fread(beginning.data(), 1, beginning.size(), file.get()));
  return IsCutIntoLines(std::filesystem::path(path).filename().string(), beginning);
}

Result<PieceReader> PieceReader::Open(const Knowledge& knowledge, const std::string& path,
                                      std::optional<Shape> shape, Options options) {
  PieceReader reader(knowledge, path, shape, options.piece);
  std::error_code error;
  reader.size_ = std::filesystem::file_size(path, error);
  CITYGRAPH_TRY(reader.Rewind());
  std::uint64_t hash = Fnv1a({});
  std::uint64_t length = 0;
  bool first = true;
  while (true) {
    CITYGRAPH_TRY(std::string bytes, reader.ReadPiece());
    if (bytes.empty()) break;
    auto text = DecodePlainText(reader.name_, std::move(bytes));
    if (!text) {
      text.error().where.file = path;
      return std::unexpected(std::move(text).error());
    }
    if (std::exchange(first, false)) {
      reader.state_.json = LooksLikeJson(*text);
      const Shape content = shape ? *shape : DetectShape(*text);
      reader.quotes_ = !*reader.state_.json && content != Shape::kReportList;
    }
    hash = Fnv1a(text->text, hash);
    length += text->text.size();
    if (options.progress) options.progress(reader.done());
  }
  reader.digest_ = fmt::format("{:016x}-{}", hash, length);
  reader.corrections_ = std::make_unique<Corrections>(CorrectionsOfFile(knowledge, reader.place_));
  CITYGRAPH_TRY(reader.Rewind());
  return reader;
}

Status PieceReader::Rewind() {
  file_.reset(std::fopen(path_.c_str(), "rb"));
  if (!file_) {
    return Fail(ErrorCode::kIo, fmt::format("cannot be read: {}", std::strerror(errno)),
                {.file = path_});
  }
  keeper_ = {};
  rest_.clear();
  read_ = 0;
  ended_ = false;
  return {};
}

Result<std::string> PieceReader::ReadPiece() {
  std::string bytes = std::exchange(rest_, {});
  while (true) {
    std::array<char, kBuffer> buffer;
    while (!ended_ && bytes.size() + keeper_.size() < piece_) {
      const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file_.get());
      if (count == 0) {
        if (std::ferror(file_.get()))
          return Fail(ErrorCode::kIo, "cannot be read to its end", {.file = path_});
        ended_ = true;
      }
      read_ += count;
      keeper_.Add({buffer.data(), count});
    }
    bytes += keeper_.Take();
    if (ended_) return bytes;
    const std::size_t cut = CutOf(bytes, quotes_);
    if (cut > 0) {
      rest_ = bytes.substr(cut);
      bytes.resize(cut);
      return bytes;
    }
    // One long line, of which the keeper holds no more than its beginning: read on to its end.
    const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file_.get());
    if (count == 0) ended_ = true;
    read_ += count;
    keeper_.Add({buffer.data(), count});
  }
}

Result<SourceText> PieceReader::Compose() {
  CITYGRAPH_TRY(std::string bytes, ReadPiece());
  SourceText text{.name = name_, .encoding = "UTF-8"};
  const bool nothing = bytes.empty();
  SourceText piece{.name = name_, .encoding = "UTF-8"};
  if (!nothing) {
    CITYGRAPH_TRY(piece, DecodePlainText(name_, std::move(bytes)));
    text.encoding = piece.encoding;
  }
  const auto add = [&](std::string_view line, std::uint32_t number) {
    text.text.append(line).push_back('\n');
    text.lines.push_back(number);
  };
  if (nothing && (carried_.empty() || context_only_)) return text;
  if (header_) add(header_->text, header_->number);
  for (const CutLine& line : carried_) add(line.text, line.number);
  for (const std::string_view line : SplitLines(piece.text)) add(line, next_line_++);
  return text;
}

Result<bool> PieceReader::Next(FileDraft& draft) {
  const bool first = next_line_ == 1;
  auto text = Compose();
  if (!text) {
    text.error().where.file = path_;
    return std::unexpected(std::move(text).error());
  }
  if (text->lines.empty()) return false;
  const Knowledge here{.gazetteer = knowledge_->gazetteer,
                       .themes = knowledge_->themes,
                       .corrections = corrections_->empty() ? nullptr : corrections_.get()};
  auto read = ReadText(here, *text, shape_, state_);
  if (!read) {
    read.error().where.file = path_;
    return std::unexpected(std::move(read).error());
  }
  draft = std::move(*read);
  draft.path = path_;
  draft.place = place_;
  draft.digest = digest_;
  if (first && IsTable() && !*state_.json)
    header_ = CutLine{text->text.substr(0, text->text.find('\n')), 1};
  if (!first) draft.issues.clear();  // what a piece lacks, the file does not
  const bool had_heading = std::exchange(context_only_, false);
  HandOn(*text, draft);
  if (had_heading) draft.rows.erase(draft.rows.begin());  // counted with its own piece
  if (!draft.rows.empty()) last_line_ = draft.rows.back().line;
  return true;
}

void PieceReader::HandOn(const SourceText& text, FileDraft& draft) {
  carried_.clear();
  const std::size_t open = std::min(std::exchange(draft.open, 0), draft.rows.size());
  if (open == 0 || (ended_ && rest_.empty())) return;
  const bool much = 2 * open > draft.rows.size();
  if (much && shape_ != Shape::kReportList) return;
  const std::uint32_t from = draft.rows[draft.rows.size() - open].line;
  const auto lines = SplitLines(text.text);
  for (std::size_t i = header_ ? 1 : 0; i < lines.size(); ++i) {
    if (text.lines[i] < from) continue;
    carried_.push_back({std::string(lines[i]), text.lines[i]});
    if (much) break;
  }
  context_only_ = much;
  if (!much) draft.rows.resize(draft.rows.size() - open);
}

double PieceReader::done() const {
  return size_ == 0 ? 1
                    : std::min(1.0, static_cast<double>(read_ - rest_.size()) /
                                        static_cast<double>(size_));
}

std::uint32_t PieceReader::line() const { return last_line_; }

}  // namespace citygraph::importers

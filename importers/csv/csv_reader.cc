#include "importers/csv/csv_reader.h"

#include <utility>

#include "engine/base/unicode.h"

namespace citygraph::importers {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::uint32_t ColumnAt(std::string_view text, std::size_t line_begin, std::size_t offset) {
  std::string_view before = text.substr(line_begin, offset - line_begin);
  if (line_begin == 0 && before.starts_with(kByteOrderMark)) {
    before.remove_prefix(kByteOrderMark.size());
  }
  return static_cast<std::uint32_t>(CountCodePoints(before) + 1);
}

}  // namespace

SourcePlace CsvRecord::PlaceOf(std::size_t field) const {
  const Field& at = field < fields_.size() ? fields_[field] : end_;
  return {.file = std::string(file_),
          .line = at.line,
          .column = ColumnAt(text_, at.line_begin, at.begin)};
}

CsvReader::CsvReader(std::string_view text, std::string file, CsvDialect dialect)
    : text_(text), file_(std::move(file)), dialect_(dialect) {
  if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
}

Result<bool> CsvReader::Next(CsvRecord& record) {
  if (dialect_.skip_blank_lines) {
    while (at_ < text_.size() && AtLineEnd()) SkipLineEnd();
  }
  if (at_ == text_.size()) return false;

  record.text_ = text_;
  record.file_ = file_;
  record.line_ = line_;
  record.fields_.clear();
  record.unescaped_.clear();
  const std::size_t begin = at_;
  const std::size_t line_begin = line_begin_;
  while (true) {
    if (dialect_.quote != '\0' && at_ < text_.size() && text_[at_] == dialect_.quote) {
      if (Status read = ReadQuoted(record); !read) {
        // Read on behind the line on which the record began: a quote that never closes costs one
        // record, not the rest of the file.
        at_ = begin;
        line_ = record.line_;
        line_begin_ = line_begin;
        while (at_ < text_.size() && !AtLineEnd()) ++at_;
        if (at_ < text_.size()) SkipLineEnd();
        record.fields_.clear();
        return Fail(std::move(read).error());
      }
    } else {
      ReadPlain(record);
    }
    if (at_ == text_.size() || AtLineEnd()) break;
    ++at_;  // the delimiter
  }
  record.raw_ = text_.substr(begin, at_ - begin);
  record.end_ = FieldHere();
  if (at_ < text_.size()) SkipLineEnd();
  // The unescaped texts have stopped growing: now their views can be made.
  std::size_t unescaped = 0;
  for (CsvRecord::Field& field : record.fields_) {
    if (!field.unescaped) continue;
    field.text = std::string_view(record.unescaped_).substr(unescaped, field.text.size());
    unescaped += field.text.size();
  }
  return true;
}

void CsvReader::SkipLineEnd() {
  const bool two = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
  at_ += two ? 2 : 1;
  line_begin_ = at_;
  ++line_;
}

CsvRecord::Field CsvReader::FieldHere() const {
  CsvRecord::Field field;
  field.begin = at_;
  field.line_begin = line_begin_;
  field.line = line_;
  return field;
}

void CsvReader::ReadPlain(CsvRecord& record) {
  CsvRecord::Field field = FieldHere();
  while (at_ < text_.size() && text_[at_] != dialect_.delimiter && !AtLineEnd()) ++at_;
  field.text = text_.substr(field.begin, at_ - field.begin);
  record.fields_.push_back(field);
}

Status CsvReader::ReadQuoted(CsvRecord& record) {
  CsvRecord::Field field = FieldHere();
  field.quoted = true;
  ++at_;
  std::size_t piece = at_;  // the first byte that is not yet in unescaped_
  std::size_t unescaped_size = 0;
  while (true) {
    if (at_ == text_.size()) {
      return Fail(Malformed(field, "a quoted field is never closed"));
    }
    if (AtLineEnd()) {
      SkipLineEnd();
      continue;
    }
    if (text_[at_] != dialect_.quote) {
      ++at_;
      continue;
    }
    if (at_ + 1 < text_.size() && text_[at_ + 1] == dialect_.quote) {
      record.unescaped_.append(text_.substr(piece, at_ + 1 - piece));
      unescaped_size += at_ + 1 - piece;
      field.unescaped = true;
      at_ += 2;
      piece = at_;
      continue;
    }
    break;
  }
  field.text = text_.substr(piece, at_ - piece);
  if (field.unescaped) {
    record.unescaped_.append(field.text);
    // Only the size counts until Next() knows where the text ended up.
    field.text = text_.substr(field.begin, unescaped_size + field.text.size());
  }
  ++at_;
  if (at_ < text_.size() && text_[at_] != dialect_.delimiter && !AtLineEnd()) {
    return Fail(Malformed(FieldHere(),
                          "text behind the closing quote of a field; a quote inside a quoted field "
                          "is written twice"));
  }
  record.fields_.push_back(field);
  return {};
}

Error CsvReader::Malformed(const CsvRecord::Field& at, std::string message) const {
  return {.code = ErrorCode::kInvalidInput,
          .message = std::move(message),
          .where = {
              .file = file_, .line = at.line, .column = ColumnAt(text_, at.line_begin, at.begin)}};
}

}  // namespace citygraph::importers

// Reads delimited text (CSV as of RFC 4180, TSV and their cousins) record by record.
//
// The reader knows nothing of columns or types: it finds records and fields, and says where each
// began, so that every later complaint can name file, line and column.
//   - Fields may be quoted; in quotes a doubled quote is one quote, and delimiters and line ends
//     are text. A quote inside an unquoted field is text too (`5" pipe`).
//   - Records end with \n, \r\n or a lone \r; the last one needs no end.
//   - A UTF-8 byte order mark at the start is skipped. Bytes are not checked to be UTF-8.
//
//   CsvReader reader(text, "ports.csv");
//   CsvRecord record;
//   while (true) {
//     Result<bool> more = reader.Next(record);
//     if (!more) { report(more.error()); continue; }   // reads on after the bad line
//     if (!*more) break;
//     Use(record[0], record.PlaceOf(0));
//   }
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace citygraph::importers {

struct CsvDialect {
  char delimiter = ',';          // any byte but a line end or the quote
  char quote = '"';              // '\0': nothing is quoted, as in most TSV
  bool skip_blank_lines = true;  // otherwise a blank line is a record of one empty field
};

// One record. Its views point into the text of the reader and into the record itself, and live
// until the next call of Next() with this record, and no longer than the reader.
class CsvRecord {
 public:
  CsvRecord() = default;
  CsvRecord(const CsvRecord&) = delete;  // its views would still point into the first
  CsvRecord& operator=(const CsvRecord&) = delete;

  std::size_t size() const { return fields_.size(); }
  // The field's text, without quotes. REQUIRES: field < size().
  std::string_view operator[](std::size_t field) const { return fields_[field].text; }
  // Whether the field stood in quotes: tells an empty text ("") from nothing.
  bool WasQuoted(std::size_t field) const { return fields_[field].quoted; }

  // The line on which the record began, from 1.
  std::uint32_t line() const { return line_; }
  // Where a field began: its line, and its column in code points, from 1. A field at or past
  // size() is taken to begin where the record ends. Cost: O(length of the line).
  SourcePlace PlaceOf(std::size_t field) const;
  // The record as it stands in the text, without its line end.
  std::string_view raw() const { return raw_; }

 private:
  friend class CsvReader;

  struct Field {
    std::string_view text;
    std::size_t begin = 0;       // offset in text_
    std::size_t line_begin = 0;  // offset of the first byte of its line
    std::uint32_t line = 0;
    bool quoted = false;
    bool unescaped = false;  // `text` lies in unescaped_
  };

  std::string_view text_;
  std::string_view file_;
  std::string_view raw_;
  std::uint32_t line_ = 0;
  Field end_;  // where the record ends
  std::vector<Field> fields_;
  std::string unescaped_;  // the fields that had doubled quotes
};

// Reads a text that outlives it. Not for several threads at once.
class CsvReader {
 public:
  // `file` is only for the places in errors.
  explicit CsvReader(std::string_view text, std::string file = {}, CsvDialect dialect = {});

  // Reads the next record into `record`; false at the end of the text.
  // Errors: kInvalidInput, with its place (a quote that never closes, text behind a closing
  // quote). The reader then stands behind the line on which the bad record began, and Next() goes
  // on from there.
  Result<bool> Next(CsvRecord& record);

  // The line that is read next, from 1.
  std::uint32_t line() const { return line_; }
  // Bytes read so far, for progress.
  std::size_t offset() const { return at_; }

 private:
  bool AtLineEnd() const { return text_[at_] == '\n' || text_[at_] == '\r'; }
  // REQUIRES: AtLineEnd().
  void SkipLineEnd();
  CsvRecord::Field FieldHere() const;
  void ReadPlain(CsvRecord& record);
  Status ReadQuoted(CsvRecord& record);
  Error Malformed(const CsvRecord::Field& at, std::string message) const;

  std::string_view text_;
  std::string file_;
  CsvDialect dialect_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace citygraph::importers

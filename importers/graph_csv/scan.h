// Splitting large CSV files, mapped into memory, in pieces that several threads read at once.
// RFC 4180: fields by commas, "quoted" with "" for a quote, rows ended by LF or CR LF.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace citygraph::importers {

// A file's bytes, mapped read-only. Errors: kNotFound, kIo.
class MappedText {
 public:
  static Result<MappedText> Map(const std::string& path);
  MappedText(MappedText&& other) noexcept;
  MappedText& operator=(MappedText&& other) noexcept;
  MappedText(const MappedText&) = delete;
  MappedText& operator=(const MappedText&) = delete;
  ~MappedText();

  std::string_view text() const { return text_; }
  // The bytes are not needed soon: they leave the process's memory and come again from the file.
  void Release(std::size_t first, std::size_t end) const;

 private:
  MappedText() = default;
  std::string_view text_;
};

// Whole rows of a file: bytes [first, end).
struct Piece {
  std::size_t first = 0;
  std::size_t end = 0;
};

// Cuts what follows `first` into pieces of about `size` bytes, between rows, also where quoted
// fields hold line ends. Cost: one look at each byte.
std::vector<Piece> CutAtRows(std::string_view text, std::size_t first, std::size_t size);

// Reads the rows of a piece one after the other.
class RowScanner {
 public:
  RowScanner(std::string_view text, Piece piece)
      : at_(text.data() + piece.first), end_(text.data() + piece.end) {}

  // Sets `fields` to the next row's, which are valid until the next call; false at the end. Empty
  // lines are skipped.
  bool Next(std::vector<std::string_view>& fields);
  // Line ends passed so far, those in quotes too.
  std::uint64_t lines() const { return lines_; }
  // The line, from 0 in the piece, where the last row began.
  std::uint64_t row_line() const { return row_line_; }
  // A quote that does not end, or bytes after one.
  bool malformed() const { return malformed_; }

 private:
  std::string_view Quoted();

  const char* at_;
  const char* end_;
  std::uint64_t lines_ = 0;
  std::uint64_t row_line_ = 0;
  bool malformed_ = false;
  std::vector<std::string> unquoted_;  // fields that had to be copied
  std::size_t unquoted_used_ = 0;
};

}  // namespace citygraph::importers

// A text file as rows of UTF-8, whatever it was written in: UTF-8 and UTF-16 with or without a byte
// order mark; where the bytes are neither, Windows-1252 or the legacy encoding that the letters
// speak for. UTF-8 with some damaged bytes stays UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace citygraph::importers {

struct SourceText {
  std::string name;  // the file's name without its folder; "-" for standard input
  std::string text;  // UTF-8, no byte order mark, every line end is \n
  // "UTF-8", "UTF-8, damaged" (bytes that are none became U+FFFD), "UTF-16LE", "UTF-16BE",
  // "Windows-1252", "Windows-1250", …
  std::string encoding;
  // Of a document that is no plain text: where each line of `text` stands in it, from 1. Empty:
  // as the lines are.
  std::vector<std::uint32_t> lines = {};
  std::uint32_t left_out = 0;  // lines of such a document beside its table of exchanges
  // Lines of such a document that cannot be read, in its order; `column` in code points from 1.
  struct BadLine {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::string message;
  };
  std::vector<BadLine> bad_lines = {};

  // Where a line of `text`, from 1, stands in the document.
  std::uint32_t LineAt(std::uint32_t line) const {
    return line >= 1 && line <= lines.size() ? lines[line - 1] : line;
  }
};

// One file is read whole, and what is read of it takes some thirty times its size: a larger one is
// refused before it is read.
inline constexpr std::uint64_t kLargestFile = std::uint64_t{128} << 20;
// A row longer than this is rejected and the rest of the file read: no more of such a line is held.
inline constexpr std::size_t kLongestRow = std::size_t{1} << 20;

// Reads a file (text, HTML, Markdown, XLSX, PDF), or standard input for "-".
// Errors: kNotFound, kIo (a folder, no permission), kInvalidInput (empty, binary, too
// large). Of a line longer than kLongestRow, only the beginning.
Result<SourceText> ReadSource(const std::string& path);
// The same for bytes that are there already.
Result<SourceText> DecodeSource(std::string name, std::string bytes);
// The same for those of a plain text or of a piece of one, which may be blank.
Result<SourceText> DecodePlainText(std::string name, std::string bytes);
// Whether a text that begins like this can be cut between lines: it is no page, workbook, list in
// JSON or UTF-16.
bool IsCutIntoLines(std::string_view name, std::string_view beginning);

// The lines of a text, without their ends. Views into it.
std::vector<std::string_view> SplitLines(std::string_view text);

}  // namespace citygraph::importers

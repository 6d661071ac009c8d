// What a document that is no plain text holds: lines of text and rows of tables, in its order.
// Readers of HTML, Markdown, XLSX and PDF make one; what comes after reads it like any text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "importers/text/source_text.h"

namespace citygraph::importers {

struct Block {
  std::uint32_t line = 0;          // of the document as it is stored, from 1; the row of a sheet
  int table = -1;                  // which table it is a row of; -1: a line of text
  std::vector<std::string> cells;  // one of a line of text; UTF-8, without line ends
};

struct Page {
  std::vector<Block> blocks;
};

// The page as text that the readers of lists and tables take. Tables whose header names cities that
// met and that have rows are a table of exchanges: those with the header of the first such are
// taken, and of the rest of the page only the lines are counted. Else every block is a line, the
// cells of a row joined by " | ". Errors: kInvalidInput (nothing in it).
Result<SourceText> TextOf(const Page& page, std::string name, std::string encoding);

// The cells as a record of a CSV file. REQUIRES: no line ends in them.
std::string CsvLine(const std::vector<std::string>& cells);

// Collapses white space and takes it off the ends.
std::string Tidied(std::string_view text);

}  // namespace citygraph::importers

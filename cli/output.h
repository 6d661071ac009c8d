// Answers as tables and as data. A command makes rows of named values; every format prints them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/value.h"

namespace citygraph::cli {

enum class OutputFormat : std::uint8_t { kTable, kCsv, kTsv, kJson, kJsonl, kMarkdown };

struct OutputOptions {
  OutputFormat format = OutputFormat::kTable;
  bool typed = false;     // typed-json: kJsonl for all but query and shell, which alone take it
  bool colour = false;    // for tables: on a terminal, without NO_COLOR
  std::size_t width = 0;  // columns of the terminal; 0: not a terminal, do not cut
};

// A column of a table: which value, under which heading.
struct Column {
  std::string key;
  std::string title;
};

struct Answer {
  std::vector<Column> columns;  // what tables, CSV, TSV and Markdown show, in this order
  std::vector<ValueMap> rows;   // what JSON shows, whole
  bool single = false;          // one object, not a list of rows
  std::string empty_text;       // said in place of an empty table
};

// Prints to stdout.
void Print(const Answer& answer, const OutputOptions& options);

// How tables show a value: lists joined by ", ", floats with two digits, null as nothing.
std::string ToCell(const Value& value);

}  // namespace citygraph::cli

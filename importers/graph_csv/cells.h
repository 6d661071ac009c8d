// What a cell of a graph's CSV file holds: text to values, and the types that a column's values
// show.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "engine/adjacency/column.h"
#include "importers/graph_csv/columns.h"

namespace citygraph::importers {

// A whole number as it would be written again: 007 is a text.
std::optional<std::int64_t> ParseInteger(std::string_view text);

// Reads a cell of that type, numbers and booleans (0 or 1) into `integer` or `real`. False for what
// is of another type; a text must be UTF-8.
bool ReadCell(CellType type, std::string_view text, std::int64_t& integer, double& real);
// What to say when ReadCell gives false.
std::string WrongType(CellType type, std::string_view text);

ColumnKind KindOf(CellType type);

// What the values of a column show.
struct Shown {
  bool any = false;
  bool integers = true;
  bool floats = true;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t greatest = std::numeric_limits<std::int64_t>::min();

  void See(std::string_view cell);
  void Join(const Shown& other);
  CellType Type() const;
};

}  // namespace citygraph::importers

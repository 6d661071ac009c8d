// What the columns of a graph's CSV files mean: the header's words, the file's name, and the types
// that the values show.
//
//   City.csv      id:ID(City),name,country,lat:float,population:int
//   HOSTED.csv    :START_ID(City),:END_ID(Exchange)
//   TOOK_PART.csv city,exchange,role                 plain: the ends by the names of labels
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace citygraph::importers {

enum class CellType : std::uint8_t {
  kUnknown,  // not said: what all values of the column show
  kInteger,
  kFloat,
  kBoolean,
  kText,
};

enum class CellUse : std::uint8_t { kProperty, kId, kStart, kEnd, kIgnored };

struct GraphColumn {
  std::string name;  // of the property; empty for an id or end that is no property
  CellUse use = CellUse::kProperty;
  CellType type = CellType::kUnknown;
  std::string label;  // kId, kStart, kEnd: whose ids; may be empty before the files are joined
};

struct GraphFile {
  std::string path;
  bool relationships = false;
  std::vector<std::string> labels;  // of nodes: City+Place.csv has two
  std::string type;                 // of relationships
  std::vector<GraphColumn> columns;
};

// What the file's name and its header say. Errors: kInvalidInput, with the column.
Result<GraphFile> ReadGraphHeader(const std::string& path, const std::vector<std::string>& header);

// Cities, regions, countries and areas are places: the questions find them as such.
void AddPlaceLabel(std::vector<std::string>& labels);

// Finds the labels of ends that the headers do not give: by a label's name, then by a role's
// ("mentor", "host"), which cities have. Errors: kInvalidInput, saying how to write the header.
Status JoinGraphFiles(std::vector<GraphFile>& files);

}  // namespace citygraph::importers

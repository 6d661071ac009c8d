// What an expression is for all rows of a batch, when that can be said in plain numbers.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/adjacency/column.h"

namespace citygraph::queries::cypher {

struct FlatVector {
  enum class Form : std::uint8_t {
    kIntegers,
    kNodes,          // raw ids
    kRelationships,  // raw ids
    kWords,          // codes of strings in the dictionary of `words`
  };

  Form form = Form::kIntegers;
  std::vector<std::int64_t> numbers;  // one a row; none stands for null
  const citygraph::Column* words = nullptr;
};

}  // namespace citygraph::queries::cypher

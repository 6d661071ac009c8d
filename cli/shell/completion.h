// What the Tab key offers in the shell.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/shell/graph_words.h"

namespace citygraph::cli {

struct CompletionWords {
  GraphWords graph;
  std::vector<std::string> parameters;  // without the $
  std::vector<std::string> procedures;
  // Names of nodes that begin so, whatever their case and accents; null: none are offered.
  std::function<std::vector<std::string>(std::string_view prefix)> names;
};

struct Completion {
  std::size_t from = 0;                 // the byte at which what is completed begins
  std::vector<std::string> candidates;  // what may stand there instead, sorted, no doubles
};

// `text` is all that was typed of the statement, up to the cursor. By what stands before the word:
// commands after a colon that begins the text, labels in round and types in square brackets after a
// colon, properties after a dot and in braces, parameters after $, procedures after CALL, names of
// nodes in a string; else keywords (in the case in which they were begun), functions and the
// variables of the text.
Completion Complete(std::string_view text, const CompletionWords& words);

// What all candidates begin with.
std::string CommonPrefix(const std::vector<std::string>& candidates);

}  // namespace citygraph::cli

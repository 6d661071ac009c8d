// JSON and JSON Lines as rows: the elements of a list, or a value a line, with where each stands.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/encoding/json_values.h"
#include "importers/text/source_text.h"

namespace citygraph::importers {

// Whether a text is JSON: its name says so (.json, .jsonl, .ndjson), or it begins as a list or
// object does.
bool LooksLikeJson(const SourceText& source);

class JsonRows {
 public:
  // `source` must outlive it.
  explicit JsonRows(const SourceText& source) : source_(source), values_(source.text) {}

  // The next value; false at the end. Errors: kInvalidInput with file, line and column; of JSON
  // Lines the next call goes on with the next line, in a list nothing comes after it.
  Result<bool> Next(Value& value);
  // The line on which the value, or the one that is wrong, begins; from 1.
  std::uint32_t line() const { return line_; }
  bool in_list() const { return values_.in_list(); }

 private:
  const SourceText& source_;
  JsonValues values_;
  std::size_t counted_ = 0;  // bytes in which the line ends were counted
  std::uint32_t line_ = 1;
};

}  // namespace citygraph::importers

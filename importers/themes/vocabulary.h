// The theme vocabulary: urban concepts with labels in four languages, broader concepts and the
// Sustainable Development Goals they serve. A table people edit in a spreadsheet (data/themes.csv);
// the built-in one may be replaced by the user's own.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/result.h"
#include "importers/text/language.h"

namespace citygraph::importers {

struct Theme {
  std::string id;                                           // "public-space"
  std::vector<std::string> broader;                         // ids
  std::vector<int> sdgs;                                    // 1..17, the main one first
  std::array<std::vector<std::string>, kLanguages> labels;  // the preferred one first
  // The English preferred label, else the first there is.
  std::string_view name() const;
};

class ThemeVocabulary {
 public:
  // The vocabulary built into the program; read at the first call (some milliseconds).
  static const ThemeVocabulary& BuiltIn();

  // Reads a table with the columns id, broader, sdgs, en, es, pt, fr (others are skipped); lists in
  // a cell are separated by |. Errors: kInvalidInput with file, line and column (a column missing,
  // an id twice, an unknown broader id, a ring of broader ids, a goal that is none of 1..17, a
  // theme without label).
  static Result<ThemeVocabulary> Parse(std::string_view csv, const std::string& file);

  const std::vector<Theme>& themes() const { return themes_; }
  const Theme& operator[](std::uint32_t theme) const { return themes_[theme]; }
  std::optional<std::uint32_t> Find(std::string_view id) const;

 private:
  Status CheckBroader(const std::string& file) const;

  std::vector<Theme> themes_;
  std::vector<std::uint32_t> lines_;
  std::unordered_map<std::string, std::uint32_t> by_id_;
};

}  // namespace citygraph::importers

// The anatomy of a row: bullet, series and number, title, edition mark, year.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "importers/draft.h"
#include "importers/text/words.h"

namespace citygraph::importers {

struct RowAnatomy {
  std::string series;               // "PLN"; empty when the row has a number only or none
  std::optional<int> number;        // "04" -> 4
  std::optional<Language> edition;  // from a mark at the end
  std::optional<int> year;          // the last year in the row, 1900..2099
  Span year_span;
  std::size_t title_first = 0;  // words of the title [first, last)
  std::size_t title_last = 0;
  bool bullet = false;  // starts with a bullet, a dash or a list letter
};

// Never fails: a row without any of it is all title.
RowAnatomy ReadAnatomy(const Words& words);

}  // namespace citygraph::importers

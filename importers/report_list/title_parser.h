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
  std::optional<int> year;          // the last in the row (row_date.h)
  Span year_span;
  std::optional<Date> date;     // the day, where the row says it
  std::size_t title_first = 0;  // words of the title [first, last)
  std::size_t title_last = 0;
  bool bullet = false;  // starts with a bullet, a dash or a list letter
};

// A series and its number at the head of a row, as far as the row alone can tell. "COP 26" is
// written as "PLN 26" is: which of them is a series the list has to say (series.h).
struct SeriesMark {
  std::string series;  // "PLN"; empty for a bare "#24"
  int number = 0;
  std::size_t words = 0;  // that the mark takes
  bool certain = false;   // "#24", "Peer Learning Note 24": says by itself that it is one
};
std::optional<SeriesMark> ReadSeriesMark(const Words& words);

// Never fails: a row without any of it is all title. Without `series_counts`, a series mark is
// part of the title.
RowAnatomy ReadAnatomy(const Words& words, bool series_counts = true);

}  // namespace citygraph::importers

// The year of a row, and its day where the row says it: "19/06/88", "31 de maio de 1979".
#pragma once

#include <cstddef>
#include <optional>

#include "importers/draft.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// The number that a word of digits is; nothing when it is none, or too large.
std::optional<int> NumberAt(const Words& words, std::size_t i);

struct RowDate {
  int year = 0;  // 1900..2099
  Span span;     // of the year's digits
  // Of a span of days, and of "03/05/2019", which may be two, there is none.
  std::optional<Date> date;
};

// The last year among words [first, last); of a range its beginning. Years of two digits count
// within a date alone, and none of them is in the future.
std::optional<RowDate> ReadRowDate(const Words& words, std::size_t first, std::size_t last);

}  // namespace citygraph::importers

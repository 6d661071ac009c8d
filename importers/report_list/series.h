// Which of the marks at the heads of lines are series of numbered reports.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "importers/report_list/title_parser.h"

namespace citygraph::importers {

// The series of a list. "PLN 26", "COP 26" and "COVID-19" are written alike, so that a series is
// believed only when a known network publishes under it (data/networks.csv), or when the list
// proves it: the mark leads at least half of the list's titles, with different numbers, and is not
// the name of a numbered thing that everyone talks about (COVID, COP, G).
class SeriesOfList {
 public:
  void AddTitle(const std::optional<SeriesMark>& mark);  // each title of the list, in any order
  bool Counts(const SeriesMark& mark) const;

 private:
  struct Use {
    std::size_t lines = 0;
    int first_number = 0;
    bool other_numbers = false;
  };
  std::map<std::string, Use> uses_;
  std::size_t titles_ = 0;
};

}  // namespace citygraph::importers

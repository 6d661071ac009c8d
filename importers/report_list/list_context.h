// What the lines of a list tell of one another: which countries it speaks of, in which of them
// its places lie on each side, and whether it is of regions.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "importers/draft.h"
#include "importers/places/place_resolver.h"

namespace citygraph::importers {

class ListContext {
 public:
  // The places of a line as they were read without context.
  void Add(const Gazetteer& gazetteer, const std::vector<PlaceMention>& places);

  // The language that a line seems to be in.
  void AddLanguage(std::optional<Language> language);

  // What was learnt, in a context that is otherwise `base`. Of few lines nothing is.
  PlaceContext Learnt(PlaceContext base) const;

 private:
  std::array<std::map<std::string, std::size_t>, 2> countries_;  // by side
  std::map<Language, std::size_t> languages_;
  std::map<std::string, std::size_t> usual_;  // sure places by country
  std::set<std::string> named_;               // countries
  std::size_t rows_ = 0;                      // with places
  std::size_t pairs_ = 0;
  std::size_t local_ = 0;
  std::size_t regions_ = 0;
};

}  // namespace citygraph::importers

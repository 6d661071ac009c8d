// What the file, its headings and its other rows say of a row's places.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "importers/places/country_set.h"
#include "importers/text/language.h"

namespace citygraph::importers {

// What is known before the row is read: from the file, its headings and its other rows.
struct PlaceContext {
  CountrySet countries;              // that the file or heading makes likely
  CountrySet speaking;               // where the list's language is spoken
  std::optional<Language> language;  // the list's, that is
  bool no_capitals = false;          // the list has none: small letters say nothing
  // Where the first of two places of a row mostly lies, and where the second, with the share of
  // rows that say so, in [0, 1]: lists of pairings have a side each.
  struct Side {
    std::string country;
    double share = 0;
  };
  std::array<Side, 2> sides;
  // Where the list's sure places lie: its usual countries, with their shares of these, in [0, 1].
  struct Usual {
    std::string country;
    double share = 0;
  };
  std::vector<Usual> usual;
  double pairings = 0;  // share of its rows with places that name two or more
  double regions = 0;   // share of the list's places that are regions
  std::string home;     // the country of the place that the heading speaks of: who it met is mostly
                        // abroad
};

}  // namespace citygraph::importers

// Decides which place each name in a row means, or that it means none, and says why.
//
// Every candidate gets a score from what speaks for it (size, kind, the country named beside it or
// elsewhere in the row, the words around it); "no place" is a candidate like the others. The scores
// become probabilities; the winner's is the confidence.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "importers/draft.h"
#include "importers/places/place_finder.h"

namespace citygraph::importers {

// What is known before the row is read: from the file, its headings and its other rows.
struct PlaceContext {
  std::vector<std::string> countries;          // ISO codes that the file or heading makes likely
  std::span<const std::string_view> speaking;  // where the list's language is spoken
  bool no_capitals = false;                    // the list has none: small letters say nothing
  // Where the first of two places of a row mostly lies, and where the second, with the share of
  // rows that say so, in [0, 1]: lists of pairings have a side each.
  struct Side {
    std::string country;
    double share = 0;
  };
  std::array<Side, 2> sides;
  double regions = 0;  // share of the list's places that are regions
  std::string home;    // the country of the place that the heading speaks of: who it met is mostly
                       // abroad
};

// The places of a row, in its order. Names judged to be no place are left out.
std::vector<PlaceMention> ResolvePlaces(const Gazetteer& gazetteer, const Words& words,
                                        const PlaceContext& context);

// The place of a cell that holds a name and, if known, a country's code, as CSV files have them.
// Nothing when the gazetteer has no such name in that country. The span is the whole cell.
std::optional<PlaceMention> ResolveCell(const Gazetteer& gazetteer, std::string_view name,
                                        std::string_view country);

}  // namespace citygraph::importers

// How much speaks for each place that a name may be, and for its being none.
#pragma once

#include <string_view>
#include <vector>

#include "importers/places/place_context.h"
#include "importers/places/place_memo.h"
#include "importers/places/surroundings.h"
#include "importers/reason.h"

namespace citygraph::importers {

// What speaks for a reading, in units of log-odds. `row_countries`: the countries named elsewhere
// in the row. What speaks loudest is added to `why`, unless that is null.
double ScoreOf(const Reading& reading, const RowName& name, const Surroundings& around,
               const CountrySet& row_countries, const PlaceContext& context,
               std::vector<Reason>* why = nullptr);

// What speaks for the name's being no place.
double NoPlaceScore(const NamedSpan& span, const Surroundings& around);

// Why the one place was taken and not the other.
Reason WhyLost(const PlaceFacts& loser, const PlaceFacts& winner, std::string_view country_beside);

// What a country beside the name takes from every reading that does not lie there. Negative.
double OtherCountryBeside();

}  // namespace citygraph::importers

// What a heading says of the place it names and of those in the lines below: "Delegations received
// by Quito" makes it the host and them the visitors.
#pragma once

#include <cstddef>

#include "importers/draft.h"
#include "importers/text/words.h"

namespace citygraph::importers {

struct HeadingSense {
  Role subject = Role::kPartner;
  Role items = Role::kPartner;
};

// `first` and `last`: the words of the one place that takes part.
HeadingSense SenseOfHeading(const Words& words, std::size_t first, std::size_t last);

// Whether words speak of several things at once, as headings do: "delegations", "ciudades que".
bool SpeaksOfMany(const Words& words);

}  // namespace citygraph::importers

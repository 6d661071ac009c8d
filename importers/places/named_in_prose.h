// Names within running words that the words beside them say to be places: "the mayor of Malicounda
// was in Kigali", "Binh Dinh province signs".
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "importers/gazetteer/gazetteer.h"
#include "importers/text/words.h"

namespace citygraph::importers {

struct NameInProse {
  std::size_t first = 0;  // words [first, last)
  std::size_t last = 0;
  std::optional<PlaceKind> kind;  // nothing: only where a place is spoken of, not that this is one
  std::string_view said_by;       // the word that says so
};

// What with a capital stands where names of places do: bodies, and words that titles write so.
bool IsOtherThing(const Words& words, std::size_t i);

// The name that begins with word i, if the words around it say that it is a place, or that a place
// stands there ("visited", "in"). `taken`, by word: belongs to a place already found.
std::optional<NameInProse> NameInProseAt(const Words& words, std::size_t i,
                                         const std::vector<bool>& taken);

}  // namespace citygraph::importers

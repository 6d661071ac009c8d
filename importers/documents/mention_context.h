// What the words around a name in running text say of it.
#pragma once

#include <optional>

#include "importers/gazetteer/gazetteer.h"
#include "importers/places/place_finder.h"
#include "importers/text/words.h"

namespace citygraph::importers {

struct MentionContext {
  double place = 0;               // log-odds that it is a place at all
  bool person = false;            // it is part of a person's name: "Christopher Steele"
  std::optional<PlaceKind> kind;  // "the city of X", "the state of X"
};

MentionContext ContextOf(PlaceMemo& memo, const Words& words, const NamedSpan& span);

}  // namespace citygraph::importers

// Which names a place gets: the folded names of the draft, without those that would only do harm,
// and with the short forms that the sources lack.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "importers/gazetteer/build/place_draft.h"

namespace citygraph::importers::gazetteer_build {

struct FoldedName {
  std::string text;
  NameKind kind = NameKind::kVariant;
  bool curated = false;
};

// Names of each place of the draft, in its order: distinct, the preferred one first. Where the
// draft gives one name twice, the stronger kind (the smaller NameKind) stays.
// `people` is what each place counts when names compete (see CountPeople).
std::vector<std::vector<FoldedName>> CollectNames(const GazetteerDraft& draft,
                                                  const std::vector<std::uint64_t>& people);

// Whether a folded name may denote a place of this kind at all.
bool IsKept(const NameDraft& name, std::string_view folded, PlaceKind kind);

// A folded name without its generic words: "provincia de cuenca" -> "cuenca", "kern county" ->
// "kern". Empty when it has none, or when too little would be left ("central province").
std::string_view WithoutGenericWords(std::string_view folded, PlaceKind kind);

}  // namespace citygraph::importers::gazetteer_build

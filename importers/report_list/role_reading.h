// What one phrase of a row says of its places. Private to report_list.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "importers/report_list/role_groups.h"
#include "importers/report_list/role_phrases.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// Nouns that tell of a journey, or of support.
inline constexpr WordClasses kJourneyWords = {WordClass::kVisit, WordClass::kDelegation,
                                              WordClass::kMentoring, WordClass::kTraining};

// Two groups, one of which may be empty, and their roles.
struct RoleReading {
  Group doing;
  Role does = Role::kUnknown;
  Group done_to;
  Role is_done = Role::kUnknown;
  std::string_view rule;
  std::size_t end = 0;  // the word after those that say so
};

// What a verb at word [first, end) says; nothing where it does not speak of the row's places.
std::optional<RoleReading> ReadVerb(const Words& words, const RoleGroups& groups,
                                    const RoleVerb& verb, std::size_t first, std::size_t end);

// What the prepositions behind a journey's noun say: "study visit of A to B".
std::optional<RoleReading> ReadJourney(const Words& words, const RoleGroups& groups,
                                       const Journey& journey, std::size_t noun);

}  // namespace citygraph::importers

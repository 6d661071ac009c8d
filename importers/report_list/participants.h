// The places of a row as the rules that give roles see them. Private to report_list.
#pragma once

#include <cstddef>
#include <string_view>

#include "importers/draft.h"
#include "importers/text/words.h"

namespace citygraph::importers {

struct Participant {
  std::size_t mention = 0;  // position in draft.places
  std::size_t first = 0;    // its words
  std::size_t last = 0;
};

// Mentors, leads and hosts give; mentees and visitors take.
constexpr bool Gives(Role role) {
  return role == Role::kMentor || role == Role::kLead || role == Role::kHost;
}
constexpr bool Takes(Role role) { return role == Role::kMentee || role == Role::kVisitor; }

// Whether no words say the role: it was given for want of others.
inline bool IsGuessed(const PlaceMention& mention) {
  const std::string_view rule = mention.role_rule;
  return rule == "only-place" || rule == "trailing-place" || rule == "held-in" ||
         rule == "named-together" || rule == "twinned-alone" || rule == "listed-alone" ||
         rule == "named-with";
}

// The word at a code point, or the next. Cost: O(log words).
std::size_t WordAt(const Words& words, std::uint32_t code_point);

// How many of a row's places take part and are cities or regions.
std::size_t CountLocal(const Gazetteer& gazetteer, const RowDraft& row);

// `rule` lives as long as the program.
void Give(PlaceMention& mention, Role role, std::string_view rule, double confidence, Reason why);

}  // namespace citygraph::importers

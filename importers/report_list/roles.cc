#include "importers/report_list/roles.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "importers/places/place_cues.h"

namespace citygraph::importers {
namespace {

struct Participant {
  std::size_t mention = 0;  // position in draft.places
  std::size_t first = 0;    // its words
  std::size_t last = 0;
};

std::size_t WordAt(const Words& words, std::uint32_t code_point) {
  std::size_t i = 0;
  while (i < words.size() && words[i].end <= code_point) ++i;
  return i;
}

void Give(PlaceMention& mention, Role role, std::string rule, double confidence, std::string why) {
  mention.role = role;
  mention.role_rule = std::move(rule);
  mention.role_confidence = confidence;
  mention.why.push_back(std::move(why));
}

bool IsBroad(const Gazetteer& gazetteer, const PlaceMention& mention) {
  if (!mention.place) return false;
  const PlaceKind kind = gazetteer.At(*mention.place).kind;
  return kind == PlaceKind::kCountry || kind == PlaceKind::kArea;
}

// A country, region or area in brackets or after a comma says where the place before it lies, and
// one before a bracket where the place inside lies.
bool SaysWhere(const Gazetteer& gazetteer, const Words& words, const std::vector<Participant>& all,
               const std::vector<PlaceMention>& places, std::size_t at) {
  const PlaceMention& mention = places[all[at].mention];
  if (!mention.place) return false;
  const Place place = gazetteer.At(*mention.place);
  const auto lies_in = [&](const PlaceMention& other) {
    if (!other.place) return false;
    const Place inner = gazetteer.At(*other.place);
    if (place.kind == PlaceKind::kCountry)
      return inner.kind != PlaceKind::kCountry && inner.country == place.country;
    if (place.kind == PlaceKind::kRegion)
      return inner.kind == PlaceKind::kCity && inner.country == place.country;
    return place.kind == PlaceKind::kArea && inner.kind == PlaceKind::kCountry;
  };
  if (at > 0 && all[at - 1].last == all[at].first) {
    const Gap gap = words[all[at].first - 1].gap;
    if ((gap == Gap::kOpen || gap == Gap::kComma || gap == Gap::kOther) &&
        lies_in(places[all[at - 1].mention])) {
      return true;
    }
  }
  const bool opens = all[at].last < words.size() && words[all[at].last - 1].gap == Gap::kOpen;
  return opens && at + 1 < all.size() && lies_in(places[all[at + 1].mention]);
}

// "African cities", "régions françaises", "in Asia": what the exchange is about, not who took part.
bool IsScope(const Gazetteer& gazetteer, const Words& words, const PlaceMention& mention,
             const Participant& at) {
  if (mention.name_kind == NameKind::kAdjective || mention.name_kind == NameKind::kPrefix)
    return true;
  if (!mention.place) return false;
  return gazetteer.At(*mention.place).kind == PlaceKind::kArea ||
         (IsBroad(gazetteer, mention) && at.last < words.size() &&
          words[at.last - 1].gap == Gap::kSpace && IsPlaceNoun(words.Folded(at.last)));
}

// Phrases that give the place after them a role, and the others of the row theirs.
struct RolePhrase {
  std::string_view pattern;  // folded whole words, or the start of the last with a *; the place
                             // follows within a few words
  Role role;
  Role others;
  std::string_view rule;
};
constexpr std::array kRolePhrases = {
    RolePhrase{"coordinated by", Role::kLead, Role::kPartner, "coordinated-by"},
    RolePhrase{"coordenado p*", Role::kLead, Role::kPartner, "coordinated-by"},
    RolePhrase{"coordenada p*", Role::kLead, Role::kPartner, "coordinated-by"},
    RolePhrase{"coordinado p*", Role::kLead, Role::kPartner, "coordinated-by"},
    RolePhrase{"coordinada p*", Role::kLead, Role::kPartner, "coordinated-by"},
    RolePhrase{"coordonne par", Role::kLead, Role::kPartner, "coordinated-by"},
    RolePhrase{"led by", Role::kLead, Role::kPartner, "led-by"},
    RolePhrase{"lead partner", Role::kLead, Role::kPartner, "lead-partner"},
    RolePhrase{"hosted by", Role::kHost, Role::kVisitor, "hosted-by"},
    RolePhrase{"mentored by", Role::kMentor, Role::kMentee, "mentored-by"},
    RolePhrase{"mentoring of", Role::kMentee, Role::kMentor, "mentoring-of"},
    RolePhrase{"mentoring for", Role::kMentee, Role::kMentor, "mentoring-of"},
    RolePhrase{"mentoring by", Role::kMentor, Role::kMentee, "mentored-by"},
    RolePhrase{"mentors", Role::kMentor, Role::kMentee, "mentor-label"},
    RolePhrase{"mentor", Role::kMentor, Role::kMentee, "mentor-label"},
    RolePhrase{"mentor city", Role::kMentor, Role::kMentee, "mentor-label"},
    RolePhrase{"mentees", Role::kMentee, Role::kMentor, "mentee-label"},
    RolePhrase{"mentee", Role::kMentee, Role::kMentor, "mentee-label"},
    RolePhrase{"visit to", Role::kHost, Role::kVisitor, "visit-to"},
    RolePhrase{"visits", Role::kHost, Role::kVisitor, "visit-to"},
    RolePhrase{"visita a", Role::kHost, Role::kVisitor, "visit-to"},
    RolePhrase{"visite a", Role::kHost, Role::kVisitor, "visit-to"},
};

bool StartsWithPhrase(std::string_view text, std::string_view pattern) {
  if (pattern.ends_with('*')) return text.starts_with(pattern.substr(0, pattern.size() - 1));
  return text.starts_with(pattern) &&
         (text.size() == pattern.size() || text[pattern.size()] == ' ');
}

// The first participant that begins after the phrase, at most `kReach` words on.
bool ApplyPhrase(const Words& words, RowDraft& draft, const std::vector<Participant>& participants,
                 const RolePhrase& phrase) {
  constexpr std::size_t kReach = 6;
  const std::string folded = std::string(words.Folded(0, words.size()));
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view rest =
        std::string_view(folded).substr(words[i].folded_start - words[0].folded_start);
    if (!StartsWithPhrase(rest, phrase.pattern)) continue;
    const auto named = std::ranges::find_if(participants, [&](const Participant& each) {
      return each.first > i && each.first <= i + kReach;
    });
    if (named == participants.end()) return false;
    const std::string name = draft.places[named->mention].text;
    const auto place = draft.places[named->mention].place;
    const std::string said = fmt::format("\"{}\"", words.Text(i, named->first));
    for (const Participant& each : participants) {
      PlaceMention& mention = draft.places[each.mention];
      const bool same = &each == &*named || (place && mention.place == place);
      if (same) {
        Give(mention, phrase.role, std::string(phrase.rule), 0.95, said + " before the name");
      } else {
        Give(mention, phrase.others, std::string(phrase.rule), 0.85,
             said + " stands before " + name);
      }
    }
    return true;
  }
  return false;
}

void GiveMentoring(RowDraft& draft, std::size_t mentor, std::size_t mentee, std::string rule,
                   double confidence, const std::string& why) {
  Give(draft.places[mentor], Role::kMentor, rule, confidence, why);
  Give(draft.places[mentee], Role::kMentee, rule, confidence, why);
}

// "Durban mentors Lilongwe", "Mentoring Story Lilongwe by Johannesburg": the word between the two
// says it.
bool ApplyMentoringVerb(const Words& words, RowDraft& draft,
                        const std::vector<Participant>& participants) {
  const Participant& first = participants[0];
  const Participant& second = participants[1];
  if (second.first <= first.last) return false;
  const std::string_view between = words.Folded(first.last, second.first);
  const std::string why = fmt::format("\"{}\"", words.Text(first.first, second.last));
  if (between == "mentors" || between == "mentored" || between == "mentoring" ||
      between == "mentor of" || between == "mentor to") {
    GiveMentoring(draft, first.mention, second.mention, "mentoring-verb", 0.95, why);
    return true;
  }
  if (between == "by" || between.ends_with("mentored by") || between == "por" || between == "par") {
    GiveMentoring(draft, second.mention, first.mention, "mentored-by", 0.95, why);
    return true;
  }
  return false;
}

bool ApplyMentoringOrder(const Words& words, RowDraft& draft,
                         const std::vector<Participant>& participants) {
  if (draft.type != "mentoring" || participants.size() != 2) return false;
  // "X and Y" puts them side by side: only names that follow one another suggest a direction.
  if (participants[0].last != participants[1].first) return false;
  constexpr double kOrderAlone = 0.6;
  const std::string why = fmt::format("mentoring, and the order of words alone: \"{}\"",
                                      words.Text(participants[0].first, participants[1].last));
  GiveMentoring(draft, participants[0].mention, participants[1].mention, "mentoring-word-order",
                kOrderAlone, why);
  return true;
}

void ApplyPeers(const Words& words, std::size_t title_last, RowDraft& draft,
                const std::vector<Participant>& participants) {
  if (participants.size() == 1) {
    PlaceMention& mention = draft.places[participants[0].mention];
    const bool trailing = participants[0].last == title_last;
    const bool led_to =
        participants[0].first > 0 && LeadsToPlace(words.Folded(participants[0].first - 1));
    if (led_to) {
      Give(mention, Role::kHost, "held-in", 0.8,
           fmt::format("\"{}\" before the only place named",
                       words.Folded(participants[0].first - 1)));
    } else {
      Give(mention, Role::kHost, trailing ? "trailing-place" : "only-place", trailing ? 0.7 : 0.55,
           trailing ? "the only place, at the title's end: mostly the host"
                    : "the only place named: often the host");
    }
    return;
  }
  const bool partners = draft.type == "twinning" || draft.type == "pairing" ||
                        draft.type == "decentralised cooperation" || draft.type.empty();
  for (const Participant& each : participants) {
    Give(draft.places[each.mention], partners ? Role::kPartner : Role::kParticipant,
         "named-together", 0.8, "named side by side, no direction said");
  }
}

// Participants that stand between two strong marks (semicolons, brackets followed by a comma)
// belong together.
std::vector<std::vector<Participant>> Groups(const Words& words,
                                             const std::vector<Participant>& participants) {
  std::vector<std::vector<Participant>> groups(1);
  for (std::size_t i = 0; i < participants.size(); ++i) {
    if (i > 0) {
      const std::string_view between = words.row().substr(
          words[participants[i - 1].last - 1].byte_end,
          words[participants[i].first].byte_start - words[participants[i - 1].last - 1].byte_end);
      const bool apart = between.find(';') != std::string_view::npos ||
                         between.find("),") != std::string_view::npos;
      if (apart) groups.emplace_back();
    }
    groups.back().push_back(participants[i]);
  }
  const bool all_pairs = std::ranges::all_of(
      groups, [](const std::vector<Participant>& group) { return group.size() == 2; });
  if (!all_pairs) return {participants};
  return groups;
}

void AddPair(RowDraft& draft, std::size_t a, std::size_t b) {
  if (draft.places[a].place && draft.places[a].place == draft.places[b].place) return;
  const auto known = std::ranges::any_of(draft.pairs, [&](const auto& pair) {
    const auto same = [&](std::size_t x, std::size_t y) {
      return x == y || (draft.places[x].place && draft.places[x].place == draft.places[y].place);
    };
    return (same(pair.first, a) && same(pair.second, b)) ||
           (same(pair.first, b) && same(pair.second, a));
  });
  if (!known) draft.pairs.emplace_back(a, b);
}

void FillPairs(const Words& words, RowDraft& draft, const std::vector<Participant>& participants) {
  const auto gives = [](Role role) {
    return role == Role::kMentor || role == Role::kLead || role == Role::kHost;
  };
  const auto role_of = [&](const Participant& each) { return draft.places[each.mention].role; };
  const bool directed = std::ranges::any_of(
      participants, [&](const Participant& each) { return gives(role_of(each)); });
  for (const std::vector<Participant>& group : Groups(words, participants)) {
    for (std::size_t i = 0; i < group.size(); ++i) {
      for (std::size_t j = i + 1; j < group.size(); ++j) {
        const bool first_gives = gives(role_of(group[i]));
        const bool second_gives = gives(role_of(group[j]));
        if (directed && first_gives == second_gives) continue;
        const bool swap = directed && second_gives;
        AddPair(draft, group[swap ? j : i].mention, group[swap ? i : j].mention);
      }
    }
  }
}

}  // namespace

void AssignRoles(const Gazetteer& gazetteer, const Words& words, std::size_t title_last,
                 RowDraft& draft) {
  std::vector<Participant> all;
  for (std::size_t i = 0; i < draft.places.size(); ++i) {
    const Span span = draft.places[i].span;
    all.push_back({i, WordAt(words, span.start), WordAt(words, span.end - 1) + 1});
  }
  std::vector<Participant> participants;
  for (std::size_t i = 0; i < all.size(); ++i) {
    PlaceMention& mention = draft.places[all[i].mention];
    if (SaysWhere(gazetteer, words, all, draft.places, i)) {
      Give(mention, Role::kContext, "says-where", 0.95, "says where the place beside it lies");
    } else if (IsScope(gazetteer, words, mention, all[i])) {
      Give(mention, Role::kScope, "says-about", 0.85, "what the exchange is about");
    } else {
      participants.push_back(all[i]);
    }
  }
  if (participants.empty()) return;
  const bool by_verb = draft.type == "mentoring" && participants.size() == 2 &&
                       ApplyMentoringVerb(words, draft, participants);
  const bool by_phrase = !by_verb && participants.size() > 1 &&
                         std::ranges::any_of(kRolePhrases, [&](const RolePhrase& phrase) {
                           return ApplyPhrase(words, draft, participants, phrase);
                         });
  if (!by_verb && !by_phrase && !ApplyMentoringOrder(words, draft, participants))
    ApplyPeers(words, title_last, draft, participants);
  FillPairs(words, draft, participants);
}

}  // namespace citygraph::importers

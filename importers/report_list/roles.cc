#include "importers/report_list/roles.h"

#include <algorithm>
#include <string>
#include <vector>

#include "importers/places/place_cues.h"
#include "importers/places/segments.h"
#include "importers/places/surroundings.h"
#include "importers/report_list/pairs.h"
#include "importers/report_list/role_phrase_reader.h"
#include "importers/report_list/role_phrases.h"

namespace citygraph::importers {

void Give(PlaceMention& mention, Role role, std::string_view rule, double confidence, Reason why) {
  mention.role = role;
  mention.role_rule = rule;
  mention.role_confidence = confidence;
  mention.why.push_back(std::move(why));
}

std::size_t WordAt(const Words& words, std::uint32_t code_point) {
  std::size_t first = 0;
  std::size_t last = words.size();
  while (first < last) {
    const std::size_t middle = (first + last) / 2;
    if (words[middle].end <= code_point) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

bool IsLocal(const Gazetteer& gazetteer, const PlaceMention& mention) {
  const PlaceKind kind = mention.place ? gazetteer.KindOf(*mention.place) : mention.kind;
  return kind == PlaceKind::kCity || kind == PlaceKind::kRegion;
}

namespace {

bool IsBroad(const Gazetteer& gazetteer, const PlaceMention& mention) {
  if (!mention.place) return false;
  const PlaceKind kind = gazetteer.KindOf(*mention.place);
  return kind == PlaceKind::kCountry || kind == PlaceKind::kArea;
}

// "Cork - Ireland; Lodz - United Kingdom": where one dash leads to the country that a place lies
// in, all do.
bool DashesSayWhere(const Gazetteer& gazetteer, const Words& words,
                    const std::vector<Participant>& all, const std::vector<PlaceMention>& places) {
  for (std::size_t i = 1; i < all.size(); ++i) {
    const PlaceMention& country = places[all[i].mention];
    const PlaceMention& before = places[all[i - 1].mention];
    if (words[all[i].first - 1].gap == Gap::kDash && country.place &&
        gazetteer.KindOf(*country.place) == PlaceKind::kCountry && IsLocal(gazetteer, before) &&
        before.country == country.country)
      return true;
  }
  return false;
}

// "Bo City Council (Sierra Leone)", "Mtwapa Board (Kilifi County)": behind a body, known or not.
bool AloneInBrackets(const Words& words, const Participant& at) {
  if (at.first == 0 || words[at.first - 1].gap != Gap::kOpen) return false;
  std::size_t last = at.last - 1;
  while (words[last].gap == Gap::kSpace && last + 1 < words.size() && KindCue(words, last + 1))
    ++last;
  return words[last].gap == Gap::kClose || last + 1 == words.size();
}

// "A delegation of Ethiopia from Adama and Jimma", "Quito, capital of Ecuador": a country says
// where the places of that country lie; so it does behind the slash of "Haiphong Water/Vietnam".
bool SaysWhereOthersLie(const Gazetteer& gazetteer, const Words& words,
                        const std::vector<Participant>& all,
                        const std::vector<PlaceMention>& places, std::size_t at) {
  const std::string& country = places[all[at].mention].country;
  const bool others = std::ranges::any_of(all, [&](const Participant& each) {
    const PlaceMention& other = places[each.mention];
    return IsLocal(gazetteer, other) && other.country == country &&
           other.name_kind != NameKind::kAdjective && other.name_kind != NameKind::kPrefix;
  });
  if (others) return true;
  if (all[at].first == 0 || words[all[at].first - 1].gap != Gap::kSlash) return false;
  return at == 0 || all[at - 1].last != all[at].first;
}

// A country, region or area in brackets or after a comma says where the place before it lies, and
// one before a bracket where the place inside lies.
bool SaysWhere(const Gazetteer& gazetteer, const Words& words, const std::vector<Participant>& all,
               const std::vector<PlaceMention>& places, std::size_t at) {
  const PlaceMention& mention = places[all[at].mention];
  if (!mention.place) return false;
  const PlaceKind kind = gazetteer.KindOf(*mention.place);
  const auto lies_in = [&](const PlaceMention& other) {
    const bool same = other.country == mention.country;
    if (!other.place) return kind == PlaceKind::kCountry && same;
    const PlaceKind inner = gazetteer.KindOf(*other.place);
    if (kind == PlaceKind::kCountry) return inner != PlaceKind::kCountry && same;
    if (kind == PlaceKind::kRegion) return inner == PlaceKind::kCity && same;
    return kind == PlaceKind::kArea && inner == PlaceKind::kCountry;
  };
  if (at > 0 && (kind == PlaceKind::kCountry || kind == PlaceKind::kRegion) &&
      lies_in(places[all[at - 1].mention])) {
    const std::size_t first = all[at].first;
    const Gap gap = words[all[at - 1].last - 1].gap;
    const bool beside = all[at - 1].last == first && (gap == Gap::kDash || gap == Gap::kSpace) &&
                        PartsBefore(words, all[at].last);
    const bool within = all[at - 1].last + 1 == first && gap == Gap::kSpace &&
                        words[first - 1].gap == Gap::kSpace &&
                        words.Is(first - 1, WordClass::kLeadsInto);
    if (beside || within) return true;
  }
  if (AloneInBrackets(words, all[at]) &&
      (kind == PlaceKind::kCountry || kind == PlaceKind::kRegion))
    return true;
  const bool country = kind == PlaceKind::kCountry;
  if (country && SaysWhereOthersLie(gazetteer, words, all, places, at)) return true;
  // A contradiction says where, too: "Bissau (Guinea)".
  if (country && at > 0 && all[at - 1].last == all[at].first) {
    const Gap gap = words[all[at].first - 1].gap;
    const bool closed = all[at].last == words.size() || words[all[at].last - 1].gap == Gap::kClose;
    const PlaceMention& before = places[all[at - 1].mention];
    if (gap == Gap::kOpen && closed &&
        (IsLocal(gazetteer, before) || before.country == mention.country))
      return true;
    if (gap == Gap::kDash && IsLocal(gazetteer, places[all[at - 1].mention]) &&
        DashesSayWhere(gazetteer, words, all, places))
      return true;
  }
  // "Bo City Council (Sierra Leone)".
  if (at > 0 &&
      EndOfName(words, {.first = all[at - 1].first, .last = all[at - 1].last}) == all[at].first) {
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
  return gazetteer.KindOf(*mention.place) == PlaceKind::kArea ||
         (IsLocal(gazetteer, mention) && at.last < words.size() &&
          words[at.last - 1].gap == Gap::kSpace &&
          words.Is(at.last, WordClass::kPluralPlaceNoun)) ||
         (IsBroad(gazetteer, mention) && at.last < words.size() &&
          words[at.last - 1].gap == Gap::kSpace && words.Is(at.last, WordClass::kPlaceNoun));
}
void GiveMentoring(RowDraft& draft, std::size_t mentor, std::size_t mentee, std::string_view rule,
                   double confidence, const Reason& why) {
  Give(draft.places[mentor], Role::kMentor, rule, confidence, why);
  Give(draft.places[mentee], Role::kMentee, rule, confidence, why);
}

// "Mentoring Story Lilongwe by Johannesburg": the one word between the two says it.
bool ApplyMentoredBy(const Words& words, RowDraft& draft,
                     const std::vector<Participant>& participants) {
  if (draft.type != "mentoring" || participants.size() != 2) return false;
  const Participant& first = participants[0];
  const Participant& second = participants[1];
  if (second.first <= first.last) return false;
  const std::string_view between = words.Folded(first.last, second.first);
  if (between != "by" && between != "por" && between != "par") return false;
  GiveMentoring(draft, second.mention, first.mention, "mentored-by", 0.95,
                Reason("\"{}\"", words.Text(first.first, second.last)));
  return true;
}

bool ApplyMentoringOrder(const Words& words, RowDraft& draft,
                         const std::vector<Participant>& participants) {
  if (draft.type != "mentoring" || participants.size() != 2) return false;
  // "X and Y" puts them side by side: only names that follow one another suggest a direction.
  if (participants[0].last != participants[1].first) return false;
  constexpr double kOrderAlone = 0.6;
  const Reason why("mentoring, and the order of words alone: \"{}\"",
                   words.Text(participants[0].first, participants[1].last));
  GiveMentoring(draft, participants[0].mention, participants[1].mention, "mentoring-word-order",
                kOrderAlone, why);
  return true;
}

// "Workshop in Belo Horizonte with Recife": the place that the gathering is led into holds it.
bool ApplyHeldIn(const Words& words, RowDraft& draft,
                 const std::vector<Participant>& participants) {
  constexpr std::size_t kReach = 6;
  if (participants.size() < 2 || participants[0].first == 0) return false;
  const Participant& host = participants[0];
  const bool into = words.Is(host.first - 1, WordClass::kLeadsInto) ||
                    words.Text(host.first - 1, host.first) == "à";
  if (!into || words[host.first - 1].gap == Gap::kOther) return false;
  bool gathering = false;
  for (std::size_t i = host.first - 1; i > 0 && host.first - i <= kReach; --i)
    gathering = gathering || words.Is(i - 1, WordClass::kGathering);
  const bool joined =
      participants[1].first > host.last &&
      (words.Is(host.last, WordClass::kWith) || words.Is(host.last, WordClass::kForSomeone));
  if (!gathering || !joined) return false;
  const Reason why("\"{}\" and who came", words.Folded(host.first - 1));
  Give(draft.places[host.mention], Role::kHost, "held-in", 0.85, why);
  for (std::size_t i = 1; i < participants.size(); ++i)
    Give(draft.places[participants[i].mention], Role::kVisitor, "held-in", 0.75, why);
  return true;
}

// "Mayor of Lima in Quito", "Technical exchange: Lima in Quito": who is there visits.
bool ApplyThere(const Words& words, RowDraft& draft, const std::vector<Participant>& participants) {
  if (participants.size() != 2) return false;
  const Participant& guest = participants[0];
  const Participant& host = participants[1];
  if (host.first != guest.last + 1 || words[guest.last - 1].gap != Gap::kSpace ||
      !words.Is(guest.last, WordClass::kLeadsInto))
    return false;
  bool someone = false;
  for (std::size_t i = 0; i < guest.first; ++i) {
    someone = someone || words[i].classes.HasAny({WordClass::kActsFor, WordClass::kVisit,
                                                  WordClass::kGathering, WordClass::kDelegation});
  }
  if (!someone) return false;
  const Reason why("\"{}\" between the two", words.Folded(guest.last));
  Give(draft.places[host.mention], Role::kHost, "there-in", 0.75, why);
  Give(draft.places[guest.mention], Role::kVisitor, "there-in", 0.75, why);
  return true;
}

// "Renforcement des capacités de la commune de Kayes": the only place named is the one that learns.
bool IsSupported(const Words& words, std::size_t before) {
  if (before == 0) return false;
  const std::string folded = ' ' + std::string(words.Folded(0, before)) + ' ';
  return std::ranges::any_of(SupportPhrases(), [&](std::string_view phrase) {
    return folded.find(' ' + std::string(phrase)) != std::string::npos;
  });
}

void ApplyPeers(const Words& words, std::size_t title_last, RowDraft& draft,
                const std::vector<Participant>& participants) {
  if (participants.size() == 1) {
    PlaceMention& mention = draft.places[participants[0].mention];
    const bool trailing = participants[0].last == title_last;
    const bool twinned = draft.type == "twinning" || draft.type == "pairing";
    const bool led_to =
        participants[0].first > 0 && words.Is(participants[0].first - 1, WordClass::kLeadsToPlace);
    if (IsSupported(words, participants[0].first) &&
        !(led_to && words.Is(participants[0].first - 1, WordClass::kLeadsInto))) {
      Give(mention, Role::kMentee, "supported", 0.75,
           Reason("what is supported or strengthened there"));
    } else if (participants[0].first > 0 &&
               words.Is(participants[0].first - 1, WordClass::kSurelyLeadsFrom)) {
      Give(mention, Role::kVisitor, "comes-from", 0.7,
           Reason("\"{}\" before the only place named", words.Folded(participants[0].first - 1)));
    } else if (led_to && !twinned) {
      Give(mention, Role::kHost, "held-in", 0.8,
           Reason("\"{}\" before the only place named", words.Folded(participants[0].first - 1)));
    } else if (twinned) {
      Give(mention, Role::kPartner, "twinned-alone", 0.6,
           Reason("a {}, and the only place named", draft.type));
    } else {
      Give(mention, Role::kHost, trailing ? "trailing-place" : "only-place", trailing ? 0.7 : 0.55,
           trailing ? Reason("the only place, at the title's end: mostly the host")
                    : Reason("the only place named: often the host"));
    }
    return;
  }
  const bool partners = draft.type == "twinning" || draft.type == "pairing" ||
                        draft.type == "decentralised cooperation" || draft.type.empty();
  for (const Participant& each : participants) {
    Give(draft.places[each.mention], partners ? Role::kPartner : Role::kParticipant,
         "named-together", 0.8, Reason("named side by side, no direction said"));
  }
}

}  // namespace

void AssignRoles(const Gazetteer& gazetteer, const Words& words, std::size_t title_last,
                 RowDraft& draft) {
  std::vector<Participant> all;
  all.reserve(draft.places.size());
  for (std::size_t i = 0; i < draft.places.size(); ++i) {
    const Span span = draft.places[i].span;
    all.push_back({i, WordAt(words, span.start), WordAt(words, span.end - 1) + 1});
  }
  std::vector<Participant> participants;
  participants.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    PlaceMention& mention = draft.places[all[i].mention];
    if (SaysWhere(gazetteer, words, all, draft.places, i)) {
      Give(mention, Role::kContext, "says-where", 0.95,
           Reason("says where the place beside it lies"));
    } else if (IsScope(gazetteer, words, mention, all[i])) {
      Give(mention, Role::kScope, "says-about", 0.85, Reason("what the exchange is about"));
    } else {
      participants.push_back(all[i]);
    }
  }
  if (participants.empty()) return;
  const bool said = ApplyMentoredBy(words, draft, participants) ||
                    ApplyRolePhrases(words, draft, all, participants) ||
                    ApplyMentoringOrder(words, draft, participants) ||
                    ApplyHeldIn(words, draft, participants) ||
                    ApplyThere(words, draft, participants);
  if (!said) ApplyPeers(words, title_last, draft, participants);
  FillPairs(words, draft, participants);
}

}  // namespace citygraph::importers

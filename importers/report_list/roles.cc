#include "importers/report_list/roles.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "importers/report_list/only_place.h"
#include "importers/report_list/pairs.h"
#include "importers/report_list/places_aside.h"
#include "importers/report_list/role_groups.h"
#include "importers/report_list/role_phrase_reader.h"
#include "importers/report_list/role_phrases.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

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

bool LeadsIn(const Words& words, std::size_t i) {
  static const WordSet kIn("in at en em no na nos nas dans");
  return kIn.contains(words.Folded(i));
}

// "Mayors of Lima and Cusco in Quito", "Technical exchange: Lima in Quito": who is there visits.
bool ApplyThere(const Words& words, RowDraft& draft, const std::vector<Participant>& all,
                const std::vector<Participant>& participants) {
  constexpr WordClasses kSomeone = {WordClass::kActsFor, WordClass::kVisit, WordClass::kGathering,
                                    WordClass::kDelegation};
  if (participants.size() < 2 || !words.classes().HasAny(kSomeone)) return false;
  const RoleGroups groups(words, all, participants);
  const Group guests = groups.StartingWith(0);
  if (guests.last == participants.size()) return false;
  const Group hosts = groups.StartingWith(guests.last);
  const std::size_t end = participants[guests.last - 1].last;
  const std::size_t there = groups.PrepositionBefore(hosts, end - 1);
  if (hosts.last != participants.size() || there >= words.size() || there < end) return false;
  const std::string_view to = words.Folded(there);
  const bool french = to == "au" || to == "aux" || words.Text(there, there + 1) == "à";
  if (!french && !LeadsIn(words, there)) return false;
  if (groups.DoingAt(there).last != guests.last) return false;
  bool someone = false;
  for (std::size_t i = 0; i < there; ++i) {
    someone = someone || (!groups.OfPlace(i) && words[i].classes.HasAny(kSomeone));
  }
  if (!someone) return false;
  const Reason why("\"{}\" between them", to);
  for (std::size_t i = 0; i < participants.size(); ++i) {
    Give(draft.places[participants[i].mention], i < guests.last ? Role::kVisitor : Role::kHost,
         "there-in", 0.75, why);
  }
  return true;
}

// "Appui aux communes de Gressier, Léogâne et Grand-Goâve": several that learn, side by side.
bool ApplySupported(const Words& words, RowDraft& draft, const std::vector<Participant>& all,
                    const std::vector<Participant>& participants) {
  if (participants.size() < 2 || participants[0].first < 2 ||
      !IsSupported(words, participants[0].first))
    return false;
  const RoleGroups groups(words, all, participants);
  if (groups.StartingWith(0).last != participants.size()) return false;
  const std::size_t at = groups.PrepositionBefore({0, participants.size()}, 0);
  if (at >= words.size() || LeadsIn(words, at)) return false;
  for (const Participant& each : participants) {
    Give(draft.places[each.mention], Role::kMentee, "supported", 0.75,
         Reason("what is supported or strengthened there"));
  }
  return true;
}

void ApplyPeers(const Words& words, std::size_t title_last, RowDraft& draft,
                const std::vector<Participant>& all, const std::vector<Participant>& participants) {
  if (participants.size() == 1)
    return GiveToOnlyPlace(words, title_last, draft, all, participants[0]);
  const bool partners = draft.type == "twinning" || draft.type == "pairing" ||
                        draft.type == "decentralised cooperation" || draft.type.empty();
  for (const Participant& each : participants) {
    Give(draft.places[each.mention], partners ? Role::kPartner : Role::kParticipant,
         "named-together", 0.8, Reason("named side by side, no direction said"));
  }
}

// Where cities take part, a country that a preposition leads to says where somebody comes from:
// "four mayors from Poland visited Decatur", "técnicos de Bolivia y Perú". "Brazil – Barcelona" are
// equals, and Singapore is a city, too.
void SetCountriesAside(const Gazetteer& gazetteer, const Words& words, RowDraft& draft,
                       std::vector<Participant>& participants) {
  static constexpr std::array<std::string_view, 7> kCities = {"SG", "HK", "MO", "MC",
                                                              "GI", "SM", "VA"};
  constexpr WordClasses kLeads = {WordClass::kOf, WordClass::kLeadsFrom, WordClass::kLeadsInto,
                                  WordClass::kLeadsThere};
  const auto is_country = [&](const Participant& each) {
    const PlaceMention& mention = draft.places[each.mention];
    return IsCountry(gazetteer, mention) &&
           std::ranges::find(kCities, mention.country) == kCities.end();
  };
  if (std::ranges::all_of(participants, is_country)) return;
  bool led = false;  // the country before
  std::size_t end = 0;
  std::erase_if(participants, [&](const Participant& each) {
    if (!is_country(each)) return led = false;
    const std::size_t before = each.first == 0 ? 0 : each.first - 1;
    const bool goes_on =
        led && (each.first == end || (before == end && words.Is(before, WordClass::kAnd)));
    led = goes_on || (each.first > 0 && words[before].classes.HasAny(kLeads) &&
                      words[before].gap == Gap::kSpace);
    end = each.last;
    if (!led) return false;
    Give(draft.places[each.mention], Role::kContext, "country-of-cities", 0.9,
         Reason("a country beside cities: they take part"));
    return true;
  });
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
  SetCountriesAside(gazetteer, words, draft, participants);
  if (participants.empty()) return;
  const bool said = ApplyMentoredBy(words, draft, participants) ||
                    ApplyRolePhrases(words, draft, all, participants) ||
                    ApplyMentoringOrder(words, draft, participants) ||
                    ApplyHeldIn(words, draft, participants) ||
                    ApplyThere(words, draft, all, participants) ||
                    ApplySupported(words, draft, all, participants);
  if (!said) ApplyPeers(words, title_last, draft, all, participants);
  FillPairs(words, draft, participants);
}

}  // namespace citygraph::importers

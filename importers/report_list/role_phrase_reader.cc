#include "importers/report_list/role_phrase_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <vector>

#include "importers/report_list/role_groups.h"
#include "importers/report_list/role_phrases.h"
#include "importers/report_list/role_purposes.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

constexpr WordClasses kJourneys = {WordClass::kVisit, WordClass::kDelegation, WordClass::kMentoring,
                                   WordClass::kTraining};

// Whether some phrase may stand in the row: none does in most.
bool MayHoldPhrases(const Words& words) {
  if (words.classes().HasAny(kJourneys)) return true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (PhrasesFrom(words.Folded(i)) != nullptr) return true;
  }
  return false;
}

// A phrase that fits at a word.
template <class Phrase>
struct Found {
  const Phrase* phrase = nullptr;
  std::size_t end = 0;  // word after it
};

// Those that fit at word i, longest first.
template <class Phrase>
std::vector<Found<Phrase>> FoundAt(const std::vector<const Phrase*>& phrases, const Words& words,
                                   std::size_t i) {
  std::vector<Found<Phrase>> found;
  for (const Phrase* phrase : phrases) {
    const std::size_t count = WordsOfPattern(phrase->pattern, words, i);
    if (count > 0) found.push_back({phrase, i + count});
  }
  std::ranges::stable_sort(found, std::greater{}, &Found<Phrase>::end);
  return found;
}

// Reads the phrases of a row: which group of places each speaks of.
class PhraseReader {
 public:
  PhraseReader(const Words& words, RowDraft& draft, const std::vector<Participant>& all,
               const std::vector<Participant>& participants)
      : words_(words), draft_(draft), groups_(words, all, participants), given_(groups_.size()) {}

  // Gives roles as far as phrases tell; false when none does.
  bool Apply() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (groups_.OfPlace(i)) continue;
      if (const PhrasesOfWord* const phrases = PhrasesFrom(words_.Folded(i))) {
        if (ApplyVerbs(FoundAt(phrases->verbs, words_, i), i)) continue;
        ApplyLabels(FoundAt(phrases->labels, words_, i), i);
      }
      if (const Journey* journey = JourneyOf(words_[i].classes)) ApplyJourney(*journey, i);
    }
    if (std::ranges::none_of(given_, [](const auto& each) { return each.has_value(); }))
      return false;
    GiveAll();
    return true;
  }

 private:
  struct Given {
    Role role;
    std::string_view rule;
    std::string_view said;  // the words that say so
  };
  static constexpr std::size_t kReach = 8;  // words between a phrase and the place it speaks of

  void GiveGroup(const Group& group, Role role, std::string_view rule, std::size_t first_word,
                 std::size_t last_word) {
    for (std::size_t i = group.first; i < group.last; ++i) {
      if (given_[i]) continue;
      given_[i] = {role, rule, words_.Text(first_word, last_word)};
    }
  }

  bool IsLabelled(std::size_t end) const {  // a colon or dash stands behind the phrase
    if (end == 0 || end >= words_.size()) return false;
    const Gap gap = words_[end - 1].gap;
    return gap == Gap::kOther || gap == Gap::kDash;
  }

  bool ApplyVerbs(const std::vector<Found<RoleVerb>>& found, std::size_t i) {
    return std::ranges::any_of(found, [&](const auto& each) { return ApplyVerb(each, i); });
  }

  bool ApplyVerb(const Found<RoleVerb>& found, std::size_t i) {
    if (IsLabelled(found.end)) return false;
    const RoleVerb& verb = *found.phrase;
    if (verb.rule == "mentoring-verb" && IsPassive(words_, i)) return false;
    static const WordSet kBy("by por pela pelo par da dal von");
    if (verb.rule == "leads-verb" && found.end < words_.size() &&
        kBy.contains(words_.Folded(found.end)))
      return false;
    if (verb.of_gifts && !Follows(found.end, IsGift)) return false;
    const bool sends = verb.rule == "sends-verb";
    const bool visits = sends || verb.rule == "visit-verb";
    Group before = groups_.DoingAt(i);
    const bool far =
        verb.rule == "puts-at-service" || verb.rule == "gives-verb" || verb.rule == "shares-verb";
    if (before.empty() && far) before = groups_.InClauseBefore(i);
    if (before.empty() && visits) before = SentBefore(i);
    // "The participants from Puntland visited Rotterdam": a place that is not known came.
    const bool noun = words_[i].classes.HasAny(kJourneys);
    if (before.empty() && (!visits || noun || found.end != i + 1)) return false;
    Group after = DoneTo(found);
    if (after.empty()) TakeObjectBefore(found, i, before, after);
    // "Quito hosts", with nobody named who came.
    const bool hosts_someone = verb.rule == "hosts-verb" && words_.Folded(i) != "host";
    // "Quito trains mayors from Bolivia", who are of no city that is named.
    const bool of_elsewhere = !before.empty() && verb.rule != "hosted-by" && !verb.of_gifts &&
                              groups_.NamesAsideBehind(found.end);
    if (after.empty() && !hosts_someone && !of_elsewhere) return false;
    Role doing = verb.before;
    Role done_to = verb.after;
    if (verb.rule == "hosts-verb" && ReceivesTeachers(found.end)) {
      doing = Role::kMentee;
      done_to = Role::kMentor;
    }
    static const WordSet kTakesPart(
        "participate participates participated participating attend "
        "attends attended participa participan participaron participo "
        "participaram participou participe participent");
    if (visits && !before.empty() && !kTakesPart.contains(words_.Folded(i)) &&
        (ExpertsActFor(before, i) || TeachesThere(words_, i) ||
         (sends && Follows(found.end, IsExpert)))) {
      doing = Role::kMentor;
      done_to = Role::kMentee;
    }
    if (!before.empty()) GiveGroup(before, doing, verb.rule, i, found.end);
    if (!after.empty()) GiveGroup(after, done_to, verb.rule, i, found.end);
    others_ = after.empty() ? done_to : before.empty() ? doing : Role::kParticipant;
    return true;
  }

  // "Wie Zwickau seine Partner in Saida unterstützt": German puts the verb last.
  void TakeObjectBefore(const Found<RoleVerb>& found, std::size_t verb, Group& before,
                        Group& after) const {
    static const WordSet kGerman(
        "unterstutzt unterstutzen unterstutzte schult schulen schulte berat beraten beriet besucht "
        "besuchen besuchte besuchten empfangt empfangen empfing begrusst");
    const bool last = found.end == words_.size() || words_[found.end - 1].gap != Gap::kSpace;
    if (!last || !kGerman.contains(words_.Folded(verb))) return;
    const Group object = groups_.InClauseBefore(verb);
    if (object.empty() || object.first == 0) return;
    after = object;
    before = groups_.EndingBefore(object.first);
  }

  Group DoneTo(const Found<RoleVerb>& found) const {
    const RoleVerb& verb = *found.phrase;
    const Group next = groups_.Behind(found.end, kReach);
    if (next.empty()) return verb.leads.empty() ? next : groups_.LedToBehind(found.end, verb.leads);
    const std::size_t first = groups_[next.first].first;
    // "visits" and "hosts" may have words between ("receives a delegation from"), "trains" not.
    const bool loose =
        verb.leads.empty() &&
        (verb.before == Role::kHost || verb.after == Role::kHost || verb.before == Role::kLead);
    const bool needs_preposition = verb.rule == "learns-from" || verb.rule == "mentored-by" ||
                                   verb.rule == "shares-verb" || verb.rule == "holds-for" ||
                                   verb.rule == "hosted-by" || verb.of_gifts;
    if (loose ||
        (!(needs_preposition && !verb.leads.empty()) && groups_.LeadToPlace(found.end, first)))
      return next;
    return verb.leads.empty() ? Group{} : groups_.LedToBehind(found.end, verb.leads);
  }

  // "Milan received a mentoring visit from Leeds".
  bool ReceivesTeachers(std::size_t first) const {
    for (std::size_t i = first; i < words_.size(); ++i) {
      if (words_[i].classes.HasAny({WordClass::kVisit, WordClass::kDelegation}) &&
          TeachesThere(words_, i))
        return true;
    }
    return false;
  }

  // Whether such a word stands there.
  bool Follows(std::size_t first, bool (*is)(const Words&, std::size_t)) const {
    for (std::size_t i = first; i < words_.size(); ++i) {
      if (!groups_.OfPlace(i) && is(words_, i)) return true;
    }
    return false;
  }

  // "Visitors from Lima's fire department went": whose people act, whatever stands between.
  Group SentBefore(std::size_t verb) const {
    static const WordSet kGuests("visitors visitantes visiteurs guests participants participantes");
    const Group group = groups_.InClauseBefore(verb);
    if (group.empty()) return group;
    constexpr std::size_t kNear = 4;
    const std::size_t first = groups_[group.first].first;
    for (std::size_t i = first; i > 0 && first - i < kNear; --i) {
      if (words_.Is(i - 1, WordClass::kActsFor) || kGuests.contains(words_.Folded(i - 1)))
        return group;
    }
    return {};
  }

  // "Durban's experts visited Nairobi": they come to teach.
  bool ExpertsActFor(const Group& group, std::size_t verb) const {
    for (std::size_t i = groups_[group.last - 1].last; i < verb; ++i) {
      if (!groups_.OfPlace(i) && IsExpert(words_, i)) return true;
    }
    const std::size_t first = groups_[group.first].first;
    for (std::size_t i = first; i > 0 && first - i < 4; --i) {
      if (IsExpert(words_, i - 1)) return true;
    }
    return false;
  }

  void ApplyLabels(const std::vector<Found<RoleLabel>>& found, std::size_t i) {
    for (const auto& each : found) {
      if (ApplyLabel(each, i)) return;
    }
  }

  bool BeginsClause(std::size_t word) const {
    if (word == 0) return true;
    const Gap gap = words_[word - 1].gap;
    return gap == Gap::kOther || gap == Gap::kDash || gap == Gap::kOpen;
  }

  // Whether marks set words [first, last) apart behind a place, with what follows of their phrase:
  // "Nantes (lead)", "Nantes, lead partner of the network, …". REQUIRES: first > 0.
  bool IsApposition(std::size_t first, std::size_t last) const {
    const Gap before = words_[first - 1].gap;
    if (before == Gap::kOpen) return words_[last - 1].gap == Gap::kClose;
    const std::string_view mark = words_.row().substr(
        words_[first - 1].byte_end, words_[first].byte_start - words_[first - 1].byte_end);
    const bool closed = before == Gap::kClose && mark.find(',') != std::string_view::npos;
    if (before != Gap::kComma && before != Gap::kDash && !closed) return false;
    constexpr std::size_t kMost = 5;
    const auto ends = [&](std::size_t word) {
      const Gap gap = words_[word].gap;
      return word + 1 == words_.size() || gap == Gap::kComma || gap == Gap::kDash ||
             (gap == Gap::kOther && groups_.Parted(word, word + 1));
    };
    if (ends(last - 1)) return true;
    if (!words_.Is(last, WordClass::kOf)) return false;
    for (std::size_t i = last; i < words_.size() && i < last + kMost && !groups_.OfPlace(i); ++i) {
      if (ends(i)) return true;
    }
    return false;
  }

  bool ApplyLabel(const Found<RoleLabel>& found, std::size_t i) {
    RoleLabel label = *found.phrase;
    // Folded, the French "mentorés" is the Spanish "mentores".
    if (words_.Folded(i) == "mentores" && words_.Text(i, i + 1).find("é") != std::string_view::npos)
      std::swap(label.role, label.others);
    Group group;
    std::size_t end = found.end;
    const std::size_t before = groups_.From(i);
    const bool beside = before > 0 && groups_.StandsBefore(before - 1, i);
    if (beside && IsApposition(i, found.end)) {
      // "Pamplona, Tampere and Trento (lighthouse cities)".
      const bool several = words_.Folded(found.end - 1).ends_with('s');
      group = several ? groups_.EndingBefore(before) : Group{before - 1, before};
    } else if (label.stands == Stands::kBehind) {
      // "Surabaya as a mentor", "Surabaya will act as a mentor".
      group = beside ? groups_.EndingBefore(before) : groups_.DoingAt(i);
      if (group.empty()) return false;
    } else {
      if (label.stands == Stands::kApart && !IsLabelled(found.end) && !BeginsClause(i)) return true;
      // "hosted by the beautiful city of Quito", "Mentors: the cities of A and B", "Host Quito".
      const bool noun = label.rule.ends_with("-label");
      group = groups_.Behind(found.end, kReach);
      if (group.empty()) return true;
      end = groups_[group.first].first;
      // "Led by its mayor during the visit to Windhoek".
      for (std::size_t at = found.end; at < end; ++at) {
        if (words_[at].classes.HasAny(kJourneys) && !words_.Is(at, WordClass::kActsFor))
          return true;
      }
      if (noun && !IsLabelled(found.end) && !groups_.OnlyJoin(found.end, end)) return true;
    }
    GiveGroup(group, label.role, label.rule, i, end);
    if (others_ == Role::kUnknown) others_ = label.others;
    return true;
  }

  void ApplyJourney(const Journey& journey, std::size_t i) {
    static const WordSet kRoutes("gira giras viaje viajes viagem viagens recorrido tour");
    const bool of_route = kRoutes.contains(words_.Folded(i));
    const bool comes = words_.Is(i, WordClass::kDelegation);
    Group of;
    Group by;
    Group to;
    std::size_t end = i + 1;
    for (std::size_t p = groups_.From(i + 1); p < groups_.size();) {
      const Group group = groups_.StartingWith(p);
      p = group.last;
      const std::size_t first = groups_[group.first].first;
      const std::size_t at = groups_.PrepositionBefore(group, i);
      if (at >= words_.size() || at < i || groups_.OfPlace(at)) break;
      if (!groups_.InOneClause(i, first) || VerbBetween(i + 1, at)) break;
      Group* led = nullptr;
      // "Training of engineers from Bulawayo": these are taught.
      const bool of_people = journey.of_takes && at > i + 1 && words_.Is(i + 1, WordClass::kOf) &&
                             words_.Folded(at) == "from";
      if (words_.Is(at, WordClass::kForSomeone)) {
        led = journey.of_takes ? &of : &to;
      } else if (of_people) {
        led = &of;
      } else if (of_route && words_.Folded(at) == "por") {  // "gira de Temuco por Colombia"
        led = &to;
      } else if (words_.Is(at, WordClass::kSurelyLeadsFrom)) {
        led = &by;
      } else if (words_.Is(at, WordClass::kLeadsThere)) {
        led = &to;
      } else if (words_.Is(at, WordClass::kLeadsFrom)) {
        led = &of;
      } else if (at == i) {  // "delegation experts Quito": no preposition at all
        break;
      }
      // "Visita de Lima al sistema de parques de Quito".
      if (led == &of && !of.empty() && to.empty() && LeadsThere(groups_[of.last - 1].last, at))
        led = &to;
      // "Delegation of Lima received by Quito": by whom is another verb's.
      if (comes && led == &by && !of.empty()) break;
      if (led == nullptr || !led->empty()) break;
      *led = group;
      end = first;
    }
    Group from = by;
    if (by.empty()) {
      from = of;
      if (journey.of_takes) std::swap(from, to);
    } else if (to.empty()) {
      to = of;  // "training of A by B"
    }
    // "visit of Quito" may be where it goes; "training in Quito" is not of Quito alone.
    const bool visit = journey.to == Role::kHost;
    if (to.empty() && (by.empty() || !visit) && !comes) return;
    if (from.empty() && !visit && groups_.size() == to.last - to.first) return;
    const bool teaches = visit && TeachesThere(words_, i);
    const Role gone_to = teaches ? Role::kMentee : journey.to;
    const Role came_from = teaches ? Role::kMentor : journey.from;
    if (!to.empty()) GiveGroup(to, gone_to, journey.rule, i, end);
    if (!from.empty()) GiveGroup(from, came_from, journey.rule, i, end);
    if (others_ == Role::kUnknown) {
      const bool both = !to.empty() && !from.empty();
      others_ = both ? Role::kParticipant : to.empty() ? gone_to : came_from;
    }
  }

  // "Comitiva de Maputo conhece o orçamento de Porto Alegre": the second is the verb's.
  bool VerbBetween(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i) {
      const PhrasesOfWord* const phrases =
          groups_.OfPlace(i) ? nullptr : PhrasesFrom(words_.Folded(i));
      if (phrases == nullptr || words_[i].classes.HasAny(kJourneys)) continue;
      const bool verb = std::ranges::any_of(phrases->verbs, [&](const RoleVerb* each) {
        return each->pattern.find(' ') == std::string_view::npos &&
               WordsOfPattern(each->pattern, words_, i) > 0;
      });
      if (verb) return true;
    }
    return false;
  }

  bool LeadsThere(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i) {
      if (words_.Is(i, WordClass::kLeadsThere)) return true;
    }
    return false;
  }

  void GiveAll() {
    // A place named twice has one role, wherever a phrase speaks of it.
    std::unordered_map<std::uint32_t, std::size_t> said_of;
    bool gives = false;
    bool takes = false;
    const auto mention_of = [&](std::size_t i) -> PlaceMention& {
      return draft_.places[groups_[i].mention];
    };
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      if (!given_[i]) continue;
      gives = gives || Gives(given_[i]->role);
      takes = takes || Takes(given_[i]->role);
      if (const auto place = mention_of(i).place)
        said_of.emplace(static_cast<std::uint32_t>(*place), i);
    }
    const Role others = gives && takes ? Role::kParticipant : others_;
    const auto first = static_cast<std::size_t>(
        std::ranges::find_if(given_, [](const auto& each) { return each.has_value(); }) -
        given_.begin());
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      PlaceMention& mention = mention_of(i);
      std::size_t by = i;
      if (!given_[i] && mention.place) {
        const auto same = said_of.find(static_cast<std::uint32_t>(*mention.place));
        if (same != said_of.end()) by = same->second;
      }
      if (given_[by]) {
        Give(mention, given_[by]->role, given_[by]->rule, 0.95,
             Reason("\"{}\" says so", given_[by]->said));
      } else {
        Give(mention, others, given_[first]->rule, 0.85,
             Reason(
                 fmt::format("\"{}\" speaks of {}", given_[first]->said, mention_of(first).text)));
      }
    }
  }

  const Words& words_;
  RowDraft& draft_;
  RoleGroups groups_;
  std::vector<std::optional<Given>> given_;  // by participant
  Role others_ = Role::kUnknown;
};

}  // namespace

bool ApplyRolePhrases(const Words& words, RowDraft& draft, const std::vector<Participant>& all,
                      const std::vector<Participant>& participants) {
  return MayHoldPhrases(words) && PhraseReader(words, draft, all, participants).Apply();
}

}  // namespace citygraph::importers

#include "importers/report_list/role_phrase_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <vector>

#include "importers/places/place_cues.h"
#include "importers/report_list/role_groups.h"
#include "importers/report_list/role_phrases.h"
#include "importers/report_list/role_reading.h"

namespace citygraph::importers {
namespace {

// Whether some phrase may stand in the row: none does in most.
bool MayHoldPhrases(const Words& words) {
  if (words.classes().HasAny(kJourneyWords)) return true;
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
        const auto verbs = FoundAt(phrases->verbs, words_, i);
        const auto labels = FoundAt(phrases->labels, words_, i);
        // "mentor cities" is no verb, where "mentor" may be.
        const bool label = !verbs.empty() && !labels.empty() && labels[0].end > verbs[0].end &&
                           verbs[0].phrase->sense->says == Says::kTeaches;
        if (!label && ApplyVerbs(verbs, i)) continue;
        ApplyLabels(labels, i);
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

  // Whether one of them speaks of places.
  bool ApplyVerbs(const std::vector<Found<RoleVerb>>& found, std::size_t i) {
    for (const auto& [verb, end] : found) {
      if (IsLabelled(end)) continue;
      const auto reading = ReadVerb(words_, groups_, *verb, i, end);
      if (!reading) continue;
      Apply(*reading, i);
      others_ = OthersOf(*reading);
      return true;
    }
    return false;
  }

  void ApplyJourney(const Journey& journey, std::size_t i) {
    const auto reading = ReadJourney(words_, groups_, journey, i);
    if (!reading) return;
    Apply(*reading, i);
    if (others_ == Role::kUnknown) others_ = OthersOf(*reading);
  }

  void Apply(const RoleReading& reading, std::size_t first_word) {
    // "Mentor Dublin visits Rotterdam".
    const bool mentors = !reading.doing.empty() && given_[reading.doing.first] &&
                         given_[reading.doing.first]->role == Role::kMentor;
    const Role is_done =
        mentors && reading.is_done == Role::kHost ? Role::kMentee : reading.is_done;
    if (!reading.doing.empty())
      GiveGroup(reading.doing, reading.does, reading.rule, first_word, reading.end);
    if (!reading.done_to.empty())
      GiveGroup(reading.done_to, is_done, reading.rule, first_word, reading.end);
  }

  // The role of places that no phrase speaks of: the one that is still open.
  static Role OthersOf(const RoleReading& reading) {
    if (reading.done_to.empty()) return reading.is_done;
    return reading.doing.empty() ? reading.does : Role::kParticipant;
  }

  void ApplyLabels(const std::vector<Found<RoleLabel>>& found, std::size_t i) {
    for (const auto& each : found) {
      if (ApplyLabel(each, i)) return;
    }
  }

  // "Hosts of study visits in 2020: Madrid": a colon before any place.
  bool HeadsClause(std::size_t first, std::size_t end) const {
    if (!BeginsClause(first)) return false;
    for (; end < words_.size() && !groups_.OfPlace(end); ++end) {
      if (words_[end - 1].gap != Gap::kSpace && words_[end - 1].gap != Gap::kHyphen)
        return IsLabelled(end);
    }
    return IsLabelled(end);
  }

  // "Beneficiaries: A, Namibia; B, Cameroon": all that semicolons part stand behind the label.
  void GoOnBehindLabel(Group& group) const {
    while (group.last < groups_.size()) {
      const std::size_t end = groups_[group.last - 1].last;
      const std::size_t next = groups_[group.last].first;
      const std::string_view mark = words_.Between(end - 1, next);
      if (mark.find(';') == mark.npos || mark.find_first_of("|:") != mark.npos ||
          !groups_.OnlyJoin(end, next))
        return;
      group.last = groups_.StartingWith(group.last).last;
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
    const std::string_view mark = words_.Between(first - 1, first);
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
      const bool noun = label.rule.ends_with("-label") && words_.Folded(found.end - 1) != "by";
      group = groups_.Behind(found.end, kReach);
      if (group.empty()) return true;
      end = groups_[group.first].first;
      // "Led by its mayor during the visit to Windhoek".
      for (std::size_t at = found.end; at < end; ++at) {
        if (words_[at].classes.HasAny(kJourneyWords) && !words_.Is(at, WordClass::kActsFor))
          return true;
      }
      const bool labelled = IsLabelled(found.end) || (noun && HeadsClause(i, found.end));
      // "the Lighthouse Cities of Manchester and Eindhoven".
      const bool of =
          found.end < words_.size() && words_.Is(found.end, WordClass::kOf) &&
          (KindCue(words_, found.end - 1) || words_.Is(found.end - 1, WordClass::kPluralPlaceNoun));
      if (noun && !labelled && !groups_.OnlyJoin(found.end + (of ? 1 : 0), end)) return true;
      const bool several = words_.Folded(found.end - 1).ends_with('s');
      if (labelled && several) GoOnBehindLabel(group);
    }
    GiveGroup(group, label.role, label.rule, i, end);
    if (others_ == Role::kUnknown) others_ = label.others;
    return true;
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

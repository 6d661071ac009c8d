#include "importers/report_list/role_phrase_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "importers/places/place_cues.h"
#include "importers/report_list/role_phrases.h"

namespace citygraph::importers {
namespace {

// Whether some phrase may stand in the row: none does in most.
bool MayHoldPhrases(const Words& words) {
  if (words.classes().HasAny({WordClass::kVisit, WordClass::kMentoring})) return true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (PhrasesFrom(words.Folded(i)) != nullptr) return true;
  }
  return false;
}

// Reads the phrases of a row: which group of places each speaks of.
class PhraseReader {
 public:
  PhraseReader(const Words& words, RowDraft& draft, const std::vector<Participant>& all,
               const std::vector<Participant>& participants)
      : words_(words), draft_(draft), participants_(participants), given_(participants.size()) {
    of_place_.resize(words.size(), false);
    for (const Participant& each : all)
      std::fill(of_place_.begin() + static_cast<std::ptrdiff_t>(each.first),
                of_place_.begin() + static_cast<std::ptrdiff_t>(each.last), true);
  }

  // Gives roles as far as phrases tell; false when none does.
  bool Apply() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (of_place_[i]) continue;
      if (const PhrasesOfWord* const phrases = PhrasesFrom(words_.Folded(i))) {
        if (const auto verb = LongestAt(phrases->verbs, i); verb && ApplyVerb(*verb, i)) continue;
        if (const auto label = LongestAt(phrases->labels, i)) ApplyLabel(*label, i);
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
  template <class Phrase>
  struct Found {
    const Phrase* phrase = nullptr;
    std::size_t end = 0;  // word after it
  };
  // Participants [first, last).
  struct Group {
    std::size_t first = 0;
    std::size_t last = 0;
    bool empty() const { return first == last; }
  };
  static constexpr std::size_t kReach = 6;  // words between a phrase and the place it speaks of

  // The number of words that the pattern takes at word i; 0 when it does not fit there.
  std::size_t WordsOf(std::string_view pattern, std::size_t i) const {
    const auto count = static_cast<std::size_t>(std::ranges::count(pattern, ' ')) + 1;
    if (i + count > words_.size()) return 0;
    for (std::size_t word = i; word + 1 < i + count; ++word) {
      const Gap gap = words_[word].gap;
      if (gap != Gap::kSpace && gap != Gap::kHyphen && gap != Gap::kApostrophe) return 0;
    }
    const std::string_view text = words_.Folded(i, i + count);
    const bool open = pattern.ends_with('*');
    return (open ? text.starts_with(pattern.substr(0, pattern.size() - 1)) : text == pattern)
               ? count
               : 0;
  }

  template <class Phrase>
  std::optional<Found<Phrase>> LongestAt(const std::vector<const Phrase*>& phrases,
                                         std::size_t i) const {
    Found<Phrase> best{.end = i};
    for (const Phrase* phrase : phrases) {
      const std::size_t count = WordsOf(phrase->pattern, i);
      if (i + count > best.end) best = {phrase, i + count};
    }
    if (best.phrase == nullptr) return std::nullopt;
    return best;
  }

  bool StrongMarkBetween(std::size_t from_word, std::size_t to_word) const {
    const std::string_view text = words_.row().substr(
        words_[from_word].byte_end, words_[to_word].byte_start - words_[from_word].byte_end);
    return text.find(';') != std::string_view::npos || text.find('|') != std::string_view::npos;
  }

  // Whether the words [first, last) only join places: "and the city of", "(Argentina) e". A
  // preposition right behind a place does not: "de Quito a Lima".
  bool OnlyJoins(std::size_t first, std::size_t last) const {
    if (first < last && first > 0 && words_[first - 1].gap != Gap::kComma &&
        (words_.Is(first, WordClass::kLeadsThere) || words_.Is(first, WordClass::kLeadsFrom))) {
      return false;
    }
    for (std::size_t i = first; i < last; ++i) {
      if (!of_place_[i] && !words_.Is(i, WordClass::kJoinsPlaces)) return false;
    }
    return true;
  }

  // The first participant that starts at the word or behind it.
  std::size_t ParticipantFrom(std::size_t word) const {
    return static_cast<std::size_t>(
        std::ranges::lower_bound(participants_, word, {}, &Participant::first) -
        participants_.begin());
  }

  bool Joined(std::size_t participant) const {  // with the one before it
    const std::size_t end = participants_[participant - 1].last;
    const std::size_t next = participants_[participant].first;
    return OnlyJoins(end, next) && !StrongMarkBetween(end - 1, next);
  }
  Group GroupFrom(std::size_t first) const {
    std::size_t last = first + 1;
    while (last < participants_.size() && Joined(last)) ++last;
    return {first, last};
  }
  Group GroupUpTo(std::size_t last) const {
    std::size_t first = last - 1;
    while (first > 0 && Joined(first)) --first;
    return {first, last};
  }

  Group GroupBehind(std::size_t word, std::size_t reach) const {
    const std::size_t first = ParticipantFrom(word);
    if (word == 0 || first == participants_.size()) return {};
    if (participants_[first].first > word + reach) return {};
    if (StrongMarkBetween(word - 1, participants_[first].first)) return {};
    return GroupFrom(first);
  }
  Group GroupBefore(std::size_t word) const {
    const std::size_t last = ParticipantFrom(word);
    if (last == 0) return {};
    const std::size_t end = participants_[last - 1].last;
    if (end > word || !OnlyJoins(end, word) || StrongMarkBetween(end - 1, word)) return {};
    return GroupUpTo(last);
  }

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

  bool ApplyVerb(const Found<RoleVerb>& found, std::size_t i) {
    if (IsLabelled(found.end)) return false;
    const Group before = GroupBefore(i);
    if (before.empty()) return false;
    const RoleVerb& verb = *found.phrase;
    const Group after = GroupBehind(found.end, kReach);
    const bool hosts_someone = verb.rule == "hosts-verb" && verb.pattern != "host";
    if (after.empty() && !hosts_someone) return false;
    // "visits" and "hosts" may have words between ("receives a delegation from"), "trains" not.
    const bool loose =
        verb.before == Role::kHost || verb.after == Role::kHost || verb.before == Role::kLead;
    if (!after.empty() && !loose && !OnlyJoins(found.end, participants_[after.first].first))
      return false;
    GiveGroup(before, verb.before, verb.rule, i, found.end);
    if (!after.empty()) GiveGroup(after, verb.after, verb.rule, i, found.end);
    others_ = after.empty() ? verb.after : Role::kParticipant;
    return true;
  }

  void ApplyLabel(const Found<RoleLabel>& found, std::size_t i) {
    RoleLabel label = *found.phrase;
    // Folded, the French "mentorés" is the Spanish "mentores".
    if (label.pattern == "mentores" && words_.Text(i, i + 1).find("é") != std::string_view::npos)
      std::swap(label.role, label.others);
    // "Nantes (lead)", "Quito (host)": it speaks of the place before the bracket.
    if (i > 0 && words_[i - 1].gap == Gap::kOpen && words_[found.end - 1].gap == Gap::kClose) {
      const std::size_t before = ParticipantFrom(i);
      if (before == 0 || participants_[before - 1].last != i) return;
      GiveGroup({before - 1, before}, label.role, label.rule, i, found.end);
      if (others_ == Role::kUnknown) others_ = label.others;
      return;
    }
    if (label.bracketed) return;
    // "hosted by the beautiful city of Quito", "Mentors: the cities of A and B", "Host Quito".
    const bool noun = label.rule.ends_with("-label");
    const std::size_t reach = !noun || IsLabelled(found.end) ? kReach : 0;
    const Group group = GroupBehind(found.end, reach);
    if (group.empty()) return;
    GiveGroup(group, label.role, label.rule, i, participants_[group.first].first);
    if (others_ == Role::kUnknown) others_ = label.others;
  }

  // The preposition before a place, "the city of" skipped; the word count when there is none.
  std::size_t PrepositionBefore(std::size_t word) const {
    std::size_t i = word;
    const auto is_article = [](std::string_view folded) {
      return folded == "the" || folded == "la" || folded == "le" || folded == "el" ||
             folded == "les" || folded == "los" || folded == "las" || folded == "l";
    };
    if (i > 1 && words_.Is(i - 1, WordClass::kOf) && KindCue(words_, i - 2)) i -= 2;
    if (i > 0 && is_article(words_.Folded(i - 1))) --i;
    return i > 0 ? i - 1 : words_.size();
  }

  void ApplyJourney(const Journey& journey, std::size_t i) {
    Group from;
    Group to;
    bool surely = false;
    for (std::size_t p = ParticipantFrom(i + 1); p < participants_.size();) {
      const Group group = GroupFrom(p);
      p = group.last;
      const std::size_t at = PrepositionBefore(participants_[group.first].first);
      if (at >= words_.size() || at <= i || of_place_[at]) break;
      if (StrongMarkBetween(i, participants_[group.first].first)) break;
      if (to.empty() && words_.Is(at, WordClass::kLeadsThere)) {
        to = group;
      } else if (from.empty() && words_.Is(at, WordClass::kLeadsFrom)) {
        from = group;
        surely = words_.Is(at, WordClass::kSurelyLeadsFrom);
      } else {
        break;
      }
    }
    const bool mentoring = journey.from == Role::kMentor;
    if (to.empty() && (!surely || mentoring)) return;
    if (mentoring && from.empty()) return;
    // "mentoring of B by A" goes the other way round.
    if (mentoring && surely && from.first > to.first) return;
    const std::size_t end = participants_[(to.empty() ? from : to).first].first;
    if (!to.empty()) GiveGroup(to, journey.to, journey.rule, i, end);
    if (!from.empty()) GiveGroup(from, journey.from, journey.rule, i, end);
    if (others_ == Role::kUnknown) {
      const bool both = !to.empty() && !from.empty();
      others_ = both ? Role::kParticipant : to.empty() ? journey.to : journey.from;
    }
  }

  void GiveAll() {
    // A place named twice has one role, wherever a phrase speaks of it.
    std::unordered_map<std::uint32_t, std::size_t> said_of;
    bool gives = false;
    bool takes = false;
    for (std::size_t i = 0; i < participants_.size(); ++i) {
      if (!given_[i]) continue;
      gives = gives || Gives(given_[i]->role);
      takes = takes || Takes(given_[i]->role);
      const auto place = draft_.places[participants_[i].mention].place;
      if (place) said_of.emplace(static_cast<std::uint32_t>(*place), i);
    }
    const Role others = gives && takes ? Role::kParticipant : others_;
    const auto first = static_cast<std::size_t>(
        std::ranges::find_if(given_, [](const auto& each) { return each.has_value(); }) -
        given_.begin());
    for (std::size_t i = 0; i < participants_.size(); ++i) {
      PlaceMention& mention = draft_.places[participants_[i].mention];
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
             Reason(fmt::format("\"{}\" speaks of {}", given_[first]->said,
                                draft_.places[participants_[first].mention].text)));
      }
    }
  }

  const Words& words_;
  RowDraft& draft_;
  const std::vector<Participant>& participants_;
  std::vector<std::optional<Given>> given_;  // beside participants_
  std::vector<bool> of_place_;               // words that belong to a place's name
  Role others_ = Role::kUnknown;
};

}  // namespace

bool ApplyRolePhrases(const Words& words, RowDraft& draft, const std::vector<Participant>& all,
                      const std::vector<Participant>& participants) {
  return MayHoldPhrases(words) && PhraseReader(words, draft, all, participants).Apply();
}

}  // namespace citygraph::importers

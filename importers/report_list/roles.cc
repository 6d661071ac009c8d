#include "importers/report_list/roles.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "importers/places/place_cues.h"
#include "importers/report_list/role_phrases.h"

namespace citygraph::importers {
namespace {

struct Participant {
  std::size_t mention = 0;  // position in draft.places
  std::size_t first = 0;    // its words
  std::size_t last = 0;
};

// The word at a code point, or the next. Cost: O(log words).
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

bool Gives(Role role) {
  return role == Role::kMentor || role == Role::kLead || role == Role::kHost;
}
bool Takes(Role role) { return role == Role::kMentee || role == Role::kVisitor; }

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
      if (const auto verb = LongestAt(RoleVerbs(), i); verb && ApplyVerb(*verb, i)) continue;
      if (const auto label = LongestAt(RoleLabels(), i)) ApplyLabel(*label, i);
      if (const Journey* journey = JourneyOf(words_.Folded(i))) ApplyJourney(*journey, i);
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
    std::string said;
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

  // Phrases by their first word, a last word's * left on.
  template <class Phrase>
  static const std::unordered_multimap<std::string_view, const Phrase*>& Index(
      std::span<const Phrase> phrases) {
    static const auto kIndex = [phrases] {
      std::unordered_multimap<std::string_view, const Phrase*> index;
      for (const Phrase& phrase : phrases)
        index.emplace(phrase.pattern.substr(0, phrase.pattern.find(' ')), &phrase);
      return index;
    }();
    return kIndex;
  }

  // The number of words that the pattern takes at word i; 0 when it does not fit there.
  std::size_t WordsOf(std::string_view pattern, std::size_t i) const {
    const auto count = static_cast<std::size_t>(std::ranges::count(pattern, ' ')) + 1;
    if (i + count > words_.size()) return 0;
    const std::string_view text = words_.Folded(i, i + count);
    const bool open = pattern.ends_with('*');
    return (open ? text.starts_with(pattern.substr(0, pattern.size() - 1)) : text == pattern)
               ? count
               : 0;
  }

  template <class Phrase>
  std::optional<Found<Phrase>> LongestAt(std::span<const Phrase> phrases, std::size_t i) const {
    Found<Phrase> best{.end = i};
    const auto [from, to] = Index(phrases).equal_range(words_.Folded(i));
    for (auto at = from; at != to; ++at) {
      const std::size_t count = WordsOf(at->second->pattern, i);
      if (i + count > best.end) best = {at->second, i + count};
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
        (LeadsThere(words_.Folded(first)) || LeadsFrom(words_.Folded(first)))) {
      return false;
    }
    for (std::size_t i = first; i < last; ++i) {
      if (!of_place_[i] && !JoinsPlaces(words_.Folded(i))) return false;
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
      given_[i] = {role, rule, fmt::format("\"{}\"", words_.Text(first_word, last_word))};
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
    const bool loose = verb.before == Role::kHost || verb.after == Role::kHost;
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
    const auto is = [&](std::size_t at, bool (*test)(std::string_view)) {
      return at > 0 && test(words_.Folded(at - 1));
    };
    const auto is_article = [](std::string_view folded) {
      return folded == "the" || folded == "la" || folded == "le" || folded == "el" ||
             folded == "les" || folded == "los" || folded == "las" || folded == "l";
    };
    if (is(i, IsOf) && i > 1 && KindCue(words_.Folded(i - 2))) {
      i -= 2;
    }
    if (is(i, is_article)) --i;
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
      const std::string_view word = words_.Folded(at);
      if (to.empty() && LeadsThere(word)) {
        to = group;
      } else if (from.empty() && LeadsFrom(word)) {
        from = group;
        surely = SurelyLeadsFrom(word);
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
        Give(mention, given_[by]->role, std::string(given_[by]->rule), 0.95,
             given_[by]->said + " says so");
      } else {
        Give(mention, others, std::string(given_[first]->rule), 0.85,
             fmt::format("{} speaks of {}", given_[first]->said,
                         draft_.places[participants_[first].mention].text));
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

void GiveMentoring(RowDraft& draft, std::size_t mentor, std::size_t mentee, std::string rule,
                   double confidence, const std::string& why) {
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
                fmt::format("\"{}\"", words.Text(first.first, second.last)));
  return true;
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

// The pairs of a row, each once however often its places are named.
class Pairs {
 public:
  explicit Pairs(RowDraft& draft) : draft_(draft) {}

  void Add(std::size_t a, std::size_t b) {
    const std::uint64_t first = IdentityOf(a);
    const std::uint64_t second = IdentityOf(b);
    if (first == second) return;
    if (known_.insert((std::min(first, second) << 32) | std::max(first, second)).second)
      draft_.pairs.emplace_back(a, b);
  }

 private:
  // A place's number; beyond all places, a mention's own.
  std::uint64_t IdentityOf(std::size_t mention) const {
    const auto place = draft_.places[mention].place;
    constexpr std::uint64_t kNoPlace = std::uint64_t{1} << 31;
    return place ? static_cast<std::uint64_t>(*place) : kNoPlace + mention;
  }

  RowDraft& draft_;
  std::unordered_set<std::uint64_t> known_;
};

// More places side by side are a membership list: who met whom is not said.
constexpr std::size_t kMostPeers = 32;

void FillPairs(const Words& words, RowDraft& draft, const std::vector<Participant>& participants) {
  Pairs pairs(draft);
  const auto role_of = [&](const Participant& each) { return draft.places[each.mention].role; };
  const bool directed = std::ranges::any_of(
      participants, [&](const Participant& each) { return Gives(role_of(each)); });
  for (const std::vector<Participant>& group : Groups(words, participants)) {
    if (directed) {
      std::vector<std::size_t> givers;
      std::vector<std::size_t> others;
      for (const Participant& each : group)
        (Gives(role_of(each)) ? givers : others).push_back(each.mention);
      if (givers.size() > kMostPeers && others.size() > kMostPeers) continue;
      for (const std::size_t giver : givers) {
        for (const std::size_t other : others) pairs.Add(giver, other);
      }
      continue;
    }
    if (group.size() > kMostPeers) continue;
    for (std::size_t i = 0; i < group.size(); ++i) {
      for (std::size_t j = i + 1; j < group.size(); ++j)
        pairs.Add(group[i].mention, group[j].mention);
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
  const bool said = ApplyMentoredBy(words, draft, participants) ||
                    PhraseReader(words, draft, all, participants).Apply() ||
                    ApplyMentoringOrder(words, draft, participants);
  if (!said) ApplyPeers(words, title_last, draft, participants);
  FillPairs(words, draft, participants);
}

}  // namespace citygraph::importers

#include "importers/report_list/role_groups.h"

#include <algorithm>

#include "importers/places/place_cues.h"
#include "importers/report_list/role_phrases.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

constexpr std::size_t kClause = 14;  // words between a verb and a place that it speaks of

constexpr std::size_t kFewWords = 8;  // of which some say who acts: "ten officials on duty of"

bool IsAdverb(std::string_view folded) {
  return folded.size() > 5 &&
         (folded.ends_with("ment") || folded.ends_with("mente") || folded.ends_with("ly"));
}

bool Holds(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != list.npos; at = list.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

}  // namespace

bool IsArticle(std::string_view folded) {
  static const WordSet kArticles(
      "the a an its la le el o os as les los las l un une una uma il els der die dem den "
      "ihre ihren ihrer seine seinen seiner");
  return kArticles.contains(folded);
}

RoleGroups::RoleGroups(const Words& words, const std::vector<Participant>& all,
                       const std::vector<Participant>& participants)
    : words_(words),
      participants_(participants),
      of_place_(words.size(), false),
      in_participant_(words.size(), false),
      in_brackets_(words.size(), false) {
  std::size_t depth = 0;
  for (std::size_t i = 0, read = 0; i < words.size(); ++i) {
    for (const char mark : words.row().substr(read, words[i].byte_start - read)) {
      if (mark == '(' || mark == '[') ++depth;
      if ((mark == ')' || mark == ']') && depth > 0) --depth;
    }
    read = words[i].byte_end;
    // "Curitiba/PR" is as "Curitiba (PR)".
    const bool state = i > 0 && words[i - 1].gap == Gap::kSlash && words[i].all_caps &&
                       words.Is(i, WordClass::kStateOfBrazil);
    in_brackets_[i] = depth > 0 || state;
  }
  for (const Participant& each : all)
    std::fill(of_place_.begin() + static_cast<std::ptrdiff_t>(each.first),
              of_place_.begin() + static_cast<std::ptrdiff_t>(each.last), true);
  // "Bansko in Bulgaria, Bergamo in Italy" is as "Bansko (Bulgaria), Bergamo (Italy)".
  for (const Participant& each : all) {
    if (each.first > 0 && words.Is(each.first - 1, WordClass::kLeadsInto) &&
        std::ranges::none_of(
            participants, [&](const Participant& other) { return other.mention == each.mention; }))
      in_brackets_[each.first - 1] = true;
  }
  for (const Participant& each : participants)
    std::fill(in_participant_.begin() + static_cast<std::ptrdiff_t>(each.first),
              in_participant_.begin() + static_cast<std::ptrdiff_t>(each.last), true);
}

std::size_t RoleGroups::From(std::size_t word) const {
  return static_cast<std::size_t>(
      std::ranges::lower_bound(participants_, word, {}, &Participant::first) -
      participants_.begin());
}

bool RoleGroups::StandsBefore(std::size_t participant, std::size_t word) const {
  for (std::size_t i = participants_[participant].last; i < word; ++i) {
    if (!in_brackets_[i]) return false;
  }
  return participants_[participant].last <= word;
}

Group RoleGroups::StartingWith(std::size_t participant) const {
  std::size_t last = participant + 1;
  while (last < participants_.size() && Joined(last)) ++last;
  return {participant, last};
}

Group RoleGroups::EndingBefore(std::size_t participant) const {
  std::size_t first = participant - 1;
  while (first > 0 && Joined(first)) --first;
  return {first, participant};
}

bool RoleGroups::Joined(std::size_t participant) const {
  const std::size_t end = participants_[participant - 1].last;
  const std::size_t next = participants_[participant].first;
  // "led by Naples – Gdansk, Iasi": a dash parts sides.
  for (std::size_t i = end - 1; i < next; ++i) {
    if (words_[i].gap == Gap::kDash) return false;
  }
  return (OnlyJoin(end, next) || JoinsWhoActs(end, next)) && InOneClause(end - 1, next);
}

// "Nigrán y técnicos del Área Metropolitana de Barcelona", "la mairesse de Magog et celle de Lyon";
// "maire de Copargo, Orou Barigui, maire de Kérou", with the name of who acts.
bool RoleGroups::JoinsWhoActs(std::size_t first, std::size_t last) const {
  std::size_t i = first;
  while (i < last && (of_place_[i] || in_brackets_[i])) ++i;
  if (i == last) return false;
  const bool listed = i > 0 && words_[i - 1].gap == Gap::kComma && !words_.shouting();
  if (!listed && !words_.Is(i, WordClass::kAnd)) return false;
  bool acts = false;
  bool named = false;
  for (; i < last; ++i) {
    const bool acts_for = words_.Is(i, WordClass::kActsFor);
    const bool name = listed && words_[i].capital && words_[i].classes.empty();
    acts = acts || acts_for;
    named = named || name;
    if (!acts_for && !name && !of_place_[i] && !in_brackets_[i] && !words_[i].number &&
        !words_.Is(i, WordClass::kJoinsPlaces) && !words_.Is(i, WordClass::kOf) &&
        !words_.Is(i, WordClass::kBody) && !IsArticle(words_.Folded(i)))
      return false;
  }
  return acts && (named || !listed);
}

// "Poltava, Zaporizhia and Myrhorod", where one is not known.
bool RoleGroups::IsUnknownItem(std::size_t word) const {
  return word > 0 && words_[word].capital && words_[word].all_caps == words_.shouting() &&
         words_[word - 1].gap == Gap::kComma && word + 1 < words_.size() &&
         (words_[word].gap == Gap::kComma || words_.Is(word + 1, WordClass::kAnd));
}

bool RoleGroups::OnlyJoin(std::size_t first, std::size_t last) const {
  std::size_t i = first;
  while (i < last && (of_place_[i] || in_brackets_[i] || IsUnknownItem(i))) ++i;
  if (i < last && i > 0 &&
      (words_.Is(i, WordClass::kLeadsThere) || words_.Is(i, WordClass::kLeadsFrom))) {
    // "mayors of Lima, de Quito" goes on; "of São Leopoldo, Brazil, to Viana" does not.
    const bool behind_aside = i > first && words_.Is(i, WordClass::kLeadsThere);
    if (words_[i - 1].gap != Gap::kComma || behind_aside || words_.Text(i, i + 1) == "à")
      return false;
  }
  for (; i < last; ++i) {
    if (!of_place_[i] && !in_brackets_[i] && !IsUnknownItem(i) &&
        !words_.Is(i, WordClass::kJoinsPlaces) && !words_.Is(i, WordClass::kBody) &&
        !words_.Is(i, WordClass::kGovernment))
      return false;
  }
  return true;
}

bool RoleGroups::LeadToPlace(std::size_t first, std::size_t last) const {
  bool known = true;
  bool acts = false;
  for (std::size_t i = first; i < last; ++i) {
    if (of_place_[i] || in_brackets_[i]) continue;
    if (words_.Is(i, WordClass::kSurelyLeadsFrom)) return false;
    const bool acts_for = words_.Is(i, WordClass::kActsFor);
    acts = acts || acts_for;
    known = known && (acts_for || words_[i].number || words_.Is(i, WordClass::kJoinsPlaces) ||
                      words_.Is(i, WordClass::kPartners) || words_.Is(i, WordClass::kOf) ||
                      IsArticle(words_.Folded(i)) || IsAdverb(words_.Folded(i)));
  }
  return (known || (acts && last - first <= kFewWords)) && InOneClause(first - 1, last);
}

bool RoleGroups::LeadToVerb(std::size_t first, std::size_t last) const {
  // "Lyon, accompagné d'une délégation, séjourne".
  if (first < last && words_[first - 1].gap == Gap::kComma && words_[last - 1].gap == Gap::kComma)
    return true;
  bool known = true;
  bool acts = false;
  for (std::size_t i = first; i < last; ++i) {
    if (of_place_[i] || in_brackets_[i]) continue;
    // "Seoul Human Resource Centre held", "Bo City Council trains".
    if (words_[i].capital && words_[i - 1].gap == Gap::kSpace && !words_.shouting()) continue;
    if (i == first && OpensName(i, last)) continue;
    const bool acts_for = words_.Is(i, WordClass::kActsFor);
    acts = acts || acts_for;
    known = known && (acts_for || words_.Is(i, WordClass::kAuxiliary) ||
                      words_.Is(i, WordClass::kJoinsPlaces) || IsAdverb(words_.Folded(i)));
  }
  return known || (acts && last - first <= kFewWords);
}

// "The mayor of Curitiba, Beto Richa received": no comma behind the name.
bool RoleGroups::OpensName(std::size_t first, std::size_t last) const {
  return words_[first - 1].gap == Gap::kComma && first + 1 < last && words_[first].capital &&
         words_[first].classes.empty() && words_[first + 1].capital && !words_.shouting();
}

Group RoleGroups::DoingAt(std::size_t word) const {
  const std::size_t last = From(word);
  if (last == 0) return {};
  const std::size_t end = participants_[last - 1].last;
  if (end > word) return {};
  const Group group = EndingBefore(last);
  if (Parted(end - 1, word) && !Heads(group)) return {};
  if (InOneClause(end - 1, word)) return LeadToVerb(end, word) ? group : Group{};
  constexpr std::size_t kMost = 14;
  return BeginsRow(group) && word - end <= kMost ? group : Group{};
}

// "June 19, 2023 – Lalitpur: its mayor visits".
bool RoleGroups::BeginsRow(const Group& group) const {
  if (group.first != 0) return false;
  for (std::size_t i = 0; i < participants_[0].first; ++i) {
    if (!words_[i].number && !in_brackets_[i] && !words_.Is(i, WordClass::kExchange) &&
        !words_.Is(i, WordClass::kJoinsPlaces))
      return false;
  }
  return true;
}

bool RoleGroups::Heads(const Group& group) const {
  if (!BeginsRow(group)) return false;
  std::size_t last = participants_[group.last - 1].last;
  while (last < words_.size() && (of_place_[last] || in_brackets_[last])) ++last;
  if (last == words_.size()) return false;
  const std::string_view mark = words_.Between(last - 1, last);
  return mark.find_first_of(":|") != mark.npos || mark.find(".-") != mark.npos;
}

Group RoleGroups::InClauseBefore(std::size_t word) const {
  const std::size_t last = From(word);
  if (last == 0) return {};
  const std::size_t end = participants_[last - 1].last;
  if (end > word || word - end > kClause || !InOneClause(end - 1, word)) return {};
  return EndingBefore(last);
}

Group RoleGroups::Behind(std::size_t word, std::size_t reach) const {
  const std::size_t first = From(word);
  if (word == 0 || first == participants_.size()) return {};
  if (participants_[first].first > word + reach) return {};
  // "donated to Pleasanton's sister city Tulancingo".
  const std::size_t behind = participants_[first].last;
  if (first + 1 < participants_.size() && behind + 1 < words_.size() &&
      words_.Folded(behind) == "s" && words_.Is(behind + 1, WordClass::kPartners))
    return StartingWith(first + 1);
  if (Parted(word - 1, participants_[first].first)) return {};
  return StartingWith(first);
}

Group RoleGroups::LedToBehind(std::size_t word, std::string_view prepositions) const {
  for (std::size_t at = From(word); at < participants_.size();) {
    const Group group = StartingWith(at);
    const std::size_t first = participants_[group.first].first;
    if (first > word + kClause || !InOneClause(word - 1, first)) return {};
    const std::size_t preposition = PrepositionBefore(group, word - 1);
    if (preposition < words_.size() && !of_place_[preposition] &&
        Holds(prepositions, words_.Folded(preposition)))
      return group;
    at = group.last;
  }
  return {};
}

bool RoleGroups::NamesAsideBehind(std::size_t word) const {
  for (std::size_t i = word; i < words_.size() && i < word + kClause; ++i) {
    if (!of_place_[i]) continue;
    return !in_participant_[i] && word > 0 && InOneClause(word - 1, i);
  }
  return false;
}

// "the city of", "its Zambian sister city of": words that say whose or what kind of place it is.
bool RoleGroups::NamesWho(std::size_t word) const {
  static const WordSet kWhatItKnows(
      "experience experiences experiencia experiencias example ejemplo "
      "exemplo exemple model modelo modele");
  if (of_place_[word]) return !in_participant_[word];
  if (kWhatItKnows.contains(words_.Folded(word))) return true;
  return KindCue(words_, word) || words_.Is(word, WordClass::kActsFor) ||
         words_.Is(word, WordClass::kGroupOfPlaces) || words_.Is(word, WordClass::kPartners);
}

RoleGroups::Skipped RoleGroups::SkipWhoActs(std::size_t first, std::size_t behind) const {
  Skipped skipped{.first = first, .of = words_.size()};
  std::size_t& i = skipped.first;
  const auto skip = [&](std::size_t count, std::size_t of) {
    if (skipped.of == words_.size()) skipped.of = of;
    i -= count;
  };
  const auto is_plain = [&](std::size_t word) {
    return !words_[word].capital && !words_[word].number && words_[word].classes.empty();
  };
  // "to the beautiful city of", "aus der thüringischen Partnerstadt".
  const auto is_adjective = [&](std::size_t word) {
    return word > behind + 1 && is_plain(word) &&
           (IsArticle(words_.Folded(word - 1)) || words_.Is(word - 1, WordClass::kLeadsThere) ||
            words_.Is(word - 1, WordClass::kLeadsFrom));
  };
  // "to Arajuno, Mira and Quijos", where the first is not known.
  while (i > behind + 1 && words_[i - 1].capital && words_[i - 1].gap == Gap::kComma &&
         !of_place_[i - 1] && words_[i - 1].classes.empty())
    --i;
  while (i > behind + 1) {
    const bool of = words_.Is(i - 1, WordClass::kOf);
    if (NamesWho(i - 1) || (i < first && is_adjective(i - 1))) {
      --i;
    } else if (i > behind + 2 && NamesWho(i - 2) &&
               (of || words_.Is(i - 1, WordClass::kAnd) || words_.Folded(i - 1) == "from")) {
      skip(2, i - 1);
    } else if (i > behind + 3 && NamesWho(i - 3) && of && is_plain(i - 2)) {  // "ciudad alemana de"
      skip(3, i - 1);
    } else if (i > behind + 3 && NamesWho(i - 3) && words_.Is(i - 2, WordClass::kOf) &&
               IsArticle(words_.Folded(i - 1))) {  // "aux agents de la mairie du"
      skip(3, i - 2);
    } else {
      break;
    }
  }
  return skipped;
}

std::size_t RoleGroups::PrepositionBefore(const Group& group, std::size_t behind) const {
  auto [i, of] = SkipWhoActs(participants_[group.first].first, behind);
  // "a" is an article in English and a preposition elsewhere.
  if (i > behind + 2 && IsArticle(words_.Folded(i - 1)) &&
      (words_.Is(i - 2, WordClass::kLeadsThere) || words_.Is(i - 2, WordClass::kLeadsFrom) ||
       !words_.Is(i - 1, WordClass::kLeadsThere)))
    --i;
  const bool leads =
      i > behind + 1 &&
      (words_.Is(i - 1, WordClass::kLeadsThere) || words_.Is(i - 1, WordClass::kLeadsFrom) ||
       words_.Is(i - 1, WordClass::kForSomeone) || words_.Is(i - 1, WordClass::kWith));
  // "ten officials from Quito", "apoyo técnico de Quito": what was skipped is no one else's; in
  // "visited the municipality of Quito" it is what the verb speaks of.
  const bool verb = i > behind + 1 && StandsVerbAt(words_, i - 1);
  if (!leads && of < words_.size() && !verb) return of;
  return i > behind ? i - 1 : words_.size();
}

bool RoleGroups::Parted(std::size_t from_word, std::size_t to_word) const {
  return words_.Between(from_word, to_word).find_first_of(";|") != std::string_view::npos;
}

bool RoleGroups::InOneClause(std::size_t from_word, std::size_t to_word) const {
  if (to_word >= words_.size()) return true;
  for (std::size_t i = from_word; i < to_word; ++i) {
    if (words_[i].gap != Gap::kOther && words_[i].gap != Gap::kPeriod &&
        words_[i].gap != Gap::kClose)
      continue;
    const std::string_view mark = words_.Between(i, i + 1);
    if (mark.find_first_of(";|") != mark.npos || mark.find(": ") != mark.npos) return false;
    // "St. Denis" goes on.
    constexpr std::uint32_t kShort = 3;
    if (mark.starts_with(". ") && words_[i].end - words_[i].start > kShort && words_[i + 1].capital)
      return false;
  }
  return true;
}

}  // namespace citygraph::importers

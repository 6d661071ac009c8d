#include "importers/report_list/pairs.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_set>

#include "importers/places/segments.h"

namespace citygraph::importers {
namespace {

// How strongly two neighbours are parted, weakest first.
enum class Parting : std::uint8_t {
  kNone,    // "Lima Quito"
  kHyphen,  // "Lima-Quito", "Lima/Quito"
  kComma,   // also ", and"
  kAnd,
  kWith,  // "with", "con"
  kDash,  // a dash or slash between spaces, cells of a table
  kSemicolon,
};

struct Separator {
  Parting parting = Parting::kNone;
  std::string_view joiner;  // the word, for kAnd
  bool plural = false;      // "and the cities of": what follows is one group
};

Separator Between(const Words& words, const Participant& left, const Participant& right) {
  Separator separator;
  const std::string_view text = words.Between(left.last - 1, right.first);
  const auto has = [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; };
  const auto raise = [&](Parting parting) {
    separator.parting = std::max(separator.parting, parting);
  };
  bool comma = has(",");
  for (std::size_t i = left.last; i < right.first; ++i) {
    if (words.Is(i, WordClass::kAnd)) {
      raise(Parting::kAnd);
      separator.joiner = words.Folded(i);
    }
    // "A and B are sister cities of C".
    if (words.Is(i, WordClass::kWith) || words.Is(i, WordClass::kPartners)) raise(Parting::kWith);
    separator.plural = separator.plural || words.Is(i, WordClass::kGroupOfPlaces);
  }
  if (has("&") || has("+")) raise(Parting::kAnd);
  if (comma) raise(Parting::kComma);
  if (comma && separator.parting == Parting::kAnd) separator.parting = Parting::kComma;
  for (std::size_t i = left.last; i <= right.first; ++i) {
    if (words[i - 1].gap == Gap::kDash) raise(Parting::kDash);
  }
  for (std::size_t i = left.last; i <= right.first; ++i) {
    if (EndsCell(words, i - 1)) raise(Parting::kDash);
  }
  if (has(" / ") || has("\t") || has("|")) raise(Parting::kDash);
  if (has(": ") && left.first == 0) raise(Parting::kDash);
  if (has(";") || has("),")) raise(Parting::kSemicolon);
  if (text == "/" || text == "-") raise(Parting::kHyphen);
  return separator;
}

// Two groups that met each other, or (`right` empty) one whose members met.
struct Meeting {
  std::span<const Participant> left;
  std::span<const Participant> right;
};

// "A and B, C and D": pairs with a weaker or stronger mark between them.
bool ArePairs(std::span<const Separator> separators) {
  if (separators.size() < 3 || separators.size() % 2 == 0) return false;
  for (std::size_t i = 0; i < separators.size(); ++i) {
    const Parting parting = separators[i].parting;
    const bool inner = parting == separators[0].parting;
    // The last one may be said: "A and B, C and D and E and F".
    const bool last = i > 1 && i + 2 == separators.size() && parting == Parting::kAnd;
    const bool outer = parting == Parting::kSemicolon || parting == Parting::kComma || last;
    if (i % 2 == 0 ? !inner : !outer || (inner && !last)) return false;
  }
  return separators[0].parting != Parting::kSemicolon;
}

// "Marbella, hermanada con A; B; C", "Brasília: Kiev (…), Luxor (…)": one word or mark parts who
// has them from a list that goes on with semicolons.
std::optional<std::size_t> PartsOneFromList(std::span<const Separator> separators) {
  const auto parts = [](const Separator& each) {
    return each.parting == Parting::kWith || each.parting == Parting::kDash;
  };
  const auto first = std::ranges::find_if(
      separators, [](const Separator& each) { return each.parting >= Parting::kWith; });
  if (first == separators.end() || !parts(*first) || std::ranges::count_if(separators, parts) != 1)
    return std::nullopt;
  return static_cast<std::size_t>(first - separators.begin());
}

// The one separator that parts two sides; nothing when the places are all alike.
std::optional<std::size_t> PartsSides(std::span<const Separator> separators) {
  if (separators.size() < 2) return std::nullopt;
  if (const auto at = PartsOneFromList(separators)) return at;
  const auto only = [&](const auto& test) -> std::optional<std::size_t> {
    if (std::ranges::count_if(separators, test) != 1) return std::nullopt;
    return static_cast<std::size_t>(std::ranges::find_if(separators, test) - separators.begin());
  };
  for (const Parting strong : {Parting::kDash, Parting::kWith}) {
    if (const auto at = only([&](const Separator& each) { return each.parting >= strong; }))
      return at;
  }
  if (const auto at =
          only([](const Separator& each) { return each.parting == Parting::kAnd && each.plural; }))
    return at;
  // "Soledad e Barranquilla and Roma e Velletri": one joins what the others do not.
  const bool all_and = std::ranges::all_of(
      separators, [](const Separator& each) { return each.parting == Parting::kAnd; });
  if (!all_and || separators.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < separators.size(); ++i) {
    const std::string_view word = separators[i].joiner;
    if (const auto at = only([&](const Separator& each) { return each.joiner == word; })) {
      const std::string_view other = separators[i == 0 ? 1 : 0].joiner;
      const auto others = std::ranges::count(separators, other, &Separator::joiner);
      if (static_cast<std::size_t>(others) + 1 == separators.size()) return at;
    }
  }
  return std::nullopt;
}

std::vector<Meeting> MeetingsOf(const Words& words, std::span<const Participant> all) {
  std::vector<Separator> separators;
  for (std::size_t i = 1; i < all.size(); ++i)
    separators.push_back(Between(words, all[i - 1], all[i]));
  // Groups between semicolons, where each has several places.
  std::vector<Meeting> meetings;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= all.size(); ++i) {
    if (i < all.size() && separators[i - 1].parting != Parting::kSemicolon) continue;
    meetings.push_back({.left = all.subspan(begin, i - begin), .right = {}});
    begin = i;
  }
  const bool several = std::ranges::all_of(
      meetings, [](const Meeting& meeting) { return meeting.left.size() >= 2; });
  if (meetings.size() > 1 && several) {
    std::vector<Meeting> apart;
    for (const Meeting& meeting : meetings) {
      for (const Meeting& each : MeetingsOf(words, meeting.left)) apart.push_back(each);
    }
    return apart;
  }
  meetings.clear();
  const bool grouped = std::ranges::count_if(separators, [](const Separator& each) {
                         return each.plural && each.parting == Parting::kAnd;
                       }) == 1;
  if (!grouped && ArePairs(separators)) {
    for (std::size_t i = 0; i + 1 < all.size(); i += 2)
      meetings.push_back({.left = all.subspan(i, 1), .right = all.subspan(i + 1, 1)});
    return meetings;
  }
  if (const auto at = PartsSides(separators)) {
    return {{.left = all.subspan(0, *at + 1), .right = all.subspan(*at + 1)}};
  }
  return {{.left = all, .right = {}}};
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

// More on both sides are a membership list: who met whom is not said.
constexpr std::size_t kMostPeers = 32;
// Of more than so many side by side ("all were represented"), who met whom is not said either.
constexpr std::size_t kMostSideBySide = 4;

void AddDirected(const RowDraft& draft, std::span<const Participant> group, Pairs& pairs) {
  std::vector<std::size_t> givers;
  std::vector<std::size_t> others;
  for (const Participant& each : group)
    (Gives(draft.places[each.mention].role) ? givers : others).push_back(each.mention);
  if (givers.size() > kMostPeers && others.size() > kMostPeers) return;
  for (const std::size_t giver : givers) {
    for (const std::size_t other : others) pairs.Add(giver, other);
  }
}

}  // namespace

void FillPairs(const Words& words, RowDraft& draft, const std::vector<Participant>& participants) {
  Pairs pairs(draft);
  const bool directed = std::ranges::any_of(participants, [&](const Participant& each) {
    return Gives(draft.places[each.mention].role);
  });
  if (directed) return AddDirected(draft, participants, pairs);
  // Two who met are a pair, whatever stands between them.
  if (participants.size() == 2) {
    const std::size_t first = participants[0].mention;
    const std::size_t second = participants[1].mention;
    const auto place = draft.places[first].place;
    if (!place || place != draft.places[second].place) draft.pairs.emplace_back(first, second);
    return;
  }
  for (const Meeting& meeting : MeetingsOf(words, participants)) {
    if (!meeting.right.empty()) {
      if (meeting.left.size() > kMostPeers && meeting.right.size() > kMostPeers) continue;
      for (const Participant& left : meeting.left) {
        for (const Participant& right : meeting.right) pairs.Add(left.mention, right.mention);
      }
      continue;
    }
    const std::span<const Participant> group = meeting.left;
    if (group.size() > kMostSideBySide) continue;
    for (std::size_t i = 0; i < group.size(); ++i) {
      for (std::size_t j = i + 1; j < group.size(); ++j)
        pairs.Add(group[i].mention, group[j].mention);
    }
  }
}

}  // namespace citygraph::importers

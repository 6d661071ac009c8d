#include "importers/report_list/pairs.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace citygraph::importers {
namespace {

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

}  // namespace

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

}  // namespace citygraph::importers

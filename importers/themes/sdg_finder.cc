#include "importers/themes/sdg_finder.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace citygraph::importers {
namespace {

constexpr int kGoals = 17;

std::optional<int> NumberIn(std::string_view digits) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
    return std::nullopt;
  return number;
}

bool IsMark(std::string_view folded) {
  return folded == "sdg" || folded == "sdgs" || folded == "ods" || folded == "odd" ||
         folded == "goal" || folded == "goals";
}

// "sdg8", "ods11": the number of a mark and a number in one word.
std::optional<int> GluedGoal(std::string_view folded) {
  for (const std::string_view mark : {"sdgs", "sdg", "ods", "odd"}) {
    if (folded.starts_with(mark) && folded.size() > mark.size())
      return NumberIn(folded.substr(mark.size()));
  }
  return std::nullopt;
}

bool JoinsNumbers(std::string_view folded) {
  return folded == "and" || folded == "y" || folded == "e" || folded == "et" || folded == "to" ||
         folded == "n" || folded == "no" || folded == "number";
}

void Add(std::vector<SdgMention>& sdgs, int goal, const Words& words, std::size_t first,
         std::size_t last) {
  const bool known =
      std::ranges::any_of(sdgs, [&](const SdgMention& each) { return each.goal == goal; });
  if (known || goal < 1 || goal > kGoals) return;
  sdgs.push_back({.goal = goal,
                  .is_explicit = true,
                  .span = {words[first].start, words[last - 1].end},
                  .why = std::string(words.Text(first, last))});
}

}  // namespace

std::vector<SdgMention> FindPrintedSdgs(const Words& words) {
  std::vector<SdgMention> sdgs;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view folded = words.Folded(i);
    if (const auto goal = GluedGoal(folded)) {
      Add(sdgs, *goal, words, i, i + 1);
    } else if (!IsMark(folded)) {
      continue;
    }
    // The numbers that follow: 8 · 11 and 16 · 4, 5 & 10 · 11.3 (a target of goal 11) · 8-11.
    std::optional<int> last_goal = GluedGoal(folded);
    for (std::size_t at = i + 1; at < words.size(); ++at) {
      if (JoinsNumbers(words.Folded(at)) && !words[at].number) continue;
      const auto goal = NumberIn(words.Folded(at));
      if (!goal || !words[at].number || *goal > kGoals) break;
      const Gap before = words[at - 1].gap;
      const bool target = before == Gap::kPeriod && words[at - 1].number;
      if (target) continue;
      if (before == Gap::kHyphen && last_goal && words[at - 1].number) {
        for (int between = *last_goal + 1; between < *goal; ++between)
          Add(sdgs, between, words, i, at + 1);
      }
      Add(sdgs, *goal, words, i, at + 1);
      last_goal = goal;
    }
  }
  return sdgs;
}

void AddSdgsOfThemes(const ThemeVocabulary& vocabulary, const std::vector<ThemeMention>& themes,
                     std::vector<SdgMention>& sdgs) {
  for (const ThemeMention& mention : themes) {
    for (const int goal : vocabulary[mention.theme].sdgs) {
      const bool known =
          std::ranges::any_of(sdgs, [&](const SdgMention& each) { return each.goal == goal; });
      if (known) continue;
      sdgs.push_back({.goal = goal,
                      .is_explicit = false,
                      .span = mention.span,
                      .why = std::string(vocabulary[mention.theme].name())});
    }
  }
}

}  // namespace citygraph::importers

#include "importers/themes/goal_finder.h"

#include <algorithm>
#include <array>

#include "importers/themes/sdg_finder.h"

namespace citygraph::importers {
namespace {

constexpr std::size_t kGoals = 17;
constexpr double kEnough = 1.0;

}  // namespace

std::vector<GoalMention> FindGoals(const ThemeVocabulary& vocabulary, const Words& words,
                                   const std::vector<ThemeMention>& themes) {
  std::array<double, kGoals + 1> score{};
  std::array<GoalMention, kGoals + 1> found;
  const auto say = [&](int goal, std::string text) {
    auto& why = found[static_cast<std::size_t>(goal)].why;
    if (std::ranges::find(why, text) == why.end()) why.push_back(std::move(text));
  };
  for (const SdgMention& printed : FindPrintedSdgs(words)) {
    found[static_cast<std::size_t>(printed.goal)].is_explicit = true;
    say(printed.goal, printed.why);
  }
  for (const ThemeMention& mention : themes) {
    double weight = 1;
    for (const int goal : vocabulary[mention.theme].sdgs) {
      score[static_cast<std::size_t>(goal)] += weight;
      say(goal, mention.text);
      weight = 0.4;
    }
  }
  std::vector<GoalMention> goals;
  for (std::size_t goal = 1; goal <= kGoals; ++goal) {
    if (!found[goal].is_explicit && score[goal] < kEnough) continue;
    found[goal].goal = static_cast<int>(goal);
    goals.push_back(std::move(found[goal]));
  }
  return goals;
}

}  // namespace citygraph::importers

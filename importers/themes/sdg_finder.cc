#include "importers/themes/sdg_finder.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "importers/themes/goal_vocabulary.h"

namespace citygraph::importers {
namespace {

std::optional<int> NumberIn(std::string_view digits) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
    return std::nullopt;
  return number;
}

enum class Mark : std::uint8_t {
  kNone,
  kGoals,    // "SDG", "ODS": what follows are goals
  kGeneric,  // "Goal", "Objectif": a goal where it is written as a name
  kTargets,  // "target 11.3": a number with a part alone is one of the 2030 Agenda
};

Mark MarkOf(const Words& words, std::size_t at) {
  const WordClasses classes = words[at].classes;
  if (classes.Has(WordClass::kGoalMark)) {
    const bool english_word = words.Folded(at) == "odd";
    return !english_word || words[at].all_caps || !words.has_capitals() ? Mark::kGoals
                                                                        : Mark::kNone;
  }
  if (classes.Has(WordClass::kGenericGoalMark))
    return words[at].capital || !words.has_capitals() ? Mark::kGeneric : Mark::kNone;
  return classes.Has(WordClass::kTargetMark) ? Mark::kTargets : Mark::kNone;
}

// Whether a text speaks of the 2030 Agenda, so that its "target 2.5" is no measure.
bool SpeaksOfAgenda(const Words& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (MarkOf(words, i) == Mark::kGoals || words.Folded(i) == "2030") return true;
  return false;
}

// "sdg8", "ods11": a mark and its number in one word.
std::optional<int> GluedGoal(std::string_view folded) {
  for (const std::string_view mark : {"sdgs", "sdg", "ods", "odd"}) {
    if (folded.starts_with(mark) && folded.size() > mark.size())
      return NumberIn(folded.substr(mark.size()));
  }
  return std::nullopt;
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
  constexpr WordClasses kMarks = {WordClass::kGoalMark, WordClass::kGenericGoalMark,
                                  WordClass::kTargetMark};
  std::vector<SdgMention> sdgs;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].glued && !words[i].classes.HasAny(kMarks)) continue;
    std::optional<int> last_goal = GluedGoal(words.Folded(i));
    const Mark mark = last_goal ? Mark::kGoals : MarkOf(words, i);
    if (mark == Mark::kNone || (mark == Mark::kTargets && !SpeaksOfAgenda(words))) continue;
    if (last_goal) Add(sdgs, *last_goal, words, i, i + 1);
    std::size_t at = i + 1;
    while (!last_goal && at < words.size() && words.Is(at, WordClass::kBesideGoalMark)) ++at;
    // The numbers that follow: 8 · 11 and 16 · 4, 5 & 10 · 11.3 (a target of goal 11) · 8-11.
    bool through = false;
    for (; at < words.size(); ++at) {
      if (!words[at].number) {
        through = last_goal && words.Is(at, WordClass::kThrough);
        if (through || words.Is(at, WordClass::kJoinsNumbers)) continue;
        break;
      }
      const auto goal = NumberIn(words.Folded(at));
      if (!goal || *goal > kGoals) break;
      const Gap before = words[at - 1].gap;
      if (before == Gap::kPeriod && words[at - 1].number) continue;  // the target's own number
      const bool has_part =
          words[at].gap == Gap::kPeriod && at + 1 < words.size() && words[at + 1].number;
      if (mark == Mark::kTargets && !has_part) break;
      if (words[at - 1].number && (before == Gap::kHyphen || before == Gap::kDash)) through = true;
      for (int between = last_goal.value_or(*goal) + 1; through && between < *goal; ++between)
        Add(sdgs, between, words, i, at + 1);
      Add(sdgs, *goal, words, i, at + 1);
      last_goal = goal;
      through = false;
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

#include "importers/themes/goal_finder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "importers/themes/sdg_finder.h"

namespace citygraph::importers {
namespace {

constexpr double kEnough = 1.0;         // of a text of kShort words at most
constexpr double kEnoughOfTitle = 0.8;  // a title says little else
constexpr std::size_t kTitle = 15;      // meaning-bearing words
constexpr double kShort = 150;
constexpr double kGrowth = 0.4;        // a longer text needs more: its length to this power
constexpr double kRepetition = 0.6;    // for each doubling of a phrase's mentions
constexpr double kBesideMain = 0.25;   // a goal weighs at least this share of the main one
constexpr std::size_t kMostWords = 8;  // shown as the reason
constexpr double kPrinted = 0.99;

// A phrase that tells of a goal, over all its mentions in the text.
struct Told {
  double weight = 0;
  std::size_t mentions = 0;
  std::size_t first = 0;  // words of its first mention, `last` excluded
  std::size_t last = 0;
};

double ScoreOf(const Told& told) {
  return told.weight * (1 + kRepetition * std::log2(static_cast<double>(told.mentions)));
}

using PhrasesOfGoals = std::array<std::map<std::uint32_t, Told>, kGoals + 1>;

PhrasesOfGoals PhrasesIn(const GoalVocabulary& vocabulary, const StemmedWords& stems) {
  PhrasesOfGoals phrases;
  for (const GoalVocabulary::Hit& hit : vocabulary.Find(stems)) {
    for (const GoalVocabulary::Vote& vote : *hit.votes) {
      Told& told = phrases[static_cast<std::size_t>(vote.goal)][hit.phrase];
      if (told.mentions == 0) {
        told = {.weight = vote.weight,
                .first = stems.word[hit.first],
                .last = stems.word[hit.last - 1] + std::size_t{1}};
      }
      ++told.mentions;
    }
  }
  return phrases;
}

void SayWhy(const Words& words, const std::map<std::uint32_t, Told>& phrases,
            GoalMention& mention) {
  std::vector<Told> order;
  for (const auto& [phrase, told] : phrases) order.push_back(told);
  std::ranges::sort(order, [](const Told& a, const Told& b) {
    return ScoreOf(a) != ScoreOf(b) ? ScoreOf(a) > ScoreOf(b) : a.first < b.first;
  });
  for (const Told& told : order) {
    if (mention.why.size() == kMostWords) break;
    mention.why.emplace_back(words.Text(told.first, told.last));
  }
}

double ConfidenceOf(double weight, double share) {
  // Log-odds, fitted by hand to an annotated sample (scripts/calibration.py).
  return 1 / (1 + std::exp(-(0.2 + std::log(weight) + 1.5 * (share - 0.5))));
}

double EnoughFor(std::size_t words) {
  if (words <= kTitle) return kEnoughOfTitle;
  return kEnough * std::pow(std::max(static_cast<double>(words) / kShort, 1.0), kGrowth);
}

}  // namespace

std::vector<GoalMention> FindGoals(const GoalVocabulary& vocabulary, const Words& words,
                                   const StemmedWords& stems) {
  const PhrasesOfGoals phrases = PhrasesIn(vocabulary, stems);
  std::array<double, kGoals + 1> score{};
  for (std::size_t goal = 1; goal <= kGoals; ++goal)
    for (const auto& [phrase, told] : phrases[goal]) score[goal] += ScoreOf(told);
  const double main = *std::ranges::max_element(score);
  const double enough = EnoughFor(stems.stems.size());

  const std::vector<SdgMention> printed = FindPrintedSdgs(words);
  std::vector<GoalMention> goals;
  for (int goal = 1; goal <= kGoals; ++goal) {
    const auto at = static_cast<std::size_t>(goal);
    GoalMention mention{.goal = goal};
    if (const auto said = std::ranges::find(printed, goal, &SdgMention::goal);
        said != printed.end()) {
      mention.is_explicit = true;
      mention.confidence = kPrinted;
      mention.why.push_back(said->why);
    } else if (score[at] < enough || score[at] < kBesideMain * main) {
      continue;
    } else {
      mention.confidence = ConfidenceOf(score[at] / enough, score[at] / main);
    }
    SayWhy(words, phrases[at], mention);
    goals.push_back(std::move(mention));
  }
  return goals;
}

}  // namespace citygraph::importers

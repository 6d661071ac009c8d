#include "importers/report_list/role_phrases.h"

#include <array>

#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

// The part of a text before the mark, which is taken off with it.
std::string_view TakeUpTo(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(at == text.npos ? text.size() : at + 1);
  return part;
}

bool IsOneOf(std::string_view alternatives, std::string_view folded) {
  while (!alternatives.empty()) {
    const std::string_view each = TakeUpTo(alternatives, '|');
    if (each.ends_with('*') ? folded.starts_with(each.substr(0, each.size() - 1)) : folded == each)
      return true;
  }
  return false;
}

}  // namespace

std::size_t WordsOfPattern(std::string_view pattern, const Words& words, std::size_t i) {
  std::size_t at = i;
  while (!pattern.empty()) {
    if (at == words.size() || !IsOneOf(TakeUpTo(pattern, ' '), words.Folded(at))) return 0;
    if (at > i) {
      const Gap gap = words[at - 1].gap;
      if (gap != Gap::kSpace && gap != Gap::kHyphen && gap != Gap::kApostrophe) return 0;
    }
    ++at;
  }
  return at - i;
}

const PhrasesOfWord* PhrasesFrom(std::string_view folded_word) {
  static const auto kIndex = [] {
    WordMap<PhrasesOfWord> index;
    const auto for_each_first = [](std::string_view pattern, const auto& each) {
      std::string_view first = TakeUpTo(pattern, ' ');
      while (!first.empty()) each(TakeUpTo(first, '|'));
    };
    for (const RoleVerb& verb : RoleVerbs()) {
      for_each_first(verb.pattern,
                     [&](std::string_view word) { index.Add(word).verbs.push_back(&verb); });
    }
    for (const RoleLabel& label : RoleLabels()) {
      for_each_first(label.pattern,
                     [&](std::string_view word) { index.Add(word).labels.push_back(&label); });
    }
    return index;
  }();
  return kIndex.Find(folded_word);
}

const Journey* JourneyOf(WordClasses word) {
  static constexpr Journey kVisit{Role::kVisitor, Role::kHost, "visit-from-to"};
  static constexpr Journey kMentoring{Role::kMentor, Role::kMentee, "mentoring-from-to"};
  static constexpr Journey kTraining{Role::kMentor, Role::kMentee, "training-by-of", true};
  if (word.HasAny({WordClass::kVisit, WordClass::kDelegation})) return &kVisit;
  if (word.Has(WordClass::kMentoring)) return &kMentoring;
  return word.Has(WordClass::kTraining) ? &kTraining : nullptr;
}

std::span<const std::string_view> SupportPhrases() {
  static constexpr std::array<std::string_view, 37> kPhrases = {"capacity building of",
                                                                "capacity building for",
                                                                "capacity development of",
                                                                "strengthening of",
                                                                "support to",
                                                                "support for",
                                                                "training of",
                                                                "training for",
                                                                "technical assistance to",
                                                                "technical assistance for",
                                                                "assistance to",
                                                                "for the benefit of",
                                                                "renforcement des capacites",
                                                                "renforcement de",
                                                                "appui a",
                                                                "appui au",
                                                                "appui aux",
                                                                "appui technique",
                                                                "appui institutionnel",
                                                                "accompagnement de",
                                                                "au benefice de",
                                                                "au profit de",
                                                                "en faveur de",
                                                                "fortalecimiento de",
                                                                "apoyo a",
                                                                "asistencia tecnica a",
                                                                "en beneficio de",
                                                                "a favor de",
                                                                "capacitacion a",
                                                                "fortalecimento d",
                                                                "apoio a",
                                                                "apoio ao",
                                                                "assistencia tecnica a",
                                                                "em beneficio d",
                                                                "em favor d",
                                                                "capacitacao d",
                                                                "formacao d"};
  return kPhrases;
}

}  // namespace citygraph::importers

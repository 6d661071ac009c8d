#include "importers/report_list/role_phrases.h"

#include <array>

#include "importers/text/word_table.h"

namespace citygraph::importers {

const PhrasesOfWord* PhrasesFrom(std::string_view folded_word) {
  static const auto kIndex = [] {
    WordMap<PhrasesOfWord> index;
    const auto first_word = [](std::string_view pattern) {
      return pattern.substr(0, pattern.find(' '));
    };
    for (const RoleVerb& verb : RoleVerbs())
      index.Add(first_word(verb.pattern)).verbs.push_back(&verb);
    for (const RoleLabel& label : RoleLabels())
      index.Add(first_word(label.pattern)).labels.push_back(&label);
    return index;
  }();
  return kIndex.Find(folded_word);
}

const Journey* JourneyOf(WordClasses word) {
  static constexpr Journey kVisit{Role::kVisitor, Role::kHost, "visit-from-to"};
  static constexpr Journey kMentoring{Role::kMentor, Role::kMentee, "mentoring-from-to"};
  if (word.Has(WordClass::kVisit)) return &kVisit;
  return word.Has(WordClass::kMentoring) ? &kMentoring : nullptr;
}

std::span<const std::string_view> SupportPhrases() {
  static constexpr std::array<std::string_view, 24> kPhrases = {"capacity building of",
                                                                "capacity building for",
                                                                "capacity development of",
                                                                "strengthening of",
                                                                "support to",
                                                                "support for",
                                                                "technical assistance to",
                                                                "technical assistance for",
                                                                "assistance to",
                                                                "renforcement des capacites",
                                                                "renforcement de",
                                                                "appui a",
                                                                "appui au",
                                                                "appui aux",
                                                                "appui technique",
                                                                "appui institutionnel",
                                                                "accompagnement de",
                                                                "fortalecimiento de",
                                                                "apoyo a",
                                                                "asistencia tecnica a",
                                                                "fortalecimento d",
                                                                "apoio a",
                                                                "apoio ao",
                                                                "assistencia tecnica a"};
  return kPhrases;
}

}  // namespace citygraph::importers

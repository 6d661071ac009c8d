#include "importers/report_list/role_purposes.h"

#include "importers/text/word_table.h"

namespace citygraph::importers {

bool IsPassive(const Words& words, std::size_t verb) {
  static const WordSet kBe("be been being is are was were est sont ete etait");
  if (verb == 0) return false;
  if (words[verb - 1].gap == Gap::kComma) return true;
  return kBe.contains(words.Folded(verb - 1)) && !words.Folded(verb).ends_with("ing");
}

bool IsExpert(const Words& words, std::size_t i) {
  static const WordSet kExperts(
      "expert experts experto expertos experta expertas specialist specialists especialista "
      "especialistas specialiste specialistes perito peritos trainers");
  return kExperts.contains(words.Folded(i));
}

bool TeachesThere(const Words& words, std::size_t i) {
  static const WordSet kTeaching(
      "support assist advise train coach mentor apoyar asesorar capacitar apoiar assessorar "
      "appuyer accompagner conseiller appui assistance asistencia assistencia apoyo apoio "
      "asesoria assessoria");
  for (; i + 1 < words.size(); ++i) {
    const bool led = words.Is(i, WordClass::kOf) || words.Is(i, WordClass::kForSomeone) ||
                     words.Folded(i) == "to";
    if (led && (kTeaching.contains(words.Folded(i + 1)) || IsExpert(words, i + 1))) return true;
  }
  return false;
}

}  // namespace citygraph::importers

#include "importers/report_list/role_phrases.h"

#include <algorithm>
#include <array>
#include <deque>
#include <string>

#include "engine/base/result.h"
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

// What an ending of a pattern's word stands for: regular verbs of English, Spanish with Portuguese,
// French, Italian and German, and their participles.
struct Ending {
  std::string_view name;
  std::string_view forms;  // between bars, "" by the first bar
};
constexpr std::array kEndings = {
    Ending{"", "|s|es|ed|ing"},
    Ending{"e", "e|es|ed|ing"},
    Ending{"ar", "a|an|am|o|ou|aron|aram|ando|ar|ara|aran|arao"},
    Ending{"er", "e|en|em|io|eu|ieron|eram|iendo|endo|er|era|eran"},
    Ending{"ir", "e|en|em|io|iu|ieron|iram|iendo|indo|ir|ira|iran"},
    Ending{"ado", "ado|ada|ados|adas"},
    Ending{"ido", "ido|ida|idos|idas"},
    Ending{"ent", "e|ent|er|ant|ait|aient|era|eront"},
    Ending{"ee", "e|ee|es|ees"},
    Ending{"are", "a|ano|are|ato|ata|ati|ate|ando"},
    Ending{"ere", "e|ono|ere|isce|iscono|ire|ito"},
    Ending{"en", "t|te|ten|en|et"},
};

std::string_view FormsOf(std::string_view ending) {
  const auto found = std::ranges::find(kEndings, ending, &Ending::name);
  CITYGRAPH_CHECK(found != kEndings.end());
  return found->forms;
}

// Calls `each` with every word that one word of a pattern stands for, those with * as they are.
template <class Each>
void ForEachWordOf(std::string_view alternatives, const Each& each) {
  while (!alternatives.empty()) {
    std::string_view ending = TakeUpTo(alternatives, '|');
    const bool inflected = ending.find('~') != ending.npos;
    const std::string_view stem = TakeUpTo(ending, '~');
    if (!inflected) {
      each(stem, std::string_view());
      continue;
    }
    for (std::string_view forms = FormsOf(ending);;) {
      const bool last = forms.find('|') == forms.npos;
      each(stem, TakeUpTo(forms, '|'));
      if (last) break;
    }
  }
}

// Whether a word is one that an alternative of a pattern stands for; most fail at their stem.
bool StandsFor(std::string_view alternative, std::string_view folded) {
  if (alternative.front() != folded.front()) return false;
  const std::size_t mark = alternative.find('~');
  if (mark == alternative.npos) {
    return alternative.ends_with('*')
               ? folded.starts_with(alternative.substr(0, alternative.size() - 1))
               : folded == alternative;
  }
  if (!folded.starts_with(alternative.substr(0, mark))) return false;
  const std::string_view rest = folded.substr(mark);
  std::string_view forms = FormsOf(alternative.substr(mark + 1));
  for (bool last = false; !last;) {
    last = forms.find('|') == forms.npos;
    if (TakeUpTo(forms, '|') == rest) return true;
  }
  return false;
}

bool IsOneOf(std::string_view alternatives, std::string_view folded) {
  while (!alternatives.empty()) {
    if (StandsFor(TakeUpTo(alternatives, '|'), folded)) return true;
  }
  return false;
}

// The phrases by the words that they begin with.
class PhraseIndex {
 public:
  PhraseIndex() {
    for (const RoleVerb& verb : RoleVerbs()) {
      ForEachFirst(verb.pattern,
                   [&](std::string_view word) { index_.Add(word).verbs.push_back(&verb); });
    }
    for (const RoleLabel& label : RoleLabels()) {
      ForEachFirst(label.pattern,
                   [&](std::string_view word) { index_.Add(word).labels.push_back(&label); });
    }
  }
  const PhrasesOfWord* Find(std::string_view word) const { return index_.Find(word); }

 private:
  template <class Each>
  void ForEachFirst(std::string_view pattern, const Each& each) {
    ForEachWordOf(TakeUpTo(pattern, ' '), [&](std::string_view stem, std::string_view ending) {
      each(words_.emplace_back(std::string(stem) + std::string(ending)));
    });
  }

  std::deque<std::string> words_;  // stay where they are
  WordMap<PhrasesOfWord> index_;
};

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

bool IsFiniteForm(std::string_view pattern, std::string_view folded_word) {
  static const WordSet kConjugations("ar er ir");
  static const WordSet kNotFinite("ando ar er endo iendo ir indo");
  std::string_view first = TakeUpTo(pattern, ' ');
  while (!first.empty()) {
    const std::string_view alternative = TakeUpTo(first, '|');
    const std::size_t mark = alternative.find('~');
    if (mark != alternative.npos && kConjugations.contains(alternative.substr(mark + 1)) &&
        StandsFor(alternative, folded_word) && !kNotFinite.contains(folded_word.substr(mark)))
      return true;
  }
  return false;
}

const PhrasesOfWord* PhrasesFrom(std::string_view folded_word) {
  static const PhraseIndex kIndex;
  return kIndex.Find(folded_word);
}

bool StandsVerbAt(const Words& words, std::size_t i) {
  const PhrasesOfWord* const phrases = PhrasesFrom(words.Folded(i));
  return phrases != nullptr && std::ranges::any_of(phrases->verbs, [&](const RoleVerb* verb) {
           return WordsOfPattern(verb->pattern, words, i) > 0;
         });
}

const Journey* JourneyOf(WordClasses word) {
  static constexpr Journey kVisit{Role::kVisitor, Role::kHost, "visit-from-to"};
  static constexpr Journey kMentoring{Role::kMentor, Role::kMentee, "mentoring-from-to"};
  static constexpr Journey kTraining{Role::kMentor, Role::kMentee, "training-by-of", true};
  if (word.HasAny({WordClass::kVisit, WordClass::kDelegation})) return &kVisit;
  if (word.Has(WordClass::kMentoring)) return &kMentoring;
  return word.Has(WordClass::kTraining) ? &kTraining : nullptr;
}

bool IsSupported(const Words& words, std::size_t place) {
  using Patterns = std::vector<std::string_view>;
  static const WordMap<Patterns> kByFirst = [] {
    std::string_view patterns =
        "capacity building of*|capacity building for*|capacity development of*|"
        "strengthening of*|support to*|support for*|training of*|training for*|"
        "technical assistance to*|technical assistance for*|assistance to*|"
        "for the benefit of*|renforcement des capacites*|renforcement de*|appui a*|appui au*|"
        "appui aux*|appui technique*|appui institutionnel*|accompagnement de*|soutien a*|"
        "soutien au*|soutien aux*|aide a*|assistance a*|ayuda a*|ajuda a*|ajuda ao*|"
        "help for*|au benefice de*|au profit de*|en faveur de*|fortalecimiento de*|apoyo a*|"
        "asistencia tecnica a*|en beneficio de*|a favor de*|capacitacion a*|"
        "fortalecimento d*|apoio a*|apoio ao*|assistencia tecnica a*|em beneficio d*|"
        "em favor d*|renforcer les capacites*|strengthen the capacity*|strengthen the "
        "capacities*|strengthening the capacity*|fortalecer las capacidades*|"
        "fortalecer as capacidades*|capacitacao d*|formacao d*|capacity of*|capacities "
        "of*|formation avec*";
    WordMap<Patterns> by_first;
    while (!patterns.empty()) {
      const std::string_view pattern = TakeUpTo(patterns, '|');
      by_first.Add(pattern.substr(0, pattern.find(' '))).push_back(pattern);
    }
    return by_first;
  }();
  for (std::size_t i = 0; i < place; ++i) {
    const Patterns* const patterns = kByFirst.Find(words.Folded(i));
    if (patterns == nullptr) continue;
    const bool fits = std::ranges::any_of(*patterns, [&](std::string_view pattern) {
      const std::size_t count = WordsOfPattern(pattern, words, i);
      return count > 0 && i + count <= place;
    });
    if (fits) return true;
  }
  return false;
}

}  // namespace citygraph::importers

#include "importers/text/language.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "engine/base/unicode.h"

namespace citygraph::importers {
namespace {

using WordSet = std::unordered_set<std::string_view>;

const std::array<WordSet, kLanguages>& FunctionWords() {
  static const std::array<WordSet, kLanguages> kWords = {
      WordSet{"the",   "of",      "and",     "for",     "in",   "on",  "to",   "a",     "an",
              "with",  "from",    "by",      "as",      "at",   "or",  "is",   "are",   "its",
              "their", "between", "through", "towards", "into", "how", "what", "based", "under",
              "that",  "this",    "be",      "has",     "have", "was", "were", "s"},
      WordSet{"el",  "la", "los", "las", "de",    "del",   "y",     "e",     "en", "para", "por",
              "con", "un", "una", "al",  "desde", "hacia", "entre", "sobre", "su", "sus",  "como",
              "a",   "o",  "u",   "lo",  "que",   "se",    "es",    "son",   "sin"},
      WordSet{"o",     "a",   "os",   "as",   "de",    "do",    "da",    "dos",  "das",  "e",
              "em",    "no",  "na",   "nos",  "nas",   "para",  "por",   "com",  "um",   "uma",
              "ao",    "aos", "pelo", "pela", "entre", "sobre", "seu",   "sua",  "como", "que",
              "desde", "num", "numa", "ou",   "se",    "sem",   "pelos", "pelas"},
      WordSet{"le",   "la",   "les",  "de",   "du",  "des",     "et",   "en",    "pour",
              "par",  "avec", "un",   "une",  "au",  "aux",     "vers", "entre", "sur",
              "dans", "l",    "d",    "sa",   "ses", "comme",   "ou",   "que",   "qui",
              "se",   "est",  "sont", "sans", "a",   "matiere", "leur", "leurs"},
  };
  return kWords;
}

// Words that one of the four languages has to itself in our texts, function words apart.
struct Telling {
  std::string_view folded;
  Language language;
};
constexpr std::array kTelling = {
    Telling{"city", Language::kEnglish},
    Telling{"cities", Language::kEnglish},
    Telling{"learning", Language::kEnglish},
    Telling{"exchange", Language::kEnglish},
    Telling{"development", Language::kEnglish},
    Telling{"policies", Language::kEnglish},
    Telling{"sustainable", Language::kEnglish},
    Telling{"planning", Language::kEnglish},
    Telling{"housing", Language::kEnglish},
    Telling{"services", Language::kEnglish},
    Telling{"resilience", Language::kEnglish},
    Telling{"sustainability", Language::kEnglish},
    Telling{"twinning", Language::kEnglish},
    Telling{"resiliencia", Language::kSpanish},
    Telling{"urbana", Language::kSpanish},
    Telling{"ciudad", Language::kSpanish},
    Telling{"ciudades", Language::kSpanish},
    Telling{"hermanamiento", Language::kSpanish},
    Telling{"desarrollo", Language::kSpanish},
    Telling{"cidade", Language::kPortuguese},
    Telling{"cidades", Language::kPortuguese},
    Telling{"geminacao", Language::kPortuguese},
    Telling{"desenvolvimento", Language::kPortuguese},
    Telling{"ville", Language::kFrench},
    Telling{"villes", Language::kFrench},
    Telling{"jumelage", Language::kFrench},
    Telling{"developpement", Language::kFrench},
    Telling{"cooperacion", Language::kSpanish},
    Telling{"cooperacao", Language::kPortuguese},
    Telling{"cooperation", Language::kEnglish},
};

// Endings and letters of one language: -ção/-ções, -ción, ñ, -tion with an accent, œ.
std::optional<Language> FromSpelling(std::string_view word) {
  if (word.ends_with("ção") || word.ends_with("ções") || word.ends_with("ões") ||
      word.find("ã") != word.npos) {
    return Language::kPortuguese;
  }
  if (word.ends_with("ción") || word.ends_with("ciones") || word.find("ñ") != word.npos)
    return Language::kSpanish;
  if (word.find("œ") != word.npos || word.find("ê") != word.npos || word.find("è") != word.npos) {
    return Language::kFrench;
  }
  return std::nullopt;
}

}  // namespace

std::string_view LanguageCode(Language language) {
  constexpr std::array<std::string_view, kLanguages> kCodes = {"en", "es", "pt", "fr"};
  return kCodes[static_cast<std::size_t>(language)];
}

std::optional<Language> LanguageFromMark(std::string_view folded) {
  struct Mark {
    std::string_view text;
    Language language;
  };
  static constexpr std::array kMarks = {
      Mark{"eng", Language::kEnglish},
      Mark{"en", Language::kEnglish},
      Mark{"english", Language::kEnglish},
      Mark{"ingles", Language::kEnglish},
      Mark{"anglais", Language::kEnglish},
      Mark{"esp", Language::kSpanish},
      Mark{"es", Language::kSpanish},
      Mark{"spa", Language::kSpanish},
      Mark{"cas", Language::kSpanish},
      Mark{"espanol", Language::kSpanish},
      Mark{"spanish", Language::kSpanish},
      Mark{"castellano", Language::kSpanish},
      Mark{"por", Language::kPortuguese},
      Mark{"pt", Language::kPortuguese},
      Mark{"portugues", Language::kPortuguese},
      Mark{"portuguese", Language::kPortuguese},
      Mark{"fra", Language::kFrench},
      Mark{"fre", Language::kFrench},
      Mark{"fr", Language::kFrench},
      Mark{"francais", Language::kFrench},
      Mark{"french", Language::kFrench},
      Mark{"frances", Language::kFrench},
      Mark{"ing", Language::kEnglish},
      Mark{"ang", Language::kEnglish},
  };
  const auto found = std::ranges::find(kMarks, folded, &Mark::text);
  return found == kMarks.end() ? std::nullopt : std::optional(found->language);
}

LanguageGuess GuessLanguage(const Words& words) {
  std::array<double, kLanguages> score{};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view folded = words.Folded(i);
    double share = 0;
    for (const WordSet& set : FunctionWords()) share += set.contains(folded) ? 1 : 0;
    for (std::size_t language = 0; language < kLanguages; ++language) {
      if (FunctionWords()[language].contains(folded)) score[language] += 1 / share;
    }
    for (const Telling& telling : kTelling) {
      if (telling.folded == folded) score[static_cast<std::size_t>(telling.language)] += 1;
    }
    if (const auto spelt = FromSpelling(ToLower(words.Text(i, i + 1)))) {
      if (folded.size() > 4) score[static_cast<std::size_t>(*spelt)] += 0.6;
    }
  }
  const auto best = std::ranges::max_element(score);
  double total = 0;
  for (const double each : score) total += each;
  if (total == 0) return {};
  return {static_cast<Language>(best - score.begin()), *best / total};
}

bool IsFunctionWord(Language language, std::string_view folded) {
  return FunctionWords()[static_cast<std::size_t>(language)].contains(folded);
}

}  // namespace citygraph::importers

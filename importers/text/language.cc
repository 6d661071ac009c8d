#include "importers/text/language.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

#include "engine/base/unicode.h"

namespace citygraph::importers {
namespace {

WordClass Function(std::size_t language) {
  return static_cast<WordClass>(static_cast<std::size_t>(WordClass::kFunctionEnglish) + language);
}
WordClass Telling(std::size_t language) {
  return static_cast<WordClass>(static_cast<std::size_t>(WordClass::kTellingEnglish) + language);
}

bool IsAscii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool EndsInOneOf(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view each) { return word.ends_with(each); });
}

// Endings and letters of one language. `folded` is the word folded.
std::optional<Language> FromSpelling(std::string_view written, std::string_view folded) {
  if (!IsAscii(written)) {
    const std::string word = ToLower(written);
    if (EndsInOneOf(word, {"ção", "ções", "ões", "ça", "ças"}) || word.find("ã") != word.npos)
      return Language::kPortuguese;
    if (EndsInOneOf(word, {"ión"}) || word.find("ñ") != word.npos) return Language::kSpanish;
    if (EndsInOneOf(word, {"ité", "ités", "ée", "ées", "tion", "tions"}) ||
        word.find("œ") != word.npos || word.find("ê") != word.npos || word.find("è") != word.npos) {
      return Language::kFrench;
    }
  }
  constexpr std::string_view kLastLetters = "degmopsx";  // of the endings below
  if (folded.empty() || kLastLetters.find(folded.back()) == kLastLetters.npos) return std::nullopt;
  if (EndsInOneOf(folded, {"idad", "amiento", "imiento", "ciones"})) return Language::kSpanish;
  if (EndsInOneOf(folded, {"idade", "agem", "agens", "amento", "imento"}))
    return Language::kPortuguese;
  if (EndsInOneOf(folded, {"ique", "iques", "eaux", "euse", "euses"})) return Language::kFrench;
  if (EndsInOneOf(folded, {"ing", "ness", "ship"})) return Language::kEnglish;
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
  constexpr std::size_t kEnoughWords = 1000;
  constexpr double kSpelt = 0.6;
  constexpr std::size_t kShortWord = 4;  // its letters tell little
  constexpr WordClasses kTellsLanguage = {
      WordClass::kFunctionEnglish,   WordClass::kFunctionSpanish, WordClass::kFunctionPortuguese,
      WordClass::kFunctionFrench,    WordClass::kTellingEnglish,  WordClass::kTellingSpanish,
      WordClass::kTellingPortuguese, WordClass::kTellingFrench};
  std::array<double, kLanguages> score{};
  for (std::size_t i = 0; i < std::min(words.size(), kEnoughWords); ++i) {
    const std::string_view written = words.Text(i, i + 1);
    const WordClasses classes = words[i].classes;
    if (classes.HasAny(kTellsLanguage)) {
      double share = 0;
      double told = 0;
      for (std::size_t language = 0; language < kLanguages; ++language) {
        share += classes.Has(Function(language)) ? 1 : 0;
        told += classes.Has(Telling(language)) ? 1 : 0;
      }
      for (std::size_t language = 0; language < kLanguages; ++language) {
        if (classes.Has(Function(language))) score[language] += 1 / share;
        // English has no accents: "coopération" is not its word.
        const bool foreign =
            language == static_cast<std::size_t>(Language::kEnglish) && !IsAscii(written);
        if (classes.Has(Telling(language)) && !foreign) score[language] += 1 / told;
      }
    }
    const std::string_view folded = words.Folded(i);
    if (folded.size() <= kShortWord) continue;
    if (const auto spelt = FromSpelling(written, folded))
      score[static_cast<std::size_t>(*spelt)] += kSpelt;
  }
  const auto best = std::ranges::max_element(score);
  double total = 0;
  for (const double each : score) total += each;
  if (total == 0) return {};
  return {static_cast<Language>(best - score.begin()), *best / total};
}

bool IsFunctionWord(Language language, WordClasses word) {
  return word.Has(Function(static_cast<std::size_t>(language)));
}

}  // namespace citygraph::importers

// The language of a row: told from its small words and letters, since titles are too short for
// more.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "importers/text/words.h"

namespace citygraph::importers {

enum class Language : std::uint8_t { kEnglish, kSpanish, kPortuguese, kFrench };
inline constexpr std::size_t kLanguages = 4;

// ISO 639-1: "en", "es", "pt", "fr".
std::string_view LanguageCode(Language language);
// From an edition mark as lists print it: ENG, ESP, SPA, CAS, POR, PT, FRA, FR, "English",
// "español"… (folded).
std::optional<Language> LanguageFromMark(std::string_view folded);

struct LanguageGuess {
  std::optional<Language> language;  // nothing when no word tells
  double confidence = 0;             // share of the telling words that agree
};
LanguageGuess GuessLanguage(const Words& words);

// Articles, prepositions and conjunctions of the language: they carry no theme.
bool IsFunctionWord(Language language, WordClasses word);

}  // namespace citygraph::importers

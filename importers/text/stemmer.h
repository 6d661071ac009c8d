// Word stems by Snowball, so that "mercados" meets "mercado". The only door to libstemmer.
#pragma once

#include <string>
#include <string_view>

#include "importers/text/language.h"

namespace citygraph::importers {

// The stem of a lower-case word as written (with its accents: the stemmers look at them), folded.
//   Stem(Language::kSpanish, "ciudades") == "ciudad"
// Threads: safe; each thread has stemmers of its own.
std::string Stem(Language language, std::string_view lower_case_word);

// Stem(language, ToLower(word)), remembering the words that the thread met lately: texts repeat
// theirs. Cost: a hash probe for a word met before, a microsecond for another.
std::string StemOfWritten(Language language, std::string_view word);

}  // namespace citygraph::importers

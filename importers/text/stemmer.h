// Word stems by Snowball, so that "mercados" meets "mercado". The only door to libstemmer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "importers/text/language.h"

namespace citygraph::importers {

// The stem of a lower-case word as written (with its accents: the stemmers look at them), folded.
//   Stem(Language::kSpanish, "ciudades") == "ciudad"
// Threads: safe; each thread has stemmers of its own.
std::string Stem(Language language, std::string_view lower_case_word);

// A number for Stem(language, ToLower(word)): the same for the same stem, in any language; 0 for an
// empty one. Remembers the words that the thread met lately, since texts repeat theirs. Cost: a
// hash probe for a word met before, a microsecond for another.
std::uint64_t StemNumber(Language language, std::string_view word);

}  // namespace citygraph::importers

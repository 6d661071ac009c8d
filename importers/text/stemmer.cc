#include "importers/text/stemmer.h"

#include <libstemmer.h>

#include <array>
#include <memory>

#include "engine/base/bytes.h"
#include "engine/base/unicode.h"
#include "importers/text/word_cache.h"

namespace citygraph::importers {
namespace {

struct Deleter {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Stemmers = std::array<std::unique_ptr<sb_stemmer, Deleter>, kLanguages>;

sb_stemmer* StemmerFor(Language language) {
  thread_local const Stemmers kStemmers = [] {
    Stemmers stemmers;
    for (std::size_t i = 0; i < kLanguages; ++i) {
      const std::string code(LanguageCode(static_cast<Language>(i)));
      stemmers[i].reset(sb_stemmer_new(code.c_str(), "UTF_8"));
    }
    return stemmers;
  }();
  return kStemmers[static_cast<std::size_t>(language)].get();
}

}  // namespace

std::string Stem(Language language, std::string_view lower_case_word) {
  sb_stemmer* stemmer = StemmerFor(language);
  if (stemmer == nullptr) return FoldName(lower_case_word);
  // Some stems have a stem: ciudades -> ciudad -> ciud, as ciudad has. A third time would go too
  // far: ciudadanos -> ciudadan -> ciudad, solidaridad -> solidar -> solid.
  constexpr int kMostRounds = 2;
  std::string stem(lower_case_word);
  for (int round = 0; round < kMostRounds; ++round) {
    const auto* word = reinterpret_cast<const sb_symbol*>(stem.data());
    const auto* shorter = reinterpret_cast<const char*>(
        sb_stemmer_stem(stemmer, word, static_cast<int>(stem.size())));
    const auto length = static_cast<std::size_t>(sb_stemmer_length(stemmer));
    if (std::string_view(shorter, length) == stem) break;
    stem.assign(shorter, length);
  }
  return FoldName(stem);
}

std::uint64_t StemNumber(Language language, std::string_view word) {
  // 64 bits: of a vocabulary's ten thousand stems and all the words there are, no two meet.
  constexpr std::uint64_t kMix = 0xff51afd7ed558ccd;
  constexpr std::size_t kSlots = std::size_t{1} << 11;  // more would not stay near the processor
  thread_local std::array<WordCache<std::uint64_t, kSlots>, kLanguages> known;
  return known[static_cast<std::size_t>(language)].Of(word, [&]() -> std::uint64_t {
    const std::string stem = Stem(language, ToLower(word));
    return stem.empty() ? 0 : Fnv1a(stem) * kMix;
  });
}

}  // namespace citygraph::importers

#include "importers/text/stemmer.h"

#include <libstemmer.h>

#include <array>
#include <functional>
#include <memory>
#include <unordered_map>

#include "engine/base/unicode.h"

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

std::string StemOfWritten(Language language, std::string_view word) {
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  using Known = std::unordered_map<std::string, std::string, Hash, std::equal_to<>>;
  constexpr std::size_t kMostKnown = 1 << 15;
  constexpr std::size_t kLongest = 40;  // longer ones are hardly met again
  thread_local std::array<Known, kLanguages> known_by_language;
  if (word.size() > kLongest) return Stem(language, ToLower(word));
  Known& known = known_by_language[static_cast<std::size_t>(language)];
  if (const auto found = known.find(word); found != known.end()) return found->second;
  if (known.size() >= kMostKnown) known.clear();
  return known.emplace(word, Stem(language, ToLower(word))).first->second;
}

}  // namespace citygraph::importers

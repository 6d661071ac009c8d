// The first letters of some word stems: what tells, without stemming, that a word has none of them.
#pragma once

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <string_view>

namespace citygraph::importers {

// Stemmers take endings off, so that a word begins as its stem does. What they write instead of an
// ending begins with the stem's last letter at the earliest ("aging" -> "age"), but for an English
// y in second place ("dying" -> "die"): such words are never told apart.
class Openings {
 public:
  void Add(std::string_view folded_stem) {
    const std::size_t kept = std::min(kLetters, std::max<std::size_t>(folded_stem.size(), 2) - 1);
    std::size_t first = 0;
    std::size_t count = 1;
    for (std::size_t i = 0; i < kLetters; ++i) {
      first = first * kAlphabet + (i < kept ? NumberOf(folded_stem, i) : 0);
      if (i >= kept) count *= kAlphabet;
    }
    for (std::size_t i = 0; i < count; ++i) openings_.set(first + i);
  }

  // Whether the folded word may have one of the stems. Never false for one that has.
  bool MayBegin(std::string_view folded_word) const {
    if (folded_word.size() < kLetters || folded_word[1] == 'y') return true;
    std::size_t opening = 0;
    for (std::size_t i = 0; i < kLetters; ++i)
      opening = opening * kAlphabet + NumberOf(folded_word, i);
    return openings_.test(opening);
  }

 private:
  static constexpr std::size_t kLetters = 3;
  static constexpr std::size_t kAlphabet = 27;  // a to z, and all else

  static std::size_t NumberOf(std::string_view text, std::size_t at) {
    const char c = at < text.size() ? text[at] : '\0';
    return c >= 'a' && c <= 'z' ? static_cast<std::size_t>(c - 'a' + 1) : 0;
  }

  std::bitset<kAlphabet * kAlphabet * kAlphabet> openings_;
};

}  // namespace citygraph::importers

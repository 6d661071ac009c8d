// The first letters of some word stems: what tells, without stemming, that a word has none of them.
#pragma once

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace citygraph::importers {

// Stemmers take endings off, so that a word begins as its stem does, but for what they write in an
// ending's place ("aging" -> "age", "émaux" -> "émal", "prudemment" -> "prudent") and for an
// English y in second place ("dying" -> "die"). What is kept of a stem is what no stemmer of ours
// writes otherwise; openings_test.cc asks them.
class Openings {
 public:
  void Add(std::string_view folded_stem) {
    if (folded_stem.size() > kMostKept) return Set(folded_stem.substr(0, KeptOf(folded_stem)));
    if (folded_stem.empty()) return;
    std::string opening(folded_stem);
    Set(opening);
    if (opening.size() == 1) return;
    for (const char written : InPlaceOf(opening.back())) {
      opening.back() = written;
      Set(opening);
    }
  }
  void Add(const Openings& more) { openings_ |= more.openings_; }

  // Whether the folded word may have one of the stems. Never false for one that has.
  bool MayBegin(std::string_view folded_word) const {
    if (folded_word.size() > 1 && folded_word[1] == 'y') return true;
    // A number is its own stem.
    const bool number =
        folded_word.size() <= kMostKept && std::ranges::all_of(folded_word, IsDigit);
    const std::size_t least = number ? folded_word.size() : 1;
    for (std::size_t size = least; size <= std::min(kMostKept, folded_word.size()); ++size) {
      if (openings_.test(SlotOf(folded_word.substr(0, size)))) return true;
    }
    return false;
  }

 private:
  static constexpr std::size_t kMostKept = 4;
  static constexpr std::size_t kSlotBits = 16;

  static bool IsDigit(char c) { return c >= '0' && c <= '9'; }
  // What the word may have where the stem has the letter at its end.
  static std::string_view InPlaceOf(char last) {
    if (last == 'e' || last == 'i' || last == 'y') return "eiy";
    return last == 'l' ? "u" : "";
  }
  // REQUIRES: a stem of more than kMostKept bytes.
  static std::size_t KeptOf(std::string_view stem) { return std::min(kMostKept, stem.size() - 2); }
  void Set(std::string_view opening) { openings_.set(SlotOf(opening)); }
  // REQUIRES: 1 to 4 bytes.
  static std::size_t SlotOf(std::string_view opening) {
    std::uint32_t letters = 0;
    for (const char c : opening) letters = letters << 8 | static_cast<unsigned char>(c);
    return (letters * 0x9e3779b1U) >> (32 - kSlotBits);
  }

  std::bitset<std::size_t{1} << kSlotBits> openings_;  // by a hash
};

}  // namespace citygraph::importers

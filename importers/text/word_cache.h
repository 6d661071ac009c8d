// What was found out about the words met lately: texts repeat theirs, so that most look-ups end
// here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "importers/text/word_table.h"

namespace citygraph::importers {

// Each word has one slot, which it shares with others: the one met last is kept. Memory: bounded,
// `kSlots` times some 40 bytes and the value. Threads: one.
template <class Value, std::size_t kSlots = std::size_t{1} << 13>
class WordCache {
 public:
  // The value of `word`: remembered, or what `find_out()` gives. Valid until the next call.
  // Cost: a hash of the word and a comparison when it was met lately.
  template <class FindOut>
  const Value& Of(std::string_view word, const FindOut& find_out) {
    if (slots_.empty()) slots_.resize(kSlots + 1);
    const bool long_word = word.size() > kLongest;
    Slot& slot = slots_[long_word ? kSlots : HashOfWord(word) % kSlots];
    if (!long_word && slot.size == word.size() + 1 &&
        std::memcmp(slot.text.data(), word.data(), word.size()) == 0)
      return slot.value;
    slot.value = find_out();
    if (long_word) return slot.value;
    slot.size = static_cast<std::uint8_t>(word.size() + 1);
    std::memcpy(slot.text.data(), word.data(), word.size());
    return slot.value;
  }

 private:
  static constexpr std::size_t kLongest = 31;  // longer ones are hardly met again
  struct Slot {
    std::array<char, kLongest> text;
    std::uint8_t size = 0;  // of the text, and one more; 0: empty
    Value value{};
  };
  std::vector<Slot> slots_;  // the last for long words
};

}  // namespace citygraph::importers

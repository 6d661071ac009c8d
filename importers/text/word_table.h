// Small fixed tables of folded words, asked for many times a word of a text: a probe is some
// nanoseconds and allocates nothing.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace citygraph::importers {

// Mixes length, beginning and end: enough for words, of which hardly two differ in the middle
// alone.
inline std::uint64_t HashOfWord(std::string_view word) {
  constexpr std::size_t kLong = sizeof(std::uint64_t);
  constexpr std::size_t kHalf = sizeof(std::uint32_t);
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
  const std::size_t size = word.size();
  if (size >= kLong) {
    std::memcpy(&head, word.data(), kLong);
    std::memcpy(&tail, word.data() + size - kLong, kLong);
  } else if (size >= kHalf) {
    std::uint32_t part = 0;
    std::memcpy(&part, word.data(), kHalf);
    head = part;
    std::memcpy(&part, word.data() + size - kHalf, kHalf);
    tail = part;
  } else if (size > 0) {
    head = static_cast<unsigned char>(word.front()) |
           static_cast<std::uint64_t>(static_cast<unsigned char>(word[size / 2])) << 8 |
           static_cast<std::uint64_t>(static_cast<unsigned char>(word.back())) << 16;
  }
  std::uint64_t hash = (head ^ size) * 0x9e3779b97f4a7c15;
  hash = (std::rotl(hash, 32) ^ tail) * 0xff51afd7ed558ccd;
  return hash ^ (hash >> 32);
}

// Calls `each` with the words of a list, which stand between single spaces.
template <class Each>
void ForEachWord(std::string_view list, const Each& each) {
  while (!list.empty()) {
    const std::size_t space = list.find(' ');
    each(list.substr(0, space));
    list.remove_prefix(space == list.npos ? list.size() : space + 1);
  }
}

// What words mean. Of a word that is there twice the first meaning stands. Does not own the words.
template <class Meaning>
class WordMap {
 public:
  WordMap() = default;
  WordMap(std::initializer_list<std::pair<std::string_view, Meaning>> words) {
    for (const auto& [word, meaning] : words) Add(word, meaning);
  }

  // The word's meaning, which is `meaning` when the word is new.
  Meaning& Add(std::string_view word, Meaning meaning = {}) {
    if (2 * (count_ + 1) > slots_.size()) Grow();
    Slot& slot = slots_[SlotOf(word)];
    if (slot.word.data() == nullptr) {
      slot = {word, std::move(meaning)};
      ++count_;
    }
    return slot.meaning;
  }

  // Null when the word is not there. REQUIRES: it is not empty.
  const Meaning* Find(std::string_view word) const {
    if (count_ == 0) return nullptr;
    const Slot& slot = slots_[SlotOf(word)];
    return slot.word.data() == nullptr ? nullptr : &slot.meaning;
  }

 private:
  struct Slot {
    std::string_view word;  // null: empty
    Meaning meaning{};
  };

  // Where the word is, or would be. REQUIRES: some slot is empty.
  std::size_t SlotOf(std::string_view word) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = HashOfWord(word) & mask;
    while (slots_[at].word.data() != nullptr && slots_[at].word != word) at = (at + 1) & mask;
    return at;
  }
  void Grow() {
    constexpr std::size_t kFirst = 16;
    std::vector<Slot> slots(slots_.empty() ? kFirst : 2 * slots_.size());
    std::swap(slots, slots_);
    for (Slot& each : slots) {
      if (each.word.data() != nullptr) slots_[SlotOf(each.word)] = std::move(each);
    }
  }

  std::vector<Slot> slots_;  // a power of two, at most half full
  std::size_t count_ = 0;
};

class WordSet {
 public:
  WordSet(std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) words_.Add(word);
  }
  // Words between single spaces.
  explicit WordSet(std::string_view list) {
    ForEachWord(list, [this](std::string_view word) { words_.Add(word); });
  }

  bool contains(std::string_view word) const { return words_.Find(word) != nullptr; }

 private:
  WordMap<std::monostate> words_;
};

}  // namespace citygraph::importers

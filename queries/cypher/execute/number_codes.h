// Numbers for keys of 64 bits: 0, 1, 2, … in the order in which they are first seen. An open hash
// table, for the millions of rows that grouping sees.
#pragma once

#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

namespace citygraph::queries::cypher {

class NumberCodes {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

  // The key's number, and whether it is new.
  std::pair<std::uint32_t, bool> CodeOf(std::uint64_t key) { return CodeOf(key, size_); }
  // The same; a new key gets `fresh`.
  std::pair<std::uint32_t, bool> CodeOf(std::uint64_t key, std::uint32_t fresh) {
    if ((std::size_t{size_} + 1) * 3 > slots_.size() * 2) Grow();
    for (std::size_t at = HomeOf(key);; at = (at + 1) & (slots_.size() - 1)) {
      Slot& slot = slots_[at];
      if (slot.code == kNone) {
        slot = {key, fresh};
        ++size_;
        return {fresh, true};
      }
      if (slot.key == key) return {slot.code, false};
    }
  }

  // The key's number, or kNone.
  std::uint32_t Find(std::uint64_t key) const {
    if (slots_.empty()) return kNone;
    std::size_t at = HomeOf(key);
    while (slots_[at].code != kNone && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return slots_[at].code;
  }

  // Asks the memory for the key's place, for who comes back with it.
  void Prefetch(std::uint64_t key) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[HomeOf(key)]);
  }

  std::uint32_t size() const { return size_; }
  std::size_t bytes() const { return slots_.size() * sizeof(Slot); }
  void Clear() {
    slots_.clear();
    size_ = 0;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t code = kNone;
  };

  std::size_t HomeOf(std::uint64_t key) const {
    return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15U) >> shift_);
  }
  void Grow() {
    const std::vector<Slot> old =
        std::exchange(slots_, std::vector<Slot>(slots_.empty() ? 16 : slots_.size() * 2));
    shift_ = 64 - static_cast<unsigned>(std::countr_zero(slots_.size()));
    for (const Slot& slot : old) {
      if (slot.code == kNone) continue;
      std::size_t at = HomeOf(slot.key);
      while (slots_[at].code != kNone) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }

  std::vector<Slot> slots_;  // a power of two of them, a third free
  std::uint32_t size_ = 0;
  unsigned shift_ = 60;
};

}  // namespace citygraph::queries::cypher

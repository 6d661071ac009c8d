// Values by the address of what they are of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

namespace citygraph::importers {

// Values stay where they are until Clear. Threads: one.
template <class Key, class Value>
class PointerMap {
 public:
  // The value of the key, made by `fill(value)` when it is new. REQUIRES: key is not null.
  template <class Fill>
  const Value& Of(const Key* key, const Fill& fill) {
    if (2 * (values_.size() + 1) > slots_.size()) Grow();
    Slot& slot = slots_[SlotOf(key)];
    if (slot.key == nullptr) {
      slot = {key, &values_.emplace_back()};
      fill(*slot.value);
    }
    return *slot.value;
  }
  std::size_t size() const { return values_.size(); }
  void Clear() {
    slots_.clear();
    values_.clear();
  }

 private:
  struct Slot {
    const Key* key = nullptr;  // null: empty
    Value* value = nullptr;
  };

  std::size_t SlotOf(const Key* key) const {
    const std::size_t mask = slots_.size() - 1;
    const auto address = reinterpret_cast<std::uintptr_t>(key);
    std::size_t at = ((address * 0x9e3779b97f4a7c15) >> 32) & mask;
    while (slots_[at].key != nullptr && slots_[at].key != key) at = (at + 1) & mask;
    return at;
  }
  void Grow() {
    constexpr std::size_t kFirst = 256;
    std::vector<Slot> slots(slots_.empty() ? kFirst : 2 * slots_.size());
    std::swap(slots, slots_);
    for (const Slot& each : slots) {
      if (each.key != nullptr) slots_[SlotOf(each.key)] = each;
    }
  }

  std::vector<Slot> slots_;  // a power of two, at most half full
  std::deque<Value> values_;
};

}  // namespace citygraph::importers

// Integers packed to the least width: value(i) = base + stride * i + bits(i). A run such as
// 1, 2, 3, … has width 0 and takes no bytes at all; so do ids given out in order, and the ends of
// strings take the few bits by which they stray from a line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace citygraph {

// A view: valid while the bytes below it live. Copies freely.
class PackedIntegers {
 public:
  // Widths above this are stored as 64, so that a value is always one load of 8 bytes.
  static constexpr unsigned kMaxPackedWidth = 56;
  // The bytes that hold `count` values of `width` bits; 8 more than needed, for that load.
  static constexpr std::uint64_t BytesFor(std::uint64_t count, unsigned width) {
    return width == 0 ? 0 : (count * width + 7) / 8 + 8;
  }

  PackedIntegers() = default;
  // REQUIRES: `bits` has BytesFor(count, width) bytes; width <= kMaxPackedWidth or 64.
  PackedIntegers(const std::byte* bits, std::uint64_t count, unsigned width, std::int64_t base,
                 std::int64_t stride)
      : bits_(bits),
        count_(count),
        base_(static_cast<std::uint64_t>(base)),
        stride_(static_cast<std::uint64_t>(stride)),
        mask_(width == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1),
        width_(width) {}

  std::uint64_t size() const { return count_; }
  unsigned width() const { return width_; }
  // True when value(i) is base + stride * i, without bytes.
  bool affine() const { return width_ == 0; }
  std::int64_t base() const { return static_cast<std::int64_t>(base_); }
  std::int64_t stride() const { return static_cast<std::int64_t>(stride_); }

  // REQUIRES: i < size(). Arithmetic wraps, as it did when the values were packed.
  std::int64_t operator[](std::uint64_t i) const {
    std::uint64_t value = base_ + stride_ * i;
    if (width_ != 0) {
      const std::uint64_t bit = i * width_;
      std::uint64_t word;
      std::memcpy(&word, bits_ + (bit >> 3), sizeof(word));
      value += (word >> (bit & 7)) & mask_;
    }
    return static_cast<std::int64_t>(value);
  }
  // Begins to bring the value near; changes nothing. REQUIRES: i < size().
  void Prefetch(std::uint64_t i) const {
    if (width_ != 0) __builtin_prefetch(bits_ + (i * width_ >> 3));
  }

 private:
  const std::byte* bits_ = nullptr;
  std::uint64_t count_ = 0;
  std::uint64_t base_ = 0;
  std::uint64_t stride_ = 0;
  std::uint64_t mask_ = 0;
  unsigned width_ = 0;
};

// How the values would be packed: chosen so that the width is least.
struct PackingPlan {
  unsigned width = 0;
  std::int64_t base = 0;
  std::int64_t stride = 0;
};
// O(values). Of values whose range does not fit 64 bits, width 64 with base and stride 0.
PackingPlan PlanPacking(std::span<const std::int64_t> values);
// Writes BytesFor(values.size(), plan.width) bytes to `out`.
void PackIntegers(std::span<const std::int64_t> values, const PackingPlan& plan, std::byte* out);

}  // namespace citygraph

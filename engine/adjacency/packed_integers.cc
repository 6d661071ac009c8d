#include "engine/adjacency/packed_integers.h"

#include <algorithm>
#include <array>
#include <bit>

namespace citygraph {
namespace {

std::uint64_t Residual(std::int64_t value, std::int64_t stride, std::uint64_t i) {
  return static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(stride) * i;
}

// The plan for one stride; width 64 when the residuals leave the range of int64.
PackingPlan PlanWithStride(std::span<const std::int64_t> values, std::int64_t stride) {
  std::int64_t least = values.front();
  std::int64_t greatest = values.front();
  std::int64_t line = 0;
  bool overflow = false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::int64_t residual = 0;
    overflow |= __builtin_sub_overflow(values[i], line, &residual);
    least = std::min(least, residual);
    greatest = std::max(greatest, residual);
    overflow |= i + 1 < values.size() && __builtin_add_overflow(line, stride, &line);
  }
  const std::uint64_t spread =
      static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least);
  const auto width = static_cast<unsigned>(std::bit_width(spread));
  if (overflow || width > PackedIntegers::kMaxPackedWidth) return {.width = 64};
  return {.width = width, .base = least, .stride = stride};
}

}  // namespace

PackingPlan PlanPacking(std::span<const std::int64_t> values) {
  if (values.empty()) return {};
  PackingPlan plan = PlanWithStride(values, 0);
  if (plan.width > 0 && values.size() > 1) {
    const auto steps = static_cast<std::int64_t>(values.size() - 1);
    std::int64_t rise = 0;
    if (!__builtin_sub_overflow(values.back(), values.front(), &rise) && rise / steps != 0) {
      const PackingPlan sloped = PlanWithStride(values, rise / steps);
      if (sloped.width < plan.width) plan = sloped;
    }
  }
  return plan;
}

void PackIntegers(std::span<const std::int64_t> values, const PackingPlan& plan, std::byte* out) {
  const auto base = static_cast<std::uint64_t>(plan.base);
  if (plan.width == 0) return;
  const std::uint64_t size = PackedIntegers::BytesFor(values.size(), plan.width);
  const std::byte* const end = out + size;
  std::uint64_t word = 0;  // bits not written yet, low ones first
  unsigned filled = 0;
  for (std::uint64_t i = 0; i < values.size(); ++i) {
    const std::uint64_t bits = Residual(values[i], plan.stride, i) - base;
    word |= bits << filled;
    filled += plan.width;
    if (filled >= 64) {
      std::memcpy(out, &word, sizeof(word));
      out += sizeof(word);
      filled -= 64;
      word = filled == 0 ? 0 : bits >> (plan.width - filled);
    }
  }
  std::array<std::uint64_t, 2> tail{word, 0};
  std::memcpy(out, tail.data(), static_cast<std::size_t>(end - out));
}

}  // namespace citygraph

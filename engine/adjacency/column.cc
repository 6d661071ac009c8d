#include "engine/adjacency/column.h"

#include <algorithm>
#include <limits>

namespace citygraph {

double Column::Float(std::uint64_t row) const {
  return row < floats_.size() && Has(row) ? floats_[row] : 0;
}

std::string_view Column::Text(std::uint64_t row, std::string& scratch) const {
  if (!Has(row)) return {};
  if (symbols_ != nullptr) return Unpack(*symbols_, Stored(row), scratch);
  if (!coded_) return Stored(row);
  return Stored(static_cast<std::uint64_t>(Integer(row)));
}

TextRows Column::Texts(std::span<const std::uint64_t> rows) const {
  if (present_ == nullptr && !coded_) {
    for (const std::uint64_t row : rows) {
      if (row < ends_.size()) ends_.Prefetch(row);
    }
  }
  std::vector<std::string_view> stored(rows.size());
  std::size_t most = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!Has(rows[i])) continue;
    stored[i] = Stored(coded_ ? static_cast<std::uint64_t>(Integer(rows[i])) : rows[i]);
    if (stored[i].empty()) continue;
    __builtin_prefetch(stored[i].data());
    __builtin_prefetch(&stored[i].back());
    most += stored[i].size();
  }
  if (symbols_ != nullptr) most *= SymbolTable::kMostBytes;
  TextRows texts;
  texts.bytes_ = std::make_unique_for_overwrite<char[]>(most);
  texts.ends_.reserve(rows.size());
  char* out = texts.bytes_.get();
  for (const std::string_view each : stored) {
    out = symbols_ != nullptr ? UnpackTo(*symbols_, each, out) : std::ranges::copy(each, out).out;
    texts.ends_.push_back(static_cast<std::size_t>(out - texts.bytes_.get()));
  }
  return texts;
}

std::string_view Column::Stored(std::uint64_t at) const {
  if (at >= ends_.size()) return {};
  const auto begin = at == 0 ? 0 : static_cast<std::uint64_t>(ends_[at - 1]);
  const auto end = static_cast<std::uint64_t>(ends_[at]);
  if (begin > end || end > heap_.size()) return {};
  return {heap_.data() + begin, end - begin};
}

std::optional<std::uint32_t> Column::CodeFor(std::string_view text) const {
  std::uint32_t low = 0;
  std::uint32_t high = dictionary_size();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (Stored(middle) < text) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == dictionary_size() || Stored(low) != text) return std::nullopt;
  return low;
}

std::vector<std::uint32_t> Column::FindInteger(std::int64_t value) const {
  if (order_.empty()) {
    if (!indexed_ || present_ != nullptr || !integers_.affine() || integers_.stride() == 0) {
      return {};  // no row is set
    }
    std::int64_t distance = 0;
    if (__builtin_sub_overflow(value, integers_.base(), &distance) ||
        distance == std::numeric_limits<std::int64_t>::min() ||
        distance % integers_.stride() != 0) {
      return {};
    }
    const std::int64_t row = distance / integers_.stride();
    if (row < 0 || static_cast<std::uint64_t>(row) >= integers_.size()) return {};
    return {static_cast<std::uint32_t>(row)};
  }
  const auto found =
      std::ranges::equal_range(order_, value, {}, [&](std::uint32_t row) { return Integer(row); });
  return {found.begin(), found.end()};
}

std::vector<std::uint32_t> Column::FindText(std::string_view text) const {
  if (coded_) {
    const std::optional<std::uint32_t> code = CodeFor(text);
    return code ? FindInteger(*code) : std::vector<std::uint32_t>{};
  }
  std::string scratch;
  // Not equal_range with a projection: a text is valid only until the next is asked for.
  const auto first = std::ranges::partition_point(
      order_, [&](std::uint32_t row) { return Text(row, scratch) < text; });
  std::vector<std::uint32_t> rows;
  for (auto at = first; at != order_.end() && Text(*at, scratch) == text; ++at) rows.push_back(*at);
  return rows;
}

}  // namespace citygraph

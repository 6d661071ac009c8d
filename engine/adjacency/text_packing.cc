#include "engine/adjacency/text_packing.h"

#include <algorithm>
#include <compare>
#include <span>
#include <tuple>
#include <utility>

namespace citygraph {
namespace {

constexpr std::size_t kSampleBytes = std::size_t{64} << 10;
constexpr int kRounds = 5;

std::uint64_t MaskOf(std::size_t size) { return size >= 8 ? ~0ULL : (1ULL << (8 * size)) - 1; }

std::uint64_t Load(const char* at, std::size_t left) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, std::min<std::size_t>(left, sizeof(bytes)));
  return bytes;
}

// Of the first three bytes.
std::size_t BucketOf(std::uint64_t bytes, std::size_t buckets) {
  const std::uint64_t hash = (bytes & 0xffffff) * 0x9e3779b97f4a7c15ULL;
  return static_cast<std::size_t>(hash >> 40) % buckets;
}

}  // namespace

TextPacker::TextPacker(const SymbolTable& table) : short_(std::size_t{1} << 16) {
  for (std::size_t number = 0; number < SymbolTable::kMostSymbols; ++number) {
    const std::uint8_t size = table.sizes[number];
    const Match match{static_cast<std::uint8_t>(number), size};
    if (size == 1) {
      for (std::size_t next = 0; next < 256; ++next) {
        Match& best = short_[table.bytes[number] | next << 8];
        if (best.size < 2) best = match;
      }
    } else if (size == 2) {
      short_[table.bytes[number]] = match;
    } else if (size > 2) {
      long_.push_back({table.bytes[number], size, static_cast<std::uint8_t>(number)});
    }
  }
  std::ranges::sort(long_, [](const Symbol& a, const Symbol& b) {
    return std::tuple(BucketOf(a.bytes, kBuckets), b.size, a.number) <
           std::tuple(BucketOf(b.bytes, kBuckets), a.size, b.number);
  });
  for (const Symbol& symbol : long_) ++first_[BucketOf(symbol.bytes, kBuckets) + 1];
  for (std::size_t i = 1; i <= kBuckets; ++i) first_[i] += first_[i - 1];
}

TextPacker::Match TextPacker::Longest(std::uint64_t ahead, std::size_t left) const {
  const std::size_t bucket = BucketOf(ahead, kBuckets);
  for (std::size_t i = first_[bucket]; i < first_[bucket + 1]; ++i) {
    const Symbol& symbol = long_[i];
    if (symbol.size <= left && (ahead & MaskOf(symbol.size)) == symbol.bytes)
      return {symbol.number, symbol.size};
  }
  const Match match = short_[ahead & 0xffff];
  // What follows the end are zeros: a symbol of two bytes may end with one.
  if (match.size <= left) return match;
  for (std::size_t next = 0; next < 256; ++next) {
    const Match other = short_[(ahead & 0xff) | next << 8];
    if (other.size == 1 && other.number != SymbolTable::kEscape) return other;
  }
  return {};
}

void TextPacker::Pack(std::string_view text, std::string& out) const {
  const char* at = text.data();
  for (std::size_t left = text.size(); left > 0;) {
    const std::uint64_t ahead = Load(at, left);
    const Match match = Longest(ahead, left);
    out.push_back(static_cast<char>(match.number));
    if (match.number == SymbolTable::kEscape) out.push_back(*at);
    at += match.size;
    left -= match.size;
  }
}

namespace {

// The bytes that a symbol stands for.
struct Bytes {
  std::uint64_t bytes = 0;  // the first byte lowest
  std::uint8_t size = 0;
  auto operator<=>(const Bytes&) const = default;
};

// How often some bytes came.
class ByteCounts {
 public:
  struct Counted {
    Bytes bytes;  // of size 0: an empty slot
    std::uint64_t count = 0;
  };

  void Add(Bytes seen) {
    if (2 * (used_ + 1) > slots_.size()) Grow();
    Counted& slot = slots_[SlotOf(seen)];
    if (slot.count++ > 0) return;
    slot.bytes = seen;
    ++used_;
  }
  // In any order, with empty slots between.
  std::span<const Counted> All() const { return slots_; }

 private:
  std::size_t SlotOf(Bytes bytes) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (((bytes.bytes ^ bytes.size) * 0x9e3779b97f4a7c15ULL) >> 32) & mask;
    while (slots_[at].count > 0 && slots_[at].bytes != bytes) at = (at + 1) & mask;
    return at;
  }
  void Grow() {
    constexpr std::size_t kFirst = std::size_t{1} << 12;
    std::vector<Counted> slots(slots_.empty() ? kFirst : 2 * slots_.size());
    std::swap(slots, slots_);
    for (const Counted& each : slots) {
      if (each.count > 0) slots_[SlotOf(each.bytes)] = each;
    }
  }

  std::vector<Counted> slots_;  // a power of two, at most half full
  std::size_t used_ = 0;
};

}  // namespace

// How often symbols, and two of them one after the other, come in the sample, when it is packed
// with a table. What joins two is a symbol of the next table if it saves enough.
class SymbolCounter {
 public:
  explicit SymbolCounter(const SymbolTable& table) : packer_(table) {}

  void See(std::string_view text) {
    Bytes before{};
    const char* at = text.data();
    for (std::size_t left = text.size(); left > 0;) {
      const std::uint64_t ahead = Load(at, left);
      const TextPacker::Match match = packer_.Longest(ahead, left);
      const Bytes now{ahead & MaskOf(match.size), match.size};
      Add(now);
      if (match.size > 1) Add({ahead & 0xff, 1});
      if (before.size > 0 && before.size + now.size <= SymbolTable::kMostBytes) {
        Add({before.bytes | now.bytes << (8 * before.size),
             static_cast<std::uint8_t>(before.size + now.size)});
      }
      before = now;
      at += match.size;
      left -= match.size;
    }
  }

  SymbolTable Best() const {
    struct Candidate {
      std::uint64_t gain = 0;
      Bytes symbol;
    };
    std::vector<Candidate> candidates;
    for (const auto& [symbol, count] : counts_.All()) {
      // A byte that has no number costs two: single ones are worth more than their size.
      constexpr std::uint64_t kSingle = 8;
      const std::uint64_t gain = count * (symbol.size == 1 ? kSingle : symbol.size);
      if (count > 1) candidates.push_back({gain, symbol});
    }
    const std::size_t kept = std::min(candidates.size(), SymbolTable::kMostSymbols);
    std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(kept),
                              [](const Candidate& a, const Candidate& b) {
                                return std::pair(b.gain, a.symbol) < std::pair(a.gain, b.symbol);
                              });
    SymbolTable table;
    for (std::size_t i = 0; i < kept; ++i) {
      table.bytes[i] = candidates[i].symbol.bytes;
      table.sizes[i] = candidates[i].symbol.size;
    }
    return table;
  }

 private:
  void Add(Bytes symbol) { counts_.Add(symbol); }

  TextPacker packer_;
  ByteCounts counts_;
};

SymbolTable FindSymbols(const std::vector<std::string_view>& texts) {
  std::uint64_t total = 0;
  for (const std::string_view text : texts) total += text.size();
  // Whole texts, evenly from all.
  const std::uint64_t step = std::max<std::uint64_t>(1, total / kSampleBytes);
  std::vector<std::string_view> sample;
  for (std::uint64_t i = 0; i < texts.size(); i += step) {
    sample.push_back(texts[i].substr(0, kSampleBytes / 16));
  }
  SymbolTable table;
  for (int round = 0; round < kRounds; ++round) {
    SymbolCounter counter(table);
    for (const std::string_view text : sample) counter.See(text);
    table = counter.Best();
  }
  return table;
}

}  // namespace citygraph

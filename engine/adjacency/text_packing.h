// Short texts packed one by one, so that each is read without its neighbours: up to 255 symbols of
// 1 to 8 bytes that a sample shows to be frequent, and a text as their numbers; 255 stands before a
// byte as it is. The method is FSST's (Boncz, Neumann, Leis: Fast Random Access String Compression,
// VLDB 2020). ADJACENCY.md draws the bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace citygraph {

// What the numbers stand for. A trivial type: it is used in place. A number without a symbol has
// length 0.
struct SymbolTable {
  static constexpr std::size_t kMostSymbols = 255;
  static constexpr std::uint8_t kEscape = 255;  // the next byte is itself
  static constexpr std::size_t kMostBytes = 8;  // of a symbol

  std::array<std::uint64_t, 256> bytes{};  // the first byte lowest
  std::array<std::uint8_t, 256> sizes{};
};
static_assert(sizeof(SymbolTable) == 2304);

// A table for texts that are as these. Deterministic. Cost: some 10 ms, however many there are.
SymbolTable FindSymbols(const std::vector<std::string_view>& texts);

class TextPacker {
 public:
  explicit TextPacker(const SymbolTable& table);

  // Appends the numbers of a text; at most twice its bytes. About 5 ns a symbol.
  void Pack(std::string_view text, std::string& out) const;

 private:
  friend class SymbolCounter;
  struct Match {
    std::uint8_t number = SymbolTable::kEscape;
    std::uint8_t size = 1;
  };
  // The longest symbol that the next `left` bytes begin with, `ahead` being the first eight of
  // them.
  Match Longest(std::uint64_t ahead, std::size_t left) const;

  struct Symbol {
    std::uint64_t bytes = 0;
    std::uint8_t size = 0;
    std::uint8_t number = 0;
  };
  static constexpr std::size_t kBuckets = 1024;
  std::vector<Match> short_;  // by the next two bytes
  std::vector<Symbol> long_;  // of three bytes and more: by bucket, longest first
  std::array<std::uint16_t, kBuckets + 1> first_{};  // of a bucket, in long_
};

// Writes the text behind some numbers to `out`, which has room for kMostBytes a number, and gives
// its end. Any bytes give some text: an escape at the end and numbers without a symbol give
// nothing. About 1 ns a symbol.
inline char* UnpackTo(const SymbolTable& table, std::string_view packed, char* out) {
  constexpr std::size_t kMost = SymbolTable::kMostBytes;
  for (std::size_t i = 0; i < packed.size(); ++i) {
    const auto number = static_cast<std::uint8_t>(packed[i]);
    if (number == SymbolTable::kEscape) {
      if (++i == packed.size()) break;
      *out++ = packed[i];
      continue;
    }
    std::memcpy(out, &table.bytes[number], kMost);
    out += table.sizes[number] <= kMost ? table.sizes[number] : 0;
  }
  return out;
}

// The same text, in `scratch`.
inline std::string_view Unpack(const SymbolTable& table, std::string_view packed,
                               std::string& scratch) {
  scratch.resize(SymbolTable::kMostBytes * packed.size());
  const char* const end = UnpackTo(table, packed, scratch.data());
  return {scratch.data(), static_cast<std::size_t>(end - scratch.data())};
}

}  // namespace citygraph

// Writing and reading numbers and strings as bytes. Layouts are drawn in engine/encoding/KEYS.md.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace citygraph {

// Big-endian numbers sort as bytes in the order of their values.
template <class Unsigned>
void AppendBigEndian(std::string& out, Unsigned value) {
  for (int shift = (static_cast<int>(sizeof(Unsigned)) - 1) * 8; shift >= 0; shift -= 8) {
    out.push_back(static_cast<char>((value >> shift) & 0xff));
  }
}

// LEB128: seven bits a byte, low bits first, at most 10 bytes.
void AppendVarint(std::string& out, std::uint64_t value);
// A varint length, then the bytes.
void AppendString(std::string& out, std::string_view text);
// The 8 bytes of an IEEE 754 double, little-endian.
void AppendDouble(std::string& out, double value);

// Reads what the functions above wrote. Every read checks the end; after the first failure all
// further reads fail, so a caller may read a whole record and ask once whether it went `ok()`.
// Does not own the bytes.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  template <class Unsigned>
  Unsigned BigEndian() {
    const std::string_view bytes = Take(sizeof(Unsigned));
    Unsigned value = 0;
    for (const char byte : bytes) {
      value = static_cast<Unsigned>((static_cast<std::uint64_t>(value) << 8) |
                                    static_cast<unsigned char>(byte));
    }
    return value;
  }
  std::uint8_t Byte() { return BigEndian<std::uint8_t>(); }
  std::uint64_t Varint();
  std::string_view String();
  double Double();
  // The next `size` bytes, or nothing and !ok().
  std::string_view Take(std::size_t size);

  // Makes this and all further reads fail, for a caller to whom what was read makes no sense.
  void Fail() {
    ok_ = false;
    rest_ = {};
  }

  std::string_view rest() const { return rest_; }
  bool ok() const { return ok_; }
  // True when all reads went well and no byte is left over.
  bool AtEnd() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

// Signed numbers as varints: small magnitudes stay short.
constexpr std::uint64_t ZigZag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t UnZigZag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

// FNV-1a, 64 bits: a stable hash for keys on disk. Not for untrusted tables in memory. `hash`: of
// what comes before these bytes.
constexpr std::uint64_t Fnv1a(std::string_view bytes, std::uint64_t hash = 0xcbf29ce484222325) {
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  }
  return hash;
}

}  // namespace citygraph

#include <array>
#include <cmath>
#include <cstdint>

#include "engine/base/bytes.h"
#include "viz/finish.h"

namespace citygraph::viz {
namespace {

constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n";

// PNG's check sum: CRC-32 as in ISO 3309.
std::uint32_t Crc32(std::string_view bytes) {
  static const std::array<std::uint32_t, 256> table = [] {
    std::array<std::uint32_t, 256> made{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ (value & 1 ? 0xedb88320u : 0);
      made[i] = value;
    }
    return made;
  }();
  std::uint32_t crc = 0xffffffffu;
  for (const char c : bytes) crc = (crc >> 8) ^ table[(crc ^ static_cast<unsigned char>(c)) & 0xff];
  return ~crc;
}

// A chunk: length, type, data, check sum of type and data.
std::string Chunk(std::string_view type, std::string_view data) {
  std::string body(type);
  body += data;
  std::string chunk;
  AppendBigEndian(chunk, static_cast<std::uint32_t>(data.size()));
  chunk += body;
  AppendBigEndian(chunk, Crc32(body));
  return chunk;
}

std::string Text(std::string_view keyword, std::string_view text) {
  std::string data(keyword);
  data.append(5, '\0');  // end of keyword, uncompressed, no language, no translated keyword
  data += text;
  return Chunk("iTXt", data);
}

}  // namespace

std::string FinishPng(std::string_view png, const Scene& scene, double dpi) {
  constexpr std::size_t kHeaderEnd = 8 + 25;  // the signature and the IHDR chunk
  if (!png.starts_with(kSignature) || png.size() < kHeaderEnd) return std::string(png);
  std::string out(png.substr(0, kHeaderEnd));
  std::string density;
  const auto dots_per_metre = static_cast<std::uint32_t>(std::lround(dpi / 0.0254));
  AppendBigEndian(density, dots_per_metre);
  AppendBigEndian(density, dots_per_metre);
  density.push_back('\1');  // the unit: metres
  out += Chunk("pHYs", density);
  if (!scene.title.empty()) out += Text("Title", scene.title);
  out += Text("Description", scene.description);

  // The rest as it is, but for another density and dates.
  ByteReader reader(png.substr(kHeaderEnd));
  while (reader.ok() && !reader.rest().empty()) {
    const std::string_view start = reader.rest();
    const auto length = reader.BigEndian<std::uint32_t>();
    const std::string_view type = reader.Take(4);
    reader.Take(length);
    reader.Take(4);
    if (!reader.ok()) return std::string(png);
    if (type == "pHYs" || type == "tIME") continue;
    out += start.substr(0, std::size_t{length} + 12);
  }
  return out;
}

}  // namespace citygraph::viz

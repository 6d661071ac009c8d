#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "engine/base/unicode.h"
#include "viz/finish.h"

namespace citygraph::viz {
namespace {

// The first number after `key`, searched from the end.
std::optional<std::size_t> NumberAfter(std::string_view text, std::string_view key) {
  const std::size_t at = text.rfind(key);
  if (at == std::string_view::npos) return std::nullopt;
  std::size_t from = at + key.size();
  while (from < text.size() && (text[from] == ' ' || text[from] == '\n')) ++from;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data() + from, text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  return number;
}

// A text string of PDF: UTF-16 with a byte order mark, in hexadecimal.
std::string Utf16Hex(std::string_view text) {
  std::string hex = "<FEFF";
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    at += c.size;
    const auto value = static_cast<std::uint32_t>(c.value);
    if (value < 0x10000) {
      hex += fmt::format("{:04X}", value);
    } else {
      hex += fmt::format("{:04X}{:04X}", 0xd800 + ((value - 0x10000) >> 10),
                         0xdc00 + ((value - 0x10000) & 0x3ff));
    }
  }
  return hex + ">";
}

// Blanks `/CreationDate (…)`: it is optional, and offsets in the file stay right.
void BlankDate(std::string& pdf) {
  const std::size_t from = pdf.rfind("/CreationDate (");
  if (from == std::string::npos) return;
  const std::size_t end = pdf.find(')', from);
  if (end == std::string::npos || end - from > 60) return;
  pdf.replace(from, end + 1 - from, std::string(end + 1 - from, ' '));
}

}  // namespace

std::string FinishPdf(std::string_view pdf, const Scene& scene) {
  std::string out(pdf);
  BlankDate(out);
  // An update at the end of the file, as PDF allows: it replaces the document's information. Left
  // out when the file is not built as cairo builds it.
  const std::size_t trailer_at = out.rfind("trailer");
  if (trailer_at == std::string::npos) return out;
  const std::string_view trailer = std::string_view(out).substr(trailer_at);
  const auto size = NumberAfter(trailer, "/Size");
  const auto root = NumberAfter(trailer, "/Root");
  const auto info = NumberAfter(trailer, "/Info");
  const auto table = NumberAfter(trailer, "startxref");
  if (!size || !root || !info || !table) return out;

  if (!out.ends_with('\n')) out.push_back('\n');
  const std::size_t object_at = out.size();
  out += fmt::format(
      "{} 0 obj\n<< /Title {}\n   /Subject {}\n   /Creator (citygraph)\n>>\nendobj\n", *info,
      Utf16Hex(scene.title.empty() ? "Network diagram" : scene.title), Utf16Hex(scene.description));
  const std::size_t table_at = out.size();
  out += fmt::format(
      "xref\n{} 1\n{:010} 00000 n \ntrailer\n<< /Size {}\n   /Root {} 0 R\n   /Info {} 0 R\n"
      "   /Prev {}\n>>\nstartxref\n{}\n%%EOF\n",
      *info, object_at, *size, *root, *info, *table, table_at);
  return out;
}

}  // namespace citygraph::viz

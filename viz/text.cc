#include "viz/text.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/unicode.h"

namespace citygraph::viz {
namespace {

bool IsUnwanted(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff || c == 0xfeff ||
         (c >= 0xd800 && c < 0xe000) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069) || (c >= 0xfff0 && c <= 0xfffb);
}

// Graphviz takes "&name;" and "&#1;" in any text for an entity, escaped or not: a word joiner,
// which has no width, keeps a literal one apart.
bool StartsEntity(std::string_view text) {
  std::size_t i = 1;
  while (i < text.size() && i < 12 &&
         (text[i] == '#' || std::isalnum(static_cast<unsigned char>(text[i]))))
    ++i;
  return i > 1 && i < text.size() && text[i] == ';';
}

// `word` in pieces of at most `columns` columns.
std::vector<std::string> Chop(std::string_view word, std::size_t columns) {
  std::vector<std::string> pieces(1);
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = DecodeAt(word, at);
    const std::string_view bytes = word.substr(at, c.size);
    if (!pieces.back().empty() && DisplayWidth(pieces.back()) + DisplayWidth(bytes) > columns) {
      pieces.emplace_back();
    }
    pieces.back() += bytes;
    at += c.size;
  }
  return pieces;
}

std::vector<std::string> Words(std::string_view text, std::size_t columns) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    for (std::string& piece : Chop(text.substr(0, space), columns)) {
      if (!piece.empty()) words.push_back(std::move(piece));
    }
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return words;
}

void CutWithEllipsis(std::string& line, std::size_t columns) {
  std::vector<std::string> pieces = Chop(line, columns - 1);
  line = std::move(pieces.front());
  while (line.ends_with(' ')) line.pop_back();
  line += "…";
}

}  // namespace

std::string CleanText(std::string_view text) {
  std::string clean;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    at += c.size;
    // The zero-width joiners that IsWhitespace counts are letters' business in Arabic and Indic.
    if (c.value == 0x200c || c.value == 0x200d) {
      if (!clean.empty()) AppendUtf8(clean, c.value);
    } else if (IsWhitespace(c.value)) {
      space = !clean.empty();
    } else if (!IsUnwanted(c.value)) {
      if (space) clean.push_back(' ');
      space = false;
      AppendUtf8(clean, c.value);
    }
  }
  return clean;
}

std::vector<std::string> WrapText(std::string_view text, int columns, int most_lines) {
  const auto width = static_cast<std::size_t>(std::max(columns, 4));
  std::vector<std::string> lines(1);
  for (std::string& word : Words(text, width + width / 3)) {
    std::string& line = lines.back();
    if (line.empty()) {
      line = std::move(word);
    } else if (DisplayWidth(line) + 1 + DisplayWidth(word) <= width) {
      line += " " + word;
    } else {
      lines.push_back(std::move(word));
    }
  }
  if (lines.size() > static_cast<std::size_t>(most_lines)) {
    lines.resize(static_cast<std::size_t>(most_lines));
    CutWithEllipsis(lines.back(), width);
  }
  return lines;
}

std::string EscapeXml(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    switch (text[i]) {
      case '&':
        out += StartsEntity(text.substr(i)) ? "&amp;\u2060" : "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out.push_back(text[i]);
    }
  }
  return out;
}

namespace {

void AppendDotText(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    switch (text[i]) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '&':
        out += StartsEntity(text.substr(i)) ? "&amp;\u2060" : "&amp;";
        break;
      default:
        out.push_back(text[i]);
    }
  }
}

}  // namespace

std::string QuoteDot(std::string_view text) {
  std::string out = "\"";
  AppendDotText(out, text);
  return out + "\"";
}

std::string QuoteDotLeft(const std::vector<std::string>& lines) {
  std::string out = "\"";
  for (const std::string& line : lines) {
    AppendDotText(out, line);
    out += "\\l";
  }
  return out + "\"";
}

std::optional<std::string> WebAddress(std::string_view url) {
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos || colon + 3 >= url.size()) return std::nullopt;
  std::string scheme(url.substr(0, colon));
  std::ranges::transform(scheme, scheme.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (scheme != "http" && scheme != "https") return std::nullopt;

  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&()*+,;=%";
  std::string address = scheme + "://";
  for (const char c : url.substr(colon + 3)) {
    if (kPlain.contains(c)) {
      address.push_back(c);
    } else {
      address += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return address;
}

}  // namespace citygraph::viz

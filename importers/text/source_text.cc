#include "importers/text/source_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "engine/base/charset.h"
#include "engine/base/unicode.h"
#include "importers/formats/html.h"
#include "importers/formats/markdown.h"
#include "importers/formats/packed.h"
#include "importers/text/line_keeper.h"

namespace citygraph::importers {
namespace {

struct Closer {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, Closer>;

std::unexpected<Error> CannotRead(const std::string& path, int error) {
  return Fail(error == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
              error == ENOENT ? "there is no such file"
                              : fmt::format("cannot be read: {}", std::strerror(error)),
              {.file = path});
}

std::unexpected<Error> TooLarge(const std::string& path) {
  return Fail({.code = ErrorCode::kInvalidInput,
               .message = fmt::format("is larger than {} MiB", kLargestFile >> 20),
               .where = {.file = path},
               .hint = "split it into several files and import them together"});
}

bool HasUtf16Mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

// A list in JSON may be all one line.
bool BeginsJsonList(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '[';
}

// The byte order of UTF-16 text that has no mark: of European letters every other byte is zero.
// Binary formats have zeros on both sides.
enum class Order : std::uint8_t { kNone, kLittle, kBig };
Order Utf16WithoutMark(std::string_view bytes) {
  constexpr std::size_t kLooked = 4096;
  const std::size_t size = std::min(bytes.size(), kLooked) & ~std::size_t{1};
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < size; ++i) {
    if (bytes[i] == '\0') ++zeros[i % 2];
  }
  const std::size_t most = size / 2;
  // A few letters of other scripts do not hide it; a zero on the other side is no text.
  for (const std::size_t high : {std::size_t{0}, std::size_t{1}}) {
    if (size >= 4 && zeros[high] * 10 >= most * 7 && zeros[1 - high] == 0)
      return high == 1 ? Order::kLittle : Order::kBig;
  }
  return Order::kNone;
}

bool HasPlainLines(std::string_view beginning) {
  return !IsPacked(beginning) && !LooksLikeHtml(beginning) && !BeginsJsonList(beginning) &&
         !HasUtf16Mark(beginning) && Utf16WithoutMark(beginning) == Order::kNone;
}

Result<std::string> ReadBytes(const std::string& path) {
  std::error_code ignored;
  if (path != "-" && std::filesystem::is_directory(path, ignored)) {
    return Fail({.code = ErrorCode::kInvalidInput,
                 .message = "is a folder, not a file",
                 .where = {.file = path},
                 .hint = "name the files in it"});
  }
  const File file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
  if (!file) return CannotRead(path, errno);
  const auto size = path == "-" ? 0 : std::filesystem::file_size(path, ignored);
  if (!ignored && size > kLargestFile) return TooLarge(path);
  LineKeeper lines;
  std::uint64_t read = 0;
  std::array<char, 1 << 16> buffer;
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
    const std::string_view bytes(buffer.data(), count);
    // In UTF-16 a line end is no byte, and other formats have lines of their own: kept whole.
    if (read == 0 && !HasPlainLines(bytes)) lines.KeepWhole();
    read += count;
    if (read > kLargestFile) return TooLarge(path);
    lines.Add(bytes);
  }
  if (std::ferror(file.get())) return CannotRead(path, errno);
  return lines.Take();
}

std::string FromUtf16(std::string_view bytes, bool little_endian) {
  const auto unit_at = [&](std::size_t i) {
    const auto low = static_cast<unsigned char>(bytes[i + (little_endian ? 0 : 1)]);
    const auto high = static_cast<unsigned char>(bytes[i + (little_endian ? 1 : 0)]);
    return static_cast<char32_t>((high << 8) | low);
  };
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit_at(i);
    const bool leads = c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size();
    if (leads && unit_at(i + 2) >= 0xDC00 && unit_at(i + 2) < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit_at(i + 2) - 0xDC00);
      i += 2;
    }
    AppendUtf8(text, c);  // a lone surrogate becomes U+FFFD
  }
  return text;
}

// Whether bytes that are not all UTF-8 are UTF-8 with some damage: most of what is not ASCII is
// well-formed. Then `repaired` is it with U+FFFD in place of the rest.
bool IsDamagedUtf8(std::string_view bytes, std::string& repaired) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto next =
        static_cast<std::size_t>(std::find_if(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                                              bytes.end(), [](char c) { return (c & 0x80) != 0; }) -
                                 bytes.begin());
    repaired.append(bytes.substr(at, next - at));
    if (next == bytes.size()) break;
    const CodePoint point = DecodeAt(bytes, next);
    ++(point.size > 1 ? good : bad);
    AppendUtf8(repaired, point.value);
    at = next + point.size;
  }
  return good > bad * 3;
}

// \r\n and lone \r become \n.
void NormaliseLineEnds(std::string& text) {
  if (text.find('\r') == std::string::npos) return;
  std::size_t out = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      text[out++] = '\n';
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    } else {
      text[out++] = text[i];
    }
  }
  text.resize(out);
}

}  // namespace

Result<SourceText> DecodePlainText(std::string name, std::string bytes) {
  SourceText source{.name = std::move(name), .encoding = "UTF-8"};
  const std::string_view view = bytes;
  std::string repaired;
  const bool marked = HasUtf16Mark(view);
  const Order order = marked ? Order::kNone : Utf16WithoutMark(view);
  if (marked || order != Order::kNone) {
    const bool little_endian = order == Order::kLittle || view.starts_with("\xFF\xFE");
    source.encoding = little_endian ? "UTF-16LE" : "UTF-16BE";
    source.text = FromUtf16(view.substr(marked ? 2 : 0), little_endian);
  } else if (view.find('\0') != std::string_view::npos) {
    return Fail({.code = ErrorCode::kInvalidInput,
                 .message = "is not text: it holds zero bytes",
                 .where = {.file = source.name},
                 .hint = "save it as CSV or as plain text (UTF-8) and import that"});
  } else if (IsValidUtf8(view)) {
    if (view.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
    source.text = std::move(bytes);
  } else if (IsDamagedUtf8(view, repaired)) {
    source.encoding = "UTF-8, damaged";
    source.text = std::move(repaired);
  } else {
    source.encoding = GuessLegacyEncoding(view);
    CITYGRAPH_TRY(source.text, ToUtf8(view, source.encoding));
  }
  NormaliseLineEnds(source.text);
  return source;
}

bool IsCutIntoLines(std::string_view name, std::string_view beginning) {
  return HasPlainLines(beginning) && !LooksLikeMarkdown(name, beginning);
}

Result<SourceText> DecodeSource(std::string name, std::string bytes) {
  if (IsPacked(bytes)) return ReadPacked(std::move(name), bytes);
  CITYGRAPH_TRY(SourceText source, DecodePlainText(std::move(name), std::move(bytes)));
  if (source.text.find_first_not_of(" \t\n") == std::string::npos) {
    return Fail(
        {.code = ErrorCode::kInvalidInput, .message = "is empty", .where = {.file = source.name}});
  }
  const bool html = LooksLikeHtml(source.text);
  if (!html && !LooksLikeMarkdown(source.name, source.text)) return source;
  auto page = html ? ReadHtml(source.text) : Result<Page>(ReadMarkdown(source.text));
  if (!page) {
    page.error().where.file = source.name;
    return std::unexpected(std::move(page).error());
  }
  return TextOf(*page, std::move(source.name), std::move(source.encoding));
}

Result<SourceText> ReadSource(const std::string& path) {
  CITYGRAPH_TRY(std::string bytes, ReadBytes(path));
  auto source = DecodeSource(path == "-" ? path : std::filesystem::path(path).filename().string(),
                             std::move(bytes));
  if (!source) source.error().where.file = path;
  return source;
}

std::vector<std::string_view> SplitLines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace citygraph::importers

#include "engine/base/unicode.h"

#include <unicode/normalizer2.h>
#include <unicode/ucasemap.h>
#include <unicode/uchar.h>
#include <unicode/uregex.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace citygraph {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kLastAscii = 0x7F;

UChar32 Icu(char32_t c) { return static_cast<UChar32>(c); }

// Letters that have no decomposition but that people replace by plain ones when they type.
std::string_view SpeltOut(char32_t c) {
  switch (c) {
    case U'ø':
      return "o";
    case U'ł':
      return "l";
    case U'đ':
    case U'ð':
      return "d";
    case U'ħ':
      return "h";
    case U'ı':
      return "i";
    case U'ŋ':
      return "n";
    case U'ŧ':
      return "t";
    case U'æ':
      return "ae";
    case U'œ':
      return "oe";
    case U'þ':
      return "th";
    case U'ß':
      return "ss";
    default:
      return {};
  }
}

bool IsMark(UChar32 c) {
  const auto category = u_charType(c);
  return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK ||
         category == U_COMBINING_SPACING_MARK;
}

// Marks that may be dropped without changing which word it is.
bool IsDroppedMark(UChar32 c) {
  if (!IsMark(c)) return false;
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(c, &error)) {
    case USCRIPT_INHERITED:  // the accents of Latin, Greek and Cyrillic, and kana's voicing marks
    case USCRIPT_COMMON:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
      return true;
    default:
      return false;
  }
}

const icu::Normalizer2& Nfkd() {
  static const icu::Normalizer2* const kInstance = [] {
    UErrorCode error = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKDInstance(error);
  }();
  return *kInstance;
}

void AppendFoldedDecomposed(std::string& out, UChar32 c) {
  if (IsDroppedMark(c)) return;
  const UChar32 folded = u_foldCase(c, U_FOLD_CASE_DEFAULT);
  if (const std::string_view spelt = SpeltOut(static_cast<char32_t>(folded)); !spelt.empty()) {
    out.append(spelt);
  } else if (u_isalnum(folded) || IsMark(folded)) {
    AppendUtf8(out, static_cast<char32_t>(folded));
  } else {
    out.push_back(' ');
  }
}

// 8 when the next eight bytes are all ASCII, else 0.
std::size_t PlainBytes(std::string_view text, std::size_t offset) {
  std::uint64_t bytes = 0;
  if (text.size() - offset < sizeof(bytes)) return 0;
  std::memcpy(&bytes, text.data() + offset, sizeof(bytes));
  return (bytes & 0x8080808080808080) == 0 ? sizeof(bytes) : 0;
}

}  // namespace

CodePoint DecodeAt(std::string_view text, std::size_t offset) {
  const auto first = static_cast<unsigned char>(text[offset]);
  if (first <= kLastAscii) return {first, 1};
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const std::size_t length = std::min<std::size_t>(text.size(), offset + 4);
  auto next = static_cast<std::int32_t>(0);
  UChar32 value = 0;
  U8_NEXT(bytes + offset, next, static_cast<std::int32_t>(length - offset), value);
  if (value < 0) return {kReplacement, 1};
  return {static_cast<char32_t>(value), static_cast<std::uint32_t>(next)};
}

void AppendUtf8(std::string& out, char32_t code_point) {
  std::array<std::uint8_t, 4> buffer{};
  std::int32_t size = 0;
  UBool failed = false;
  U8_APPEND(buffer.data(), size, 4, Icu(code_point), failed);
  if (failed) return AppendUtf8(out, kReplacement);
  out.append(reinterpret_cast<const char*>(buffer.data()), static_cast<std::size_t>(size));
}

bool IsValidUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t plain = PlainBytes(text, i); plain > 0) {
      i += plain;
      continue;
    }
    const CodePoint c = DecodeAt(text, i);
    if (c.value == kReplacement && c.size == 1) return false;
    i += c.size;
  }
  return true;
}

std::size_t CountCodePoints(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += DecodeAt(text, i).size) ++count;
  return count;
}

bool IsLetter(char32_t c) { return u_isalpha(Icu(c)) || IsMark(Icu(c)); }
bool IsDigit(char32_t c) { return u_isdigit(Icu(c)); }
bool IsUpper(char32_t c) { return u_isupper(Icu(c)) || u_istitle(Icu(c)); }
bool IsLower(char32_t c) { return u_islower(Icu(c)); }
bool IsCased(char32_t c) { return u_hasBinaryProperty(Icu(c), UCHAR_CASED); }

bool IsWhitespace(char32_t c) {
  return u_isUWhiteSpace(Icu(c)) || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

bool IsInvisible(char32_t c) {
  return c == 0x00AD || (c >= 0x200C && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

bool IsIdentifierStart(char32_t c) {
  return u_hasBinaryProperty(Icu(c), UCHAR_ID_START) ||
         u_charType(Icu(c)) == U_CONNECTOR_PUNCTUATION;
}

bool IsIdentifierPart(char32_t c) {
  return u_hasBinaryProperty(Icu(c), UCHAR_ID_CONTINUE) || u_charType(Icu(c)) == U_CURRENCY_SYMBOL;
}

bool IsUnspacedScript(char32_t c) {
  if (c <= 0x0E00) return false;
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(Icu(c), &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return c == U'ー';  // the long-vowel mark belongs to no script of its own
  }
}

std::string ToLower(std::string_view text) {
  std::string lower;
  lower.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = DecodeAt(text, i);
    AppendUtf8(lower, static_cast<char32_t>(u_tolower(Icu(c.value))));
    i += c.size;
  }
  return lower;
}

std::string ToUpper(std::string_view text) {
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<UCaseMap, decltype(&ucasemap_close)> root(ucasemap_open("", 0, &code),
                                                                  ucasemap_close);
  if (!root) return std::string(text);  // out of memory, no other cause
  std::string upper(text.size() + text.size() / 2, '\0');
  while (true) {
    code = U_ZERO_ERROR;
    const std::int32_t size =
        ucasemap_utf8ToUpper(root.get(), upper.data(), static_cast<std::int32_t>(upper.size()),
                             text.data(), static_cast<std::int32_t>(text.size()), &code);
    upper.resize(static_cast<std::size_t>(size));
    if (code != U_BUFFER_OVERFLOW_ERROR) return upper;
  }
}

namespace {

void AppendFoldedByIcu(std::string& out, char32_t code_point) {
  if (IsInvisible(code_point)) return;
  icu::UnicodeString decomposed;
  if (!Nfkd().getDecomposition(Icu(code_point), decomposed)) {
    return AppendFoldedDecomposed(out, Icu(code_point));
  }
  for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    AppendFoldedDecomposed(out, decomposed.char32At(i));
  }
}

// The folded forms of Latin, Greek and Cyrillic letters: ICU decomposes by way of a string each.
constexpr char32_t kTabled = 0x530;
const std::string& TabledFold(char32_t code_point) {
  static const auto kTable = [] {
    std::array<std::string, kTabled> table;
    for (char32_t c = 0; c < kTabled; ++c) AppendFoldedByIcu(table[c], c);
    return table;
  }();
  return kTable[code_point];
}

char FoldedAscii(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  return kept ? c : ' ';
}

}  // namespace

void AppendFolded(std::string& out, char32_t code_point) {
  if (code_point <= kLastAscii) return out.push_back(FoldedAscii(static_cast<char>(code_point)));
  if (code_point < kTabled) {
    out.append(TabledFold(code_point));
  } else {
    AppendFoldedByIcu(out, code_point);
  }
}

std::string FoldName(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  const auto append = [&](char byte) {
    if (byte != ' ' || (!folded.empty() && folded.back() != ' ')) folded.push_back(byte);
  };
  std::string piece;
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) <= kLastAscii) {
      append(FoldedAscii(text[i++]));
      continue;
    }
    const CodePoint c = DecodeAt(text, i);
    i += c.size;
    piece.clear();
    AppendFolded(piece, c.value);
    for (const char byte : piece) append(byte);
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = DecodeAt(text, i);
    i += c.size;
    if (c.value <= kLastAscii) {
      width += c.value >= 0x20 && c.value != kLastAscii ? 1 : 0;
      continue;
    }
    const auto category = u_charType(Icu(c.value));
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR)
      continue;
    const int east_asian = u_getIntPropertyValue(Icu(c.value), UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t limit) {
  const auto decode = [](std::string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
      const CodePoint c = DecodeAt(text, i);
      out.push_back(c.value);
      i += c.size;
    }
    return out;
  };
  const std::u32string left = decode(a);
  const std::u32string right = decode(b);
  const std::size_t gap =
      left.size() > right.size() ? left.size() - right.size() : right.size() - left.size();
  if (gap > limit) return limit + 1;
  // Optimal string alignment: three rows of the usual table.
  std::vector<std::size_t> before(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    std::size_t best = row[0];
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t substitute = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, substitute});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
      best = std::min(best, row[j]);
    }
    if (best > limit) return limit + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[right.size()], limit + 1);
}

namespace {

struct CloseRegex {
  void operator()(URegularExpression* regex) const { uregex_close(regex); }
};
struct CompiledPattern {
  std::string text;
  std::unique_ptr<URegularExpression, CloseRegex> regex;
};

}  // namespace

Result<bool> MatchesPattern(std::string_view text, std::string_view pattern) {
  constexpr int kMostSteps = 2000;  // of ICU's clock, some milliseconds each
  constexpr int kMostStackBytes = 1 << 24;
  thread_local CompiledPattern last;
  UErrorCode status = U_ZERO_ERROR;
  if (!last.regex || last.text != pattern) {
    UText source = UTEXT_INITIALIZER;
    utext_openUTF8(&source, pattern.data(), static_cast<std::int64_t>(pattern.size()), &status);
    last.regex.reset(uregex_openUText(&source, 0, nullptr, &status));
    utext_close(&source);
    if (U_FAILURE(status)) {
      last.regex.reset();
      return Fail(ErrorCode::kInvalidInput,
                  "is malformed (" + std::string(u_errorName(status)) + ")");
    }
    last.text = pattern;
    uregex_setTimeLimit(last.regex.get(), kMostSteps, &status);
    uregex_setStackLimit(last.regex.get(), kMostStackBytes, &status);
  }
  UText subject = UTEXT_INITIALIZER;
  utext_openUTF8(&subject, text.data(), static_cast<std::int64_t>(text.size()), &status);
  uregex_setUText(last.regex.get(), &subject, &status);
  const bool matches = uregex_matches(last.regex.get(), -1, &status) != 0;
  utext_close(&subject);
  if (status == U_REGEX_TIME_OUT || status == U_REGEX_STACK_OVERFLOW) {
    last.regex.reset();
    return Fail(ErrorCode::kCancelled, "takes too long on this text");
  }
  if (U_FAILURE(status)) {
    last.regex.reset();
    return Fail(ErrorCode::kInvalidInput,
                "cannot be matched (" + std::string(u_errorName(status)) + ")");
  }
  return matches;
}

}  // namespace citygraph

// Text as people write it: UTF-8 in, code points and folded names out. The only door to ICU's
// normalisation; ICU's types stay behind it.
//
// Offsets that users see (evidence, `extract`) count code points; offsets inside the program count
// bytes, and say so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace citygraph {

// One code point of a UTF-8 text. An invalid byte reads as U+FFFD with size 1.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 0;  // bytes
};

// REQUIRES: offset < text.size().
CodePoint DecodeAt(std::string_view text, std::size_t offset);
void AppendUtf8(std::string& out, char32_t code_point);
bool IsValidUtf8(std::string_view text);
std::size_t CountCodePoints(std::string_view text);

bool IsLetter(char32_t c);  // general category L*, and marks inside Indic and similar words
bool IsDigit(char32_t c);   // general category Nd
bool IsUpper(char32_t c);   // upper or title case
bool IsLower(char32_t c);
bool IsCased(char32_t c);  // has an upper and a lower form
bool IsWhitespace(
    char32_t c);  // White_Space, and the no-break and zero-width kinds lists are full of
// Marks that show nothing and part no words: soft hyphen, zero-width joiners, direction marks.
// FoldName drops them.
bool IsInvisible(char32_t c);
// What a name in a programming language begins with (ID_Start and connectors such as _) and goes on
// with (ID_Continue and currency signs).
bool IsIdentifierStart(char32_t c);
bool IsIdentifierPart(char32_t c);
// Scripts that are written without spaces between words: Han, Hiragana, Katakana, Thai, Lao, Khmer,
// Myanmar.
bool IsUnspacedScript(char32_t c);

std::string ToLower(std::string_view text);
std::string ToUpper(std::string_view text);  // may get longer: "straße" -> "STRASSE"

// The form under which names are compared: "São  Tomé-et-Príncipe" -> "sao tome et principe".
// Compatibility decomposition, case folding, combining marks dropped (in Latin, Greek, Cyrillic,
// Arabic and Hebrew, and kana's voicing marks, so that が is か; elsewhere they carry meaning),
// invisible marks dropped, letters such as ø ł đ ß æ spelt out, all else but letters and digits
// becomes one space, none at the ends. Folding twice changes nothing.
std::string FoldName(std::string_view text);
// Appends the folded form of one code point: nothing for marks, ' ' for what separates words.
void AppendFolded(std::string& out, char32_t code_point);

// Columns that a text takes on a terminal: 2 for wide characters, 0 for marks and controls.
std::size_t DisplayWidth(std::string_view text);

// Levenshtein distance over code points with adjacent swaps as one step, or limit + 1 when above
// it.
std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t limit);

// Whether the whole text matches a regular expression (ICU's syntax, which is Java's and Perl's).
// Errors: kInvalidInput for a malformed expression, kCancelled for one that backtracks too long.
// The last expression of each thread is kept compiled.
Result<bool> MatchesPattern(std::string_view text, std::string_view pattern);

}  // namespace citygraph

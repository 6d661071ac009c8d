#include "queries/cypher/syntax/token.h"

#include <algorithm>
#include <array>

namespace citygraph::queries::cypher {
namespace {

constexpr std::array kKeywordTexts = {std::string_view(""),
#define CITYGRAPH_CYPHER_KEYWORD(name, text) std::string_view(#text),
                                      CITYGRAPH_CYPHER_KEYWORDS(CITYGRAPH_CYPHER_KEYWORD)
#undef CITYGRAPH_CYPHER_KEYWORD
};
static_assert(std::ranges::is_sorted(kKeywordTexts));  // FindKeyword searches by halves

constexpr std::size_t kLongestKeyword = 10;  // DESCENDING

}  // namespace

std::string_view TextOf(Symbol symbol) {
  static constexpr std::array<std::string_view, 28> kTexts = {
      "",  "(",  ")", "[", "]", "{", "}", ",", ".",  "..", ":", ";",  "|", "$",
      "+", "+=", "-", "*", "/", "%", "^", "=", "=~", "<>", "<", "<=", ">", ">="};
  return kTexts[static_cast<std::size_t>(symbol)];
}

std::string_view TextOf(Keyword keyword) {
  return kKeywordTexts[static_cast<std::size_t>(keyword)];
}

Keyword FindKeyword(std::string_view word) {
  if (word.size() < 2 || word.size() > kLongestKeyword) return Keyword::kNoKeyword;
  std::array<char, kLongestKeyword> capitals{};
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if (c >= 'a' && c <= 'z') {
      capitals[i] = static_cast<char>(c - ('a' - 'A'));
    } else if (c >= 'A' && c <= 'Z') {
      capitals[i] = c;
    } else {
      return Keyword::kNoKeyword;
    }
  }
  const std::string_view key(capitals.data(), word.size());
  const auto found = std::ranges::lower_bound(kKeywordTexts, key);
  if (found == kKeywordTexts.end() || *found != key) return Keyword::kNoKeyword;
  return static_cast<Keyword>(found - kKeywordTexts.begin());
}

bool IsReserved(Keyword keyword) {
  switch (keyword) {
    case Keyword::kAnd:
    case Keyword::kAs:
    case Keyword::kBy:
    case Keyword::kCase:
    case Keyword::kContains:
    case Keyword::kCreate:
    case Keyword::kDelete:
    case Keyword::kDetach:
    case Keyword::kDistinct:
    case Keyword::kElse:
    case Keyword::kEnds:
    case Keyword::kFalse:
    case Keyword::kIn:
    case Keyword::kIs:
    case Keyword::kLimit:
    case Keyword::kMatch:
    case Keyword::kMerge:
    case Keyword::kNot:
    case Keyword::kNull:
    case Keyword::kOn:
    case Keyword::kOptional:
    case Keyword::kOr:
    case Keyword::kOrder:
    case Keyword::kRemove:
    case Keyword::kReturn:
    case Keyword::kSet:
    case Keyword::kSkip:
    case Keyword::kStarts:
    case Keyword::kThen:
    case Keyword::kTrue:
    case Keyword::kUnion:
    case Keyword::kUnwind:
    case Keyword::kWhen:
    case Keyword::kWhere:
    case Keyword::kWith:
    case Keyword::kXor:
      return true;
    default:
      return false;
  }
}

}  // namespace citygraph::queries::cypher

#include "importers/text/words.h"

#include <algorithm>
#include <array>

#include "engine/base/unicode.h"

namespace citygraph::importers {
namespace {

bool IsApostrophe(char32_t c) {
  return c == U'\'' || c == U'’' || c == U'ʼ' || c == U'ʻ' || c == U'`';
}
bool IsHyphen(char32_t c) { return c == U'-' || c == U'‐' || c == U'‑'; }
bool IsLongDash(char32_t c) { return c == U'–' || c == U'—' || c == U'―' || c == U'−'; }

// Reads the characters between two words into the one Gap that matters most.
class GapReader {
 public:
  // `column`: the spaces that part columns of a table.
  explicit GapReader(std::size_t column) : column_(column) {}

  void Add(char32_t c) {
    if (c == U'\t') return Mark(Gap::kOther);
    if (IsWhitespace(c)) {
      space_ = true;
      if (++spaces_ == column_) Mark(Gap::kOther);
      return;
    }
    spaces_ = 0;
    if (IsHyphen(c) || IsLongDash(c)) {
      dash_ = true;
    } else if (IsApostrophe(c)) {
      Mark(Gap::kApostrophe);
    } else if (c == U'.') {
      Mark(Gap::kPeriod);
    } else if (c == U',' || c == U'،' || c == U'、') {
      Mark(Gap::kComma);
    } else if (c == U'/') {
      Mark(Gap::kSlash);
    } else if (c == U'(' || c == U'[' || c == U'（') {
      Mark(Gap::kOpen);
    } else if (c == U')' || c == U']' || c == U'）') {
      Mark(Gap::kClose);
    } else {
      Mark(Gap::kOther);
    }
  }
  Gap gap() const {
    if (marked_) return mark_;
    if (dash_) return space_ ? Gap::kDash : Gap::kHyphen;
    return Gap::kSpace;
  }

 private:
  void Mark(Gap gap) {
    // An opening bracket outweighs the comma or the closing one before it.
    if (!marked_ || gap == Gap::kOpen || (gap > mark_ && mark_ != Gap::kOpen)) mark_ = gap;
    marked_ = true;
  }
  std::size_t column_;
  std::size_t spaces_ = 0;  // in a row
  bool space_ = false;
  bool dash_ = false;
  bool marked_ = false;
  Gap mark_ = Gap::kSpace;
};

// The number of spaces that part columns: two in a row that has several such gaps, else more.
std::size_t ColumnGapOf(std::string_view row) {
  constexpr std::size_t kAlways = 3;
  std::size_t gaps = 0;
  for (std::size_t at = row.find_first_not_of(' '); at < row.size();) {
    const std::size_t space = row.find("  ", at);
    if (space == std::string_view::npos) break;
    at = row.find_first_not_of(' ', space);
    if (at != std::string_view::npos && row[space - 1] != '.') ++gaps;
  }
  return gaps >= 2 ? 2 : kAlways;
}

// What readers ask of a code point.
struct Letter {
  bool in_word = false;  // a letter or a digit
  bool digit = false;
  bool cased = false;
  bool upper = false;
  bool invisible = false;
  bool folds_alike = false;  // of a word: to no blank; between words: to one blank
};

Letter ClassOf(char32_t c) {
  std::string folded;
  AppendFolded(folded, c);
  Letter letter{.in_word = IsLetter(c) || IsDigit(c),
                .digit = IsDigit(c),
                .cased = IsCased(c),
                .upper = IsUpper(c),
                .invisible = IsInvisible(c)};
  letter.folds_alike =
      letter.in_word || letter.invisible ? folded.find(' ') == std::string::npos : folded == " ";
  return letter;
}

// Nearly all letters of lists in Latin script: a table instead of ICU's.
constexpr std::size_t kTabled = 0x250;
const std::array<Letter, kTabled>& LetterTable() {
  static const auto kTable = [] {
    std::array<Letter, kTabled> table;
    for (std::size_t i = 0; i < kTabled; ++i) table[i] = ClassOf(static_cast<char32_t>(i));
    return table;
  }();
  return kTable;
}

// Reads the code points of a row with what they are. Nearly all bytes of lists are ASCII.
class Letters {
 public:
  explicit Letters(std::string_view row) : row_(row), table_(LetterTable()) {}

  CodePoint At(std::size_t i) const {
    const auto byte = static_cast<unsigned char>(row_[i]);
    return byte < kAscii ? CodePoint{byte, 1} : DecodeAt(row_, i);
  }
  Letter Of(char32_t c) const { return c < kTabled ? table_[c] : ClassOf(c); }

  // Appends what a letter of a word folds to.
  static void Fold(std::string& folded, char32_t c) {
    if (c >= kAscii) return AppendFolded(folded, c);
    folded.push_back(static_cast<char>(c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c));
  }

 private:
  static constexpr char32_t kAscii = 0x80;
  std::string_view row_;
  const std::array<Letter, kTabled>& table_;
};

}  // namespace

Words::Words(std::string_view row) : row_(row) {
  constexpr std::size_t kUsualWord = 4;  // bytes, with what parts it from the next
  folded_.reserve(row.size() + 8);
  words_.reserve(row.size() / kUsualWord);
  const Letters text(row);
  const std::size_t column = ColumnGapOf(row);
  GapReader gap(column);
  std::uint32_t position = 0;
  std::size_t shouted = 0;
  std::size_t longest_shouted = 0;
  std::size_t spoken = 0;
  for (std::size_t i = 0; i < row.size();) {
    CodePoint c = text.At(i);
    Letter letter = text.Of(c.value);
    if (!letter.in_word) {
      if (!letter.invisible) {
        gap.Add(c.value);
        folds_by_words_ = folds_by_words_ && letter.folds_alike;
      }
      i += c.size;
      ++position;
      continue;
    }
    if (!words_.empty()) {
      words_.back().gap = gap.gap();
      folded_.push_back(' ');
    }
    gap = GapReader(column);
    Word word{.start = position,
              .byte_start = static_cast<std::uint32_t>(i),
              .folded_start = static_cast<std::uint32_t>(folded_.size()),
              .capital = letter.upper || !letter.cased,
              .number = true};
    // "eThekwini", "iLembe": the capital stands behind a prefix.
    if (i + c.size < row.size() && text.Of(text.At(i + c.size).value).upper) word.capital = true;
    std::size_t letters = 0;
    bool digits = false;
    std::size_t upper = 0;
    while (i < row.size()) {
      c = text.At(i);
      letter = text.Of(c.value);
      if (!letter.in_word && !letter.invisible) break;
      word.number = word.number && (letter.digit || letter.invisible);
      digits = digits || letter.digit;
      folds_by_words_ = folds_by_words_ && letter.folds_alike;
      letters += letter.cased ? 1 : 0;
      upper += letter.upper ? 1 : 0;
      Letters::Fold(folded_, c.value);
      i += c.size;
      ++position;
    }
    word.end = position;
    word.byte_end = static_cast<std::uint32_t>(i);
    word.folded_end = static_cast<std::uint32_t>(folded_.size());
    word.glued = digits && !word.number;
    folds_by_words_ = folds_by_words_ && word.folded_end > word.folded_start;
    word.classes = ClassesOf(std::string_view(folded_).substr(word.folded_start));
    classes_.Add(word.classes);
    word.all_caps = letters >= 2 && upper == letters;
    capitals_ = capitals_ || upper > 0;
    if (letters >= 3) ++(word.all_caps ? shouted : spoken);
    if (word.all_caps) longest_shouted = std::max(longest_shouted, letters);
    words_.push_back(word);
  }
  if (!words_.empty()) words_.back().gap = gap.gap();
  // "VISITS TO QUITO": abbreviations alone are shorter.
  constexpr std::size_t kLongerThanAbbreviations = 6;
  shouting_ = shouted >= 4
                  ? shouted >= 3 * spoken
                  : shouted >= 2 && spoken == 0 && longest_shouted >= kLongerThanAbbreviations;
}

}  // namespace citygraph::importers

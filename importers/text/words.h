// A row of text as words, with their places in it and their folded forms laid out so that the
// folded form of several words in a row is one view.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "importers/text/word_classes.h"

namespace citygraph::importers {

// What stands between a word and the next.
enum class Gap : std::uint8_t {
  kSpace,       // white space only
  kHyphen,      // a hyphen or dash without spaces: "Emilia-Romagna", "Durban-Joburg"
  kApostrophe,  // "L'Aquila"
  kPeriod,      // "S. Vicente", "St.-Denis"
  kDash,        // a dash with spaces, or a long one
  kComma,
  kSlash,
  kOpen,   // an opening bracket
  kClose,  // a closing bracket
  kOther,  // any other mark: colon, semicolon, quotes, tab, bars
};

struct Word {
  std::uint32_t start = 0;  // code points in the row, `end` excluded
  std::uint32_t end = 0;
  std::uint32_t byte_start = 0;  // bytes in the row
  std::uint32_t byte_end = 0;
  std::uint32_t folded_start = 0;  // bytes in Words::folded
  std::uint32_t folded_end = 0;
  Gap gap = Gap::kSpace;  // after the word
  bool capital = false;   // its first or second letter is a capital, or its script has no case
  bool all_caps = false;  // two or more letters, all upper case
  bool number = false;    // digits only
  bool glued = false;     // digits and letters: "SDG11"
  WordClasses classes;
};

class Words {
 public:
  explicit Words(std::string_view row);

  std::size_t size() const { return words_.size(); }
  bool empty() const { return words_.empty(); }
  const Word& operator[](std::size_t i) const { return words_[i]; }

  // The folded form of words [first, last), joined by single spaces. REQUIRES: first < last.
  std::string_view Folded(std::size_t first, std::size_t last) const {
    return std::string_view(folded_).substr(
        words_[first].folded_start, words_[last - 1].folded_end - words_[first].folded_start);
  }
  std::string_view Folded(std::size_t i) const { return Folded(i, i + 1); }
  bool Is(std::size_t i, WordClass which) const { return words_[i].classes.Has(which); }
  // The classes of all words together.
  WordClasses classes() const { return classes_; }
  // The text from the first word to the last, as written.
  std::string_view Text(std::size_t first, std::size_t last) const {
    return row_.substr(words_[first].byte_start,
                       words_[last - 1].byte_end - words_[first].byte_start);
  }
  // Most words of three letters or more are in capitals: capitals say nothing here.
  bool shouting() const { return shouting_; }
  // Some letter is a capital.
  bool has_capitals() const { return capitals_; }
  // Whether FoldName of a part of the row is the folded form of its words.
  bool folds_by_words() const { return folds_by_words_; }
  // What the row has between the end of a word and the start of a later one.
  std::string_view Between(std::size_t word, std::size_t later) const {
    return row_.substr(words_[word].byte_end, words_[later].byte_start - words_[word].byte_end);
  }
  std::string_view row() const { return row_; }

 private:
  std::string_view row_;  // the caller's
  std::string folded_;
  std::vector<Word> words_;
  bool shouting_ = false;
  bool capitals_ = false;
  bool folds_by_words_ = true;
  WordClasses classes_;
};

}  // namespace citygraph::importers

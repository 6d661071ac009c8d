// Lines that name a place and tell of no exchange all the same: captions, footnotes, facts.
#pragma once

#include <string_view>

#include "importers/draft.h"
#include "importers/gazetteer/gazetteer.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// How the lines of a list are written, as far as it tells which of them are none of it.
struct ListStyle {
  std::size_t lines = 0;      // that hold words
  std::size_t sentences = 0;  // that end with a period
  bool starred = false;       // a star stands behind a word: what begins with one explains it

  void Add(std::string_view line);
};

// What a line is instead of a report, by its words alone: "caption", "footnote"; empty: none.
std::string_view AsideOf(const Words& words, const ListStyle& style);

// What a row, read as a report, is instead: "question", "fact", "statement"; empty: it may be one.
std::string_view StatementOf(const Gazetteer& gazetteer, const Words& words, const RowDraft& row,
                             const ListStyle& style);

}  // namespace citygraph::importers

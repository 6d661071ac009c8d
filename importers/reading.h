// What every reader of files works with, and what it makes of a file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importers/draft.h"
#include "importers/gazetteer/gazetteer.h"
#include "importers/text/source_text.h"
#include "importers/themes/theme_finder.h"

namespace citygraph::importers {

class Corrections;

// The knowledge that readers look things up in. Shared by all, owned by the caller.
struct Knowledge {
  const Gazetteer& gazetteer;
  const ThemeFinder& themes;
  // What persons decided: of all documents for who reads files, of one for a reader of a shape.
  const Corrections* corrections = nullptr;
};

// Rows by what became of them: read = accepted + merged + ignored + rejected.
struct RowCounts {
  std::uint64_t read = 0;
  std::uint64_t accepted = 0;
  std::uint64_t merged = 0;
  std::uint64_t ignored = 0;
  std::uint64_t rejected = 0;

  bool operator==(const RowCounts&) const = default;
  RowCounts& operator+=(const RowCounts& more) {
    read += more.read;
    accepted += more.accepted;
    merged += more.merged;
    ignored += more.ignored;
    rejected += more.rejected;
    return *this;
  }
};

struct FileDraft {
  std::string path;    // as the caller named it
  std::string file;    // the name that evidence carries
  std::string place;   // its absolute path; empty for standard input
  std::string digest;  // of its text (load/documents.h)
  std::string shape;   // "report-list", "network-table"
  std::string encoding;
  std::vector<RowDraft> rows;  // every row of the file, in its order
  std::vector<Issue> issues;   // of the file as a whole
  // Of a piece of a file: rows at the end that what follows may change.
  std::size_t open = 0;
  RowCounts Counts() const;
};

// What makes two mentions the same place: the gazetteer's key, or country and folded name where
// the gazetteer has none ("named:IT:bassa romagna").
std::string IdentityOf(const Gazetteer& gazetteer, const PlaceMention& mention);

// A key part made of a title: "Decentralized Cooperation, 2015" ->
// "decentralized-cooperation-2015".
std::string Slug(std::string_view text);
// The same of a text that is folded already.
std::string SlugOfFolded(std::string_view folded);

// Marks rows whose exchange an earlier row of the same file told of as merged.
void MarkMerged(FileDraft& draft);

// The goals and themes of `words` go into the draft, each theme once.
void FindThemes(const Knowledge& knowledge, const Words& words, std::optional<Language> language,
                RowDraft& draft);

}  // namespace citygraph::importers

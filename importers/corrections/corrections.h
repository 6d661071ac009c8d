// The decisions that hold for a graph: kept in it, and applied to every row that is read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/storage/transaction.h"
#include "importers/corrections/correction.h"
#include "importers/draft.h"
#include "importers/load/documents.h"
#include "importers/text/words.h"
#include "importers/themes/vocabulary.h"

namespace citygraph::importers {

class Corrections {
 public:
  Corrections() = default;
  explicit Corrections(std::vector<Correction> all);

  // Those kept in the graph. Errors: the store's; kCorruption.
  static Result<Corrections> Load(const GraphView& view);
  Status Save(Transaction& change) const;

  const std::vector<Correction>& all() const { return all_; }  // the oldest first
  bool empty() const { return all_.empty(); }
  // Takes the place of an earlier decision on the same; false when it says nothing new.
  bool Add(Correction correction);
  // REQUIRES: position < all().size().
  void Remove(std::size_t position);

  // Those that hold for a document, under the name that evidence gives it.
  Corrections Of(std::string_view document) const;
  // The same for a file: its document when it was read before, else its name without folders.
  Corrections OfFile(const std::string& absolute_path) const;

  // What follows takes this for the corrections of one document, and `line` for one of its lines.

  // Texts that a person decided on become the place that was meant, or none, whether or not they
  // were taken for a place; a decision on part of a longer name leaves that alone. The places come
  // in the row's order.
  void CorrectPlaces(const Gazetteer& gazetteer, const Words& words, std::uint32_t line,
                     std::vector<PlaceMention>& places) const;
  // The same for a cell that holds one name: false when a person said that it is no place. An empty
  // `mention` is filled where a decision says what the name means.
  bool CorrectCell(const Gazetteer& gazetteer, std::string_view name, std::uint32_t line,
                   std::optional<PlaceMention>& mention) const;
  // True when a decision was found.
  bool CorrectThemes(const ThemeVocabulary& vocabulary, const Words& words, std::uint32_t line,
                     std::vector<ThemeMention>& themes) const;
  // The exchange that the row tells of.
  void CorrectExchange(RowDraft& row) const;

 private:
  struct At {  // words [first, last)
    std::size_t first = 0;
    std::size_t last = 0;
    const Correction* correction = nullptr;
  };
  // The longest texts of these decisions in the row, left to right.
  std::vector<At> FindTexts(const Words& words, std::uint32_t line,
                            std::initializer_list<Decision> decisions) const;
  // The decision on a folded text: one for this line before one for the document before others.
  const Correction* On(std::string_view folded, std::uint32_t line,
                       std::initializer_list<Decision> decisions) const;
  void Index();

  std::vector<Correction> all_;
  Documents documents_;  // of the graph that they were loaded from
  std::multimap<std::string, std::size_t, std::less<>> by_text_;  // folded -> position
  std::map<std::string, std::size_t, std::less<>> longest_;       // first word -> words, at most
};

}  // namespace citygraph::importers

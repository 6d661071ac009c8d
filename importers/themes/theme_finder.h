// Finds the vocabulary's themes in a text by word stems, language by language.
#pragma once

#include <array>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "importers/draft.h"
#include "importers/text/phrases.h"
#include "importers/text/words.h"
#include "importers/themes/vocabulary.h"

namespace citygraph::importers {

// The labels of a language are stemmed when it is first asked for: a list mostly is in one.
// Threads: one finder may serve many threads. The vocabulary must outlive it.
class ThemeFinder {
 public:
  explicit ThemeFinder(const ThemeVocabulary& vocabulary) : vocabulary_(vocabulary) {}

  // The themes whose labels occur in the text, left to right, longest first, none overlapping.
  // Function words between the words of a label do not count. Labels of one language only: of the
  // one given, or, when it is not known, of the one that finds most.
  std::vector<ThemeMention> Find(const Words& words, std::optional<Language> language) const;
  // In the language of `stems`, which are those of `words`.
  std::vector<ThemeMention> Find(const Words& words, const StemmedWords& stems) const;

  // Whether Find may find a theme that touches none of the places, but for those that an adjective
  // names. Never false where it does. Cost: some nanoseconds a word.
  bool MayFindBeside(const std::vector<PlaceMention>& places, const Words& words,
                     std::optional<Language> language) const;

  // The theme that has exactly this label in any language; for cells that hold a theme.
  std::optional<std::uint32_t> FindLabel(std::string_view label) const;

  // Of the stems of the labels in a language.
  const Openings& OpeningsOf(Language language) const { return TableOf(language).openings(); }

  const ThemeVocabulary& vocabulary() const { return vocabulary_; }

 private:
  const PhraseTable& TableOf(Language language) const;
  const Openings& OpeningsOfAll() const;

  struct Table {
    std::once_flag made;
    PhraseTable phrases;
  };
  const ThemeVocabulary& vocabulary_;
  mutable std::array<Table, kLanguages> tables_;
  mutable std::once_flag openings_made_;
  mutable Openings openings_;  // of all languages together
  mutable std::once_flag labels_made_;
  mutable std::unordered_map<std::string, std::uint32_t> folded_labels_;
};

}  // namespace citygraph::importers

#include "importers/themes/theme_finder.h"

#include <algorithm>

#include "engine/base/unicode.h"

namespace citygraph::importers {

ThemeFinder::ThemeFinder(const ThemeVocabulary& vocabulary) : vocabulary_(vocabulary) {
  for (std::uint32_t theme = 0; theme < vocabulary.themes().size(); ++theme) {
    for (std::size_t i = 0; i < kLanguages; ++i) {
      const auto language = static_cast<Language>(i);
      for (const std::string& label : vocabulary[theme].labels[i]) {
        folded_labels_.emplace(FoldName(label), theme);
        // Where two themes have a label in common, the earlier keeps it.
        tables_[i].Add(Words(label), language, theme);
      }
    }
  }
}

std::optional<std::uint32_t> ThemeFinder::FindLabel(std::string_view label) const {
  const auto found = folded_labels_.find(FoldName(label));
  return found == folded_labels_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<ThemeMention> ThemeFinder::Find(const Words& words, const StemmedWords& stems) const {
  std::vector<ThemeMention> mentions;
  for (const PhraseTable::Match& match :
       tables_[static_cast<std::size_t>(stems.language)].Find(stems)) {
    const std::size_t first = stems.word[match.first];
    const std::size_t last = stems.word[match.last - 1] + 1;
    mentions.push_back({.span = {words[first].start, words[last - 1].end},
                        .text = std::string(words.Text(first, last)),
                        .theme = match.value,
                        .confidence = match.last - match.first > 1 ? 0.95 : 0.85});
  }
  return mentions;
}

std::vector<ThemeMention> ThemeFinder::Find(const Words& words,
                                            std::optional<Language> language) const {
  const auto find_in = [&](Language in) -> std::vector<ThemeMention> {
    const Openings& openings = OpeningsOf(in);
    if (!MayHold(words, openings)) return {};
    return Find(words, StemmedWords(words, in, {&openings}));
  };
  if (language) return find_in(*language);
  std::vector<ThemeMention> best;
  for (std::size_t i = 0; i < kLanguages; ++i) {
    std::vector<ThemeMention> found = find_in(static_cast<Language>(i));
    if (found.size() > best.size()) best = std::move(found);
  }
  return best;
}

}  // namespace citygraph::importers

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
  for (const PhraseTable& table : tables_) openings_.Add(table.openings());
}

bool ThemeFinder::MayFindBeside(const std::vector<PlaceMention>& places, const Words& words,
                                std::optional<Language> language) const {
  constexpr std::size_t kMostPlaces = 64;  // of more, asking costs more than finding
  if (places.size() > kMostPlaces) return true;
  const Openings& openings = language ? OpeningsOf(*language) : openings_;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!openings.MayBegin(words.Folded(i))) continue;
    const Span word{words[i].start, words[i].end};
    const bool of_place = std::ranges::any_of(places, [&](const PlaceMention& place) {
      return place.name_kind != NameKind::kAdjective && place.span.Overlaps(word);
    });
    if (!of_place) return true;
  }
  return false;
}

std::optional<std::uint32_t> ThemeFinder::FindLabel(std::string_view label) const {
  const auto found = folded_labels_.find(FoldName(label));
  return found == folded_labels_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<ThemeMention> ThemeFinder::Find(const Words& words, const StemmedWords& stems) const {
  const auto matches = tables_[static_cast<std::size_t>(stems.language)].Find(stems);
  std::vector<ThemeMention> mentions;
  mentions.reserve(matches.size());
  for (const PhraseTable::Match& match : matches) {
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

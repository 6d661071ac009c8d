#include "importers/themes/theme_finder.h"

#include <algorithm>

#include "engine/base/unicode.h"

namespace citygraph::importers {

const PhraseTable& ThemeFinder::TableOf(Language language) const {
  const auto which = static_cast<std::size_t>(language);
  Table& table = tables_[which];
  std::call_once(table.made, [&] {
    // Where two themes have a label in common, the earlier keeps it.
    for (std::uint32_t theme = 0; theme < vocabulary_.themes().size(); ++theme) {
      for (const std::string& label : vocabulary_[theme].labels[which])
        table.phrases.Add(Words(label), language, theme);
    }
  });
  return table.phrases;
}

const Openings& ThemeFinder::OpeningsOfAll() const {
  std::call_once(openings_made_, [&] {
    for (std::size_t i = 0; i < kLanguages; ++i)
      openings_.Add(OpeningsOf(static_cast<Language>(i)));
  });
  return openings_;
}

bool ThemeFinder::MayFindBeside(const std::vector<PlaceMention>& places, const Words& words,
                                std::optional<Language> language) const {
  constexpr std::size_t kMostPlaces = 64;  // of more, asking costs more than finding
  if (places.size() > kMostPlaces) return true;
  const Openings& openings = language ? OpeningsOf(*language) : OpeningsOfAll();
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
  std::call_once(labels_made_, [&] {
    for (std::uint32_t theme = 0; theme < vocabulary_.themes().size(); ++theme) {
      for (const auto& labels : vocabulary_[theme].labels) {
        for (const std::string& each : labels) folded_labels_.emplace(FoldName(each), theme);
      }
    }
  });
  const auto found = folded_labels_.find(FoldName(label));
  return found == folded_labels_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<ThemeMention> ThemeFinder::Find(const Words& words, const StemmedWords& stems) const {
  const auto matches = TableOf(stems.language).Find(stems);
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

#include "importers/themes/theme_finder.h"

#include <algorithm>

#include "engine/base/unicode.h"
#include "importers/text/stemmer.h"

namespace citygraph::importers {
namespace {

// The words of a text that carry meaning, with the word each came from.
struct Stems {
  std::vector<std::string> stems;
  std::vector<std::size_t> word;
};

Stems StemsOf(const Words& words, Language language) {
  Stems result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (IsFunctionWord(language, words.Folded(i))) continue;
    result.stems.push_back(Stem(language, ToLower(words.Text(i, i + 1))));
    result.word.push_back(i);
  }
  return result;
}

}  // namespace

ThemeFinder::ThemeFinder(const ThemeVocabulary& vocabulary) : vocabulary_(vocabulary) {
  for (std::uint32_t theme = 0; theme < vocabulary.themes().size(); ++theme) {
    for (std::size_t language = 0; language < kLanguages; ++language) {
      LanguageTable& table = tables_[language];
      for (const std::string& label : vocabulary[theme].labels[language]) {
        folded_labels_.emplace(FoldName(label), theme);
        const Stems stems = StemsOf(Words(label), static_cast<Language>(language));
        if (stems.stems.empty()) continue;
        std::string joined;
        for (const std::string& stem : stems.stems) joined += (joined.empty() ? "" : " ") + stem;
        if (!table.labels.emplace(std::move(joined), theme).second)
          continue;  // the earlier theme keeps it
        std::size_t& longest = table.longest[stems.stems.front()];
        longest = std::max(longest, stems.stems.size());
      }
    }
  }
}

std::optional<std::uint32_t> ThemeFinder::FindLabel(std::string_view label) const {
  const auto found = folded_labels_.find(FoldName(label));
  return found == folded_labels_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<ThemeMention> ThemeFinder::FindIn(const Words& words, Language language) const {
  const LanguageTable& table = tables_[static_cast<std::size_t>(language)];
  const Stems stems = StemsOf(words, language);
  std::vector<ThemeMention> mentions;
  for (std::size_t i = 0; i < stems.stems.size();) {
    const auto longest = table.longest.find(stems.stems[i]);
    std::size_t taken = 0;
    if (longest != table.longest.end()) {
      std::vector<std::string> joined{stems.stems[i]};  // joined[n]: n + 1 stems
      for (std::size_t n = 1; n < longest->second && i + n < stems.stems.size(); ++n) {
        joined.push_back(joined.back() + ' ' + stems.stems[i + n]);
      }
      for (std::size_t count = joined.size(); count >= 1 && taken == 0; --count) {
        const auto found = table.labels.find(joined[count - 1]);
        if (found == table.labels.end()) continue;
        const std::size_t first = stems.word[i];
        const std::size_t last = stems.word[i + count - 1] + 1;
        mentions.push_back({.span = {words[first].start, words[last - 1].end},
                            .text = std::string(words.Text(first, last)),
                            .theme = found->second,
                            .confidence = count > 1 ? 0.95 : 0.85});
        taken = count;
      }
    }
    i += std::max<std::size_t>(taken, 1);
  }
  return mentions;
}

std::vector<ThemeMention> ThemeFinder::Find(const Words& words,
                                            std::optional<Language> language) const {
  if (language) return FindIn(words, *language);
  std::vector<ThemeMention> best;
  for (std::size_t each = 0; each < kLanguages; ++each) {
    std::vector<ThemeMention> found = FindIn(words, static_cast<Language>(each));
    if (found.size() > best.size()) best = std::move(found);
  }
  return best;
}

}  // namespace citygraph::importers

#include "importers/reading.h"

#include <algorithm>
#include <unordered_set>

#include "engine/base/unicode.h"
#include "importers/corrections/corrections.h"
#include "importers/themes/sdg_finder.h"

namespace citygraph::importers {

RowCounts FileDraft::Counts() const {
  RowCounts counts{.read = rows.size()};
  for (const RowDraft& row : rows) {
    switch (row.verdict) {
      case Verdict::kReport:
        ++counts.accepted;
        break;
      case Verdict::kMerged:
        ++counts.merged;
        break;
      case Verdict::kIgnored:
        ++counts.ignored;
        break;
      case Verdict::kRejected:
        ++counts.rejected;
        break;
    }
  }
  return counts;
}

std::string IdentityOf(const Gazetteer& gazetteer, const PlaceMention& mention) {
  if (mention.place) return std::string(gazetteer.At(*mention.place).key);
  return "named:" + mention.country + ':' +
         FoldName(mention.name.empty() ? mention.text : mention.name);
}

std::string Slug(std::string_view text) { return SlugOfFolded(FoldName(text)); }

std::string SlugOfFolded(std::string_view folded) {
  std::string slug(folded);
  std::ranges::replace(slug, ' ', '-');
  return slug;
}

void MarkMerged(FileDraft& draft) {
  std::unordered_set<std::string_view> seen;
  seen.reserve(draft.rows.size());
  for (RowDraft& row : draft.rows) {
    if (row.verdict == Verdict::kReport && !seen.insert(row.event).second)
      row.verdict = Verdict::kMerged;
  }
}

void FindThemes(const Knowledge& knowledge, const Words& words, std::optional<Language> language,
                RowDraft& draft) {
  if (knowledge.themes.MayFindBeside(draft.places, words, language))
    draft.themes = knowledge.themes.Find(words, language);
  // A word that names a place here is no theme ("Pasto", "Reading").
  std::erase_if(draft.themes, [&](const ThemeMention& theme) {
    return std::ranges::any_of(draft.places, [&](const PlaceMention& place) {
      return place.name_kind != NameKind::kAdjective && place.span.Overlaps(theme.span);
    });
  });
  if (knowledge.corrections != nullptr) {
    knowledge.corrections->CorrectThemes(knowledge.themes.vocabulary(), words, draft.line,
                                         draft.themes);
  }
  draft.sdgs = FindPrintedSdgs(words);
  if (draft.themes.empty()) return;
  // A title that names a theme in two ways is about it once: the first mention stands.
  if (draft.themes.size() > 1) {
    std::unordered_set<std::uint32_t> named;
    std::erase_if(draft.themes,
                  [&](const ThemeMention& theme) { return !named.insert(theme.theme).second; });
  }
  AddSdgsOfThemes(knowledge.themes.vocabulary(), draft.themes, draft.sdgs);
}

}  // namespace citygraph::importers

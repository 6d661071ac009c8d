// What the fuzz targets of the importers share: the built-in knowledge, and what holds for every
// draft, whatever the file was.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "engine/base/result.h"
#include "importers/reading.h"
#include "importers/themes/vocabulary.h"

namespace citygraph::importers {

inline const Knowledge& BuiltInKnowledge() {
  static const ThemeFinder kThemes(ThemeVocabulary::BuiltIn());
  static const Knowledge kKnowledge{.gazetteer = Gazetteer::BuiltIn(), .themes = kThemes};
  return kKnowledge;
}

inline std::size_t CodePoints(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

// Of a list in JSON several rows may begin on one line.
enum class Lines : bool { kAscend, kMayRepeat };

inline void CheckDraft(const FileDraft& draft, Lines lines = Lines::kAscend) {
  const RowCounts rows = draft.Counts();
  CITYGRAPH_CHECK(rows.read == draft.rows.size());
  CITYGRAPH_CHECK(rows.read == rows.accepted + rows.merged + rows.ignored + rows.rejected);
  std::uint32_t line = 0;
  for (const RowDraft& row : draft.rows) {
    CITYGRAPH_CHECK(row.line > line || (lines == Lines::kMayRepeat && row.line == line));
    line = row.line;
    const auto inside = [length = CodePoints(row.text)](Span span) {
      return span.start <= span.end && span.end <= length;
    };
    for (const PlaceMention& place : row.places) {
      CITYGRAPH_CHECK(inside(place.span));
      CITYGRAPH_CHECK(place.confidence >= 0 && place.confidence <= 1);
      CITYGRAPH_CHECK(!place.place ||
                      std::to_underlying(*place.place) < BuiltInKnowledge().gazetteer.size());
    }
    for (const auto& [giver, taker] : row.pairs) {
      CITYGRAPH_CHECK(giver < row.places.size() && taker < row.places.size());
    }
    for (const ThemeMention& theme : row.themes) CITYGRAPH_CHECK(inside(theme.span));
    for (const SdgMention& sdg : row.sdgs) CITYGRAPH_CHECK(sdg.goal >= 1 && sdg.goal <= 17);
  }
}

}  // namespace citygraph::importers

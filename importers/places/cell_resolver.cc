// ResolveCell: the place of a cell, which has nothing around it.
#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "engine/base/unicode.h"
#include "importers/places/place_mention.h"
#include "importers/places/place_resolver.h"
#include "importers/places/place_score.h"

namespace citygraph::importers {

std::optional<PlaceMention> ResolveCell(PlaceMemo& memo, std::string_view name,
                                        std::string_view country) {
  const Words words(name);
  if (words.empty()) return std::nullopt;
  memo.Trim();
  RowName cell{.span = {.first = 0,
                        .last = words.size(),
                        .matches = memo.gazetteer().Find(words.Folded(0, words.size()))}};
  cell.readings = &memo.ReadingsOf(cell.span.matches);
  const Surroundings around{.country_beside = country, .in_cell = true};
  std::vector<double> scores;
  for (const Reading& each : cell.readings->all) {
    const bool named =
        each.match.kind != NameKind::kAdjective && each.match.kind != NameKind::kPrefix;
    const bool there = country.empty() || each.place.country == country;
    scores.push_back(named && there ? ScoreOf(each, cell, around, {}, {})
                                    : -std::numeric_limits<double>::infinity());
  }
  const double no_place = NoPlaceScore(cell.span, around);
  const auto best = std::ranges::max_element(scores);
  if (best == scores.end() || *best <= no_place) return std::nullopt;
  std::vector<Reason> why;
  ScoreOf(cell.readings->all[static_cast<std::size_t>(best - scores.begin())], cell, around, {}, {},
          &why);
  std::vector<std::uint32_t> order;
  PlaceMention mention = MadeOf(words, cell, scores, no_place, country, std::move(why), order);
  mention.span = {0, static_cast<std::uint32_t>(CountCodePoints(name))};
  mention.text = std::string(name);
  return mention;
}

}  // namespace citygraph::importers

#include "importers/places/place_mention.h"

#include <algorithm>
#include <cmath>

#include "importers/places/place_score.h"

namespace citygraph::importers {

PlaceMention MadeOf(const Words& words, const RowName& name, std::span<const double> scores,
                    double no_place, std::string_view country_beside, std::vector<Reason> why,
                    std::vector<std::uint32_t>& order) {
  constexpr std::size_t kOthersKept = 5;
  order.clear();
  for (std::uint32_t i = 0; i < scores.size(); ++i) {
    if (std::isfinite(scores[i])) order.push_back(i);
  }
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
  });
  const double most = scores[order.front()];
  const auto odds = [&](std::uint32_t reading) { return std::exp(scores[reading] - most); };
  double total = std::exp(no_place - most);
  for (const std::uint32_t each : order) {
    constexpr double kNothing = 40;  // what is this much less changes no bit of the total
    if (most - scores[each] > kNothing) break;
    total += odds(each);
  }
  const Reading& best = name.readings->all[order.front()];
  PlaceMention mention{.span = {words[name.span.first].start, words[name.span.last - 1].end},
                       .text = std::string(words.Text(name.span.first, name.span.last)),
                       .place = best.match.place,
                       .country = std::string(best.place.country),
                       .name_kind = best.match.kind,
                       .confidence = 1 / total,
                       .why = std::move(why)};
  if (order.size() == 1) mention.why.emplace_back("the only place of this name");
  const std::size_t others = std::min(order.size() - 1, kOthersKept);
  mention.other.reserve(others);
  for (std::size_t i = 1; i <= others; ++i) {
    const Reading& other = name.readings->all[order[i]];
    mention.other.push_back({.place = other.match.place,
                             .probability = odds(order[i]) / total,
                             .why = WhyLost(other.place, best.place, country_beside)});
  }
  return mention;
}

}  // namespace citygraph::importers

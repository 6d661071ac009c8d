#include "importers/report_list/series.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "importers/networks/networks.h"

namespace citygraph::importers {
namespace {

// Conferences, standards, illnesses and groups that carry a number in their own name.
bool IsNumberedThing(std::string_view series) {
  static constexpr std::array<std::string_view, 10> kThings = {
      "COVID", "COP", "CMP", "HIV", "ISO", "IPCC", "HABITAT", "AGENDA", "RIO", "ARTICLE"};
  return std::ranges::find(kThings, series) != kThings.end();
}

}  // namespace

void SeriesOfList::AddTitle(const std::optional<SeriesMark>& mark) {
  ++titles_;
  if (!mark) return;
  Use& use = uses_[mark->series];
  if (use.lines == 0) use.first_number = mark->number;
  ++use.lines;
  use.other_numbers = use.other_numbers || mark->number != use.first_number;
}

bool SeriesOfList::Counts(const SeriesMark& mark) const {
  if (mark.certain || IsSeriesOfNetwork(mark.series)) return true;
  if (IsNumberedThing(mark.series)) return false;
  const auto use = uses_.find(mark.series);
  return use != uses_.end() && use->second.other_numbers && 2 * use->second.lines >= titles_;
}

}  // namespace citygraph::importers

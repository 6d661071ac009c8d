#include "importers/report_list/participants.h"

#include <algorithm>
#include <utility>

namespace citygraph::importers {

void Give(PlaceMention& mention, Role role, std::string_view rule, double confidence, Reason why) {
  mention.role = role;
  mention.role_rule = rule;
  mention.role_confidence = confidence;
  mention.why.push_back(std::move(why));
}

std::size_t CountLocal(const Gazetteer& gazetteer, const RowDraft& row) {
  return static_cast<std::size_t>(std::ranges::count_if(row.places, [&](const PlaceMention& each) {
    return TakesPart(each.role) && IsLocal(gazetteer, each);
  }));
}

std::size_t WordAt(const Words& words, std::uint32_t code_point) {
  std::size_t first = 0;
  std::size_t last = words.size();
  while (first < last) {
    const std::size_t middle = (first + last) / 2;
    if (words[middle].end <= code_point) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

}  // namespace citygraph::importers

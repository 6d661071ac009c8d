// Names of months in the languages that lists are in.
#pragma once

#include <optional>
#include <string_view>

namespace citygraph::importers {

// 1 to 12 of a folded name or short form ("september", "sept", "dez"); nothing when it is none.
std::optional<int> MonthOf(std::string_view folded);

}  // namespace citygraph::importers

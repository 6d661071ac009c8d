// How the reasons of a match are worded. Inner: for the files of this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace citygraph::queries {

// "1 exchange", "3 exchanges".
std::string Times(std::size_t n, std::string_view what);
// "1.6 million", "41,000", "812".
std::string People(std::int64_t population);
// "a, b and c"; beyond `most` "a, b and 3 more".
std::string JoinNames(const std::vector<std::string>& names, std::size_t most);

}  // namespace citygraph::queries

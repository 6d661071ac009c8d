#include "queries/recommend/match_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace citygraph::queries {

std::string Times(std::size_t n, std::string_view what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

std::string People(std::int64_t population) {
  if (population >= 1'000'000)
    return fmt::format("{:.1f} million", static_cast<double>(population) / 1e6);
  if (population >= 1'000) return fmt::format("{},{:03}", population / 1000, population % 1000);
  return fmt::format("{}", population);
}

std::string JoinNames(const std::vector<std::string>& names, std::size_t most) {
  // "and 1 more" says no less than the name would.
  const std::size_t shown = names.size() == most + 1 ? names.size() : std::min(names.size(), most);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  if (names.size() > shown) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

}  // namespace citygraph::queries

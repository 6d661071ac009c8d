// queries.json of a bench data set: which nodes are asked about.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "engine/base/result.h"

namespace citygraph::bench {

struct QueryHead {
  std::uint64_t n = 0;  // exchanges
  std::int64_t w2 = 0;  // a city's id
};

struct Queries {
  std::vector<std::int64_t> w3;
  std::vector<std::int64_t> w4;
  std::vector<std::int64_t> w5;
  std::vector<std::int64_t> w7;  // city, theme, city, theme, …
  std::vector<std::int64_t> w8_sources;
};

// Errors: kNotFound, kInvalidInput (a number or list is not there).
Result<QueryHead> ReadQueryHead(const std::filesystem::path& data);
Result<Queries> ReadQueries(const std::filesystem::path& data);

}  // namespace citygraph::bench

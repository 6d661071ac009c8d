// The bench data's CSV files as an adjacency file, without a store: for measuring reading alone.
#pragma once

#include <filesystem>
#include <memory>

#include "engine/adjacency/adjacency.h"
#include "engine/base/result.h"

namespace citygraph::bench {

// The numbers of the bench graph's words.
struct Words {
  // labels
  TokenId city{0};
  TokenId country{1};
  TokenId theme{2};
  TokenId exchange{3};
  // types
  TokenId in_country{0};
  TokenId hosted{1};
  TokenId took_part{2};
  TokenId about{3};
  TokenId mentored{4};
  // properties
  TokenId id{0};
  TokenId name{1};
  TokenId country_code{2};
  TokenId lat{3};
  TokenId lon{4};
  TokenId population{5};
  TokenId code{6};
  TokenId continent{7};
  TokenId sdg{8};
  TokenId title{9};
  TokenId type{10};
  TokenId year{11};
  TokenId role{12};
  TokenId exchange_id{13};
};

Result<std::shared_ptr<const Adjacency>> BuildFromCsv(const std::filesystem::path& data,
                                                      const std::filesystem::path& file);

}  // namespace citygraph::bench

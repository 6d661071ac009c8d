// The numbers that the words of the bench graph have in a database.
#pragma once

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/storage/graph_view.h"

namespace citygraph::bench {

struct Words {
  // labels
  TokenId city{};
  TokenId country{};
  TokenId theme{};
  TokenId exchange{};
  // types
  TokenId in_country{};
  TokenId hosted{};
  TokenId took_part{};
  TokenId about{};
  TokenId mentored{};
  // properties
  TokenId id{};
  TokenId name{};
  TokenId country_code{};
  TokenId population{};
  TokenId continent{};
  TokenId title{};
  TokenId type{};
  TokenId year{};
};

// Errors: kNotFound (the database holds other data).
Result<Words> FindWords(const GraphView& view);

}  // namespace citygraph::bench

// Which rows of a table of city pairs tell of one exchange.
#pragma once

#include <string>
#include <vector>

namespace citygraph::importers {

struct PairRow {
  std::size_t row = 0;  // the caller's number
  std::string group;    // rows of one exchange share it; empty: the row stands alone
  std::string from;     // identities of the two cities
  std::string to;
  bool from_leads = false;  // leads or hosts
  bool to_leads = false;
};

struct ExchangeGroup {
  std::vector<std::size_t> rows;  // ascending
  std::string cities;  // a short stable text made of the cities' identities, in any order of rows
};

// Within a group, the cities that hang together through rows are one exchange when every two of
// them met, or when one that leads or hosts met all others; else each row is an exchange. Rows of
// the same two cities are always one. Ordered by first row. Cost: O(rows log rows).
std::vector<ExchangeGroup> GroupIntoExchanges(const std::vector<PairRow>& rows);

}  // namespace citygraph::importers

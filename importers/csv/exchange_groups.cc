#include "importers/csv/exchange_groups.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/bytes.h"

namespace citygraph::importers {
namespace {

using CityPair = std::pair<std::string, std::string>;

CityPair PairOf(const PairRow& row) {
  return row.from < row.to ? CityPair(row.from, row.to) : CityPair(row.to, row.from);
}

std::string Name(const std::set<std::string>& cities) {
  std::string all;
  for (const std::string& city : cities) all += (all.empty() ? "" : "+") + city;
  constexpr std::size_t kReadable = 64;
  if (all.size() <= kReadable) return all;
  return fmt::format("{}-places-{:016x}", cities.size(), Fnv1a(all));
}

// Cities that hang together through rows: union-find over their names.
class Components {
 public:
  std::string Root(const std::string& city) {
    std::string& parent = parent_.try_emplace(city, city).first->second;
    if (parent == city) return city;
    return parent = Root(parent);
  }
  void Join(const std::string& a, const std::string& b) { parent_[Root(a)] = Root(b); }

 private:
  std::map<std::string, std::string> parent_;
};

bool IsOneExchange(const std::vector<const PairRow*>& rows, const std::set<std::string>& cities) {
  std::set<CityPair> pairs;
  std::map<std::string, std::set<std::string>> met_leader;
  for (const PairRow* row : rows) {
    pairs.insert(PairOf(*row));
    if (row->from_leads) met_leader[row->from].insert(row->to);
    if (row->to_leads) met_leader[row->to].insert(row->from);
  }
  if (pairs.size() == cities.size() * (cities.size() - 1) / 2) return true;
  return std::ranges::any_of(
      met_leader, [&](const auto& entry) { return entry.second.size() == cities.size() - 1; });
}

}  // namespace

std::vector<ExchangeGroup> GroupIntoExchanges(const std::vector<PairRow>& rows) {
  std::map<std::string, std::vector<const PairRow*>> by_group;
  std::vector<ExchangeGroup> exchanges;
  std::map<CityPair, ExchangeGroup> alone;
  for (const PairRow& row : rows) {
    if (!row.group.empty()) {
      by_group[row.group].push_back(&row);
    } else {
      alone[PairOf(row)].rows.push_back(row.row);
    }
  }
  for (auto& [pair, exchange] : alone) {
    exchange.cities = Name({pair.first, pair.second});
    exchanges.push_back(std::move(exchange));
  }
  for (const auto& [group, members] : by_group) {
    Components components;
    for (const PairRow* row : members) components.Join(row->from, row->to);
    std::map<std::string, std::vector<const PairRow*>> parts;
    for (const PairRow* row : members) parts[components.Root(row->from)].push_back(row);
    for (const auto& [root, part] : parts) {
      std::set<std::string> cities;
      for (const PairRow* row : part) cities.insert({row->from, row->to});
      if (IsOneExchange(part, cities)) {
        ExchangeGroup exchange{.cities = Name(cities)};
        for (const PairRow* row : part) exchange.rows.push_back(row->row);
        exchanges.push_back(std::move(exchange));
        continue;
      }
      std::map<CityPair, ExchangeGroup> each;
      for (const PairRow* row : part) each[PairOf(*row)].rows.push_back(row->row);
      for (auto& [pair, exchange] : each) {
        exchange.cities = Name({pair.first, pair.second});
        exchanges.push_back(std::move(exchange));
      }
    }
  }
  std::ranges::sort(exchanges, {},
                    [](const ExchangeGroup& exchange) { return exchange.rows.front(); });
  return exchanges;
}

}  // namespace citygraph::importers

#include "importers/documents/senses.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace citygraph::importers {
namespace {

constexpr int kRounds = 4;
constexpr double kCountryWeight = 4.0;   // all other names lie in its country
constexpr double kRegionWeight = 4.0;    // ... in its first-level region
constexpr double kNearWeight = 4.0;      // ... and next to it
constexpr double kNearRadians = 0.0063;  // 40 km: at this distance a neighbour counts half
constexpr double kNeighbours = 0.5;      // this much nearness counts two thirds of all there can be
// Two names that both have a reading in one small area hardly do so by chance, however unlikely
// each is alone: no reading counts less than this.
constexpr double kLeastReading = 0.1;
constexpr std::size_t kReadings = 3;  // of another name that count as neighbours

void SetProbabilities(Sense& sense) {
  double best = -1e300;
  for (const SenseCandidate& each : sense.candidates)
    best = std::max(best, each.base + each.context);
  double total = 0;
  for (SenseCandidate& each : sense.candidates)
    total += each.probability = std::exp(each.base + each.context - best);
  for (SenseCandidate& each : sense.candidates) each.probability /= total;
}

// 1 at the same spot, 1/2 at kNearRadians, next to nothing far away; a place in the region that `a`
// may be counts as fairly near to it, wherever the region's middle is.
double Nearness(const SenseCandidate& a, const SenseCandidate& b) {
  constexpr double kInside = 0.4;
  if (a.place.kind == PlaceKind::kRegion && b.place.region == a.place.index) return kInside;
  double squared = 0;
  for (std::size_t i = 0; i < a.direction.size(); ++i) {
    const double difference = a.direction[i] - b.direction[i];
    squared += difference * difference;
  }
  return 1 / (1 + squared / (kNearRadians * kNearRadians));
}

bool IsLocal(const SenseCandidate& each) {
  return each.place.kind == PlaceKind::kCity || each.place.kind == PlaceKind::kRegion;
}

// The first-level region that a place is or lies in; kNoRegion when it has none.
constexpr auto kNoRegion = PlaceIndex{0xffffffffU};
PlaceIndex RegionOf(const Place& place) {
  if (place.kind == PlaceKind::kRegion && place.level == 1) return place.index;
  return place.region.value_or(kNoRegion);
}

// How much of the text's weight lies in each country and region.
struct Shares {
  std::unordered_map<std::string_view, double> countries;
  std::unordered_map<PlaceIndex, double> regions;
  double total = 0;

  void Add(const Sense& sense, double sign) {
    for (const SenseCandidate& each : sense.candidates) {
      const double weight = sign * sense.weight * each.probability;
      if (!each.place.country.empty()) countries[each.place.country] += weight;
      if (const PlaceIndex region = RegionOf(each.place); region != kNoRegion)
        regions[region] += weight;
    }
    total += sign * sense.weight;
  }
};

template <class Map, class Key>
double Share(const Map& map, const Key& key, double total) {
  const auto found = map.find(key);
  // One or two other names prove little: as if a few more lay elsewhere.
  constexpr double kElsewhere = 1.0;
  return found == map.end() ? 0 : std::max(found->second, 0.0) / (total + kElsewhere);
}

// In [0, 1): how much the text names near the candidate.
double NeighbourhoodOf(const SenseCandidate& candidate, const Sense& own,
                       const std::vector<Sense>& senses,
                       const std::vector<std::vector<std::size_t>>& likeliest) {
  double near = 0;
  for (std::size_t i = 0; i < senses.size(); ++i) {
    if (&senses[i] == &own) continue;
    for (const std::size_t reading : likeliest[i]) {
      const SenseCandidate& other = senses[i].candidates[reading];
      if (!IsLocal(other) || other.place.index == candidate.place.index) continue;
      near += senses[i].weight * std::max(other.probability, kLeastReading) *
              Nearness(candidate, other);
    }
  }
  return 1 - std::exp(-near / kNeighbours);
}

std::vector<std::size_t> Likeliest(const Sense& sense) {
  std::vector<std::size_t> order(sense.candidates.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const std::size_t count = std::min(kReadings, order.size());
  std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(count),
                            std::ranges::greater(),
                            [&](std::size_t i) { return sense.candidates[i].probability; });
  order.resize(count);
  return order;
}

}  // namespace

void WeighTogether(std::vector<Sense>& senses) {
  for (Sense& sense : senses) SetProbabilities(sense);
  for (int round = 0; round < kRounds; ++round) {
    Shares shares;
    std::vector<std::vector<std::size_t>> likeliest;
    for (const Sense& sense : senses) {
      shares.Add(sense, 1);
      likeliest.push_back(Likeliest(sense));
    }
    for (Sense& sense : senses) {
      shares.Add(sense, -1);
      for (SenseCandidate& each : sense.candidates) {
        each.context = 0;
        if (each.place.kind == PlaceKind::kArea) continue;
        each.context += kCountryWeight * Share(shares.countries, each.place.country, shares.total);
        if (!IsLocal(each)) continue;
        each.context += kRegionWeight * Share(shares.regions, RegionOf(each.place), shares.total);
        each.context += kNearWeight * NeighbourhoodOf(each, sense, senses, likeliest);
      }
      shares.Add(sense, 1);
    }
    for (Sense& sense : senses) SetProbabilities(sense);
  }
}

}  // namespace citygraph::importers

// A graph that tells how many commits made it, and whether any of them is half there: for harm.
//
// Commit k makes exchange k, which Durban hosts and Lilongwe takes part in, sets Durban's `last` to
// k, and takes back that Durban hosted exchange k - 5.
#pragma once

#include <algorithm>
#include <array>
#include <string>

#include "engine/storage/graph.h"

namespace citygraph::testing {

inline constexpr std::int64_t kHostedAtOnce = 5;

// The nodes of the two cities, which commit 0 makes.
inline constexpr NodeId kDurban{0};
inline constexpr NodeId kLilongwe{1};

inline Status StartChain(Graph& graph) {
  CITYGRAPH_TRY(const auto change, graph.Begin());
  CITYGRAPH_TRY(change->CreateIndex("Exchange", "n"));
  CITYGRAPH_TRY(change->CreateNode({"City"}, {{"name", "Durban"}, {"last", 0}}));
  CITYGRAPH_TRY(change->CreateNode({"City"}, {{"name", "Lilongwe"}}));
  return change->Commit();
}

inline Status AppendToChain(Transaction& change, std::int64_t k) {
  CITYGRAPH_TRY(
      const NodeId exchange,
      change.CreateNode({"Exchange"}, {{"n", k}, {"title", "Exchange " + std::to_string(k)}}));
  CITYGRAPH_TRY(change.CreateRelationship(kDurban, "HOSTED", exchange));
  CITYGRAPH_TRY(change.CreateRelationship(kLilongwe, "TOOK_PART", exchange, {{"role", "guest"}}));
  CITYGRAPH_TRY(change.SetProperty(kDurban, "last", k));
  if (k > kHostedAtOnce) {
    CITYGRAPH_TRY(const auto old, change.NodesWithProperty("Exchange", "n", k - kHostedAtOnce));
    if (old.size() != 1) return Fail(ErrorCode::kInternal, "no exchange to take back");
    constexpr std::array<std::string_view, 1> kTypes = {"HOSTED"};
    CITYGRAPH_TRY(const auto hosts, change.NeighboursOf(old.front(), Direction::kIncoming, kTypes));
    if (hosts.size() != 1) return Fail(ErrorCode::kInternal, "no host to take back");
    CITYGRAPH_TRY(change.DeleteRelationship(hosts.front().relationship));
  }
  return change.Commit();
}

// How many commits made what the view sees. Errors: kInternal (parts of commits).
inline Result<std::int64_t> LengthOfChain(const GraphView& view) {
  CITYGRAPH_TRY(const auto durban, view.NodeAt(kDurban));
  if (!durban) return Fail(ErrorCode::kInternal, "Durban is gone");
  const std::int64_t length = IntegerOr(durban->properties, "last", -1);
  const auto expect = [&](std::string_view what, std::size_t found, std::int64_t wanted) -> Status {
    if (static_cast<std::int64_t>(found) == wanted) return {};
    return Fail(ErrorCode::kInternal, std::string(what) + ": " + std::to_string(found) + ", not " +
                                          std::to_string(wanted) + ", after commit " +
                                          std::to_string(length));
  };
  constexpr std::array<std::string_view, 1> kHosted = {"HOSTED"};
  constexpr std::array<std::string_view, 1> kTookPart = {"TOOK_PART"};
  CITYGRAPH_TRY(const auto exchanges, view.NodesWithLabel("Exchange"));
  CITYGRAPH_TRY(expect("exchanges", exchanges.size(), length));
  CITYGRAPH_TRY(const auto hosted, view.NeighboursOf(kDurban, Direction::kOutgoing, kHosted));
  CITYGRAPH_TRY(expect("hosted", hosted.size(), std::min(length, kHostedAtOnce)));
  CITYGRAPH_TRY(const auto part, view.NeighboursOf(kLilongwe, Direction::kOutgoing, kTookPart));
  CITYGRAPH_TRY(expect("taken part in", part.size(), length));
  if (length > 0) {
    CITYGRAPH_TRY(const auto last, view.NodesWithProperty("Exchange", "n", length));
    CITYGRAPH_TRY(expect("exchanges of the last number", last.size(), 1));
  }
  CITYGRAPH_TRY(const auto later, view.NodesWithProperty("Exchange", "n", length + 1));
  CITYGRAPH_TRY(expect("exchanges of a number to come", later.size(), 0));
  return length;
}

}  // namespace citygraph::testing

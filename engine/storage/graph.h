// A Graph in a Store: opened once, read through views, changed through transactions.
//
//   CITYGRAPH_TRY(auto graph, Graph::Open(MakeMemoryStore()));
//   CITYGRAPH_TRY(auto change, graph->Begin());
//   CITYGRAPH_TRY(NodeId durban, change->CreateNode({"City", "Place"}, {{"name", "Durban"}}));
//   CITYGRAPH_TRY(change->Commit());
//   CITYGRAPH_TRY(auto view, graph->Read());
//
// Threads: Read() from any; one transaction at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/storage/graph_view.h"
#include "engine/storage/transaction.h"

namespace citygraph {

class BackgroundFold;
struct MadeBase;

class Graph {
 public:
  // What reading all of a delta of this size costs stays below 10 ms.
  static constexpr std::uint64_t kFoldAt = 50'000;

  ~Graph();

  // Takes over the store; an empty one becomes an empty graph with the first commit. A database of
  // format 1 is read as it is, and becomes one of this format with its first commit.
  // Errors: kUnsupported (written by a newer version), kCorruption (holds something else).
  static Result<std::unique_ptr<Graph>> Open(std::unique_ptr<Store> store);

  // The graph after the last commit.
  Result<std::unique_ptr<GraphView>> Read() const;

  // A change that others see when it is committed, or never. The graph must outlive it. Puts a
  // base that was made in the background in its place, and begins to make one when FoldPolicy says
  // so, from the second transaction on. Cost: nothing, or 1 us a row that the base replaces.
  Result<std::unique_ptr<Transaction>> Begin();

  // Makes the base anew, of all that is committed, and drops what it makes needless. Nothing may be
  // writing. Cost: some 0.3 us a node and relationship, and as columns their memory. A store in
  // memory has no base, and none is made. Errors: kIo, kCorruption; the graph is then as it was.
  Status Fold();
  // The same in the background, of what is committed now; commits may follow meanwhile. Nothing
  // when it is under way. A graph that is closed before it is done is as it was.
  Status StartFold();
  // Puts what StartFold began in its place; false when there is nothing, or, unless it is to
  // `wait`, nothing yet. No transaction may be open. Errors: as Fold.
  Result<bool> TakeFold(bool wait);

  // When a base is made anew in the background: when more than `least` nodes and relationships are
  // not in it, and more than one `share`th of what is. Making it costs as much as all of the
  // graph, and reading over a delta as much as the delta.
  struct FoldPolicy {
    std::uint64_t least = 2 * kFoldAt;  // what an import leaves is folded at its end
    std::uint64_t share = 16;
  };
  void SetFoldPolicy(const FoldPolicy& policy) { policy_ = policy; }

  // Folds if more than `delta` nodes and relationships are not in the base.
  Status FoldIfAbove(std::uint64_t delta);

  // Makes the base anew if it is not of the last commit, and the store's tables too. Errors: as
  // Fold.
  Status Compact();

  const Store& store() const { return *store_; }

 private:
  explicit Graph(std::unique_ptr<Store> store);
  Status PutInPlace(const MadeBase& made, const FoldJournal& since);
  bool IsFoldDue(const GraphState& state) const;

  std::unique_ptr<Store> store_;
  std::shared_ptr<GraphCache> cache_;
  FoldPolicy policy_;
  std::unique_ptr<BackgroundFold> fold_;
  std::uint64_t failed_at_ = 0;  // the delta's size when a base could not be made
};

}  // namespace citygraph

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

class Graph {
 public:
  // Takes over the store; an empty one becomes an empty graph with the first commit. A database of
  // format 1 is read as it is, and becomes one of this format with its first commit.
  // Errors: kUnsupported (written by a newer version), kCorruption (holds something else).
  static Result<std::unique_ptr<Graph>> Open(std::unique_ptr<Store> store);

  // The graph after the last commit.
  Result<std::unique_ptr<GraphView>> Read() const;

  // A change that others see when it is committed, or never. The graph must outlive it.
  Result<std::unique_ptr<Transaction>> Begin();

  // Makes the base anew, of all that is committed, and drops what it makes needless. Nothing may be
  // writing. Cost: some 0.3 us a node and relationship, and as columns their memory. A store in
  // memory has no base, and none is made. Errors: kIo, kCorruption; the graph is then as it was.
  Status Fold();
  // Folds if more than `delta` nodes and relationships are not in the base.
  Status FoldIfAbove(std::uint64_t delta);
  // What reading all of a delta costs stays below 10 ms.
  static constexpr std::uint64_t kFoldAt = 50'000;

  // Makes the base anew if it is not of the last commit, and the store's tables too. Errors: as
  // Fold.
  Status Compact();

  const Store& store() const { return *store_; }

 private:
  explicit Graph(std::unique_ptr<Store> store);

  std::unique_ptr<Store> store_;
  std::shared_ptr<GraphCache> cache_;
};

}  // namespace citygraph

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
  // Takes over the store; an empty one becomes an empty graph with the first commit.
  // Errors: kUnsupported (written by a newer version), kCorruption (holds something else).
  static Result<std::unique_ptr<Graph>> Open(std::unique_ptr<Store> store);

  // The graph after the last commit.
  Result<std::unique_ptr<GraphView>> Read() const;

  // A change that others see when it is committed, or never. The graph must outlive it.
  Result<std::unique_ptr<Transaction>> Begin();

  const Store& store() const { return *store_; }

 private:
  explicit Graph(std::unique_ptr<Store> store) : store_(std::move(store)) {}
  std::unique_ptr<Store> store_;
};

}  // namespace citygraph

// Takes back what a document said when it was last read and says no more.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/storage/transaction.h"
#include "importers/load/loader.h"

namespace citygraph::importers {

// Before loading: what the documents said. After it: what of that was not said again goes, then
// every fact without evidence, then every node that nothing holds any more. Facts that another
// document, a person without a document or the gazetteer speaks for stay, and so does a node that
// has a property of its own or a relationship that was made by hand.
class Retirement {
 public:
  // Cost: one pass over the relationships when `documents` are named, else none.
  static Result<Retirement> Begin(const Transaction& change, std::set<std::string> documents);

  // Errors: the store's.
  Status Finish(Transaction& change, const SaidAgain& said, LoadCounts& retired);

 private:
  Status RetireFrom(Transaction& change, const Relationship& relationship,
                    const std::vector<Evidence>& said, LoadCounts& retired);
  Status DeleteWithEnds(Transaction& change, const Relationship& relationship, LoadCounts& retired);
  Status Sweep(Transaction& change, LoadCounts& retired);

  std::set<std::string> documents_;
  std::vector<RelationshipId> spoken_of_;
  std::vector<NodeId> loosened_;  // nodes that lost a relationship
};

}  // namespace citygraph::importers

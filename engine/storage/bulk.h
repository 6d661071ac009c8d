// A whole new graph at once: columns in, a database out. What is read by is written first (the
// base), and the truth after it from there; so both come from one sorting, on all cores.
//
//   CITYGRAPH_TRY(auto bulk, BulkGraph::Create(folder, {.nodes = 140000}));
//   CITYGRAPH_TRY(bulk->AddNodes(…));          // ids of the caller's choice, below .nodes
//   CITYGRAPH_TRY(bulk->AddRelationships(…));  // once a type
//   CITYGRAPH_TRY(bulk->Finish());
//
// All or nothing: it is made in a folder beside `folder`, which is renamed by Finish, and deleted
// when that does not come; what a killed import left is deleted by the next one of that database.
// A draft is worked on by a thread of its own while the caller makes the next: at most two large
// ones are there at a time, and what goes wrong with one is said by a later call.
//
// Threads: one calls.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/adjacency/adjacency_builder.h"
#include "engine/base/result.h"
#include "engine/storage/dictionary.h"
#include "engine/storage/store.h"

namespace citygraph {

struct BulkLimits {
  std::uint64_t nodes = 0;          // ids are below
  std::uint64_t relationships = 0;  // at most so many
};

class BulkGraph {
 public:
  // Errors: kInvalidInput (there is a database, or something else, in `folder`), kNotFound (no
  // folder to make it in), kIo, kUnsupported (more than 2^32 - 1 nodes).
  static Result<std::unique_ptr<BulkGraph>> Create(const std::filesystem::path& folder,
                                                   const BulkLimits& limits);
  ~BulkGraph();
  // Whether Create would find the place free, before much is read. Errors: kInvalidInput, as its.
  static Status CheckFree(const std::filesystem::path& folder);

  TokenId Word(keys::WordKind kind, std::string_view word) { return dictionary_.Add(kind, word); }
  // Nodes of the label are found by the property. Before the nodes are added.
  void Index(TokenId label, TokenId property) { indexes_.emplace(label, property); }

  // What is kept beside the nodes: other names of one, a list under a name. Once each.
  void SetAliases(NodeId node, std::span<const std::string> names);
  void SetList(std::string_view name, const std::vector<std::string>& words);

  // The ids of one call are a single run: blocks of nodes hold ranges of ids that do not overlap.
  // Errors, also of earlier calls: as AdjacencyBuilder's; kInvalidInput for several runs.
  Status AddNodes(NodesDraft draft);
  // Ids are given in the order of start, end and draft; `ids` and `first_id` are ignored.
  Status AddRelationships(RelationshipsDraft draft);

  // Writes the rest, brings all of it to the disk, and gives the folder its name.
  Status Finish();

 private:
  BulkGraph(std::filesystem::path folder, std::filesystem::path making);
  // Starts the work on a draft of so many rows once the work before is done: waits for that and
  // says how it went, but for a few small drafts, which queue up.
  Status Behind(std::uint64_t rows, std::move_only_function<Status()> work);
  Status WriteTruth(const Adjacency& base);

  std::filesystem::path folder_;
  std::filesystem::path making_;
  BulkLimits limits_;
  Dictionary dictionary_;
  std::set<std::pair<TokenId, TokenId>> indexes_;
  std::unique_ptr<AdjacencyBuilder> builder_;  // of the work behind, until that is done
  std::future<Status> behind_;
  unsigned queued_ = 0;
  std::map<std::pair<keys::WordKind, TokenId>, std::uint64_t> counts_;
  std::uint64_t next_relationship_ = 0;
  WriteBatch beside_;  // aliases and lists
  bool finished_ = false;
};

}  // namespace citygraph

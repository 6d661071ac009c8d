// What a graph keeps in memory between views and transactions, of one commit and across commits.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>

#include "engine/adjacency/adjacency.h"
#include "engine/storage/blocks.h"
#include "engine/storage/delta_adjacency.h"
#include "engine/storage/dictionary.h"
#include "engine/storage/fold_journal.h"
#include "engine/storage/store.h"

namespace citygraph {

namespace meta {
inline constexpr std::string_view kFormat = "format";
inline constexpr std::string_view kSequence = "sequence";
inline constexpr std::string_view kNextNode = "next_node";
inline constexpr std::string_view kNextRelationship = "next_relationship";
inline constexpr std::string_view kBase = "base";        // the file's name
inline constexpr std::string_view kChanges = "changes";  // commits that changed a relationship
}  // namespace meta

// What of the base is not as it was any more.
struct Shadows {
  std::unordered_set<std::uint64_t> nodes;  // changed or deleted: the store's records say how
  std::unordered_set<std::uint64_t> relationships;
  std::unordered_set<std::uint64_t> deleted;  // relationships that are gone; they are in both sets

  std::size_t size() const { return nodes.size() + relationships.size(); }
};

// A graph after one commit. Immutable, shared.
struct GraphState {
  std::uint64_t format = 0;
  std::uint64_t sequence = 0;
  std::uint64_t next_node = 0;
  std::uint64_t next_relationship = 0;
  std::uint64_t changes = 0;
  std::string base_name;                  // empty: no base
  std::shared_ptr<const Adjacency> base;  // null: no base
  std::shared_ptr<const Dictionary> dictionary = std::make_shared<Dictionary>();
  std::shared_ptr<const Shadows> shadows = std::make_shared<Shadows>();
  using LabelAndProperty = std::pair<TokenId, TokenId>;
  std::set<LabelAndProperty> indexes;
  // Those of `indexes` that have entries beside the base: others need not be looked up in the
  // store.
  std::set<LabelAndProperty> indexes_over_base;

  std::uint64_t base_nodes() const { return base ? base->node_limit() : 0; }
  std::uint64_t base_relationships() const { return base ? base->relationship_limit() : 0; }
  // Nodes and relationships that are not in the base, or not any more as they are there.
  std::uint64_t delta_size() const {
    return next_node - base_nodes() + next_relationship - base_relationships() + shadows->size();
  }
};

// Shared by a graph and its views. Threads: any, but for the journal.
class GraphCache {
 public:
  // `folder`: where base files are; nothing for a store in memory.
  explicit GraphCache(std::optional<std::filesystem::path> folder) : folder_(std::move(folder)) {}

  // The state that the reader sees. Cost: nothing when it is the last one known.
  // Errors: kCorruption, kIo.
  Result<std::shared_ptr<const GraphState>> StateOf(const Reader& reader);
  // Notes the state after a commit of ours; `reader` sees it.
  void Note(const Reader& reader, std::shared_ptr<const GraphState> state);

  Result<std::shared_ptr<const DeltaAdjacency>> DeltaOf(const Reader& reader,
                                                        const GraphState& state);
  // The block that holds the relationship, or null.
  Result<std::shared_ptr<const RelationshipBlock>> BlockOf(const Reader& reader, RelationshipId id);

  // The writer's.
  FoldJournal& journal() { return journal_; }
  // Whether a commit of ours was noted: what is open for reading alone has none.
  bool committed() const { return committed_; }

 private:
  Result<std::shared_ptr<const GraphState>> Load(const Reader& reader, const GraphState& head);
  Result<std::shared_ptr<const Adjacency>> OpenBase(const Reader& reader, const GraphState& state);

  std::optional<std::filesystem::path> folder_;
  std::mutex mutex_;
  std::shared_ptr<const GraphState> last_;
  std::uint64_t last_commit_ = 0;  // the store's, of last_
  struct Delta {
    std::uint64_t first = 0;
    std::uint64_t changes = 0;
    std::shared_ptr<DeltaAdjacency> adjacency;
  };
  std::optional<Delta> delta_;
  std::map<std::uint64_t, std::shared_ptr<const RelationshipBlock>> blocks_;  // by last id
  FoldJournal journal_;
  std::atomic<bool> committed_ = false;
};

// The state as the rows say, without dictionary, base, shadows and indexes.
Result<GraphState> ReadHead(const Reader& reader);
// Which of the indexes have entries in the store. Cost: a short scan an index.
Result<std::set<GraphState::LabelAndProperty>> FindIndexesOverBase(const Reader& reader,
                                                                   const GraphState& state);

}  // namespace citygraph

// The compressed adjacency: a graph at one commit, for reading fast. CSR lists of neighbours by
// relationship type and direction, and columns of properties. It is a file used in place
// (ADJACENCY.md draws its bytes), or the same bytes in memory; AdjacencyBuilder writes both.
//
//   CITYGRAPH_TRY(auto adjacency, Adjacency::Open(folder / "adjacency"));
//   const RelationshipTable* hosted = adjacency->TableOf(hosted_token);
//   for (NodeNumber exchange : hosted->outgoing()[durban]) …
//
// It knows nothing of stores: numbers of words are the caller's, later commits are an overlay of
// the caller's, and it can always be deleted and built again.
//
// Threads: immutable; any number may read. Ownership: views (tables, lists, columns, blobs) are
// valid while the Adjacency lives; share it by shared_ptr.
// Damage: Open checks the header, the directory and that every section lies within the file, in
// O(directory). Contents are checked by Verify, on demand; unverified, damaged contents can give
// wrong answers, never a read out of bounds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/adjacency/column.h"
#include "engine/adjacency/file_bytes.h"
#include "engine/adjacency/neighbour_lists.h"
#include "engine/base/ids.h"
#include "engine/base/result.h"

namespace citygraph {

// Node ids [first, end), which are rows [row, row + end - first) of their table.
struct NodeRun {
  NodeNumber first = 0;
  NodeNumber end = 0;
  NodeNumber row = 0;

  bool operator==(const NodeRun&) const = default;
};

// A run of any table: of all node ids, each is in at most one.
struct TableRun {
  NodeRun run;
  std::uint32_t table = 0;  // a number in node_tables()
};

// The nodes that carry the same labels in the same order. Each node is in exactly one table, which
// keeps a row for each in ascending order of ids.
class NodeTable {
 public:
  std::span<const TokenId> labels() const { return labels_; }
  bool HasLabel(TokenId label) const;
  std::uint64_t rows() const { return rows_; }
  // Ascending; runs do not touch one another.
  std::span<const NodeRun> runs() const { return runs_; }
  // REQUIRES: row < rows(). O(log runs).
  NodeNumber NodeAt(std::uint64_t row) const;

  std::span<const Column> columns() const { return columns_; }
  const Column* FindColumn(TokenId property) const;

 private:
  friend class CatalogueReader;
  friend class AdjacencyVerifier;
  std::vector<TokenId> labels_;
  std::span<const NodeRun> runs_;
  std::uint64_t rows_ = 0;
  std::vector<Column> columns_;
};

// The relationships of one type. A relationship is known by its position in out-list order: by
// start, then end, then the order in which it was given. Columns have a row for each position.
class RelationshipTable {
 public:
  TokenId type() const { return type_; }
  std::uint64_t size() const { return outgoing_.size(); }

  // Entry i of outgoing() is the end of the relationship at position i.
  const NeighbourLists& outgoing() const { return outgoing_; }
  // Entry i of incoming() is the start of some relationship; PositionOfIncoming says of which.
  const NeighbourLists& incoming() const { return incoming_; }

  // REQUIRES: position < size(), for all four.
  RelationshipId IdAt(std::uint64_t position) const {
    return RelationshipId{static_cast<std::uint64_t>(ids_[position])};
  }
  NodeNumber StartAt(std::uint64_t position) const { return outgoing_.NodeAt(position); }
  NodeNumber EndAt(std::uint64_t position) const { return outgoing_.entries()[position]; }
  // The position of the relationship behind entry `entry` of incoming(), of a list of `end`. One
  // load when the positions are kept (types with properties or with several relationships between
  // two nodes), else a binary search in the start's list. size() when the file is damaged.
  std::uint64_t PositionOfIncoming(NodeNumber end, std::uint64_t entry) const;

  // O(1) when ids were given out in order, O(log size()) otherwise.
  std::optional<std::uint64_t> PositionOf(RelationshipId id) const;

  std::span<const Column> columns() const { return columns_; }
  const Column* FindColumn(TokenId property) const;

 private:
  friend class CatalogueReader;
  friend class AdjacencyVerifier;
  TokenId type_{};
  NeighbourLists outgoing_;
  NeighbourLists incoming_;
  PackedIntegers ids_;                            // by position
  std::span<const std::uint32_t> by_id_;          // positions by id; empty: ids ascend
  std::span<const std::uint32_t> out_positions_;  // of incoming entries; empty: to be searched
  std::vector<Column> columns_;
};

// Which table a node is in, and its row there.
struct NodePlace {
  const NodeTable* table = nullptr;
  std::uint64_t row = 0;
};

// Nodes first, first + 1, … that are rows row, row + 1, … of a table.
struct PlacedRun {
  const NodeTable* table = nullptr;
  NodeNumber first = 0;
  std::uint64_t rows = 0;
  std::uint64_t row = 0;

  bool Holds(NodeId node) const { return Raw(node) - first < rows; }  // wraps below first
  // REQUIRES: Holds(node).
  NodePlace PlaceOf(NodeId node) const { return {table, row + (Raw(node) - first)}; }
};

struct RelationshipPlace {
  const RelationshipTable* table = nullptr;
  std::uint64_t position = 0;
};

class Adjacency {
 public:
  // Maps the file. Errors: kNotFound, kIo, kUnsupported (a newer format), kCorruption; all name the
  // file. Cost: O(directory), below 1 ms; pages are read when they are used.
  static Result<std::shared_ptr<const Adjacency>> Open(const std::filesystem::path& file);
  // The same from bytes in memory, which it takes over; errors name `bytes.name()`.
  static Result<std::shared_ptr<const Adjacency>> Open(FileBytes bytes);

  // Reads everything: checksums of all sections, and that offsets, ids, codes and positions are in
  // order and in range. Errors: kCorruption, naming the file and the section. About 1 s a GB.
  Status Verify() const;

  // The commit that this is the graph of.
  std::uint64_t sequence() const { return sequence_; }
  // Ids of nodes and of relationships lie below these; the next ones to be given out by the store.
  std::uint64_t node_limit() const { return node_limit_; }
  std::uint64_t relationship_limit() const { return relationship_limit_; }

  // In the order in which they were added.
  std::span<const NodeTable> node_tables() const { return node_tables_; }
  // Ascending by type; types without relationships are not there.
  std::span<const RelationshipTable> relationship_tables() const { return relationship_tables_; }
  // Null when there is no relationship of the type.
  const RelationshipTable* TableOf(TokenId type) const;

  // Nothing for an id that no node has. O(log runs); a bulk import makes a run a file.
  std::optional<NodePlace> PlaceOf(NodeId node) const;
  // The same with the node's neighbours in its table, for those who ask of many nodes: most lie in
  // the run of the one before.
  std::optional<PlacedRun> RunAt(NodeId node) const;
  std::optional<RelationshipPlace> PlaceOf(RelationshipId relationship) const;

  // Nodes that carry the label, ascending and joined across tables (`row` is 0).
  std::vector<NodeRun> RunsOf(TokenId label) const;
  std::uint64_t CountOf(TokenId label) const;

  // Bytes that the builder was given under a name, or nothing. They start at a multiple of 64.
  std::optional<std::span<const std::byte>> Blob(std::string_view name) const;

  // Bytes of the file.
  std::uint64_t size_bytes() const { return bytes_.size(); }
  // The file's name, or what stands for it.
  const std::string& name() const { return bytes_.name(); }

 private:
  friend class CatalogueReader;
  friend class AdjacencyVerifier;
  struct NamedBlob {
    std::string name;
    std::span<const std::byte> bytes;
  };
  Adjacency() = default;

  FileBytes bytes_;
  std::uint64_t sequence_ = 0;
  std::uint64_t node_limit_ = 0;
  std::uint64_t relationship_limit_ = 0;
  std::vector<NodeTable> node_tables_;
  std::vector<RelationshipTable> relationship_tables_;
  std::span<const TableRun> table_runs_;  // ascending by first
  std::vector<NamedBlob> blobs_;
};

}  // namespace citygraph

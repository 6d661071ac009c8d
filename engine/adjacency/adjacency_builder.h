// Writes an adjacency: tables of nodes, relationships by type, columns; to a file, or to memory.
//
//   CITYGRAPH_TRY(auto builder, AdjacencyBuilder::ToFile(folder / "adjacency", {.sequence = 1}));
//   CITYGRAPH_TRY(builder->AddNodes({.labels = {city}, .runs = {{0, 140000}}, .columns = …}));
//   CITYGRAPH_TRY(builder->AddRelationships({.type = hosted, .start = …, .end = …}));
//   CITYGRAPH_TRY(auto adjacency, builder->Finish());
//
// Each Add… writes its sections and forgets them, so memory is that of one type at a time: besides
// the draft itself (which is taken over), 20 bytes a relationship, 8 a value of the column at work,
// and 4 a node id and thread. All cores are used inside. The same calls give the same bytes.
//
// The file is written under a temporary name beside its own, synced, and renamed by Finish, so that
// it is there whole or not at all; a builder that is destroyed before deletes what it wrote.
// Threads: none; one thread calls.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/adjacency/adjacency.h"
#include "engine/base/ids.h"
#include "engine/base/result.h"

namespace citygraph {

class SectionWriter;

// Values of one property, a row each. Of the vectors, that of the kind is filled, the others are
// empty:
//   kInteger, kBoolean   integers (0 or 1 for booleans)
//   kFloat               floats
//   kText, kValue        ends and heap: row i is heap[ends[i-1], ends[i]), row 0 begins at 0; or,
//                        for kText, codes and words: row i is words[codes[i]]
// The builder packs integers, and turns texts of few distinct values into a dictionary by itself.
struct ColumnDraft {
  TokenId property{};
  ColumnKind kind = ColumnKind::kInteger;
  std::vector<std::int64_t> integers;
  std::vector<double> floats;
  std::vector<std::uint64_t> ends;
  std::string heap;
  std::vector<std::uint32_t> codes;
  std::vector<std::string> words;  // need not be sorted; doubles are joined
  // A bit a row, low bits first: set where the property is; empty when it is everywhere. A row that
  // is not set still takes its place in the vectors (0, or no bytes).
  std::vector<std::uint64_t> present;
  // Rows are found by value (kInteger, kText). Costs 4 bytes a row, but none for integers in
  // arithmetic progression.
  bool indexed = false;

  // Rows that the vectors hold.
  std::uint64_t rows() const;
  // Appends a row, for those who do not fill the vectors themselves. REQUIRES: the kind.
  void AddInteger(std::int64_t value);
  void AddFloat(double value);
  void AddText(std::string_view text);  // kText (into the heap) and kValue
  void AddAbsent();

 private:
  void MarkLast(bool set);
};

// The nodes that carry these labels, in ascending order of ids.
struct NodesDraft {
  std::vector<TokenId> labels;       // in the order in which the nodes got them
  std::vector<NodeRun> runs;         // ascending, not empty, no overlap; `row` is ignored
  std::vector<ColumnDraft> columns;  // row i is the i-th node of the runs
};

// The relationships of one type, in any order; at most 2^32 - 1.
struct RelationshipsDraft {
  TokenId type{};
  std::vector<NodeNumber> start;
  std::vector<NodeNumber> end;
  // The id of each; or empty, and then they are numbered from `first_id` in out-list order (start,
  // end, then the order given), which takes no bytes.
  std::vector<std::uint64_t> ids;
  std::uint64_t first_id = 0;
  std::vector<ColumnDraft> columns;  // row i is relationship i as given; the builder reorders
};

struct AdjacencyOptions {
  std::uint64_t sequence = 0;
  std::uint64_t node_limit = 0;  // at most 2^32 - 1
  std::uint64_t relationship_limit = 0;
  unsigned threads = 0;  // 0: as many as the machine has cores
  bool sync = true;      // fsync file and folder in Finish
};

class AdjacencyBuilder {
 public:
  // Writes to `file`.new. Errors: kIo (the folder cannot be written to), kUnsupported (more than
  // 2^32 - 1 node ids).
  static Result<std::unique_ptr<AdjacencyBuilder>> ToFile(const std::filesystem::path& file,
                                                          const AdjacencyOptions& options);
  static Result<std::unique_ptr<AdjacencyBuilder>> InMemory(const AdjacencyOptions& options);
  ~AdjacencyBuilder();

  // Errors: kInvalidInput (what the draft says contradicts itself, the limits or an earlier call;
  // the builder is then of no more use), kIo.
  Status AddNodes(NodesDraft draft);
  // At most one call a type; without relationships it adds nothing. `positions`, if not null, is
  // set to the position of each relationship as given.
  Status AddRelationships(RelationshipsDraft draft,
                          std::vector<std::uint32_t>* positions = nullptr);
  // Bytes of the caller's, found by name; a name once.
  Status AddBlob(std::string_view name, std::span<const std::byte> bytes);

  // Completes the file, renames it into its place and opens it. To be called once, last.
  Result<std::shared_ptr<const Adjacency>> Finish();

 private:
  struct Lists;  // of one type and direction, before they are written
  AdjacencyBuilder(std::unique_ptr<SectionWriter> writer, const AdjacencyOptions& options);
  Status WriteLists(const Lists& lists, std::string& catalogue);
  Status WriteIds(RelationshipsDraft& draft, std::span<const std::uint32_t> row_at,
                  std::string& catalogue);
  Status WriteColumns(std::vector<ColumnDraft>& columns, std::uint64_t rows,
                      std::span<const std::uint32_t> row_at, std::string& catalogue);

  std::unique_ptr<SectionWriter> writer_;
  AdjacencyOptions options_;
  std::string node_tables_;  // parts of the catalogue
  std::uint32_t node_table_count_ = 0;
  std::vector<TableRun> table_runs_;
  std::map<TokenId, std::string> relationship_tables_;
  std::map<std::string, std::uint64_t, std::less<>> blobs_;  // name -> section
};

}  // namespace citygraph

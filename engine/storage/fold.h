// The base: the compressed adjacency of all that a graph holds at one commit, made from its truth.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/adjacency/adjacency.h"
#include "engine/base/cancel.h"
#include "engine/storage/fold_journal.h"
#include "engine/storage/graph_state.h"
#include "engine/storage/store.h"

namespace citygraph {

struct BaseOptions {
  const Cancel* cancel = nullptr;  // looked at between rows
  unsigned threads = 0;            // 0: as many as the machine has cores
};

// Makes the base of what the reader sees, in `file` or in memory. Memory: the graph, as columns.
// Errors: kCorruption (of the truth), kIo, kUnsupported (more than 2^32 - 1 node ids), kCancelled.
Result<std::shared_ptr<const Adjacency>> BuildBase(const Reader& reader, const GraphState& state,
                                                   const std::optional<std::filesystem::path>& file,
                                                   const BaseOptions& options = {});

// A base that has not taken its place yet, and the change of rows that goes with it: entries of
// labels, of properties and the shadows are in it, but for properties that it cannot index.
struct MadeBase {
  struct Row {
    std::string key;
    std::optional<NodeId> node;  // whose entry it is
  };
  std::string name;  // of the file
  std::shared_ptr<const Adjacency> base;
  std::vector<Row> needless;  // rows that were there at its commit
  std::vector<Row> needed;    // without values
};

// The entries of properties that a base cannot index. Errors: kCorruption.
Result<std::vector<MadeBase::Row>> EntriesBeside(
    const Adjacency& base, const std::set<GraphState::LabelAndProperty>& indexes);

// Makes a base in `folder`, under a name that no other has, of what the reader sees.
// Errors: as BuildBase.
Result<MadeBase> MakeBase(const Reader& reader, const GraphState& state,
                          const std::filesystem::path& folder, const BaseOptions& options = {});

// What puts the base in the place of the one before it, after the commits that `since` tells of.
// Entries of nodes that they changed stay as they are, and shadows hide what the base says of them.
WriteBatch BatchFor(const MadeBase& made, const FoldJournal& since);

// Files of bases lie beside the store's, named by the commit that they are of.
std::string BaseFileName(std::uint64_t sequence);
bool IsBaseFileName(std::string_view name);
// Deletes the files of all other bases. One that is deleted stays readable for those who have it.
void RemoveBasesBut(const std::filesystem::path& folder, std::span<const std::string> kept);

}  // namespace citygraph

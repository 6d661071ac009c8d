// The base: the compressed adjacency of all that a graph holds at one commit, made from its truth.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/adjacency/adjacency.h"
#include "engine/storage/graph_state.h"
#include "engine/storage/store.h"

namespace citygraph {

// Makes the base of what the reader sees, in `file` or in memory. Memory: the graph, as columns.
// Errors: kCorruption (of the truth), kIo, kUnsupported (more than 2^32 - 1 node ids).
Result<std::shared_ptr<const Adjacency>> BuildBase(
    const Reader& reader, const GraphState& state,
    const std::optional<std::filesystem::path>& file);

// The change of rows that goes with a new base: entries of labels, of properties and the shadows
// are in it, but for properties that it cannot index. `base` must be of what the reader sees.
Result<WriteBatch> ReplacedRows(const Reader& reader, const Adjacency& base,
                                const GraphState& state);

// Files of bases lie beside the store's, named by the commit that they are of.
std::string BaseFileName(std::uint64_t sequence);
bool IsBaseFileName(std::string_view name);
// Deletes the files of all other bases. One that is deleted stays readable for those who have it.
void RemoveBasesBut(const std::filesystem::path& folder, std::span<const std::string> kept);

}  // namespace citygraph

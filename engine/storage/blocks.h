// Many nodes or relationships in one row of the store: packed columns. KEYS.md draws the bytes.
//
// A block never changes: single records lie over it. Decode* gives kCorruption for bytes that no
// Encode* wrote, never reads past their end, and takes memory in proportion to them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/adjacency/adjacency_builder.h"
#include "engine/encoding/records.h"

namespace citygraph {

// Rows of one block.
inline constexpr std::size_t kMostBlockRows = 1024;

// Nodes that carry the same labels; ids ascend.
struct NodeBlock {
  std::vector<TokenId> labels;
  std::vector<std::int64_t> ids;
  std::vector<ColumnDraft> columns;
};

// Relationships, of any types; ids ascend.
struct RelationshipBlock {
  std::vector<std::int64_t> ids;
  std::vector<std::int64_t> types;
  std::vector<std::int64_t> starts;
  std::vector<std::int64_t> ends;
  std::vector<ColumnDraft> columns;
};

// REQUIRES: at least one row, at most kMostBlockRows, each column as long.
std::string Encode(const NodeBlock& block);
std::string Encode(const RelationshipBlock& block);
Result<NodeBlock> DecodeNodeBlock(std::string_view bytes);
enum class BlockPart : std::uint8_t { kTopology, kAll };  // kTopology leaves `columns` empty
Result<RelationshipBlock> DecodeRelationshipBlock(std::string_view bytes,
                                                  BlockPart part = BlockPart::kAll);

// A row of a block as a record of its own. REQUIRES: row < ids.size().
Result<records::NodeRecord> RecordOf(const NodeBlock& block, std::size_t row);
Result<records::RelationshipRecord> RecordOf(const RelationshipBlock& block, std::size_t row);

}  // namespace citygraph

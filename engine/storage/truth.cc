#include "engine/storage/truth.h"

#include <optional>

#include "engine/encoding/keys.h"
#include "engine/storage/blocks.h"

namespace citygraph {
namespace {

// The rows of a table in key order, a page at a time.
class Rows {
 public:
  Rows(const Reader& reader, keys::Table table, std::size_t page)
      : reader_(reader), rest_(PrefixRange(keys::TablePrefix(table))), page_(page) {}

  // Null at the end.
  Result<const KeyValue*> Peek() {
    if (next_ == rows_.rows.size() && !done_) {
      CITYGRAPH_TRY(auto pages, reader_.Scan(std::span(&rest_, 1), page_));
      rows_ = std::move(pages.front());
      next_ = 0;
      done_ = rows_.complete || rows_.rows.empty();
      if (!rows_.rows.empty()) rest_.first = rows_.rows.back().key + '\0';
    }
    return next_ < rows_.rows.size() ? &rows_.rows[next_] : nullptr;
  }
  void Pop() { ++next_; }

 private:
  const Reader& reader_;
  KeyRange rest_;
  std::size_t page_;
  Page rows_;
  std::size_t next_ = 0;
  bool done_ = false;
};

struct NodeKind {
  using Id = NodeId;
  using Record = records::NodeRecord;
  using Block = NodeBlock;
  static constexpr keys::Table kBlocks = keys::Table::kNodeBlock;
  static constexpr keys::Table kSingle = keys::Table::kNode;
  static auto Parse(std::string_view key) { return keys::ParseNode(key); }
  static auto Decode(std::string_view bytes) { return records::DecodeNode(bytes); }
  static auto DecodeBlock(std::string_view bytes) { return DecodeNodeBlock(bytes); }
};

struct RelationshipKind {
  using Id = RelationshipId;
  using Record = records::RelationshipRecord;
  using Block = RelationshipBlock;
  static constexpr keys::Table kBlocks = keys::Table::kRelationshipBlock;
  static constexpr keys::Table kSingle = keys::Table::kRelationship;
  static auto Parse(std::string_view key) { return keys::ParseRelationship(key); }
  static auto Decode(std::string_view bytes) { return records::DecodeRelationship(bytes); }
  static auto DecodeBlock(std::string_view bytes) { return DecodeRelationshipBlock(bytes); }
};

// Merges the single records of a table with its blocks; a single record takes the place of the
// block's row of that id.
template <class Kind>
class Merge {
 public:
  using Id = typename Kind::Id;
  Merge(const Reader& reader, const std::function<Status(Id, typename Kind::Record)>& visit,
        const OnDamage& damaged)
      : blocks_(reader, Kind::kBlocks, 64),
        single_(reader, Kind::kSingle, 1024),
        visit_(visit),
        damaged_(damaged) {}

  Status Run() {
    while (true) {
      CITYGRAPH_TRY(const KeyValue* row, blocks_.Peek());
      if (row == nullptr) break;
      auto block = Kind::DecodeBlock(row->value);
      blocks_.Pop();
      if (!block) {
        CITYGRAPH_TRY(Damage(block.error()));
        continue;
      }
      for (std::size_t i = 0; i < block->ids.size(); ++i) {
        const Id id{static_cast<std::uint64_t>(block->ids[i])};
        CITYGRAPH_TRY(const bool replaced, VisitSingle(id));
        if (replaced) continue;
        auto record = RecordOf(*block, i);
        if (record) {
          CITYGRAPH_TRY(visit_(id, std::move(*record)));
        } else {
          CITYGRAPH_TRY(Damage(record.error()));
        }
      }
    }
    CITYGRAPH_TRY(VisitSingle(std::nullopt));
    return {};
  }

 private:
  Status Damage(const Error& error) {
    if (!damaged_) return Fail(error);
    damaged_(error);
    return {};
  }

  // Visits the single records up to and with `last`, or all. True when there was one of `last`,
  // which may say that it is deleted.
  Result<bool> VisitSingle(std::optional<Id> last) {
    while (true) {
      CITYGRAPH_TRY(const KeyValue* row, single_.Peek());
      if (row == nullptr) return false;
      const auto id = Kind::Parse(row->key);
      if (id && last && *id > *last) return false;
      if (!id) {
        CITYGRAPH_TRY(
            Damage({.code = ErrorCode::kCorruption, .message = "a key of the wrong length"}));
      } else if (!row->value.empty()) {
        auto record = Kind::Decode(row->value);
        if (record) {
          CITYGRAPH_TRY(visit_(*id, std::move(*record)));
        } else {
          CITYGRAPH_TRY(Damage(record.error()));
        }
      }
      single_.Pop();
      if (id && last && *id == *last) return true;
    }
  }

  Rows blocks_;
  Rows single_;
  const std::function<Status(Id, typename Kind::Record)>& visit_;
  const OnDamage& damaged_;
};

}  // namespace

Status ForEachNode(const Reader& reader, const VisitNode& visit, const OnDamage& damaged) {
  return Merge<NodeKind>(reader, visit, damaged).Run();
}

Status ForEachRelationship(const Reader& reader, const VisitRelationship& visit,
                           const OnDamage& damaged) {
  return Merge<RelationshipKind>(reader, visit, damaged).Run();
}

}  // namespace citygraph

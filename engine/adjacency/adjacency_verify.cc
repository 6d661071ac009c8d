// Adjacency::Verify: everything that the views take on trust.
#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "engine/adjacency/adjacency.h"
#include "engine/adjacency/adjacency_format.h"
#include "engine/adjacency/checksum.h"

namespace citygraph {

namespace format = adjacency_format;

// Each check names what is wrong, or gives an empty text.
class AdjacencyVerifier {
 public:
  explicit AdjacencyVerifier(const Adjacency& adjacency) : adjacency_(adjacency) {}

  Status Run() const {
    CITYGRAPH_TRY(Say(Checksums()));
    CITYGRAPH_TRY(Say(NodeRuns()));
    for (std::size_t i = 0; i < adjacency_.node_tables_.size(); ++i) {
      for (const Column& column : adjacency_.node_tables_[i].columns()) {
        CITYGRAPH_TRY(Say(Columns(column), "node table " + std::to_string(i)));
      }
    }
    for (const RelationshipTable& table : adjacency_.relationship_tables_) {
      const std::string where = "relationship type " + std::to_string(Raw(table.type()));
      CITYGRAPH_TRY(Say(Relationships(table), where));
      for (const Column& column : table.columns()) CITYGRAPH_TRY(Say(Columns(column), where));
    }
    return {};
  }

 private:
  Status Say(const std::string& wrong, const std::string& where = {}) const {
    if (wrong.empty()) return {};
    return Fail(
        Error{.code = ErrorCode::kCorruption,
              .message = adjacency_.name() + ": " + (where.empty() ? "" : where + ": ") + wrong,
              .hint = "delete the file; it is built again from the database"});
  }

  std::string Checksums() const {
    const FileBytes& bytes = adjacency_.bytes_;
    format::Header header;
    std::memcpy(&header, bytes.data(), sizeof(header));
    const auto* const sections =
        reinterpret_cast<const format::SectionRef*>(bytes.data() + header.directory_offset);
    std::uint64_t end = sizeof(header);
    const auto zeros_until = [&](std::uint64_t next) {
      return next >= end && std::all_of(bytes.data() + end, bytes.data() + next,
                                        [](std::byte byte) { return byte == std::byte{0}; });
    };
    for (std::uint32_t i = 0; i < header.section_count; ++i) {
      const format::SectionRef& section = sections[i];
      if (Xxh64({bytes.data() + section.offset, section.size}) != section.checksum) {
        return "the checksum of section " + std::to_string(i + 1) + " differs";
      }
      if (!zeros_until(section.offset)) {
        return "bytes before section " + std::to_string(i + 1) + " are not zero";
      }
      end = section.offset + section.size;
    }
    return zeros_until(header.directory_offset) ? "" : "bytes before the directory are not zero";
  }

  std::string NodeRuns() const {
    const std::span<const TableRun> all = adjacency_.table_runs_;
    std::vector<std::size_t> next(adjacency_.node_tables_.size());
    std::vector<std::uint64_t> rows(next.size());
    std::uint64_t end = 0;
    for (const TableRun& run : all) {
      if (run.table >= next.size()) return "a run of a table that is not there";
      const auto runs = adjacency_.node_tables_[run.table].runs();
      if (run.run.first < end || run.run.end <= run.run.first) return "runs do not ascend";
      if (next[run.table] >= runs.size() || runs[next[run.table]++] != run.run ||
          run.run.row != rows[run.table]) {
        return "the runs of a table differ from those of all tables";
      }
      rows[run.table] += run.run.end - run.run.first;
      end = run.run.end;
    }
    if (end > adjacency_.node_limit_) return "runs go beyond the node limit";
    for (std::size_t i = 0; i < next.size(); ++i) {
      const NodeTable& table = adjacency_.node_tables_[i];
      if (next[i] != table.runs().size() || rows[i] != table.rows()) {
        return "the runs of a table differ from its rows";
      }
    }
    return {};
  }

  std::string Lists(const NeighbourLists& lists) const {
    std::uint64_t end = 0;
    for (std::uint64_t i = 0; i < lists.list_count(); ++i) {
      const NeighbourLists::Range range = lists.RangeOfList(i);
      if (range.begin != end) return "offsets do not ascend";
      end = range.end;
      if (i > 0 && lists.NodeOfList(i - 1) >= lists.NodeOfList(i)) return "lists do not ascend";
      const auto list = lists.entries().subspan(range.begin, range.size());
      if (!std::ranges::is_sorted(list)) return "neighbours do not ascend";
      if (!list.empty() && list.back() >= adjacency_.node_limit_) {
        return "a neighbour beyond the node limit";
      }
    }
    if (lists.list_count() > 0 &&
        lists.NodeOfList(lists.list_count() - 1) >= adjacency_.node_limit_) {
      return "a list of a node beyond the node limit";
    }
    return end == lists.size() ? "" : "entries without a list";
  }

  std::string Relationships(const RelationshipTable& table) const {
    if (std::string wrong = Lists(table.outgoing_); !wrong.empty()) return "outgoing: " + wrong;
    if (std::string wrong = Lists(table.incoming_); !wrong.empty()) return "incoming: " + wrong;
    const std::uint64_t size = table.size();
    std::optional<std::uint64_t> before;
    for (std::uint64_t i = 0; i < size; ++i) {
      const std::uint64_t position = table.by_id_.empty() ? i : table.by_id_[i];
      if (position >= size) return "a position by id that is not there";
      const std::uint64_t id = Raw(table.IdAt(position));
      if (id >= adjacency_.relationship_limit_) return "an id beyond the relationship limit";
      if (before && *before >= id) return "ids do not ascend";
      before = id;
    }
    // Both sides say the same when every incoming entry finds another outgoing one.
    std::vector<bool> found(size);
    const NeighbourLists& incoming = table.incoming_;
    const NeighbourLists& outgoing = table.outgoing_;
    for (std::uint64_t i = 0; i < incoming.list_count(); ++i) {
      const NodeNumber end = incoming.NodeOfList(i);
      const NeighbourLists::Range range = incoming.RangeOfList(i);
      for (std::uint64_t entry = range.begin; entry < range.end; ++entry) {
        const std::uint64_t position = table.PositionOfIncoming(end, entry);
        const NeighbourLists::Range starts = outgoing.RangeOf(incoming.entries()[entry]);
        if (position < starts.begin || position >= starts.end || found[position] ||
            outgoing.entries()[position] != end) {
          return "the sides do not agree";
        }
        found[position] = true;
      }
    }
    return {};
  }

  std::string Columns(const Column& column) const {
    const std::string name = "property " + std::to_string(Raw(column.property())) + ": ";
    std::uint64_t end = 0;
    for (std::uint64_t i = 0; i < column.ends_.size(); ++i) {
      const auto next = static_cast<std::uint64_t>(column.ends_[i]);
      if (next < end || next > column.heap_.size()) return name + "texts do not follow one another";
      end = next;
    }
    if (end != column.heap_.size()) return name + "bytes that belong to no text";
    if (std::string wrong = PackedTexts(column); !wrong.empty()) return name + wrong;
    for (std::uint32_t code = 1; column.coded_ && code < column.dictionary_size(); ++code) {
      if (column.Word(code - 1) >= column.Word(code)) return name + "words do not ascend";
    }
    std::uint64_t set = 0;
    for (std::uint64_t row = 0; row < column.rows(); ++row) {
      if (!column.Has(row)) continue;
      ++set;
      if (column.coded_ &&
          static_cast<std::uint64_t>(column.Integer(row)) >= column.dictionary_size()) {
        return name + "a code without a word";
      }
      if (column.kind_ == ColumnKind::kBoolean && (column.Integer(row) & ~std::int64_t{1}) != 0) {
        return name + "neither true nor false";
      }
    }
    if (column.kind_ == ColumnKind::kFloat && column.floats_.size() != column.rows()) {
      return name + "fewer values than rows";
    }
    return column.order_.empty() ? "" : Order(column, set, name);
  }

  static std::string PackedTexts(const Column& column) {
    if (column.symbols_ == nullptr) return {};
    const SymbolTable& symbols = *column.symbols_;
    if (std::ranges::any_of(symbols.sizes,
                            [](std::uint8_t size) { return size > SymbolTable::kMostBytes; })) {
      return "a symbol that is too long";
    }
    for (std::uint64_t row = 0; row < column.rows(); ++row) {
      const std::string_view packed = column.Stored(row);
      for (std::size_t i = 0; i < packed.size(); ++i) {
        const auto number = static_cast<std::uint8_t>(packed[i]);
        if (number == SymbolTable::kEscape ? ++i == packed.size() : symbols.sizes[number] == 0)
          return "a text of symbols that are not there";
      }
    }
    return {};
  }

  static std::string Order(const Column& column, std::uint64_t set, const std::string& name) {
    if (!column.indexed_ || column.order_.size() != set) return name + "the index lacks rows";
    std::string before;
    std::string scratch;
    for (std::size_t i = 0; i < column.order_.size(); ++i) {
      const std::uint32_t row = column.order_[i];
      if (!column.Has(row)) return name + "the index names a row that is not set";
      if (i == 0) continue;
      const std::uint32_t last = column.order_[i - 1];
      bool less = column.Integer(last) < column.Integer(row);
      bool equal = column.Integer(last) == column.Integer(row);
      if (column.kind_ == ColumnKind::kText && !column.coded_) {
        before.assign(column.Text(last, scratch));
        const std::string_view text = column.Text(row, scratch);
        less = before < text;
        equal = before == text;
      }
      if (!less && !(equal && last < row)) return name + "the index is not in order";
    }
    return {};
  }

  const Adjacency& adjacency_;
};

Status Adjacency::Verify() const { return AdjacencyVerifier(*this).Run(); }

}  // namespace citygraph

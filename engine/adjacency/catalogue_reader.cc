#include "engine/adjacency/catalogue_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/adjacency/checksum.h"

namespace citygraph {
namespace {

namespace format = adjacency_format;

std::unexpected<Error> Corruption(const std::string& file, std::string message) {
  return std::unexpected(Error{.code = ErrorCode::kCorruption,
                               .message = file + ": " + std::move(message),
                               .hint = "delete the file; it is built again from the database"});
}

}  // namespace

Result<std::shared_ptr<const Adjacency>> CatalogueReader::Read(FileBytes bytes) {
  const std::string& file = bytes.name();
  if (bytes.size() < sizeof(format::Header)) {
    return Corruption(file, std::to_string(bytes.size()) + " bytes are too few for a header");
  }
  format::Header header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (header.magic != format::kMagic) return Corruption(file, "it is not an adjacency");
  if (header.version < format::kOldestVersion || header.version > format::kVersion) {
    return Fail(ErrorCode::kUnsupported,
                file + ": adjacency of version " + std::to_string(header.version) +
                    ", this build reads " + std::to_string(format::kOldestVersion) + " to " +
                    std::to_string(format::kVersion));
  }
  if (header.header_checksum != Xxh64({bytes.data(), offsetof(format::Header, header_checksum)})) {
    return Corruption(file, "the header's checksum differs");
  }
  if (header.file_size != bytes.size()) {
    return Corruption(file, "found " + std::to_string(bytes.size()) +
                                " bytes, the header speaks of " + std::to_string(header.file_size));
  }
  const std::uint64_t refs_size = std::uint64_t{header.section_count} * sizeof(format::SectionRef);
  const std::uint64_t at = header.directory_offset;
  if (at % format::kAlignment != 0 || at < sizeof(header) || at > bytes.size() ||
      refs_size > bytes.size() - at || header.catalogue_size != bytes.size() - at - refs_size) {
    return Corruption(file, "the directory does not lie within the file");
  }
  const std::span<const std::byte> directory(bytes.data() + at, bytes.size() - at);
  if (header.directory_checksum != Xxh64(directory)) {
    return Corruption(file, "the directory's checksum differs");
  }
  const std::span sections(reinterpret_cast<const format::SectionRef*>(directory.data()),
                           header.section_count);
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const format::SectionRef& section = sections[i];
    if (section.offset % format::kAlignment != 0 || section.offset < sizeof(header) ||
        section.offset > at || section.size > at - section.offset) {
      return Corruption(file, "section " + std::to_string(i + 1) + " does not lie within the file");
    }
  }
  if (header.node_limit > format::kMaxNodes) return Corruption(file, "the node limit is too high");

  std::shared_ptr<Adjacency> adjacency(new Adjacency);
  adjacency->sequence_ = header.sequence;
  adjacency->node_limit_ = header.node_limit;
  adjacency->relationship_limit_ = header.relationship_limit;
  adjacency->bytes_ = std::move(bytes);
  CatalogueReader reader(
      *adjacency, sections,
      {reinterpret_cast<const char*>(directory.data()) + refs_size, directory.size() - refs_size});
  reader.ReadAll();
  if (!reader.wrong_.empty()) return Corruption(adjacency->name(), reader.wrong_);
  return adjacency;
}

void CatalogueReader::ReadAll() {
  std::uint64_t rows = 0;
  for (std::uint64_t left = ReadCount(); left > 0 && wrong_.empty(); --left) {
    adjacency_.node_tables_.push_back(ReadNodeTable());
    rows += adjacency_.node_tables_.back().rows();
  }
  if (rows > adjacency_.node_limit_) Wrong("there are more nodes than ids for them");
  adjacency_.table_runs_ = ReadArray<TableRun>();

  for (std::uint64_t left = ReadCount(); left > 0 && wrong_.empty(); --left) {
    RelationshipTable table = ReadRelationshipTable();
    auto& tables = adjacency_.relationship_tables_;
    if (!tables.empty() && tables.back().type() >= table.type()) Wrong("types do not ascend");
    tables.push_back(std::move(table));
  }
  for (std::uint64_t left = ReadCount(); left > 0 && wrong_.empty(); --left) {
    std::string name(reader_.String());
    adjacency_.blobs_.push_back({std::move(name), ReadSection()});
  }
  if (!reader_.AtEnd()) Wrong("the catalogue ends too early or goes on");
}

NodeTable CatalogueReader::ReadNodeTable() {
  NodeTable table;
  for (std::uint64_t left = ReadCount(); left > 0; --left) table.labels_.push_back(ReadToken());
  table.rows_ = reader_.Varint();
  if (table.rows_ > adjacency_.node_limit_) Wrong("a table has more rows than there are nodes");
  table.runs_ = ReadArray<NodeRun>();
  ReadColumns(table.columns_, table.rows_);
  return table;
}

RelationshipTable CatalogueReader::ReadRelationshipTable() {
  RelationshipTable table;
  table.type_ = ReadToken();
  table.outgoing_ = ReadLists();
  table.incoming_ = ReadLists();
  table.ids_ = ReadPacked();
  const std::uint64_t size = table.outgoing_.size();
  if (size == 0 || table.incoming_.size() != size || table.ids_.size() != size) {
    Wrong("the sides of a type differ in size");
  }
  table.by_id_ = ReadArray<std::uint32_t>(size);
  table.out_positions_ = ReadArray<std::uint32_t>(size);
  ReadColumns(table.columns_, size);
  return table;
}

NeighbourLists CatalogueReader::ReadLists() {
  const std::uint64_t first = reader_.Varint();
  const std::uint64_t lists = reader_.Varint();
  if (lists > adjacency_.node_limit_ || first > adjacency_.node_limit_ - lists) {
    Wrong("lists of nodes beyond the node limit");
    return {};
  }
  const auto nodes = ReadArray<NodeNumber>(lists);
  const auto offsets = ReadArray<std::uint32_t>(lists + 1);
  const auto entries = ReadArray<NodeNumber>();
  if (offsets.empty() && (lists == 0 ? !entries.empty() : entries.size() % lists != 0)) {
    Wrong("lists without offsets are not equally long");
    return {};
  }
  if (entries.size() > format::kMaxEntries) {
    Wrong("too many entries");
    return {};
  }
  if (!nodes.empty()) return {nodes, offsets, entries};
  return {static_cast<NodeNumber>(first), lists, offsets, entries};
}

void CatalogueReader::ReadColumns(std::vector<Column>& columns, std::uint64_t rows) {
  for (std::uint64_t left = ReadCount(); left > 0 && wrong_.empty(); --left) {
    columns.push_back(ReadColumn(rows));
  }
}

Column CatalogueReader::ReadColumn(std::uint64_t rows) {
  Column column;
  column.property_ = ReadToken();
  const std::uint8_t kind = reader_.Byte();
  const std::uint8_t flags = reader_.Byte();
  column.kind_ = static_cast<ColumnKind>(kind);
  column.coded_ = (flags & format::kCoded) != 0;
  column.indexed_ = (flags & format::kIndexed) != 0;
  column.rows_ = reader_.Varint();
  if (column.rows_ != rows) Wrong("a column has another number of rows than its table");
  const auto present = ReadArray<std::uint64_t>((rows + 63) / 64);
  column.present_ = present.empty() ? nullptr : present.data();
  const auto texts = [&](std::uint64_t count) {
    column.ends_ = ReadPacked();
    if (count != column.ends_.size()) Wrong("a column's texts are not as many as its rows");
    column.heap_ = ReadArray<char>();
    if ((flags & format::kPacked) == 0) return;
    const auto symbols = ReadArray<SymbolTable>(1);
    if (symbols.empty()) return Wrong("packed texts without their symbols");
    column.symbols_ = symbols.data();
  };
  switch (column.kind_) {
    case ColumnKind::kInteger:
    case ColumnKind::kBoolean:
      column.integers_ = ReadPacked();
      if (column.integers_.size() != rows) Wrong("a column's values are not as many as its rows");
      break;
    case ColumnKind::kFloat:
      column.floats_ = ReadArray<double>(rows);
      break;
    case ColumnKind::kText:
      if (column.coded_) {
        column.integers_ = ReadPacked();
        if (column.integers_.size() != rows) Wrong("a column's codes are not as many as its rows");
        column.ends_ = ReadPacked();
        if (column.ends_.size() > rows) Wrong("a dictionary has more words than rows");
        column.heap_ = ReadArray<char>();
      } else {
        texts(rows);
      }
      break;
    case ColumnKind::kValue:
      texts(rows);
      break;
    default:
      Wrong("a column of unknown kind " + std::to_string(kind));
  }
  if (column.coded_ && column.kind_ != ColumnKind::kText) Wrong("a dictionary of no texts");
  column.order_ = ReadArray<std::uint32_t>();
  if (column.order_.size() > rows) Wrong("an index has more rows than its column");
  return column;
}

PackedIntegers CatalogueReader::ReadPacked() {
  const std::uint64_t count = reader_.Varint();
  const unsigned width = reader_.Byte();
  const std::int64_t base = UnZigZag(reader_.Varint());
  const std::int64_t stride = UnZigZag(reader_.Varint());
  if ((width > PackedIntegers::kMaxPackedWidth && width != 64) || count > format::kMaxEntries) {
    Wrong("integers packed in a way that is not known");
    return {};
  }
  const std::uint64_t size = PackedIntegers::BytesFor(count, width);
  const std::span<const std::byte> bits = ReadSection(size);
  if (bits.size() != size) Wrong("packed integers without their section");
  if (!wrong_.empty()) return {};
  return {bits.data(), count, width, base, stride};
}

std::uint64_t CatalogueReader::ReadCount() {
  const std::uint64_t count = reader_.Varint();
  if (count > reader_.rest().size()) {
    Wrong("the catalogue ends too early");
    return 0;
  }
  return count;
}

TokenId CatalogueReader::ReadToken() {
  const std::uint64_t token = reader_.Varint();
  if (token > 0xffffffff) Wrong("a word's number is too high");
  return TokenId{static_cast<std::uint32_t>(token)};
}

std::span<const std::byte> CatalogueReader::ReadSection() {
  const std::uint64_t number = reader_.Varint();
  if (!reader_.ok() || number > sections_.size()) {
    Wrong("the catalogue names a section that is not there");
    return {};
  }
  if (number == 0) return {};
  const format::SectionRef& section = sections_[number - 1];
  return {adjacency_.bytes_.data() + section.offset, section.size};
}

std::span<const std::byte> CatalogueReader::ReadSection(std::uint64_t size) {
  const std::span<const std::byte> bytes = ReadSection();
  if (bytes.empty() || bytes.size() == size) return bytes;
  Wrong("a section has " + std::to_string(bytes.size()) + " bytes instead of " +
        std::to_string(size));
  return {};
}

template <class T>
std::span<const T> CatalogueReader::ReadArray(std::uint64_t count) {
  const std::span<const std::byte> bytes = ReadSection(count * sizeof(T));
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

template <class T>
std::span<const T> CatalogueReader::ReadArray() {
  const std::span<const std::byte> bytes = ReadSection();
  if (bytes.size() % sizeof(T) != 0) Wrong("a section's size is no multiple of its records'");
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

void CatalogueReader::Wrong(std::string what) {
  if (wrong_.empty()) wrong_ = std::move(what);
}

}  // namespace citygraph

#include "engine/storage/blocks.h"

#include <algorithm>
#include <map>
#include <span>

#include "engine/adjacency/packed_integers.h"
#include "engine/base/bytes.h"
#include "engine/storage/property_columns.h"

namespace citygraph {
namespace {

// What follows a column's kind. The numbers are on disk.
constexpr std::uint8_t kHasPresent = 1;  // a bitmap of the rows that are set
constexpr std::uint8_t kCoded = 2;       // texts as codes into a list of words

std::unexpected<Error> Damaged(const char* what) {
  return Fail(ErrorCode::kCorruption, std::string("damaged ") + what + " block");
}

std::size_t PackedBytes(std::uint64_t count, unsigned width) {
  return static_cast<std::size_t>((count * width + 7) / 8);
}

void AppendIntegers(std::string& out, std::span<const std::int64_t> values) {
  const PackingPlan plan = PlanPacking(values);
  out.push_back(static_cast<char>(plan.width));
  AppendVarint(out, ZigZag(plan.base));
  AppendVarint(out, ZigZag(plan.stride));
  if (plan.width == 0) return;
  std::vector<std::byte> bits(PackedIntegers::BytesFor(values.size(), plan.width));
  PackIntegers(values, plan, bits.data());
  out.append(reinterpret_cast<const char*>(bits.data()), PackedBytes(values.size(), plan.width));
}

bool ReadIntegers(ByteReader& in, std::uint64_t count, std::vector<std::int64_t>& values) {
  const unsigned width = in.Byte();
  const std::int64_t base = UnZigZag(in.Varint());
  const std::int64_t stride = UnZigZag(in.Varint());
  if (!in.ok() || (width > PackedIntegers::kMaxPackedWidth && width != 64)) return false;
  const std::string_view bytes = in.Take(PackedBytes(count, width));
  if (!in.ok()) return false;
  std::vector<std::byte> bits(bytes.size() + sizeof(std::uint64_t));  // a value is one load of 8
  std::ranges::copy(std::as_bytes(std::span(bytes)), bits.begin());
  const PackedIntegers packed(bits.data(), count, width, base, stride);
  values.resize(count);
  for (std::uint64_t i = 0; i < count; ++i) values[i] = packed[i];
  return true;
}

// The distinct texts in the order in which they come, when they are few enough to pay.
struct Coding {
  std::vector<std::string_view> words;
  std::vector<std::int64_t> codes;
};
bool FindCoding(const ColumnDraft& column, std::uint64_t rows, Coding& coding) {
  constexpr std::uint64_t kWorthIt = 8;
  if (rows < kWorthIt) return false;
  std::map<std::string_view, std::int64_t> seen;
  coding.codes.reserve(rows);
  for (std::uint64_t row = 0; row < rows; ++row) {
    const std::string_view text = HasRow(column, row) ? TextAt(column, row) : std::string_view();
    const auto [at, added] = seen.emplace(text, static_cast<std::int64_t>(seen.size()));
    if (added) {
      coding.words.push_back(text);
      if (coding.words.size() > std::max<std::uint64_t>(2, rows / 4)) return false;
    }
    coding.codes.push_back(at->second);
  }
  return true;
}

void AppendTexts(std::string& out, std::span<const std::string_view> texts) {
  std::vector<std::int64_t> sizes;
  sizes.reserve(texts.size());
  for (const std::string_view text : texts) sizes.push_back(static_cast<std::int64_t>(text.size()));
  AppendIntegers(out, sizes);
  for (const std::string_view text : texts) out.append(text);
}

bool ReadTexts(ByteReader& in, std::uint64_t count, std::vector<std::uint64_t>& ends,
               std::string& heap) {
  std::vector<std::int64_t> sizes;
  if (!ReadIntegers(in, count, sizes)) return false;
  std::uint64_t total = 0;
  ends.reserve(count);
  for (const std::int64_t size : sizes) {
    if (size < 0 || static_cast<std::uint64_t>(size) > in.rest().size() - total) return false;
    total += static_cast<std::uint64_t>(size);
    ends.push_back(total);
  }
  heap = in.Take(total);
  return in.ok();
}

void AppendPresent(std::string& out, const ColumnDraft& column, std::uint64_t rows) {
  for (std::uint64_t first = 0; first < rows; first += 8) {
    unsigned byte = 0;
    for (std::uint64_t bit = 0; bit < 8 && first + bit < rows; ++bit) {
      if (HasRow(column, first + bit)) byte |= 1U << bit;
    }
    out.push_back(static_cast<char>(byte));
  }
}

bool ReadPresent(ByteReader& in, std::uint64_t rows, std::vector<std::uint64_t>& present) {
  const std::string_view bytes = in.Take((rows + 7) / 8);
  if (!in.ok()) return false;
  present.assign((rows + 63) / 64, 0);
  for (std::uint64_t row = 0; row < rows; ++row) {
    const auto byte = static_cast<unsigned char>(bytes[row / 8]);
    if ((byte >> (row % 8) & 1) != 0) present[row / 64] |= std::uint64_t{1} << (row % 64);
  }
  return true;
}

void AppendColumn(std::string& out, const ColumnDraft& column, std::uint64_t rows) {
  AppendVarint(out, Raw(column.property));
  out.push_back(static_cast<char>(column.kind));
  Coding coding;
  const bool coded = column.kind == ColumnKind::kText && FindCoding(column, rows, coding);
  out.push_back(
      static_cast<char>((column.present.empty() ? 0 : kHasPresent) | (coded ? kCoded : 0)));
  if (!column.present.empty()) AppendPresent(out, column, rows);
  switch (column.kind) {
    case ColumnKind::kInteger:
    case ColumnKind::kBoolean:
      return AppendIntegers(out, column.integers);
    case ColumnKind::kFloat:
      for (const double number : column.floats) AppendDouble(out, number);
      return;
    case ColumnKind::kText:
    case ColumnKind::kValue:
      break;
  }
  if (coded) {
    AppendVarint(out, coding.words.size());
    AppendTexts(out, coding.words);
    return AppendIntegers(out, coding.codes);
  }
  std::vector<std::string_view> texts;
  texts.reserve(rows);
  for (std::uint64_t row = 0; row < rows; ++row) texts.push_back(TextAt(column, row));
  AppendTexts(out, texts);
}

bool ReadCodes(ByteReader& in, std::uint64_t rows, ColumnDraft& column) {
  const std::uint64_t count = in.Varint();
  std::vector<std::uint64_t> ends;
  std::string heap;
  if (!in.ok() || count == 0 || count > rows || !ReadTexts(in, count, ends, heap)) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t first = i == 0 ? 0 : ends[i - 1];
    column.words.emplace_back(heap, first, ends[i] - first);
  }
  std::vector<std::int64_t> codes;
  if (!ReadIntegers(in, rows, codes)) return false;
  for (const std::int64_t code : codes) {
    if (code < 0 || static_cast<std::uint64_t>(code) >= count) return false;
    column.codes.push_back(static_cast<std::uint32_t>(code));
  }
  return true;
}

bool ReadColumn(ByteReader& in, std::uint64_t rows, ColumnDraft& column) {
  const std::uint64_t property = in.Varint();
  const std::uint8_t kind = in.Byte();
  const std::uint8_t flags = in.Byte();
  if (!in.ok() || property > 0xffffffff || kind < static_cast<std::uint8_t>(ColumnKind::kInteger) ||
      kind > static_cast<std::uint8_t>(ColumnKind::kValue) || flags > (kHasPresent | kCoded)) {
    return false;
  }
  column.property = TokenId{static_cast<std::uint32_t>(property)};
  column.kind = static_cast<ColumnKind>(kind);
  if ((flags & kHasPresent) != 0 && !ReadPresent(in, rows, column.present)) return false;
  switch (column.kind) {
    case ColumnKind::kInteger:
    case ColumnKind::kBoolean:
      return ReadIntegers(in, rows, column.integers);
    case ColumnKind::kFloat:
      for (std::uint64_t row = 0; row < rows && in.ok(); ++row)
        column.floats.push_back(in.Double());
      return in.ok();
    case ColumnKind::kText:
    case ColumnKind::kValue:
      break;
  }
  if ((flags & kCoded) != 0) return column.kind == ColumnKind::kText && ReadCodes(in, rows, column);
  return ReadTexts(in, rows, column.ends, column.heap);
}

void AppendColumns(std::string& out, const std::vector<ColumnDraft>& columns, std::uint64_t rows) {
  AppendVarint(out, columns.size());
  for (const ColumnDraft& column : columns) AppendColumn(out, column, rows);
}

bool ReadColumns(ByteReader& in, std::uint64_t rows, std::vector<ColumnDraft>& columns) {
  for (std::uint64_t left = in.Varint(); left > 0; --left) {
    if (!in.ok() || !ReadColumn(in, rows, columns.emplace_back())) return false;
  }
  return in.ok();
}

// The ids, which ascend and are of this many rows.
bool ReadIds(ByteReader& in, std::vector<std::int64_t>& ids) {
  const std::uint64_t rows = in.Varint();
  if (!in.ok() || rows == 0 || rows > kMostBlockRows || !ReadIntegers(in, rows, ids)) return false;
  return ids.front() >= 0 &&
         std::ranges::adjacent_find(ids, std::ranges::greater_equal()) == ids.end();
}

}  // namespace

std::string Encode(const NodeBlock& block) {
  std::string out;
  AppendVarint(out, block.ids.size());
  AppendIntegers(out, block.ids);
  AppendVarint(out, block.labels.size());
  for (const TokenId label : block.labels) AppendVarint(out, Raw(label));
  AppendColumns(out, block.columns, block.ids.size());
  return out;
}

std::string Encode(const RelationshipBlock& block) {
  std::string out;
  AppendVarint(out, block.ids.size());
  for (const auto* column : {&block.ids, &block.types, &block.starts, &block.ends}) {
    AppendIntegers(out, *column);
  }
  AppendColumns(out, block.columns, block.ids.size());
  return out;
}

Result<NodeBlock> DecodeNodeBlock(std::string_view bytes) {
  ByteReader in(bytes);
  NodeBlock block;
  if (!ReadIds(in, block.ids)) return Damaged("node");
  for (std::uint64_t left = in.Varint(); left > 0 && in.ok(); --left) {
    const std::uint64_t label = in.Varint();
    if (label > 0xffffffff) return Damaged("node");
    block.labels.push_back(TokenId{static_cast<std::uint32_t>(label)});
  }
  if (!ReadColumns(in, block.ids.size(), block.columns) || !in.AtEnd()) return Damaged("node");
  return block;
}

Result<RelationshipBlock> DecodeRelationshipBlock(std::string_view bytes, BlockPart part) {
  ByteReader in(bytes);
  RelationshipBlock block;
  if (!ReadIds(in, block.ids)) return Damaged("relationship");
  for (auto* column : {&block.types, &block.starts, &block.ends}) {
    if (!ReadIntegers(in, block.ids.size(), *column)) return Damaged("relationship");
  }
  const auto is_token = [](std::int64_t type) { return type >= 0 && type <= 0xffffffff; };
  if (!std::ranges::all_of(block.types, is_token)) return Damaged("relationship");
  if (part == BlockPart::kTopology) return block;
  if (!ReadColumns(in, block.ids.size(), block.columns) || !in.AtEnd())
    return Damaged("relationship");
  return block;
}

Result<records::NodeRecord> RecordOf(const NodeBlock& block, std::size_t row) {
  records::NodeRecord record{.labels = block.labels};
  CITYGRAPH_TRY(ReadRow(std::span(std::as_const(block.columns)), row, record.properties, nullptr));
  return record;
}

Result<records::RelationshipRecord> RecordOf(const RelationshipBlock& block, std::size_t row) {
  records::RelationshipRecord record{.type = TokenId{static_cast<std::uint32_t>(block.types[row])},
                                     .start = NodeId{static_cast<std::uint64_t>(block.starts[row])},
                                     .end = NodeId{static_cast<std::uint64_t>(block.ends[row])}};
  CITYGRAPH_TRY(
      ReadRow(std::span(std::as_const(block.columns)), row, record.properties, &record.evidence));
  return record;
}

}  // namespace citygraph

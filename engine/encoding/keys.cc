#include "engine/encoding/keys.h"

#include <bit>

#include "engine/base/bytes.h"

namespace citygraph::keys {
namespace {

constexpr char kNameEnd = '\0';  // folded names hold no zero byte
constexpr std::uint64_t kSignBit = std::uint64_t{1} << 63;

std::string Start(Table table) { return std::string(1, static_cast<char>(table)); }

void Append(std::string& key, NodeId id) { AppendBigEndian(key, Raw(id)); }
void Append(std::string& key, RelationshipId id) { AppendBigEndian(key, Raw(id)); }
void Append(std::string& key, TokenId id) { AppendBigEndian(key, Raw(id)); }

// The part after the table's byte, when it is that table's key.
std::optional<ByteReader> Open(std::string_view key, Table table) {
  if (key.empty() || key.front() != static_cast<char>(table)) return std::nullopt;
  return ByteReader(key.substr(1));
}

// A key of the table's byte and one id.
template <class Id>
std::optional<Id> ParseId(std::string_view key, Table table) {
  auto reader = Open(key, table);
  if (!reader) return std::nullopt;
  const Id id{reader->BigEndian<std::uint64_t>()};
  return reader->AtEnd() ? std::optional(id) : std::nullopt;
}

NodeId ReadNode(ByteReader& reader) { return NodeId{reader.BigEndian<std::uint64_t>()}; }
TokenId ReadToken(ByteReader& reader) { return TokenId{reader.BigEndian<std::uint32_t>()}; }

// Doubles whose bytes sort as the numbers do: flip the sign bit, and all bits of negative ones.
std::uint64_t OrderedBits(double number) {
  const auto bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);  // -0.0 is 0.0
  return (bits & kSignBit) != 0 ? ~bits : bits | kSignBit;
}

// Signed numbers whose bytes sort as they do: flip the sign bit.
void AppendOrdered(std::string& out, std::int64_t number) {
  AppendBigEndian(out, static_cast<std::uint64_t>(number) ^ kSignBit);
}

// Bytes that end with 00 00, which no text's bytes hold: a zero byte is written as 00 ff.
void AppendTerminated(std::string& out, std::string_view text) {
  for (const char byte : text) {
    out.push_back(byte);
    if (byte == '\0') out.push_back('\xff');  // so that the end mark sorts before any byte
  }
  out.append("\0\0", 2);
}

// Temporal values; nothing for other kinds.
std::optional<std::string> OrderedTemporal(const Value& value) {
  std::string bytes;
  if (const Date* date = value.AsDate()) {
    bytes.push_back('\x04');
    AppendOrdered(bytes, date->days);
  } else if (const LocalTime* local = value.AsLocalTime()) {
    bytes.push_back('\x05');
    AppendOrdered(bytes, local->nanoseconds);
  } else if (const Time* time = value.AsTime()) {
    bytes.push_back('\x06');
    AppendOrdered(bytes, time->local.nanoseconds - time->offset_s * kNanosecondsPerSecond);
    AppendOrdered(bytes, time->offset_s);
  } else if (const LocalDateTime* moment = value.AsLocalDateTime()) {
    bytes.push_back('\x07');
    AppendOrdered(bytes, moment->seconds);
    AppendOrdered(bytes, moment->nanoseconds);
  } else if (const DateTime* zoned = value.AsDateTime()) {
    bytes.push_back('\x08');
    AppendOrdered(bytes, zoned->instant_s());
    AppendOrdered(bytes, zoned->local.nanoseconds);
    AppendOrdered(bytes, zoned->offset_s);
    AppendTerminated(bytes, zoned->zone ? *zoned->zone : std::string());
  } else if (const Duration* duration = value.AsDuration()) {
    bytes.push_back('\x09');
    AppendOrdered(bytes, duration->months);
    AppendOrdered(bytes, duration->days);
    AppendOrdered(bytes, duration->seconds);
    AppendOrdered(bytes, duration->nanoseconds);
  } else {
    return std::nullopt;
  }
  return bytes;
}

}  // namespace

std::string TablePrefix(Table table) { return Start(table); }

std::string Meta(std::string_view name) { return Start(Table::kMeta).append(name); }

std::string Dictionary(WordKind kind, TokenId token) {
  std::string key = Start(Table::kDictionary);
  AppendBigEndian(key, static_cast<std::uint8_t>(kind));
  Append(key, token);
  return key;
}

std::string Node(NodeId node) {
  std::string key = Start(Table::kNode);
  Append(key, node);
  return key;
}

std::string Relationship(RelationshipId relationship) {
  std::string key = Start(Table::kRelationship);
  Append(key, relationship);
  return key;
}

std::string NodeBlock(NodeId last) {
  std::string key = Start(Table::kNodeBlock);
  Append(key, last);
  return key;
}

std::string RelationshipBlock(RelationshipId last) {
  std::string key = Start(Table::kRelationshipBlock);
  Append(key, last);
  return key;
}

std::string Shadow(ShadowKind kind, std::uint64_t id) {
  std::string key = Start(Table::kShadow);
  AppendBigEndian(key, static_cast<std::uint8_t>(kind));
  AppendBigEndian(key, id);
  return key;
}

std::string AdjacencyPrefix(NodeId node) {
  std::string key = Start(Table::kAdjacency);
  Append(key, node);
  return key;
}

std::string AdjacencyPrefix(NodeId node, Side side) {
  std::string key = AdjacencyPrefix(node);
  AppendBigEndian(key, static_cast<std::uint8_t>(side));
  return key;
}

std::string AdjacencyPrefix(NodeId node, Side side, TokenId type) {
  std::string key = AdjacencyPrefix(node, side);
  Append(key, type);
  return key;
}

std::string Adjacency(NodeId node, Side side, TokenId type, NodeId neighbour,
                      RelationshipId relationship) {
  std::string key = AdjacencyPrefix(node, side, type);
  Append(key, neighbour);
  Append(key, relationship);
  return key;
}

std::string LabelPrefix(TokenId label) {
  std::string key = Start(Table::kLabel);
  Append(key, label);
  return key;
}

std::string Label(TokenId label, NodeId node) {
  std::string key = LabelPrefix(label);
  Append(key, node);
  return key;
}

std::string Index(TokenId label, TokenId property) {
  std::string key = Start(Table::kIndex);
  Append(key, label);
  Append(key, property);
  return key;
}

std::string PropertyPrefix(TokenId label, TokenId property) {
  std::string key = Start(Table::kProperty);
  Append(key, label);
  Append(key, property);
  return key;
}

std::string PropertyPrefix(TokenId label, TokenId property, const Value& value) {
  return PropertyPrefix(label, property) + OrderedBytes(value).value_or("");
}

std::string Property(TokenId label, TokenId property, const Value& value, NodeId node) {
  std::string key = PropertyPrefix(label, property, value);
  Append(key, node);
  return key;
}

std::string NameStartingWith(std::string_view folded) { return Start(Table::kName).append(folded); }

std::string NamePrefix(std::string_view folded) { return NameStartingWith(folded) + kNameEnd; }

std::string Name(std::string_view folded, NodeId node) {
  std::string key = NamePrefix(folded);
  Append(key, node);
  return key;
}

std::string Aliases(NodeId node) {
  std::string key = Start(Table::kAliases);
  Append(key, node);
  return key;
}

std::string Count(WordKind kind, TokenId token) {
  std::string key = Start(Table::kCount);
  AppendBigEndian(key, static_cast<std::uint8_t>(kind));
  Append(key, token);
  return key;
}

std::optional<DictionaryKey> ParseDictionary(std::string_view key) {
  auto reader = Open(key, Table::kDictionary);
  if (!reader) return std::nullopt;
  const std::uint8_t kind = reader->Byte();
  const TokenId token = ReadToken(*reader);
  if (!reader->AtEnd() || kind > static_cast<std::uint8_t>(WordKind::kText)) return std::nullopt;
  return DictionaryKey{static_cast<WordKind>(kind), token};
}

std::optional<AdjacencyKey> ParseAdjacency(std::string_view key) {
  auto reader = Open(key, Table::kAdjacency);
  if (!reader) return std::nullopt;
  const NodeId node = ReadNode(*reader);
  const std::uint8_t side = reader->Byte();
  const TokenId type = ReadToken(*reader);
  const NodeId neighbour = ReadNode(*reader);
  const RelationshipId relationship{reader->BigEndian<std::uint64_t>()};
  if (!reader->AtEnd() || side > 1) return std::nullopt;
  return AdjacencyKey{node, static_cast<Side>(side), type, neighbour, relationship};
}

std::optional<NameKey> ParseName(std::string_view key) {
  constexpr std::size_t kTail = 1 + sizeof(NodeId);
  if (key.size() < 1 + kTail || key.front() != static_cast<char>(Table::kName)) return std::nullopt;
  if (key[key.size() - kTail] != kNameEnd) return std::nullopt;
  return NameKey{key.substr(1, key.size() - 1 - kTail), *TrailingNode(key)};
}

std::optional<NodeId> ParseNode(std::string_view key) { return ParseId<NodeId>(key, Table::kNode); }

std::optional<NodeId> ParseNodeBlock(std::string_view key) {
  return ParseId<NodeId>(key, Table::kNodeBlock);
}

std::optional<RelationshipId> ParseRelationship(std::string_view key) {
  return ParseId<RelationshipId>(key, Table::kRelationship);
}

std::optional<RelationshipId> ParseRelationshipBlock(std::string_view key) {
  return ParseId<RelationshipId>(key, Table::kRelationshipBlock);
}

std::optional<ShadowKey> ParseShadow(std::string_view key) {
  auto reader = Open(key, Table::kShadow);
  if (!reader) return std::nullopt;
  const std::uint8_t kind = reader->Byte();
  const auto id = reader->BigEndian<std::uint64_t>();
  if (!reader->AtEnd() || kind > 1) return std::nullopt;
  return ShadowKey{static_cast<ShadowKind>(kind), id};
}

std::optional<NodeId> TrailingNode(std::string_view key) {
  if (key.size() <= sizeof(NodeId)) return std::nullopt;
  ByteReader reader(key.substr(key.size() - sizeof(NodeId)));
  return ReadNode(reader);
}

std::optional<IndexKey> ParseIndex(std::string_view key) {
  auto reader = Open(key, Table::kIndex);
  if (!reader) return std::nullopt;
  const TokenId label = ReadToken(*reader);
  const TokenId property = ReadToken(*reader);
  if (!reader->AtEnd()) return std::nullopt;
  return IndexKey{label, property};
}

std::optional<std::string> OrderedBytes(const Value& value) {
  // The first byte tells the kind, so that kinds do not mix in a range.
  if (const bool* flag = value.AsBoolean()) return std::string{'\x01', *flag ? '\x01' : '\x00'};
  std::string bytes;
  if (const std::string* text = value.AsString()) {
    bytes.push_back('\x03');
    AppendTerminated(bytes, *text);
    return bytes;
  }
  const double* real = value.AsFloat();
  const std::int64_t* whole = value.AsInteger();
  if (real == nullptr && whole == nullptr) return OrderedTemporal(value);
  bytes.push_back('\x02');
  AppendBigEndian(bytes, OrderedBits(real != nullptr ? *real : static_cast<double>(*whole)));
  return bytes;
}

}  // namespace citygraph::keys

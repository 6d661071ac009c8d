#include "engine/encoding/records.h"

#include <algorithm>
#include <limits>

#include "engine/base/bytes.h"

namespace citygraph::records {
namespace {

// A value is a tag and its payload. The numbers are on disk: never change, only add.
enum class Tag : std::uint8_t {
  kNull = 0,
  kFalse = 1,
  kTrue = 2,
  kInteger = 3,  // zigzag varint
  kFloat = 4,    // 8 bytes
  kString = 5,   // length, bytes
  kList = 6,     // length, values
  kMap = 7,      // length, (string, value) in order
};
std::unexpected<Error> Damaged(std::string_view what) {
  return Fail(ErrorCode::kCorruption, std::string("damaged ") + std::string(what) + " record");
}

void AppendTag(std::string& out, Tag tag) { out.push_back(static_cast<char>(tag)); }

void AppendValue(std::string& out, const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull:
      return AppendTag(out, Tag::kNull);
    case ValueKind::kBoolean:
      return AppendTag(out, *value.AsBoolean() ? Tag::kTrue : Tag::kFalse);
    case ValueKind::kInteger:
      AppendTag(out, Tag::kInteger);
      return AppendVarint(out, ZigZag(*value.AsInteger()));
    case ValueKind::kFloat:
      AppendTag(out, Tag::kFloat);
      return AppendDouble(out, *value.AsFloat());
    case ValueKind::kString:
      AppendTag(out, Tag::kString);
      return AppendString(out, *value.AsString());
    case ValueKind::kList:
      AppendTag(out, Tag::kList);
      AppendVarint(out, value.AsList()->size());
      for (const Value& item : *value.AsList()) AppendValue(out, item);
      return;
    case ValueKind::kMap:
      AppendTag(out, Tag::kMap);
      AppendVarint(out, value.AsMap()->size());
      for (const MapEntry& entry : *value.AsMap()) {
        AppendString(out, entry.key);
        AppendValue(out, entry.value);
      }
      return;
  }
}

bool FitsDepth(const Value& value, int depth) {
  if (depth > kDeepestValue) return false;
  if (const ValueList* list = value.AsList()) {
    return std::ranges::all_of(*list,
                               [&](const Value& item) { return FitsDepth(item, depth + 1); });
  }
  if (const ValueMap* map = value.AsMap()) {
    return std::ranges::all_of(
        *map, [&](const MapEntry& entry) { return FitsDepth(entry.value, depth + 1); });
  }
  return true;
}

bool ReadValue(ByteReader& in, Value& value, int depth) {
  if (depth > kDeepestValue) return false;
  switch (static_cast<Tag>(in.Byte())) {
    case Tag::kNull:
      value = Value();
      return in.ok();
    case Tag::kFalse:
      value = false;
      return in.ok();
    case Tag::kTrue:
      value = true;
      return in.ok();
    case Tag::kInteger:
      value = UnZigZag(in.Varint());
      return in.ok();
    case Tag::kFloat:
      value = in.Double();
      return in.ok();
    case Tag::kString:
      value = in.String();
      return in.ok();
    case Tag::kList: {
      ValueList list;
      for (std::uint64_t left = in.Varint(); left > 0 && in.ok(); --left) {
        if (!ReadValue(in, list.emplace_back(), depth + 1)) return false;
      }
      value = std::move(list);
      return in.ok();
    }
    case Tag::kMap: {
      ValueMap map;
      for (std::uint64_t left = in.Varint(); left > 0 && in.ok(); --left) {
        const std::string_view key = in.String();
        Value item;
        if (!ReadValue(in, item, depth + 1)) return false;
        map.Put(key, std::move(item));
      }
      value = std::move(map);
      return in.ok();
    }
  }
  return false;
}

// Ends the reading, as bytes past the end do, for a number that no Encode can have written.
std::uint32_t ReadNumber32(ByteReader& in) {
  const std::uint64_t number = in.Varint();
  if (number > std::numeric_limits<std::uint32_t>::max()) in.Fail();
  return static_cast<std::uint32_t>(number);
}

TokenId ReadToken(ByteReader& in) { return TokenId{ReadNumber32(in)}; }

void AppendProperties(std::string& out, const TokenProperties& properties) {
  AppendVarint(out, properties.size());
  for (const auto& [token, value] : properties) {
    AppendVarint(out, Raw(token));
    AppendValue(out, value);
  }
}

bool ReadProperties(ByteReader& in, TokenProperties& properties) {
  for (std::uint64_t left = in.Varint(); left > 0 && in.ok(); --left) {
    const TokenId token = ReadToken(in);
    Value value;
    if (!ReadValue(in, value, 0)) return false;
    properties.emplace_back(token, std::move(value));
  }
  return in.ok();
}

void AppendEvidence(std::string& out, const EvidenceRecord& evidence) {
  AppendVarint(out, Raw(evidence.document));
  AppendVarint(out, Raw(evidence.rule));
  AppendVarint(out, evidence.line);
  AppendVarint(out, evidence.start);
  AppendVarint(out, evidence.end);
  AppendDouble(out, evidence.confidence);
  AppendString(out, evidence.person);
  AppendString(out, evidence.date);
}

EvidenceRecord ReadEvidence(ByteReader& in) {
  EvidenceRecord evidence;
  evidence.document = ReadToken(in);
  evidence.rule = ReadToken(in);
  evidence.line = ReadNumber32(in);
  evidence.start = ReadNumber32(in);
  evidence.end = ReadNumber32(in);
  evidence.confidence = in.Double();
  evidence.person = in.String();
  evidence.date = in.String();
  return evidence;
}

}  // namespace

Status CheckStorable(const Value& value) {
  if (FitsDepth(value, 0)) return {};
  return Fail(ErrorCode::kInvalidInput, "lists or maps more than " + std::to_string(kDeepestValue) +
                                            " deep in one another cannot be stored");
}

std::string Encode(const NodeRecord& record) {
  std::string out;
  AppendVarint(out, record.labels.size());
  for (const TokenId label : record.labels) AppendVarint(out, Raw(label));
  AppendProperties(out, record.properties);
  return out;
}

std::string Encode(const RelationshipRecord& record) {
  std::string out;
  AppendVarint(out, Raw(record.type));
  AppendVarint(out, Raw(record.start));
  AppendVarint(out, Raw(record.end));
  AppendProperties(out, record.properties);
  AppendVarint(out, record.evidence.size());
  for (const EvidenceRecord& evidence : record.evidence) AppendEvidence(out, evidence);
  return out;
}

Result<NodeRecord> DecodeNode(std::string_view bytes) {
  ByteReader in(bytes);
  NodeRecord record;
  for (std::uint64_t left = in.Varint(); left > 0 && in.ok(); --left)
    record.labels.push_back(ReadToken(in));
  if (!ReadProperties(in, record.properties) || !in.AtEnd()) return Damaged("node");
  return record;
}

Result<RelationshipRecord> DecodeRelationship(std::string_view bytes) {
  ByteReader in(bytes);
  RelationshipRecord record;
  record.type = ReadToken(in);
  record.start = NodeId{in.Varint()};
  record.end = NodeId{in.Varint()};
  if (!ReadProperties(in, record.properties)) return Damaged("relationship");
  for (std::uint64_t left = in.Varint(); left > 0 && in.ok(); --left)
    record.evidence.push_back(ReadEvidence(in));
  if (!in.AtEnd()) return Damaged("relationship");
  return record;
}

std::string EncodeNames(const std::vector<std::string>& names) {
  std::string out;
  AppendVarint(out, names.size());
  for (const std::string& name : names) AppendString(out, name);
  return out;
}

Result<std::vector<std::string>> DecodeNames(std::string_view bytes) {
  ByteReader in(bytes);
  std::vector<std::string> names;
  for (std::uint64_t left = in.Varint(); left > 0 && in.ok(); --left)
    names.emplace_back(in.String());
  if (!in.AtEnd()) return Damaged("name list");
  return names;
}

std::string EncodeNumber(std::uint64_t number) {
  std::string out;
  AppendVarint(out, number);
  return out;
}

Result<std::uint64_t> DecodeNumber(std::string_view bytes) {
  ByteReader in(bytes);
  const std::uint64_t number = in.Varint();
  if (!in.AtEnd()) return Damaged("number");
  return number;
}

}  // namespace citygraph::records

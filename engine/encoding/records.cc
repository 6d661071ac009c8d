#include "engine/encoding/records.h"

#include <algorithm>
#include <limits>
#include <type_traits>

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
  kDate = 8,
  kLocalTime = 9,
  kTime = 10,
  kLocalDateTime = 11,
  kDateTime = 12,
  kDuration = 13,
};
std::unexpected<Error> Damaged(std::string_view what) {
  return Fail(ErrorCode::kCorruption, std::string("damaged ") + std::string(what) + " record");
}

void AppendTag(std::string& out, Tag tag) { out.push_back(static_cast<char>(tag)); }

void AppendSigned(std::string& out, std::int64_t number) { AppendVarint(out, ZigZag(number)); }
std::int64_t ReadSigned(ByteReader& in) { return UnZigZag(in.Varint()); }

// Reads a number that must lie in [first, last]; outside it is damage.
bool ReadBetween(ByteReader& in, std::int64_t first, std::int64_t last, auto& number) {
  const std::int64_t read = ReadSigned(in);
  if (!in.ok() || read < first || read > last) return false;
  number = static_cast<std::remove_cvref_t<decltype(number)>>(read);
  return true;
}

constexpr std::int64_t kMostDays = 400'000'000'000;  // beyond year 999999999 on both sides
constexpr std::int64_t kMostOffset = 64'800;         // 18 hours
bool ReadDays(ByteReader& in, std::int64_t& days) {
  return ReadBetween(in, -kMostDays, kMostDays, days);
}
bool ReadTimeOfDay(ByteReader& in, LocalTime& time) {
  return ReadBetween(in, 0, kNanosecondsPerDay - 1, time.nanoseconds);
}
bool ReadFraction(ByteReader& in, std::int32_t& nanoseconds) {
  return ReadBetween(in, 0, kNanosecondsPerSecond - 1, nanoseconds);
}
bool ReadMoment(ByteReader& in, LocalDateTime& moment) {
  return ReadBetween(in, -kMostDays * kSecondsPerDay, kMostDays * kSecondsPerDay, moment.seconds) &&
         ReadFraction(in, moment.nanoseconds);
}

void AppendMoment(std::string& out, const LocalDateTime& moment) {
  AppendSigned(out, moment.seconds);
  AppendSigned(out, moment.nanoseconds);
}

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
    case ValueKind::kDate:
      AppendTag(out, Tag::kDate);
      return AppendSigned(out, value.AsDate()->days);
    case ValueKind::kLocalTime:
      AppendTag(out, Tag::kLocalTime);
      return AppendSigned(out, value.AsLocalTime()->nanoseconds);
    case ValueKind::kTime:
      AppendTag(out, Tag::kTime);
      AppendSigned(out, value.AsTime()->local.nanoseconds);
      return AppendSigned(out, value.AsTime()->offset_s);
    case ValueKind::kLocalDateTime:
      AppendTag(out, Tag::kLocalDateTime);
      return AppendMoment(out, *value.AsLocalDateTime());
    case ValueKind::kDateTime: {
      const DateTime& moment = *value.AsDateTime();
      AppendTag(out, Tag::kDateTime);
      AppendMoment(out, moment.local);
      AppendSigned(out, moment.offset_s);
      return AppendString(out, moment.zone ? *moment.zone : std::string());
    }
    case ValueKind::kDuration: {
      const Duration& duration = *value.AsDuration();
      AppendTag(out, Tag::kDuration);
      AppendSigned(out, duration.months);
      AppendSigned(out, duration.days);
      AppendSigned(out, duration.seconds);
      return AppendSigned(out, duration.nanoseconds);
    }
    case ValueKind::kNode:
    case ValueKind::kRelationship:
    case ValueKind::kPath:
      CITYGRAPH_CHECK(false);  // a reference is not stored: callers ask IsStorable
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
    case Tag::kDate: {
      Date date;
      if (!ReadDays(in, date.days)) return false;
      value = date;
      return true;
    }
    case Tag::kLocalTime: {
      LocalTime time;
      if (!ReadTimeOfDay(in, time)) return false;
      value = time;
      return true;
    }
    case Tag::kTime: {
      Time time;
      if (!ReadTimeOfDay(in, time.local) ||
          !ReadBetween(in, -kMostOffset, kMostOffset, time.offset_s))
        return false;
      value = time;
      return true;
    }
    case Tag::kLocalDateTime: {
      LocalDateTime moment;
      if (!ReadMoment(in, moment)) return false;
      value = moment;
      return true;
    }
    case Tag::kDateTime: {
      DateTime moment;
      if (!ReadMoment(in, moment.local) ||
          !ReadBetween(in, -kMostOffset, kMostOffset, moment.offset_s))
        return false;
      const std::string_view zone = in.String();
      if (!in.ok()) return false;
      if (!zone.empty()) moment.zone = std::make_shared<const std::string>(zone);
      value = std::move(moment);
      return true;
    }
    case Tag::kDuration: {
      Duration duration;
      duration.months = ReadSigned(in);
      duration.days = ReadSigned(in);
      duration.seconds = ReadSigned(in);
      if (!ReadFraction(in, duration.nanoseconds)) return false;
      value = duration;
      return true;
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

std::string EncodeValue(const Value& value) {
  std::string out;
  AppendValue(out, value);
  return out;
}

Result<Value> DecodeValue(std::string_view bytes) {
  ByteReader in(bytes);
  Value value;
  if (!ReadValue(in, value, 0) || !in.AtEnd()) return Damaged("value");
  return value;
}

std::string EncodeEvidence(const std::vector<EvidenceRecord>& evidence) {
  std::string out;
  AppendVarint(out, evidence.size());
  for (const EvidenceRecord& each : evidence) AppendEvidence(out, each);
  return out;
}

Result<std::vector<EvidenceRecord>> DecodeEvidence(std::string_view bytes) {
  ByteReader in(bytes);
  std::vector<EvidenceRecord> evidence;
  for (std::uint64_t left = in.Varint(); left > 0 && in.ok(); --left)
    evidence.push_back(ReadEvidence(in));
  if (!in.AtEnd()) return Damaged("evidence");
  return evidence;
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

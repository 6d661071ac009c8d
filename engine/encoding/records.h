// The values under the keys: node and relationship records, and the smaller ones. KEYS.md draws
// them. Names of labels, types and properties are dictionary numbers here.
//
// Decode* gives kCorruption for bytes that no Encode* wrote; it never reads past the end.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/model/value.h"

namespace citygraph::records {

using TokenProperties = std::vector<std::pair<TokenId, Value>>;

struct NodeRecord {
  std::vector<TokenId> labels;
  TokenProperties properties;

  bool operator==(const NodeRecord&) const = default;
};

// Evidence with document and rule as dictionary numbers (WordKind::kText).
struct EvidenceRecord {
  TokenId document{};
  TokenId rule{};
  std::uint32_t line = 0;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  double confidence = 0;
  std::string person;
  std::string date;

  bool operator==(const EvidenceRecord&) const = default;
};

struct RelationshipRecord {
  TokenId type{};
  NodeId start{};
  NodeId end{};
  TokenProperties properties;
  std::vector<EvidenceRecord> evidence;

  bool operator==(const RelationshipRecord&) const = default;
};

// How deep a stored value may be: 0 for a number, 1 for a list of numbers, 2 for a list of those.
inline constexpr int kDeepestValue = 64;

// Errors: kInvalidInput for a value that is deeper.
Status CheckStorable(const Value& value);

// REQUIRES: CheckStorable of every value.
std::string Encode(const NodeRecord& record);
std::string Encode(const RelationshipRecord& record);
Result<NodeRecord> DecodeNode(std::string_view bytes);
Result<RelationshipRecord> DecodeRelationship(std::string_view bytes);

// One value, and the evidence of one relationship, as they are within a record.
std::string EncodeValue(const Value& value);
Result<Value> DecodeValue(std::string_view bytes);
std::string EncodeEvidence(const std::vector<EvidenceRecord>& evidence);
Result<std::vector<EvidenceRecord>> DecodeEvidence(std::string_view bytes);

std::string EncodeNames(const std::vector<std::string>& names);
Result<std::vector<std::string>> DecodeNames(std::string_view bytes);

std::string EncodeNumber(std::uint64_t number);
Result<std::uint64_t> DecodeNumber(std::string_view bytes);

}  // namespace citygraph::records

// Numbers for values, as grouping and DISTINCT tell them apart: equivalent values
// (values/compare.h) have the same number, others another; 0, 1, 2, … in the order in which they
// are first seen.
//
// Integers, nodes, relationships and strings of a dictionary never become a Value on the way.
// Limit: 2^32 - 1 different values.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "queries/cypher/evaluate/expression.h"
#include "queries/cypher/execute/number_codes.h"
#include "queries/cypher/execute/pair_codes.h"
#include "queries/cypher/values/compare.h"

namespace citygraph::queries::cypher {

// Of one expression.
class KeyCodes {
 public:
  // A number for each row of the batch. False with an error.
  bool Encode(Context& context, const Expr& expression, const Batch& batch,
              std::vector<std::uint32_t>& codes);
  // The value that was first seen of those with the number.
  Value ValueOf(std::uint32_t code) const;
  bool IsNull(std::uint32_t code) const { return entries_[code].kind == Kind::kNull; }
  std::size_t size() const { return entries_.size(); }
  // What it keeps, about.
  std::size_t bytes() const;
  void Clear() { *this = KeyCodes(); }

 private:
  enum class Kind : std::uint8_t { kNull, kInteger, kNode, kRelationship, kOther };
  struct Entry {
    std::uint64_t payload = 0;  // an integer, an id, or an index of others_
    Kind kind = Kind::kNull;
  };
  struct ValueHash {
    std::size_t operator()(const Value& value) const { return Hash(value); }
  };
  struct ValueEqual {
    bool operator()(const Value& a, const Value& b) const { return Equivalent(a, b); }
  };
  struct Words {
    const citygraph::Column* column = nullptr;
    std::vector<std::uint32_t> codes;  // by code of the dictionary; kNone: not seen
  };

  std::uint32_t CodeOf(NumberCodes& numbers, Kind kind, std::uint64_t payload);
  std::uint32_t CodeOf(Value value);
  Words& WordsOf(const citygraph::Column& column);

  std::vector<Entry> entries_;
  NumberCodes integers_;
  NumberCodes nodes_;
  NumberCodes relationships_;
  std::uint32_t null_ = NumberCodes::kNone;
  std::vector<Words> words_;
  std::unordered_map<Value, std::uint32_t, ValueHash, ValueEqual> values_;
  std::vector<Value> others_;
  std::size_t other_bytes_ = 0;
  FlatVector flat_;
};

// Of rows by several expressions. Does not own the expressions, which must outlive it. No
// expressions: all rows are 0.
class RowCodes {
 public:
  explicit RowCodes(std::vector<const Expr*> expressions)
      : expressions_(std::move(expressions)), keys_(expressions_.size()), pairs_(PairCount()) {}

  bool Encode(Context& context, const Batch& batch, std::vector<std::uint32_t>& codes);
  Value ValueOf(std::uint32_t code, std::size_t expression) const;
  // Different rows so far; the numbers lie below.
  std::size_t size() const { return size_; }
  std::size_t bytes() const;
  void Clear();

 private:
  std::size_t PairCount() const { return expressions_.size() < 2 ? 0 : expressions_.size() - 1; }

  std::vector<const Expr*> expressions_;
  std::vector<KeyCodes> keys_;
  std::vector<PairCodes> pairs_;  // [i]: of what the first i + 1 keys gave and the next key's code
  std::vector<std::uint32_t> next_;
  std::size_t size_ = 0;
};

}  // namespace citygraph::queries::cypher

#include "queries/cypher/execute/key_codes.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace citygraph::queries::cypher {
namespace {

// The integer that is equivalent to the float, if there is one.
std::optional<std::int64_t> WholeOf(double number) {
  constexpr double kEnd = 9223372036854775808.0;  // 2^63
  if (!(number >= -kEnd && number < kEnd) || std::trunc(number) != number) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

}  // namespace

std::uint32_t KeyCodes::CodeOf(NumberCodes& numbers, Kind kind, std::uint64_t payload) {
  const auto [code, fresh] = numbers.CodeOf(payload, static_cast<std::uint32_t>(entries_.size()));
  if (fresh) entries_.push_back({payload, kind});
  return code;
}

std::uint32_t KeyCodes::CodeOf(Value value) {
  if (const std::int64_t* integer = value.AsInteger())
    return CodeOf(integers_, Kind::kInteger, static_cast<std::uint64_t>(*integer));
  if (const NodeId* node = value.AsNode()) return CodeOf(nodes_, Kind::kNode, Raw(*node));
  if (const RelationshipId* relationship = value.AsRelationship())
    return CodeOf(relationships_, Kind::kRelationship, Raw(*relationship));
  const auto next = static_cast<std::uint32_t>(entries_.size());
  if (value.is_null()) {
    if (null_ == NumberCodes::kNone) {
      null_ = next;
      entries_.push_back({});
    }
    return null_;
  }
  std::uint32_t code = next;
  bool fresh = false;
  const double* real = value.AsFloat();
  if (const auto whole = real == nullptr ? std::nullopt : WholeOf(*real)) {
    std::tie(code, fresh) = integers_.CodeOf(static_cast<std::uint64_t>(*whole), next);
  } else {
    const auto [found, is_new] = values_.try_emplace(value, next);
    code = found->second;
    fresh = is_new;
    if (fresh) other_bytes_ += 64 + SizeOf(value);
  }
  if (fresh) {
    entries_.push_back({others_.size(), Kind::kOther});
    other_bytes_ += SizeOf(value);
    others_.push_back(std::move(value));
  }
  return code;
}

KeyCodes::Words& KeyCodes::WordsOf(const citygraph::Column& column) {
  const auto known = std::ranges::find(words_, &column, &Words::column);
  if (known != words_.end()) return *known;
  other_bytes_ += 4 * std::size_t{column.dictionary_size()};
  return words_.emplace_back(
      Words{&column, std::vector<std::uint32_t>(column.dictionary_size(), NumberCodes::kNone)});
}

bool KeyCodes::Encode(Context& context, const Expr& expression, const Batch& batch,
                      std::vector<std::uint32_t>& codes) {
  codes.resize(batch.rows);
  if (!expression.Flat(context, batch, flat_)) {
    for (std::size_t row = 0; row < batch.rows; ++row) {
      Value value;
      if (!expression.Eval(context, {&batch, row}, value)) return false;
      codes[row] = CodeOf(std::move(value));
    }
    return true;
  }
  const auto number = [&](NumberCodes& numbers, Kind kind) {
    // Rows of one node mostly come one after another.
    for (std::size_t row = 0; row < batch.rows; ++row) {
      codes[row] = row > 0 && flat_.numbers[row] == flat_.numbers[row - 1]
                       ? codes[row - 1]
                       : CodeOf(numbers, kind, static_cast<std::uint64_t>(flat_.numbers[row]));
    }
  };
  switch (flat_.form) {
    case FlatVector::Form::kIntegers:
      number(integers_, Kind::kInteger);
      return true;
    case FlatVector::Form::kNodes:
      number(nodes_, Kind::kNode);
      return true;
    case FlatVector::Form::kRelationships:
      number(relationships_, Kind::kRelationship);
      return true;
    case FlatVector::Form::kWords:
      break;
  }
  Words& words = WordsOf(*flat_.words);
  for (std::size_t row = 0; row < batch.rows; ++row) {
    const auto word = static_cast<std::uint32_t>(flat_.numbers[row]);
    if (word >= words.codes.size()) {  // of a damaged file
      codes[row] = CodeOf(Value(flat_.words->Word(word)));
      continue;
    }
    std::uint32_t& code = words.codes[word];
    if (code == NumberCodes::kNone) code = CodeOf(Value(flat_.words->Word(word)));
    codes[row] = code;
  }
  return true;
}

Value KeyCodes::ValueOf(std::uint32_t code) const {
  const Entry& entry = entries_[code];
  switch (entry.kind) {
    case Kind::kNull:
      return {};
    case Kind::kInteger:
      return Value(static_cast<std::int64_t>(entry.payload));
    case Kind::kNode:
      return Value(NodeId{entry.payload});
    case Kind::kRelationship:
      return Value(RelationshipId{entry.payload});
    case Kind::kOther:
      return others_[entry.payload];
  }
  return {};
}

std::size_t KeyCodes::bytes() const {
  return entries_.size() * sizeof(Entry) + integers_.bytes() + nodes_.bytes() +
         relationships_.bytes() + other_bytes_;
}

bool RowCodes::Encode(Context& context, const Batch& batch, std::vector<std::uint32_t>& codes) {
  if (keys_.empty()) {
    codes.assign(batch.rows, 0);
    size_ = 1;
    return true;
  }
  if (!keys_[0].Encode(context, *expressions_[0], batch, codes)) return false;
  std::size_t firsts = keys_[0].size();
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    if (!keys_[i + 1].Encode(context, *expressions_[i + 1], batch, next_)) return false;
    pairs_[i].Encode(codes, next_, firsts, keys_[i + 1].size());
    firsts = pairs_[i].size();
  }
  size_ = pairs_.empty() ? keys_[0].size() : pairs_.back().size();
  return true;
}

Value RowCodes::ValueOf(std::uint32_t code, std::size_t expression) const {
  for (std::size_t i = pairs_.size(); i > 0; --i) {
    const PairCodes::Pair pair = pairs_[i - 1].PairOf(code);
    if (expression == i) return keys_[i].ValueOf(pair.second);
    code = pair.first;
  }
  return keys_[0].ValueOf(code);
}

std::size_t RowCodes::bytes() const {
  std::size_t sum = 0;
  for (const KeyCodes& key : keys_) sum += key.bytes();
  for (const PairCodes& pair : pairs_) sum += pair.bytes();
  return sum;
}

void RowCodes::Clear() {
  for (KeyCodes& key : keys_) key.Clear();
  for (PairCodes& pair : pairs_) pair.Clear();
  size_ = 0;
}

}  // namespace citygraph::queries::cypher

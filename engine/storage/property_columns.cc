#include "engine/storage/property_columns.h"

#include <algorithm>
#include <utility>

namespace citygraph {
namespace {

ColumnKind KindOf(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kBoolean:
      return ColumnKind::kBoolean;
    case ValueKind::kInteger:
      return ColumnKind::kInteger;
    case ValueKind::kFloat:
      return ColumnKind::kFloat;
    case ValueKind::kString:
      return ColumnKind::kText;
    default:
      return ColumnKind::kValue;
  }
}

void Pad(ColumnDraft& column, std::uint64_t rows) {
  while (column.rows() < rows) column.AddAbsent();
}

// A column of values of one kind as one of values of any kind.
ColumnDraft Generalised(const ColumnDraft& column) {
  ColumnDraft general{.property = column.property, .kind = ColumnKind::kValue};
  for (std::uint64_t row = 0; row < column.rows(); ++row) {
    if (!HasRow(column, row)) {
      general.AddAbsent();
    } else if (const auto value = ValueAt(column, row)) {
      general.AddText(records::EncodeValue(*value));
    }
  }
  return general;
}

bool IsSet(std::span<const std::uint64_t> present, std::uint64_t row) {
  return present.empty() ||
         (row / 64 < present.size() && (present[row / 64] >> (row % 64) & 1) != 0);
}

std::string_view Bytes(const Column& column, std::uint64_t row, std::string& scratch) {
  return column.Text(row, scratch);
}
std::string_view Bytes(const ColumnDraft& column, std::uint64_t row, std::string& /*scratch*/) {
  return TextAt(column, row);
}
bool Has(const Column& column, std::uint64_t row) { return column.Has(row); }
bool Has(const ColumnDraft& column, std::uint64_t row) { return HasRow(column, row); }
TokenId PropertyOf(const Column& column) { return column.property(); }
TokenId PropertyOf(const ColumnDraft& column) { return column.property; }

}  // namespace

bool HasRow(const ColumnDraft& column, std::uint64_t row) {
  return row < column.rows() && IsSet(column.present, row);
}

std::string_view TextAt(const ColumnDraft& column, std::uint64_t row) {
  if (!column.codes.empty()) return column.words[column.codes[row]];
  const std::uint64_t first = row == 0 ? 0 : column.ends[row - 1];
  return std::string_view(column.heap).substr(first, column.ends[row] - first);
}

Result<Value> ValueAt(const Column& column, std::uint64_t row) {
  if (!column.Has(row)) return Value();
  std::string scratch;
  switch (column.kind()) {
    case ColumnKind::kInteger:
      return Value(column.Integer(row));
    case ColumnKind::kFloat:
      return Value(column.Float(row));
    case ColumnKind::kBoolean:
      return Value(column.Boolean(row));
    case ColumnKind::kText:
      return Value(column.Text(row, scratch));
    case ColumnKind::kValue:
      return records::DecodeValue(column.Text(row, scratch));
  }
  return Value();
}

Result<Value> ValueAt(const ColumnDraft& column, std::uint64_t row) {
  if (!HasRow(column, row)) return Value();
  switch (column.kind) {
    case ColumnKind::kInteger:
      return Value(column.integers[row]);
    case ColumnKind::kFloat:
      return Value(column.floats[row]);
    case ColumnKind::kBoolean:
      return Value(column.integers[row] != 0);
    case ColumnKind::kText:
      return Value(TextAt(column, row));
    case ColumnKind::kValue:
      return records::DecodeValue(TextAt(column, row));
  }
  return Value();
}

template <class AnyColumn>
Status ReadRow(std::span<const AnyColumn> columns, std::uint64_t row,
               records::TokenProperties& properties,
               std::vector<records::EvidenceRecord>* evidence) {
  std::string scratch;
  for (const AnyColumn& column : columns) {
    if (!Has(column, row)) continue;
    if (PropertyOf(column) == kEvidenceColumn) {
      if (evidence == nullptr) continue;
      CITYGRAPH_TRY(*evidence, records::DecodeEvidence(Bytes(column, row, scratch)));
      continue;
    }
    CITYGRAPH_TRY(Value value, ValueAt(column, row));
    properties.emplace_back(PropertyOf(column), std::move(value));
  }
  return {};
}

template Status ReadRow(std::span<const Column>, std::uint64_t, records::TokenProperties&,
                        std::vector<records::EvidenceRecord>*);
template Status ReadRow(std::span<const ColumnDraft>, std::uint64_t, records::TokenProperties&,
                        std::vector<records::EvidenceRecord>*);

// The property's column, padded up to the row that comes; of `kind`, or of any.
ColumnDraft& PropertyColumns::ColumnOf(TokenId property, ColumnKind kind) {
  auto column = std::ranges::find(columns_, property, &ColumnDraft::property);
  if (column == columns_.end()) {
    columns_.push_back({.property = property, .kind = kind});
    column = columns_.end() - 1;
  } else if (column->kind != kind && column->kind != ColumnKind::kValue) {
    *column = Generalised(*column);
  }
  Pad(*column, rows_);
  return *column;
}

void PropertyColumns::AddValue(ColumnDraft& column, const Value& value) {
  switch (column.kind) {
    case ColumnKind::kInteger:
      return column.AddInteger(*value.AsInteger());
    case ColumnKind::kFloat:
      return column.AddFloat(*value.AsFloat());
    case ColumnKind::kBoolean:
      return column.AddInteger(*value.AsBoolean() ? 1 : 0);
    case ColumnKind::kText:
      return column.AddText(*value.AsString());
    case ColumnKind::kValue:
      return column.AddText(records::EncodeValue(value));
  }
}

void PropertyColumns::Add(const records::TokenProperties& properties,
                          const std::vector<records::EvidenceRecord>& evidence) {
  for (const auto& [property, value] : properties)
    AddValue(ColumnOf(property, KindOf(value)), value);
  if (!evidence.empty()) {
    ColumnOf(kEvidenceColumn, ColumnKind::kValue).AddText(records::EncodeEvidence(evidence));
  }
  ++rows_;
}

std::vector<ColumnDraft> PropertyColumns::Take() {
  for (ColumnDraft& column : columns_) Pad(column, rows_);
  rows_ = 0;
  return std::exchange(columns_, {});
}

}  // namespace citygraph

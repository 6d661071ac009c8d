#include "tests/conformance/tck_procedures.h"

#include <fmt/format.h>

namespace citygraph::tck {
namespace {

using queries::cypher::ProcedureField;
using queries::cypher::ProcedureSignature;
using queries::cypher::StaticType;

std::string_view Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

Result<StaticType> TypeOf(std::string_view name) {
  constexpr std::pair<std::string_view, StaticType> kTypes[] = {
      {"ANY", StaticType::kAny},         {"BOOLEAN", StaticType::kBoolean},
      {"INTEGER", StaticType::kInteger}, {"FLOAT", StaticType::kFloat},
      {"NUMBER", StaticType::kNumber},   {"STRING", StaticType::kString},
      {"MAP", StaticType::kMap},         {"NODE", StaticType::kNode},
      {"PATH", StaticType::kPath},       {"RELATIONSHIP", StaticType::kRelationship}};
  for (const auto& [text, type] : kTypes)
    if (text == name) return type;
  if (name.starts_with("LIST")) return StaticType::kList;
  return Fail(ErrorCode::kInvalidInput, fmt::format("\"{}\" is no type of a procedure", name));
}

// "a :: INTEGER?, b :: STRING?"
Result<std::vector<ProcedureField>> FieldsOf(std::string_view text) {
  std::vector<ProcedureField> fields;
  while (!Trimmed(text).empty()) {
    const std::size_t comma = text.find(',');
    const std::string_view field = text.substr(0, comma);
    const std::size_t colons = field.find("::");
    if (colons == std::string_view::npos)
      return Fail(ErrorCode::kInvalidInput, fmt::format("\"{}\" has no type", field));
    std::string_view type = Trimmed(field.substr(colons + 2));
    const bool nullable = type.ends_with('?');
    if (nullable) type.remove_suffix(1);
    CITYGRAPH_TRY(const StaticType kind, TypeOf(type));
    fields.push_back({.name = std::string(Trimmed(field.substr(0, colons))),
                      .type = kind,
                      .nullable = nullable});
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
  }
  return fields;
}

}  // namespace

Result<ProcedureSignature> ReadSignature(std::string_view text) {
  const std::size_t open = text.find('(');
  const std::size_t close = text.find(')');
  const std::size_t open_results = text.find('(', open + 1);
  const std::size_t close_results = text.rfind(')');
  if (open_results == std::string_view::npos || close > open_results)
    return Fail(ErrorCode::kInvalidInput, fmt::format("\"{}\" is no signature", text));
  ProcedureSignature signature{.name = std::string(Trimmed(text.substr(0, open)))};
  CITYGRAPH_TRY(signature.parameters, FieldsOf(text.substr(open + 1, close - open - 1)));
  CITYGRAPH_TRY(signature.results,
                FieldsOf(text.substr(open_results + 1, close_results - open_results - 1)));
  return signature;
}

}  // namespace citygraph::tck

#include "queries/procedures/options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace citygraph::queries {

using cypher::ErrorKind;
using cypher::QueryResult;
using cypher::RuntimeError;

QueryResult<ProcedureOptions> ProcedureOptions::Read(std::string_view procedure, const Value& value,
                                                     const std::vector<std::string>& known) {
  ProcedureOptions options;
  options.procedure_ = procedure;
  if (value.is_null()) return options;
  const ValueMap* map = value.AsMap();
  if (map == nullptr) {
    return RuntimeError(
        ErrorKind::kArgumentError, "InvalidArgumentType",
        fmt::format("the options of `{}` are a map, such as {{{}: …}}", procedure, known.front()));
  }
  for (const MapEntry& entry : *map) {
    if (std::ranges::find(known, entry.key) != known.end()) continue;
    return RuntimeError(ErrorKind::kArgumentError, "InvalidArgumentValue",
                        fmt::format("`{}` has no option `{}`, but {}", procedure, entry.key,
                                    fmt::join(known, ", ")));
  }
  options.map_ = *map;
  return options;
}

const Value* ProcedureOptions::Find(std::string_view name) const {
  const Value* value = map_.Find(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::unexpected<cypher::QueryError> ProcedureOptions::Wrong(std::string_view name,
                                                            std::string_view wanted) const {
  return RuntimeError(ErrorKind::kArgumentError, "InvalidArgumentValue",
                      fmt::format("option `{}` of `{}` is {}", name, procedure_, wanted));
}

QueryResult<bool> ProcedureOptions::Flag(std::string_view name, bool otherwise) const {
  const Value* value = Find(name);
  if (value == nullptr) return otherwise;
  if (const bool* flag = value->AsBoolean()) return *flag;
  return Wrong(name, "true or false");
}

QueryResult<std::int64_t> ProcedureOptions::Whole(std::string_view name, std::int64_t otherwise,
                                                  std::int64_t least, std::int64_t most) const {
  const Value* value = Find(name);
  if (value == nullptr) return otherwise;
  const std::int64_t* number = value->AsInteger();
  if (number != nullptr && *number >= least && *number <= most) return *number;
  return Wrong(name, fmt::format("an integer from {} to {}", least, most));
}

QueryResult<double> ProcedureOptions::Number(std::string_view name, double otherwise, double least,
                                             double most) const {
  const Value* value = Find(name);
  if (value == nullptr) return otherwise;
  std::optional<double> number;
  if (const double* real = value->AsFloat()) number = *real;
  if (const std::int64_t* whole = value->AsInteger()) number = static_cast<double>(*whole);
  if (number && *number >= least && *number <= most) return *number;
  return Wrong(name, fmt::format("a number from {} to {}", least, most));
}

QueryResult<std::string> ProcedureOptions::Choice(std::string_view name, std::string_view otherwise,
                                                  const std::vector<std::string>& choices) const {
  const Value* value = Find(name);
  if (value == nullptr) return std::string(otherwise);
  const std::string* word = value->AsString();
  if (word != nullptr && std::ranges::find(choices, *word) != choices.end()) return *word;
  return Wrong(name, fmt::format("one of '{}'", fmt::join(choices, "', '")));
}

QueryResult<std::vector<std::string>> ProcedureOptions::Words(std::string_view name) const {
  const Value* value = Find(name);
  std::vector<std::string> words;
  if (value == nullptr) return words;
  if (const std::string* word = value->AsString()) {
    words.push_back(*word);
    return words;
  }
  const ValueList* list = value->AsList();
  if (list == nullptr) return Wrong(name, "a list of strings");
  for (const Value& item : *list) {
    if (item.AsString() == nullptr) return Wrong(name, "a list of strings");
    words.push_back(*item.AsString());
  }
  return words;
}

}  // namespace citygraph::queries

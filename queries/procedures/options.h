// The map of options that a procedure takes as its last argument: each option by name and kind, an
// unknown one is an error that lists those there are. Inner: for the files of this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/value.h"
#include "queries/cypher/error.h"

namespace citygraph::queries {

class ProcedureOptions {
 public:
  // Null stands for no options. Errors, here and below: ArgumentError, naming procedure and option.
  static cypher::QueryResult<ProcedureOptions> Read(std::string_view procedure, const Value& value,
                                                    const std::vector<std::string>& known);

  cypher::QueryResult<bool> Flag(std::string_view name, bool otherwise) const;
  cypher::QueryResult<std::int64_t> Whole(std::string_view name, std::int64_t otherwise,
                                          std::int64_t least, std::int64_t most) const;
  cypher::QueryResult<double> Number(std::string_view name, double otherwise, double least,
                                     double most) const;
  // One string, of `choices`.
  cypher::QueryResult<std::string> Choice(std::string_view name, std::string_view otherwise,
                                          const std::vector<std::string>& choices) const;
  // A string or a list of strings; none when it is not given.
  cypher::QueryResult<std::vector<std::string>> Words(std::string_view name) const;

  std::unexpected<cypher::QueryError> Wrong(std::string_view name, std::string_view wanted) const;

 private:
  const Value* Find(std::string_view name) const;

  std::string procedure_;
  ValueMap map_;
};

}  // namespace citygraph::queries

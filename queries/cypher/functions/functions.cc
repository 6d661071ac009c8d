#include "queries/cypher/functions/functions.h"

#include <unordered_map>

#include "queries/cypher/functions/bodies.h"

namespace citygraph::queries::cypher {

FunctionBody FindFunctionBody(std::string_view name) {
  static const std::unordered_map<std::string_view, FunctionBody> kBodies = [] {
    std::unordered_map<std::string_view, FunctionBody> bodies;
    for (const auto family : {EntityFunctions(), ListFunctions(), ConversionFunctions(),
                              NumberFunctions(), StringFunctions(), TemporalFunctions()}) {
      for (const NamedBody& each : family) bodies.emplace(each.name, each.body);
    }
    return bodies;
  }();
  const auto found = kBodies.find(name);
  return found == kBodies.end() ? nullptr : found->second;
}

}  // namespace citygraph::queries::cypher

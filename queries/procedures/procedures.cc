#include "queries/procedures/procedures.h"

#include <fmt/format.h>

namespace citygraph::queries {
namespace {

using cypher::ProcedureField;
using cypher::ProcedureSignature;
using cypher::StaticType;

// "citygraph.search(text :: String, options :: Map = null) :: (node :: Node, …)"
std::string TextOf(const ProcedureSignature& signature) {
  const auto fields = [](const std::vector<ProcedureField>& all, std::size_t optional) {
    std::string text;
    for (std::size_t i = 0; i < all.size(); ++i) {
      text += fmt::format("{}{} :: {}{}", i > 0 ? ", " : "", all[i].name, NameOf(all[i].type),
                          i + optional >= all.size() ? " = null" : "");
    }
    return text;
  };
  return fmt::format("{}({}) :: ({})", signature.name,
                     fields(signature.parameters, signature.optional_parameters),
                     fields(signature.results, 0));
}

// dbms.procedures, of those that are in the registry, and of itself.
void RegisterList(cypher::ProcedureRegistry& registry) {
  const ProcedureSignature own{.name = "dbms.procedures",
                               .parameters = {},
                               .results = {{"name", StaticType::kString, false},
                                           {"signature", StaticType::kString, false},
                                           {"description", StaticType::kString, false}},
                               .description = "the procedures that CALL knows"};
  std::vector<ValueList> rows;
  for (const std::string& name : registry.Names()) {
    const ProcedureSignature& each = *registry.Find(name);
    rows.push_back({Value(each.name), Value(TextOf(each)), Value(each.description)});
  }
  rows.push_back({Value(own.name), Value(TextOf(own)), Value(own.description)});
  registry.Register(own,
                    [rows](cypher::ProcedureCall&) -> cypher::QueryResult<std::vector<ValueList>> {
                      return rows;
                    });
}

}  // namespace

cypher::ProcedureRegistry AllProcedures() {
  cypher::ProcedureRegistry registry = cypher::BuiltInProcedures();
  RegisterGraphProcedures(registry);
  RegisterCityProcedures(registry);
  RegisterList(registry);
  return registry;
}

}  // namespace citygraph::queries

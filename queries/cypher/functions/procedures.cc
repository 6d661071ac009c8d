#include "queries/cypher/functions/procedures.h"

#include <algorithm>
#include <utility>

namespace citygraph::queries::cypher {
namespace {

std::vector<ValueList> OneColumn(std::vector<std::string> words) {
  std::ranges::sort(words);
  std::vector<ValueList> rows;
  for (std::string& word : words) rows.push_back({std::move(word)});
  return rows;
}

QueryResult<std::vector<ValueList>> Labels(ProcedureCall& call) {
  CITYGRAPH_TRY(const auto counts, call.graph.NodeCounts());
  std::vector<std::string> words;
  for (const WordCount& each : counts) words.push_back(each.word);
  return OneColumn(std::move(words));
}

QueryResult<std::vector<ValueList>> RelationshipTypes(ProcedureCall& call) {
  CITYGRAPH_TRY(const auto counts, call.graph.RelationshipCounts());
  std::vector<std::string> words;
  for (const WordCount& each : counts) words.push_back(each.word);
  return OneColumn(std::move(words));
}

QueryResult<std::vector<ValueList>> PropertyKeys(ProcedureCall& call) {
  return OneColumn(call.graph.dictionary().Words(keys::WordKind::kProperty));
}

ProcedureSignature Listing(std::string name, std::string result, std::string description) {
  return {.name = std::move(name),
          .parameters = {},
          .results = {{std::move(result), StaticType::kString, false}},
          .writes = false,
          .description = std::move(description)};
}

}  // namespace

void ProcedureRegistry::Register(ProcedureSignature signature, ProcedureBody body) {
  std::string name = signature.name;
  procedures_[std::move(name)] =
      std::make_shared<const Procedure>(Procedure{std::move(signature), std::move(body)});
  ++version_;
}

const ProcedureSignature* ProcedureRegistry::Find(std::string_view name) const {
  const auto found = procedures_.find(name);
  return found == procedures_.end() ? nullptr : &found->second->signature;
}

std::shared_ptr<const Procedure> ProcedureRegistry::Get(std::string_view name) const {
  const auto found = procedures_.find(name);
  return found == procedures_.end() ? nullptr : found->second;
}

std::vector<std::string> ProcedureRegistry::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, procedure] : procedures_) names.push_back(name);
  return names;
}

ProcedureRegistry BuiltInProcedures() {
  ProcedureRegistry registry;
  registry.Register(Listing("db.labels", "label", "labels that some node carries"), Labels);
  registry.Register(
      Listing("db.relationshipTypes", "relationshipType", "types that some relationship has"),
      RelationshipTypes);
  registry.Register(
      Listing("db.propertyKeys", "propertyKey", "names of properties that the graph has seen"),
      PropertyKeys);
  return registry;
}

}  // namespace citygraph::queries::cypher

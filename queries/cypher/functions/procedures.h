// Procedures that CALL runs: the built-in ones and a user's own.
//
//   ProcedureRegistry procedures = BuiltInProcedures();
//   procedures.Register({.name = "my.twice", .parameters = {{"x", StaticType::kInteger}},
//                        .results = {{"y", StaticType::kInteger}}},
//                       [](ProcedureCall& call) -> QueryResult<std::vector<ValueList>> {
//                         return std::vector<ValueList>{{*call.arguments[0].AsInteger() * 2}};
//                       });
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/cancel.h"
#include "engine/storage/graph_view.h"
#include "queries/cypher/error.h"
#include "queries/cypher/semantics/signatures.h"

namespace citygraph::queries::cypher {

struct ProcedureCall {
  const GraphView& graph;            // as the statement sees it now, its own changes included
  std::span<const Value> arguments;  // as many as the signature has parameters
  const Cancel* cancel = nullptr;    // requested when the statement's time is over
};

// Rows of as many values as the signature has results. Errors end the statement.
using ProcedureBody = std::function<QueryResult<std::vector<ValueList>>(ProcedureCall& call)>;

struct Procedure {
  ProcedureSignature signature;
  ProcedureBody body;
};

// Threads: as a standard container. Plans keep what they call.
class ProcedureRegistry : public ProcedureCatalogue {
 public:
  // Takes the place of one of the same name.
  void Register(ProcedureSignature signature, ProcedureBody body);

  const ProcedureSignature* Find(std::string_view name) const override;
  std::vector<std::string> Names() const override;
  std::shared_ptr<const Procedure> Get(std::string_view name) const;
  // Grows with every registration: plans made before are stale.
  std::uint64_t version() const { return version_; }

 private:
  std::map<std::string, std::shared_ptr<const Procedure>, std::less<>> procedures_;
  std::uint64_t version_ = 0;
};

// db.labels, db.relationshipTypes, db.propertyKeys.
ProcedureRegistry BuiltInProcedures();

}  // namespace citygraph::queries::cypher

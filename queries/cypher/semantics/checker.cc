#include "queries/cypher/semantics/checker.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/unicode.h"
#include "queries/cypher/semantics/check.h"

namespace citygraph::queries::cypher {
namespace {

template <class T>
bool Is(const Clause& clause) {
  return clause.As<T>() != nullptr;
}

bool Updates(const Clause& clause) {
  return Is<Create>(clause) || Is<Set>(clause) || Is<Remove>(clause) || Is<Delete>(clause) ||
         Is<Merge>(clause);
}

bool Reads(const Clause& clause) {
  return Is<Match>(clause) || Is<Unwind>(clause) || Is<Call>(clause);
}

std::string_view WordOf(const Clause& clause) {
  constexpr std::string_view kWords[] = {"MATCH", "UNWIND", "WITH",   "RETURN", "CREATE",
                                         "SET",   "REMOVE", "DELETE", "MERGE",  "CALL"};
  return kWords[clause.node.index()];
}

std::vector<std::string> ColumnsOf(const SingleQuery& single) {
  std::vector<std::string> names;
  if (const auto* result = single.clauses.back().As<Return>())
    for (const ProjectionItem& item : result->projection.items) names.push_back(item.column.name);
  if (const auto* call = single.clauses.back().As<Call>(); call != nullptr && call->standalone)
    for (const YieldItem& item : call->yields) names.push_back(item.variable.name);
  return names;
}

std::vector<VariableId> ColumnVariablesOf(const SingleQuery& single) {
  std::vector<VariableId> ids;
  if (const auto* result = single.clauses.back().As<Return>())
    for (const ProjectionItem& item : result->projection.items) ids.push_back(item.column.id);
  if (const auto* call = single.clauses.back().As<Call>(); call != nullptr && call->standalone)
    for (const YieldItem& item : call->yields) ids.push_back(item.variable.id);
  return ids;
}

}  // namespace

std::string Nearest(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string lower = ToLower(name);
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, CountCodePoints(name) / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = EditDistance(lower, ToLower(candidate), best_distance);
    if (distance < best_distance ||
        (distance == best_distance && !best.empty() && candidate < best)) {
      best = candidate;
      best_distance = std::max<std::size_t>(distance, 1);
    }
  }
  return best;
}

std::string DidYouMean(std::string_view candidate) {
  return candidate.empty() ? std::string() : fmt::format("did you mean `{}`?", candidate);
}

VariableId Checker::NewVariable(std::string name, Type type) {
  const VariableId id = NextId();
  result_.variables.push_back({.name = std::move(name), .type = type.kind});
  types_.push_back(type);
  return id;
}

void Checker::Bind(Variable& variable, Type type) {
  variable.id = NewVariable(variable.name, type);
  variable.binds = true;
  if (!variable.anonymous()) scope_[variable.name] = variable.id;
}

const VariableId* Checker::Find(const std::string& name) const {
  const auto found = scope_.find(name);
  return found == scope_.end() ? nullptr : &found->second;
}

std::unexpected<QueryError> Checker::Undefined(const Variable& variable) const {
  std::vector<std::string> names;
  for (const auto& [name, id] : scope_) names.push_back(name);
  return CompileError("UndefinedVariable",
                      fmt::format("variable `{}` is not defined", variable.name), variable.span,
                      DidYouMean(Nearest(variable.name, names)));
}

QueryStatus Checker::Resolve(Variable& variable) const {
  const VariableId* id = Find(variable.name);
  if (id == nullptr) return Undefined(variable);
  variable.id = *id;
  return {};
}

QueryResult<CheckedQuery> Checker::Run(Statement statement) {
  CITYGRAPH_TRY(CheckQuery(statement.query, QueryPlace::kTop));
  const Query& query = statement.query;
  result_.columns = ColumnsOf(query.parts.front());
  if (query.parts.size() == 1) {
    result_.column_variables = ColumnVariablesOf(query.parts.front());
  } else {
    for (const Variable& column : query.union_columns)
      result_.column_variables.push_back(column.id);
  }
  result_.statement = std::move(statement);
  return std::move(result_);
}

QueryStatus Checker::CheckQuery(Query& query, QueryPlace place) {
  for (SingleQuery& part : query.parts) {
    const Held scope(scope_, Scope(outer_));
    CITYGRAPH_TRY(CheckSingle(part, place, query.parts.size() == 1));
  }
  if (query.parts.size() > 1) CITYGRAPH_TRY(CheckUnion(query));
  if (place == QueryPlace::kCollect && ColumnsOf(query.parts.front()).size() != 1)
    return CompileError("InvalidClauseComposition",
                        "a COLLECT subquery returns one column, no more and no less",
                        query.parts.front().span);
  return {};
}

QueryStatus Checker::CheckSingle(SingleQuery& single, QueryPlace place, bool alone) {
  CITYGRAPH_TRY(CheckComposition(single, place, alone));
  const bool lone_call = alone && place == QueryPlace::kTop && single.clauses.size() == 1;
  for (Clause& clause : single.clauses) CITYGRAPH_TRY(CheckClause(clause, lone_call));
  return {};
}

QueryStatus Checker::CheckComposition(const SingleQuery& single, QueryPlace place,
                                      bool alone) const {
  constexpr std::string_view kDetail = "InvalidClauseComposition";
  const Clause* updated = nullptr;  // since the last WITH
  const Clause* returned = nullptr;
  for (const Clause& clause : single.clauses) {
    if (returned != nullptr)
      return CompileError(kDetail, fmt::format("{} cannot follow RETURN", WordOf(clause)),
                          clause.span, "RETURN ends a query; WITH hands rows on");
    if (Updates(clause) && place != QueryPlace::kTop)
      return CompileError(
          kDetail, fmt::format("{} cannot stand in a subquery, which only reads", WordOf(clause)),
          clause.span);
    if (Updates(clause)) updated = &clause;
    if (Is<With>(clause)) updated = nullptr;
    if (Is<Return>(clause)) returned = &clause;
    if (updated != nullptr && Reads(clause))
      return CompileError(kDetail,
                          fmt::format("{} cannot follow {}", WordOf(clause), WordOf(*updated)),
                          clause.span, fmt::format("put WITH * before {}", WordOf(clause)));
  }
  const Clause& last = single.clauses.back();
  const bool may_lack_return = place == QueryPlace::kExists || place == QueryPlace::kCount;
  if (Is<Return>(last) || Updates(last) || may_lack_return) return {};
  if (const auto* call = last.As<Call>()) {
    // A call that stands alone gives its results; one that gives none may end a query.
    if (alone && single.clauses.size() == 1) return {};
    if (!call->has_yield) return {};
  }
  return CompileError(kDetail, fmt::format("a query cannot end with {}", WordOf(last)), last.span,
                      "end it with RETURN or an update");
}

QueryStatus Checker::CheckUnion(Query& query) {
  const std::vector<std::string> names = ColumnsOf(query.parts.front());
  for (SingleQuery& part : query.parts) {
    const std::vector<std::string> others = ColumnsOf(part);
    if (!std::ranges::is_permutation(names, others))
      return CompileError(
          "DifferentColumnsInUnion",
          fmt::format("the parts of a UNION return the same columns; here `{}` and `{}`",
                      fmt::join(names, ", "), fmt::join(others, ", ")),
          part.clauses.back().span, "name them alike with AS");
    if (names == others) continue;
    auto& items = part.clauses.back().As<Return>()->projection.items;
    std::ranges::sort(items, {}, [&](const ProjectionItem& item) {
      return std::ranges::find(names, item.column.name) - names.begin();
    });
  }
  for (const std::string& name : names) {
    Variable& column = query.union_columns.emplace_back();
    column.name = name;
    column.id = NewVariable(name, {});
    column.binds = true;
  }
  return {};
}

QueryStatus Checker::CheckClause(Clause& clause, bool alone) {
  if (Updates(clause)) result_.writes = true;
  if (auto* call = clause.As<Call>()) call->standalone = alone;
  return std::visit([&](auto& node) { return CheckNode(node); }, clause.node);
}

QueryStatus Checker::CheckWhere(ExpressionPtr& where) {
  if (!where) return {};
  const Held patterns(pattern_allowed_, true);
  const Held aggregations(aggregation_allowed_, false);
  return CheckCondition(*where);
}

QueryStatus Checker::CheckNode(Match& match) {
  CITYGRAPH_TRY(CheckPattern(match.pattern, PatternPlace::kMatch));
  return CheckWhere(match.where);
}

QueryStatus Checker::CheckNode(Unwind& unwind) {
  CITYGRAPH_TRY(const Type list, Check(*unwind.list));
  if (Find(unwind.variable.name) != nullptr)
    return CompileError("VariableAlreadyBound",
                        fmt::format("variable `{}` is already defined", unwind.variable.name),
                        unwind.variable.span);
  // A value that is no list is unwound as one.
  Bind(unwind.variable, {.kind = list.kind == StaticType::kList ? list.element : StaticType::kAny});
  return {};
}

QueryStatus Checker::CheckNode(With& with) {
  return CheckProjection(with.projection, &with.where, false);
}

QueryStatus Checker::CheckNode(Return& result) {
  return CheckProjection(result.projection, nullptr, true);
}

QueryStatus Checker::CheckNode(Create& create) {
  return CheckPattern(create.pattern, PatternPlace::kCreate);
}

QueryStatus Checker::CheckNode(Merge& merge) {
  Pattern pattern;
  pattern.push_back(std::move(merge.pattern));
  const QueryStatus status = CheckPattern(pattern, PatternPlace::kMerge);
  merge.pattern = std::move(pattern.front());
  CITYGRAPH_TRY(status);
  CITYGRAPH_TRY(CheckSetItems(merge.on_create));
  return CheckSetItems(merge.on_match);
}

QueryStatus Checker::CheckNode(Set& set) { return CheckSetItems(set.items); }

QueryStatus Checker::CheckChangeable(const Variable& variable, std::string_view what) {
  const StaticType type = TypeOf(variable.id).kind;
  if (MayBe(type, StaticType::kNode) || MayBe(type, StaticType::kRelationship)) return {};
  return CompileError("InvalidArgumentType",
                      fmt::format("`{}` is a {} and has no {}", variable.name, NameOf(type), what),
                      variable.span);
}

QueryStatus Checker::CheckSetItems(std::vector<SetItem>& items) {
  for (SetItem& item : items) {
    if (auto* property = std::get_if<SetProperty>(&item.node)) {
      CITYGRAPH_TRY(const Type base, Check(*property->base));
      if (!MayBe(base.kind, StaticType::kNode) && !MayBe(base.kind, StaticType::kRelationship))
        return CompileError("InvalidArgumentType",
                            fmt::format("a {} has no properties to set", NameOf(base.kind)),
                            property->base->span);
      CITYGRAPH_TRY(Check(*property->value));
    } else if (auto* all = std::get_if<SetProperties>(&item.node)) {
      CITYGRAPH_TRY(Resolve(all->variable));
      CITYGRAPH_TRY(CheckChangeable(all->variable, "properties to set"));
      CITYGRAPH_TRY(const Type value, Check(*all->value));
      if (!MayBe(value.kind, StaticType::kMap) && !MayBe(value.kind, StaticType::kNode) &&
          !MayBe(value.kind, StaticType::kRelationship))
        return CompileError(
            "InvalidArgumentType",
            fmt::format("properties are set from a map, not a {}", NameOf(value.kind)),
            all->value->span);
    } else if (auto* labels = std::get_if<SetLabels>(&item.node)) {
      CITYGRAPH_TRY(Resolve(labels->variable));
      CITYGRAPH_TRY(CheckChangeable(labels->variable, "labels to set"));
    }
  }
  return {};
}

QueryStatus Checker::CheckNode(Remove& remove) {
  for (RemoveItem& item : remove.items) {
    if (auto* property = std::get_if<RemoveProperty>(&item.node)) {
      CITYGRAPH_TRY(Check(*property->base));
    } else if (auto* labels = std::get_if<RemoveLabels>(&item.node)) {
      CITYGRAPH_TRY(Resolve(labels->variable));
      CITYGRAPH_TRY(CheckChangeable(labels->variable, "labels to remove"));
    }
  }
  return {};
}

QueryStatus Checker::CheckNode(Delete& clause) {
  for (const ExpressionPtr& target : clause.targets) {
    if (target->As<HasLabels>() != nullptr)
      return CompileError("InvalidDelete",
                          "DELETE takes nodes, relationships and paths, not labels", target->span,
                          "to take a label away, write REMOVE n:Label");
    CITYGRAPH_TRY(const Type type, Check(*target));
    if (!MayBe(type.kind, StaticType::kNode) && !MayBe(type.kind, StaticType::kRelationship) &&
        !MayBe(type.kind, StaticType::kPath))
      return CompileError("InvalidArgumentType",
                          fmt::format("a {} cannot be deleted; nodes, relationships and paths can",
                                      NameOf(type.kind)),
                          target->span);
  }
  return {};
}

QueryResult<const ProcedureSignature*> Checker::FindProcedure(const Call& call) const {
  const ProcedureSignature* found =
      options_.procedures == nullptr ? nullptr : options_.procedures->Find(call.procedure.text);
  if (found != nullptr) return found;
  std::vector<std::string> names;
  if (options_.procedures != nullptr) names = options_.procedures->Names();
  return std::unexpected(
      QueryError(ErrorKind::kProcedureError, Phase::kCompileTime, "ProcedureNotFound",
                 fmt::format("there is no procedure `{}`", call.procedure.text),
                 call.procedure.span, DidYouMean(Nearest(call.procedure.text, names))));
}

QueryStatus Checker::CheckNode(Call& call) {
  CITYGRAPH_TRY(const ProcedureSignature* procedure, FindProcedure(call));
  if (procedure->writes) result_.writes = true;
  if (!call.standalone && call.yield_all)
    return CompileError("UnexpectedSyntax", "YIELD * is for calls that stand alone",
                        call.procedure.span, "name the results: YIELD a, b");
  if (!call.standalone && call.implicit_arguments)
    return CompileError("InvalidArgumentPassingMode",
                        fmt::format("the call of `{}` has no arguments; only a call that stands "
                                    "alone takes them from parameters",
                                    call.procedure.text),
                        call.procedure.span, "write the arguments in brackets");
  CITYGRAPH_TRY(CheckArguments(call, *procedure));
  CITYGRAPH_TRY(CheckYield(call, *procedure));
  return CheckWhere(call.where);
}

QueryStatus Checker::CheckArguments(Call& call, const ProcedureSignature& procedure) {
  const std::size_t wanted = procedure.parameters.size();
  const std::size_t least = wanted - std::min(wanted, procedure.optional_parameters);
  if (call.implicit_arguments) {
    for (std::size_t i = 0; i < wanted; ++i) {
      const std::string& name = procedure.parameters[i].name;
      if (i >= least && (options_.parameters == nullptr || !options_.parameters->Find(name))) break;
      call.arguments.push_back(std::make_unique<Expression>(Parameter{name}, call.procedure.span));
    }
  }
  if (call.arguments.size() < least || call.arguments.size() > wanted)
    return CompileError("InvalidNumberOfArguments",
                        fmt::format("`{}` takes {} argument{}, not {}", procedure.name,
                                    least == wanted ? std::to_string(wanted)
                                                    : fmt::format("{} to {}", least, wanted),
                                    wanted == 1 && least == 1 ? "" : "s", call.arguments.size()),
                        call.procedure.span);
  while (call.arguments.size() < wanted)
    call.arguments.push_back(std::make_unique<Expression>(Literal{Value()}, call.procedure.span));
  for (std::size_t i = 0; i < wanted; ++i) {
    const ProcedureField& field = procedure.parameters[i];
    CITYGRAPH_TRY(const Type type, Check(*call.arguments[i]));
    // Integers are taken where floats are wanted.
    const bool widens = field.type == StaticType::kFloat && type.kind == StaticType::kInteger;
    if (!widens && !MayBe(type.kind, field.type))
      return CompileError("InvalidArgumentType",
                          fmt::format("argument `{}` of `{}` is a {}, not a {}", field.name,
                                      procedure.name, NameOf(field.type), NameOf(type.kind)),
                          call.arguments[i]->span);
  }
  return {};
}

QueryStatus Checker::CheckYield(Call& call, const ProcedureSignature& procedure) {
  if (call.yield_all || (call.standalone && !call.has_yield)) {
    for (const ProcedureField& field : procedure.results) {
      YieldItem& item = call.yields.emplace_back();
      item.field = {.text = field.name, .span = call.procedure.span};
      item.variable = {.name = field.name, .span = call.procedure.span};
    }
  }
  for (YieldItem& item : call.yields) {
    const auto field = std::ranges::find(procedure.results, item.field.text, &ProcedureField::name);
    if (field == procedure.results.end()) {
      std::vector<std::string> names;
      for (const ProcedureField& each : procedure.results) names.push_back(each.name);
      return CompileError(
          "UndefinedVariable",
          fmt::format("`{}` gives no `{}`, but {}", procedure.name, item.field.text,
                      names.empty() ? "nothing" : fmt::format("{}", fmt::join(names, ", "))),
          item.field.span, DidYouMean(Nearest(item.field.text, names)));
    }
    if (Find(item.variable.name) != nullptr)
      return CompileError("VariableAlreadyBound",
                          fmt::format("variable `{}` is already defined", item.variable.name),
                          item.variable.span, "rename the result: YIELD result AS other");
    Bind(item.variable, {.kind = field->type});
  }
  return {};
}

QueryResult<CheckedQuery> Check(Statement statement, const CheckOptions& options) {
  return Checker(options).Run(std::move(statement));
}

}  // namespace citygraph::queries::cypher

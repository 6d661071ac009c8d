// The checker: what the files of this folder share. Not for others: see checker.h.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "queries/cypher/semantics/checker.h"

namespace citygraph::queries::cypher {

// What is known of a value: its type and, of a list, that of its elements.
struct Type {
  StaticType kind = StaticType::kAny;
  StaticType element = StaticType::kAny;
};

inline Type Of(StaticType kind, StaticType element = StaticType::kAny) {
  return {.kind = kind, .element = element};
}
StaticType Either(StaticType a, StaticType b);
std::unexpected<QueryError> WrongType(std::string message, const Span& span);

class Checker {
 public:
  explicit Checker(const CheckOptions& options) : options_(options) {}

  QueryResult<CheckedQuery> Run(Statement statement);

 private:
  using Scope = std::unordered_map<std::string, VariableId>;

  // Sets a member for as long as it lives.
  template <class T>
  class Held {
   public:
    Held(T& member, T value) : member_(member), before_(std::exchange(member, std::move(value))) {}
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    ~Held() { member_ = std::move(before_); }

   private:
    T& member_;
    T before_;
  };

  // A variable that is in scope for as long as this lives, and may hide another of its name.
  class Local {
   public:
    Local(Checker& checker, Variable& variable, Type type)
        : checker_(checker), name_(variable.name) {
      if (const VariableId* hidden = checker.Find(name_)) hidden_ = *hidden;
      checker.Bind(variable, type);
    }
    Local(const Local&) = delete;
    Local& operator=(const Local&) = delete;
    ~Local() {
      if (hidden_) {
        checker_.scope_[name_] = *hidden_;
      } else {
        checker_.scope_.erase(name_);
      }
    }

   private:
    Checker& checker_;
    std::string name_;
    std::optional<VariableId> hidden_;
  };

  enum class QueryPlace : std::uint8_t { kTop, kExists, kCount, kCollect };

  // checker.cc: queries and clauses.
  QueryStatus CheckQuery(Query& query, QueryPlace place);
  QueryStatus CheckSingle(SingleQuery& single, QueryPlace place, bool alone);
  QueryStatus CheckComposition(const SingleQuery& single, QueryPlace place, bool alone) const;
  QueryStatus CheckUnion(Query& query);
  QueryStatus CheckClause(Clause& clause, bool alone);
  QueryStatus CheckNode(Match& match);
  QueryStatus CheckNode(Unwind& unwind);
  QueryStatus CheckNode(With& with);
  QueryStatus CheckNode(Return& result);
  QueryStatus CheckNode(Create& create);
  QueryStatus CheckNode(Set& set);
  QueryStatus CheckNode(Remove& remove);
  QueryStatus CheckNode(Delete& clause);
  QueryStatus CheckNode(Merge& merge);
  QueryStatus CheckNode(Call& call);
  QueryStatus CheckSetItems(std::vector<SetItem>& items);
  QueryStatus CheckChangeable(const Variable& variable, std::string_view what);
  QueryStatus CheckWhere(ExpressionPtr& where);
  QueryResult<const ProcedureSignature*> FindProcedure(const Call& call) const;
  QueryStatus CheckArguments(Call& call, const ProcedureSignature& procedure);
  QueryStatus CheckYield(Call& call, const ProcedureSignature& procedure);

  // check_pattern.cc
  enum class PatternPlace : std::uint8_t { kMatch, kCreate, kMerge, kPredicate };
  QueryStatus CheckPattern(Pattern& pattern, PatternPlace place);
  // Binds and resolves the variables of a path; those from `first_new` on are of this pattern.
  QueryStatus BindPath(PathPattern& path, PatternPlace place, VariableId first_new);
  QueryStatus BindNode(NodePattern& node, const PathPattern& path, PatternPlace place);
  QueryStatus BindRelationship(RelationshipPattern& relationship, PatternPlace place,
                               VariableId first_new);
  QueryStatus CheckCreated(const RelationshipPattern& relationship, PatternPlace place) const;
  QueryStatus CheckSelector(const PathPattern& path, PatternPlace place) const;
  QueryStatus CheckProperties(ExpressionPtr& properties, PatternPlace place);
  QueryStatus CheckPatternProperties(PathPattern& path, PatternPlace place);

  // check_expression.cc, check_call.cc, check_comprehension.cc: resolves names and gives the type.
  QueryResult<Type> Check(Expression& expression);
  QueryResult<Type> CheckNode(Literal& literal, const Span& span);
  QueryResult<Type> CheckNode(Parameter& parameter, const Span& span);
  QueryResult<Type> CheckNode(VariableExpression& variable, const Span& span);
  QueryResult<Type> CheckNode(PropertyAccess& access, const Span& span);
  QueryResult<Type> CheckNode(Subscript& subscript, const Span& span);
  QueryResult<Type> CheckNode(Slice& slice, const Span& span);
  QueryResult<Type> CheckNode(HasLabels& labels, const Span& span);
  QueryResult<Type> CheckNode(ListLiteral& list, const Span& span);
  QueryResult<Type> CheckNode(MapLiteral& map, const Span& span);
  QueryResult<Type> CheckNode(MapProjection& projection, const Span& span);
  QueryResult<Type> CheckNode(Unary& unary, const Span& span);
  QueryResult<Type> CheckNode(Binary& binary, const Span& span);
  QueryResult<Type> CheckNode(Comparison& comparison, const Span& span);
  QueryResult<Type> CheckNode(Logical& logical, const Span& span);
  QueryResult<Type> CheckNode(IsNull& is_null, const Span& span);
  QueryResult<Type> CheckNode(FunctionCall& call, const Span& span);
  QueryResult<Type> CheckNode(CaseExpression& expression, const Span& span);
  QueryResult<Type> CheckNode(ListComprehension& comprehension, const Span& span);
  QueryResult<Type> CheckNode(PatternComprehension& comprehension, const Span& span);
  QueryResult<Type> CheckNode(Quantifier& quantifier, const Span& span);
  QueryResult<Type> CheckNode(Reduce& reduce, const Span& span);
  QueryResult<Type> CheckNode(PatternExpression& pattern, const Span& span);
  QueryResult<Type> CheckNode(Subquery& subquery, const Span& span);
  QueryStatus CheckCondition(Expression& expression);  // that it may be a boolean
  QueryStatus CheckCall(const FunctionCall& call, const FunctionSignature& signature,
                        const Span& span) const;
  QueryResult<Type> CheckAggregation(FunctionCall& call, const Span& span);
  QueryResult<Type> CheckListOf(Expression& list);  // gives the type of the elements

  // check_projection.cc
  QueryStatus CheckProjection(Projection& projection, ExpressionPtr* where, bool is_return);
  QueryStatus CheckItems(Projection& projection, bool is_return);
  void ExpandStar(Projection& projection);
  QueryStatus SplitAggregations(Projection& projection, VariableId first_local);
  QueryStatus ReplaceGrouped(ExpressionPtr& expression, Projection& projection,
                             VariableId first_local, bool within);
  QueryStatus CheckAfterProjection(ExpressionPtr& expression, Projection& projection, bool sorts);
  QueryStatus ReplaceProjected(ExpressionPtr& expression, Projection& projection,
                               VariableId first_local, bool aggregates);
  QueryStatus CheckVisible(const Expression& expression, const Projection& projection,
                           VariableId first_local) const;
  QueryStatus CheckRowCount(ExpressionPtr& count, std::string_view clause);

  // Variables.
  VariableId NewVariable(std::string name, Type type);
  VariableId NextId() const {
    return VariableId(static_cast<std::uint32_t>(result_.variables.size()));
  }
  // Makes `variable` a new one and brings it into scope.
  void Bind(Variable& variable, Type type);
  const VariableId* Find(const std::string& name) const;
  Type TypeOf(VariableId id) const { return types_[static_cast<std::size_t>(id)]; }
  // Sets the id of a variable that is used.
  QueryStatus Resolve(Variable& variable) const;
  std::unexpected<QueryError> Undefined(const Variable& variable) const;

  const CheckOptions& options_;
  CheckedQuery result_;
  std::vector<Type> types_;  // by VariableId
  Scope scope_;
  Scope outer_;                // what a subquery sees of the query around it
  VariableId outer_limit_{0};  // variables below it are of the query around a subquery
  bool aggregation_allowed_ = false;
  bool in_aggregation_ = false;
  bool pattern_allowed_ = false;  // whether (a)-->(b) may stand here as a condition
};

// Whether it calls an aggregation, outside subqueries.
bool Aggregates(const Expression& expression);

// The candidate nearest to `name`, or "" when none is near: at most a third of its letters differ.
std::string Nearest(std::string_view name, const std::vector<std::string>& candidates);

// "did you mean `name`?", or "" for no candidate.
std::string DidYouMean(std::string_view candidate);

}  // namespace citygraph::queries::cypher

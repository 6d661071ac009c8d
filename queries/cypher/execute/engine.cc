// A statement from text to answer.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

#include "engine/storage/graph.h"
#include "queries/cypher/answer.h"
#include "queries/cypher/execute/describe_plan.h"
#include "queries/cypher/execute/operators.h"
#include "queries/cypher/notifications/unknown_words.h"
#include "queries/cypher/plan/planner.h"
#include "queries/cypher/semantics/checker.h"
#include "queries/cypher/syntax/parser.h"

namespace citygraph::queries::cypher {
namespace {

const ProcedureRegistry& BuiltIn() {
  static const ProcedureRegistry registry = BuiltInProcedures();
  return registry;
}

const ProcedureRegistry& ProceduresOf(const RunOptions& options) {
  return options.procedures != nullptr ? *options.procedures : BuiltIn();
}

DateTime Now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  const std::int64_t nanoseconds =
      std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
  return {{nanoseconds / kNanosecondsPerSecond,
           static_cast<std::int32_t>(nanoseconds % kNanosecondsPerSecond)},
          0,
          nullptr};
}

// Reads the nodes and relationships that the answer refers to.
class Collector {
 public:
  void Look(const Value& value) {
    if (const NodeId* node = value.AsNode()) nodes_.insert(*node);
    if (const RelationshipId* relationship = value.AsRelationship())
      relationships_.insert(*relationship);
    if (const ValueList* list = value.AsList()) {
      for (const Value& item : *list) Look(item);
    }
    if (const ValueMap* map = value.AsMap()) {
      for (const MapEntry& entry : *map) Look(entry.value);
    }
    if (const Path* path = value.AsPath()) {
      nodes_.insert(path->nodes.begin(), path->nodes.end());
      relationships_.insert(path->relationships.begin(), path->relationships.end());
    }
  }

  QueryStatus Fill(Context& context, Answer& answer) {
    const GraphView& view = context.entities.view();
    const std::vector<NodeId> nodes(nodes_.begin(), nodes_.end());
    const std::vector<RelationshipId> relationships(relationships_.begin(), relationships_.end());
    CITYGRAPH_TRY(auto found_nodes, view.Nodes(nodes));
    CITYGRAPH_TRY(auto found_relationships, view.Relationships(relationships));
    for (std::size_t i = 0; i < nodes.size(); ++i)
      answer.nodes[nodes[i]] = found_nodes[i] ? std::move(*found_nodes[i]) : Node{.id = nodes[i]};
    for (std::size_t i = 0; i < relationships.size(); ++i) {
      Relationship relationship{.id = relationships[i]};
      if (found_relationships[i]) {
        relationship = std::move(*found_relationships[i]);
      } else if (RelationshipEnds ends;
                 context.entities.EndsEvenDeleted(relationships[i], ends, context.trap)) {
        relationship.type = context.entities.TypeName(ends.type);
        relationship.start = ends.start;
        relationship.end = ends.end;
      }
      answer.relationships[relationships[i]] = std::move(relationship);
    }
    return {};
  }

 private:
  std::set<NodeId> nodes_;
  std::set<RelationshipId> relationships_;
};

QueryStatus Execute(const Plan& plan, Context& context, const RunOptions& options, bool profile,
                    Answer& answer) {
  context.width = plan.width;
  context.locals.resize(plan.width);
  context.key_names.assign(plan.keys.begin(), plan.keys.end());
  context.keys.resize(plan.keys.size());
  context.make_operator = [](Context& c, const PlanNode& node) { return MakeOperator(c, node); };
  context.profile = profile;
  context.operators.resize(plan.operators);
  context.now = Now();
  for (const std::string& name : plan.parameters) {
    const Value* value = options.parameters.Find(name);
    if (value == nullptr) {
      return RuntimeError(ErrorKind::kParameterMissing, "MissingParameter",
                          "parameter $" + name + " has no value");
    }
    context.parameters.push_back(*value);
  }
  if (options.timeout)
    context.limits.deadline = std::chrono::steady_clock::now() + *options.timeout;
  context.limits.cancel = options.cancel;
  if (options.max_memory_bytes) context.limits.max_memory_bytes = *options.max_memory_bytes;

  const OperatorPtr root = MakeOperator(context, *plan.root);
  const auto failed = [&] { return std::unexpected(context.trap.Take()); };
  if (!root->Open(context, nullptr)) return failed();
  Collector collector;
  const std::uint64_t most = options.max_rows.value_or(~std::uint64_t{0});
  bool cut = false;
  while (!cut || plan.writes) {
    Batch batch;
    batch.Reset(plan.width);
    if (!root->Next(context, batch)) return failed();
    if (batch.rows == 0) break;
    std::size_t bytes = 0;
    for (std::size_t row = 0; row < batch.rows; ++row) {
      if (answer.rows.size() >= most) {
        cut = true;
        break;
      }
      ValueList& values = answer.rows.emplace_back();
      values.reserve(plan.column_slots.size());
      for (const Slot slot : plan.column_slots) {
        values.push_back(batch.columns[slot].At(row));
        collector.Look(values.back());
        bytes += SizeOf(values.back());
      }
    }
    if (!context.Reserve(bytes)) return failed();
  }
  if (cut) {
    answer.notifications.push_back(
        {.code = "RowsCut", .message = fmt::format("only the first {} rows are shown", most)});
  }
  if (context.writer != nullptr && !DeleteDoomed(context)) return failed();
  answer.counters = context.counters;
  CITYGRAPH_TRY(collector.Fill(context, answer));
  if (profile) DescribePlan(plan, &context, answer);
  return {};
}

}  // namespace

class Prepared {
 public:
  std::string text;  // the plan shows parts of it
  StatementMode mode{};
  CheckedQuery checked;
  std::shared_ptr<const Plan> plan;
};

namespace {

// What is known before the graph is asked.
QueryResult<Prepared> CheckText(std::string_view text, const RunOptions& options) {
  Prepared prepared{.text = std::string(text), .mode = {}, .checked = {}, .plan = nullptr};
  CITYGRAPH_TRY(Statement statement, Parse(prepared.text));
  prepared.mode = statement.mode;
  const bool explains = prepared.mode == StatementMode::kExplain;
  CITYGRAPH_TRY(prepared.checked, Check(std::move(statement),
                                        {.procedures = &ProceduresOf(options),
                                         .parameters = explains ? nullptr : &options.parameters}));
  return prepared;
}

QueryStatus PlanFor(const GraphView& view, const RunOptions& options, Prepared& prepared) {
  GraphStatistics statistics;
  if (options.optimise) {
    CITYGRAPH_TRY(statistics, ReadStatistics(view));
  }
  CITYGRAPH_TRY(prepared.plan, MakePlan(prepared.checked, {.optimise = options.optimise,
                                                           .statistics = &statistics,
                                                           .graph = &view,
                                                           .procedures = &ProceduresOf(options),
                                                           .text = prepared.text}));
  return {};
}

// A statement that writes reads through its transaction, and so sees its own changes.
struct Session {
  std::unique_ptr<GraphView> view;
  Transaction* writer = nullptr;  // the view, where the statement writes
};

QueryResult<Session> Begin(Graph& graph, const Prepared& prepared) {
  Session session;
  if (prepared.checked.writes && prepared.mode != StatementMode::kExplain) {
    CITYGRAPH_TRY(auto transaction, graph.Begin());
    session.writer = transaction.get();
    session.view = std::move(transaction);
  } else {
    CITYGRAPH_TRY(session.view, graph.Read());
  }
  return session;
}

QueryResult<Answer> RunOn(const GraphView& view, Transaction* writer, const Prepared& prepared,
                          const RunOptions& options) {
  Answer answer;
  answer.columns = prepared.plan->columns;
  CITYGRAPH_TRY(answer.notifications, FindUnknown(prepared.checked, view, options.parameters));
  if (options.strict && !answer.notifications.empty())
    return std::unexpected(ToStrictError(answer.notifications.front()));
  if (prepared.mode == StatementMode::kExplain) {
    DescribePlan(*prepared.plan, nullptr, answer);
    return answer;
  }
  {
    Context context(view, writer);
    CITYGRAPH_TRY(Execute(*prepared.plan, context, options,
                          prepared.mode == StatementMode::kProfile, answer));
  }
  if (writer != nullptr) CITYGRAPH_TRY(writer->Commit());
  return answer;
}

}  // namespace

QueryResult<Answer> Run(Graph& graph, std::string_view text, const RunOptions& options) {
  CITYGRAPH_TRY(Prepared prepared, CheckText(text, options));
  CITYGRAPH_TRY(const Session session, Begin(graph, prepared));
  CITYGRAPH_TRY(PlanFor(*session.view, options, prepared));
  return RunOn(*session.view, session.writer, prepared, options);
}

QueryResult<Answer> Run(const GraphView& view, std::string_view text, const RunOptions& options) {
  CITYGRAPH_TRY(Prepared prepared, CheckText(text, options));
  if (prepared.checked.writes && prepared.mode != StatementMode::kExplain) {
    return std::unexpected(QueryError(
        Error{.code = ErrorCode::kUnsupported, .message = "what is only read cannot be changed"}));
  }
  CITYGRAPH_TRY(PlanFor(view, options, prepared));
  return RunOn(view, nullptr, prepared, options);
}

QueryResult<std::shared_ptr<const Prepared>> Prepare(Graph& graph, std::string_view text,
                                                     const RunOptions& options) {
  CITYGRAPH_TRY(Prepared prepared, CheckText(text, options));
  CITYGRAPH_TRY(const auto view, graph.Read());
  CITYGRAPH_TRY(PlanFor(*view, options, prepared));
  return std::make_shared<const Prepared>(std::move(prepared));
}

QueryResult<Answer> Run(Graph& graph, const Prepared& prepared, const RunOptions& options) {
  CITYGRAPH_TRY(const Session session, Begin(graph, prepared));
  return RunOn(*session.view, session.writer, prepared, options);
}

}  // namespace citygraph::queries::cypher

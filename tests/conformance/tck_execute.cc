#include "tests/conformance/tck_execute.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "engine/storage/graph.h"
#include "engine/storage/memory_store.h"
#include "engine/storage/rocks_store.h"
#include "queries/cypher/answer.h"
#include "queries/cypher/functions/procedures.h"
#include "tests/conformance/tck_procedures.h"
#include "tests/conformance/tck_value.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::tck {
namespace {

using queries::cypher::Answer;
using queries::cypher::ProcedureCall;
using queries::cypher::ProcedureRegistry;
using queries::cypher::QueryError;
using queries::cypher::QueryResult;

// What the TCK counts side effects of: everything that is in the graph.
struct Census {
  std::set<std::string> nodes;
  std::set<std::string> relationships;
  std::set<std::string> labels;
  std::set<std::string> properties;
};

void AddProperties(const std::string& owner, const ValueMap& properties, Census& census) {
  for (const MapEntry& entry : properties) {
    census.properties.insert(owner + ' ' + entry.key + ' ' +
                             FormOf(entry.value, {}, ListOrder::kMatters));
  }
}

Result<Census> Count(const Graph& graph) {
  Census census;
  CITYGRAPH_TRY(const auto view, graph.Read());
  CITYGRAPH_TRY(const auto node_ids, view->AllNodes());
  CITYGRAPH_TRY(const auto nodes, view->Nodes(node_ids));
  for (const auto& node : nodes) {
    const std::string name = fmt::format("n{}", Raw(node->id));
    census.nodes.insert(name);
    census.labels.insert(node->labels.begin(), node->labels.end());
    AddProperties(name, node->properties, census);
  }
  CITYGRAPH_TRY(const auto relationship_ids, view->AllRelationships());
  CITYGRAPH_TRY(const auto relationships, view->Relationships(relationship_ids));
  for (const auto& relationship : relationships) {
    const std::string name = fmt::format("r{}", Raw(relationship->id));
    census.relationships.insert(name);
    AddProperties(name, relationship->properties, census);
  }
  return census;
}

int Missing(const std::set<std::string>& from, const std::set<std::string>& in) {
  return static_cast<int>(
      std::ranges::count_if(from, [&](const std::string& each) { return !in.contains(each); }));
}

std::map<std::string, int> SideEffects(const Census& before, const Census& after) {
  std::map<std::string, int> effects = {
      {"+nodes", Missing(after.nodes, before.nodes)},
      {"-nodes", Missing(before.nodes, after.nodes)},
      {"+relationships", Missing(after.relationships, before.relationships)},
      {"-relationships", Missing(before.relationships, after.relationships)},
      {"+labels", Missing(after.labels, before.labels)},
      {"-labels", Missing(before.labels, after.labels)},
      {"+properties", Missing(after.properties, before.properties)},
      {"-properties", Missing(before.properties, after.properties)}};
  std::erase_if(effects, [](const auto& effect) { return effect.second == 0; });
  return effects;
}

std::string ToText(const std::map<std::string, int>& effects) {
  std::string text;
  for (const auto& [what, count] : effects) text += fmt::format(" {} {}", what, count);
  return text.empty() ? " none" : text;
}

class Run {
 public:
  explicit Run(const ScenarioOptions& options) : options_(options) {}

  Status All(const Scenario& scenario) {
    std::unique_ptr<Store> store = MakeMemoryStore();
    if (options_.on_disk) {
      folder_.emplace();
      CITYGRAPH_TRY(store, OpenRocksStore(*folder_ / "db", OpenMode::kCreate));
    }
    CITYGRAPH_TRY(graph_, Graph::Open(std::move(store)));
    for (const Step& step : scenario.steps) {
      CITYGRAPH_TRY(One(step));
    }
    if (answer_ && !*answer_) return Unexpected();
    return {};
  }

 private:
  std::unexpected<Error> Differs(std::string message) const {
    return Fail(ErrorCode::kInternal, std::move(message));
  }
  std::unexpected<Error> Unexpected() const {
    const QueryError& error = answer_->error();
    return Differs(fmt::format("{} {}\n{}", NameOf(error.kind), error.ToString(),
                               Excerpt(query_, error.where)));
  }

  Status One(const Step& step) {
    constexpr std::string_view kProcedure = "there exists a procedure ";
    const std::string_view text = step.text;
    if (text == "an empty graph" || text == "any graph") return {};
    if (text.starts_with("the ") && text.ends_with(" graph"))
      return UseGraph(text.substr(4, text.size() - 10));
    if (text == "having executed:") return Prepare(*step.doc);
    if (text == "parameters are:") return SetParameters(step);
    if (text.starts_with(kProcedure)) return AddProcedure(text.substr(kProcedure.size()), step);
    if (text == "executing query:" || text == "executing control query:") return Execute(*step.doc);
    if (const auto error = ReadExpectedError(text)) return ExpectError(*error);
    if (answer_ && !*answer_) return Unexpected();
    if (text == "no side effects") return ExpectEffects({});
    if (text == "the side effects should be:") return ExpectEffects(step.table);
    if (text == "the result should be empty") return ExpectRows(step, true, ListOrder::kMatters);
    if (text.starts_with("the result should be")) {
      const bool in_order = text.find(", in order") != std::string_view::npos;
      const bool ignored = text.find("ignoring element order") != std::string_view::npos;
      return ExpectRows(step, in_order, ignored ? ListOrder::kIgnored : ListOrder::kMatters);
    }
    return Differs(fmt::format("this runner does not know the step \"{}\"", text));
  }

  Status UseGraph(std::string_view name) {
    const std::filesystem::path file = options_.graphs / name / (std::string(name) + ".cypher");
    std::ifstream stream(file);
    if (!stream) return Fail(ErrorCode::kNotFound, file.string() + ": not there");
    std::ostringstream text;
    text << stream.rdbuf();
    return Prepare(text.str());
  }

  Status Prepare(const std::string& query) {
    CITYGRAPH_TRY(Execute(query));
    if (!*answer_) return Unexpected();
    answer_.reset();
    if (options_.folded) return graph_->Fold();
    return {};
  }

  Status SetParameters(const Step& step) {
    for (const Row& row : step.table) {
      CITYGRAPH_TRY(Value value, ReadValue(row.at(1)));
      parameters_.Put(row.at(0), std::move(value));
    }
    return {};
  }

  // The rows of the table whose first cells are the arguments; the other cells are the results.
  Status AddProcedure(std::string_view text, const Step& step) {
    CITYGRAPH_TRY(auto signature, ReadSignature(text));
    std::vector<ValueList> rows;
    for (std::size_t i = 1; i < step.table.size(); ++i) {
      rows.emplace_back();
      for (const std::string& cell : step.table[i]) {
        CITYGRAPH_TRY(Value value, ReadValue(cell));
        rows.back().push_back(std::move(value));
      }
    }
    procedures_.Register(std::move(signature),
                         [rows](const ProcedureCall& call) -> QueryResult<std::vector<ValueList>> {
                           const auto same = [](const Value& a, const Value& b) {
                             const auto number = [](const Value& value) -> std::optional<double> {
                               if (const auto* whole = value.AsInteger())
                                 return static_cast<double>(*whole);
                               if (const auto* real = value.AsFloat()) return *real;
                               return std::nullopt;
                             };
                             return number(a) ? number(a) == number(b) : a == b;
                           };
                           std::vector<ValueList> results;
                           for (const ValueList& row : rows) {
                             const auto given = std::span(row).first(call.arguments.size());
                             if (!std::ranges::equal(given, call.arguments, same)) continue;
                             results.emplace_back(
                                 row.begin() + static_cast<std::ptrdiff_t>(given.size()),
                                 row.end());
                           }
                           return results;
                         });
    return {};
  }

  Status Execute(const std::string& query) {
    if (answer_ && !*answer_) return Unexpected();
    query_ = query;
    CITYGRAPH_TRY(before_, Count(*graph_));
    answer_ = queries::cypher::Run(
        *graph_, query,
        {.parameters = parameters_, .procedures = &procedures_, .optimise = options_.optimise});
    CITYGRAPH_TRY(after_, Count(*graph_));
    return {};
  }

  Status ExpectError(const ExpectedError& expected) {
    if (*answer_)
      return Differs(fmt::format("{} {} was not raised", expected.kind, expected.detail));
    const QueryError error = answer_->error();
    answer_.reset();
    if (NameOf(error.kind) != expected.kind ||
        (expected.phase != "any" && NameOf(error.phase) != expected.phase) ||
        (expected.detail != "*" && error.detail != expected.detail)) {
      return Differs(fmt::format("expected {} at {}: {}, found {} at {}: {}", expected.kind,
                                 expected.phase, expected.detail, NameOf(error.kind),
                                 NameOf(error.phase), error.ToString()));
    }
    return ExpectEffects({});
  }

  Status ExpectEffects(const std::vector<Row>& table) const {
    std::map<std::string, int> expected;
    for (const Row& row : table) expected[row.at(0)] = std::stoi(row.at(1));
    const auto found = SideEffects(before_, after_);
    if (found == expected) return {};
    return Differs(
        fmt::format("side effects: expected{}, found{}", ToText(expected), ToText(found)));
  }

  Status ExpectRows(const Step& step, bool in_order, ListOrder order) const {
    const Answer& answer = **answer_;
    if (!step.table.empty()) {
      Row columns = step.table.front();
      if (columns != answer.columns) {
        return Differs(fmt::format("columns: expected {}, found {}", fmt::join(columns, " | "),
                                   fmt::join(answer.columns, " | ")));
      }
    }
    std::vector<std::string> expected;
    for (std::size_t i = 1; i < step.table.size(); ++i) {
      std::string line;
      for (const std::string& cell : step.table[i]) {
        CITYGRAPH_TRY(const std::string form, FormOfText(cell, order));
        line += form + " | ";
      }
      expected.push_back(std::move(line));
    }
    std::vector<std::string> found;
    for (const ValueList& row : answer.rows) {
      std::string line;
      for (const Value& value : row) line += FormOf(value, answer, order) + " | ";
      found.push_back(std::move(line));
    }
    if (!in_order) {
      std::ranges::sort(expected);
      std::ranges::sort(found);
    }
    if (expected == found) return {};
    return Differs(fmt::format("WRONG ROWS\nexpected\n  {}\nfound\n  {}",
                               fmt::join(expected, "\n  "), fmt::join(found, "\n  ")));
  }

  const ScenarioOptions& options_;
  std::optional<testing::TemporaryFolder> folder_;  // outlives the graph in it
  std::unique_ptr<Graph> graph_;
  ValueMap parameters_;
  ProcedureRegistry procedures_ = queries::cypher::BuiltInProcedures();
  std::string query_;
  std::optional<QueryResult<Answer>> answer_;  // of the last query; nothing once it was looked at
  Census before_;
  Census after_;
};

}  // namespace

Outcome RunScenario(const Scenario& scenario, const ScenarioOptions& options) {
  const Status status = Run(options).All(scenario);
  if (status) return {};
  std::string reason = status.error().message;
  for (const Step& step : scenario.steps) {
    if (step.doc) reason += "\n> " + *step.doc;
  }
  return {Verdict::kFailed, std::move(reason)};
}

}  // namespace citygraph::tck

#include "cli/shell/database.h"

#include <algorithm>

#include "cli/as_of.h"
#include "engine/base/unicode.h"
#include "engine/index/name_index.h"
#include "queries/cypher/syntax/parser.h"
#include "queries/procedures/procedures.h"

namespace citygraph::cli {
namespace {

namespace cypher = queries::cypher;

constexpr std::string_view kInMemory = ":memory:";

}  // namespace

bool IsUpdate(std::string_view statement) {
  const auto parsed = cypher::Parse(statement);
  if (!parsed || parsed->mode == cypher::StatementMode::kExplain) return false;
  return std::ranges::any_of(parsed->query.parts, [](const cypher::SingleQuery& part) {
    return std::ranges::any_of(part.clauses, [](const cypher::Clause& clause) {
      return clause.As<cypher::Create>() != nullptr || clause.As<cypher::Merge>() != nullptr ||
             clause.As<cypher::Set>() != nullptr || clause.As<cypher::Remove>() != nullptr ||
             clause.As<cypher::Delete>() != nullptr;
    });
  });
}

Result<Graph*> QueryDatabase::ToRead() {
  if (graph_ == nullptr && context_.database == kInMemory) return ToWrite();
  if (graph_ == nullptr) {
    auto opened = context_.OpenToRead();
    missing_ = !opened && opened.error().code == ErrorCode::kNotFound;
    if (missing_ && when_missing_ == WhenMissing::kEmpty) opened = context_.OpenToTry();
    CITYGRAPH_TRY(graph_, std::move(opened));
    writable_ = false;
  }
  return graph_.get();
}

Result<Graph*> QueryDatabase::ToWrite() {
  if (graph_ == nullptr || !writable_) {
    as_of_.reset();
    graph_.reset();
    CITYGRAPH_TRY(graph_, context_.OpenToWrite());
    writable_ = true;
  }
  return graph_.get();
}

Status QueryDatabase::Open() {
  CITYGRAPH_TRY(const Graph* graph, ToRead());
  static_cast<void>(graph);
  return {};
}

void QueryDatabase::Release() {
  if (context_.database == kInMemory) return;
  as_of_.reset();
  graph_.reset();
}

cypher::QueryResult<cypher::Answer> QueryDatabase::Run(std::string_view text,
                                                       const cypher::RunOptions& options) {
  static const cypher::ProcedureRegistry procedures = queries::AllProcedures();
  const bool updates = IsUpdate(text);
  if (updates && !context_.as_of.empty()) {
    return std::unexpected(
        cypher::QueryError(Error{.code = ErrorCode::kUnsupported,
                                 .message = "the graph as it was can be asked, and not changed",
                                 .hint = "leave out --as-of to change the graph of today"}));
  }
  CITYGRAPH_TRY(Graph * graph, updates ? ToWrite() : ToRead());
  cypher::RunOptions with_procedures = options;
  with_procedures.procedures = &procedures;
  if (context_.as_of.empty()) return cypher::Run(*graph, text, with_procedures);
  if (!as_of_) {
    CITYGRAPH_TRY(as_of_, ReadAsOf(*graph, context_));
  }
  return cypher::Run(*as_of_, text, with_procedures);
}

Result<GraphWords> QueryDatabase::Words() {
  CITYGRAPH_TRY(const Graph* graph, ToRead());
  CITYGRAPH_TRY(const auto view, graph->Read());
  GraphWords words;
  CITYGRAPH_TRY(words.labels, view->NodeCounts());
  CITYGRAPH_TRY(words.types, view->RelationshipCounts());
  words.properties = view->dictionary().Words(keys::WordKind::kProperty);
  std::ranges::sort(words.properties);
  return words;
}

std::vector<std::string> QueryDatabase::NamesLike(std::string_view prefix, std::size_t limit) {
  std::vector<std::string> names;
  const auto graph = ToRead();
  if (!graph) return names;
  const auto view = (*graph)->Read();
  if (!view) return names;
  const auto near = FindNearNames(**view, prefix, limit);
  if (!near) return names;
  const std::string folded = FoldName(prefix);
  for (const NearName& each : *near) {
    const auto node = (*view)->NodeAt(each.node);
    if (!node || !*node) continue;
    std::string name(StringOr((*node)->properties, "name"));
    if (FoldName(name).starts_with(folded)) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace citygraph::cli

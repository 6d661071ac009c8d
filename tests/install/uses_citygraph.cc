// The smallest program on the installed library: a graph in memory, a node, a question about it, a
// look into the gazetteer and a diagram.
#include <cstdio>
#include <memory>
#include <string>

#include "engine/base/result.h"
#include "engine/index/name_index.h"
#include "engine/storage/graph.h"
#include "engine/storage/memory_store.h"
#include "importers/gazetteer/gazetteer.h"
#include "queries/questions/find.h"
#include "viz/diagram.h"

namespace {

citygraph::Status Use() {
  using namespace citygraph;
  CITYGRAPH_TRY(std::unique_ptr<Graph> graph, Graph::Open(MakeMemoryStore()));
  CITYGRAPH_TRY(std::unique_ptr<Transaction> change, graph->Begin());
  CITYGRAPH_TRY(const NodeId durban, change->CreateNode({"City", "Place"}, {{"name", "Durban"}}));
  CITYGRAPH_TRY(change->Commit());

  CITYGRAPH_TRY(const std::unique_ptr<GraphView> view, graph->Read());
  CITYGRAPH_TRY(const Node found, queries::FindPlace(*view, "durban"));
  if (found.id != durban) return Fail(ErrorCode::kInternal, "another node was found");

  if (importers::Gazetteer::BuiltIn().Find("durban").empty()) {
    return Fail(ErrorCode::kInternal, "the gazetteer is not in the library");
  }

  Subgraph drawn;
  drawn.nodes.push_back(found);
  CITYGRAPH_TRY(const std::string svg, viz::Render(drawn, {.title = "Durban"}, viz::Format::kSvg));
  if (svg.find("Durban") == std::string::npos)
    return Fail(ErrorCode::kInternal, "an empty diagram");
  return {};
}

}  // namespace

int main() {
  const citygraph::Status done = Use();
  if (!done) std::fprintf(stderr, "%s\n", done.error().message.c_str());
  return done ? 0 : 1;
}

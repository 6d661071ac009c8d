#include <algorithm>
#include <utility>

#include "engine/storage/graph_contents.h"
#include "importers/graph_jsonl/graph_jsonl.h"
#include "importers/graph_jsonl/graph_line.h"

namespace citygraph::importers {
namespace {

constexpr std::size_t kBatch = 4096;

template <class Id>
std::span<const Id> BatchAt(const std::vector<Id>& ids, std::size_t at) {
  return std::span(ids).subspan(at, std::min(kBatch, ids.size() - at));
}

Status WriteNodes(const GraphView& view, const TextSink& sink) {
  CITYGRAPH_TRY(const auto ids, view.AllNodes());
  CITYGRAPH_TRY(const auto all_aliases, AllAliases(view));
  auto aliases = all_aliases.begin();
  for (std::size_t at = 0; at < ids.size(); at += kBatch) {
    CITYGRAPH_TRY(auto nodes, view.Nodes(BatchAt(ids, at)));
    std::string text;
    for (auto& node : nodes) {
      if (!node) continue;
      NodeLine line{.id = std::to_string(Raw(node->id)),
                    .labels = std::move(node->labels),
                    .properties = std::move(node->properties)};
      while (aliases != all_aliases.end() && aliases->first < node->id) ++aliases;
      if (aliases != all_aliases.end() && aliases->first == node->id)
        line.aliases = aliases->second;
      text += ToLine(std::move(line)) + '\n';
    }
    CITYGRAPH_TRY(sink(text));
  }
  return {};
}

Status WriteRelationships(const GraphView& view, const TextSink& sink) {
  CITYGRAPH_TRY(const auto ids, view.AllRelationships());
  for (std::size_t at = 0; at < ids.size(); at += kBatch) {
    CITYGRAPH_TRY(auto relationships, view.Relationships(BatchAt(ids, at)));
    std::string text;
    for (auto& each : relationships) {
      if (!each) continue;
      text += ToLine(RelationshipLine{.id = std::to_string(Raw(each->id)),
                                      .type = std::move(each->type),
                                      .start = std::to_string(Raw(each->start)),
                                      .end = std::to_string(Raw(each->end)),
                                      .properties = std::move(each->properties),
                                      .evidence = std::move(each->evidence)}) +
              '\n';
    }
    CITYGRAPH_TRY(sink(text));
  }
  return {};
}

}  // namespace

Status WriteGraphJsonl(const GraphView& view, const TextSink& sink) {
  GraphHead head{.indexes = AllIndexes(view)};
  CITYGRAPH_TRY(head.lists, AllLists(view));
  CITYGRAPH_TRY(sink(ToLine(head) + '\n'));
  CITYGRAPH_TRY(WriteNodes(view, sink));
  return WriteRelationships(view, sink);
}

}  // namespace citygraph::importers

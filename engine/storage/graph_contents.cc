#include "engine/storage/graph_contents.h"

namespace citygraph {

Result<std::vector<std::pair<NodeId, std::vector<std::string>>>> AllAliases(const GraphView& view) {
  std::vector<std::pair<NodeId, std::vector<std::string>>> all;
  Status sound;
  CITYGRAPH_TRY(ForEach(view.reader(), PrefixRange(keys::TablePrefix(keys::Table::kAliases)),
                        [&](const KeyValue& row) {
                          const auto node = keys::TrailingNode(row.key);
                          auto names = records::DecodeNames(row.value);
                          if (!names) {
                            sound = std::unexpected(std::move(names).error());
                          } else if (!node) {
                            sound = Fail(ErrorCode::kCorruption, "a key of the wrong length");
                          } else {
                            all.emplace_back(*node, std::move(*names));
                          }
                          return sound.has_value();
                        }));
  CITYGRAPH_TRY(sound);
  return all;
}

Result<std::map<std::string, std::vector<std::string>>> AllLists(const GraphView& view) {
  std::map<std::string, std::vector<std::string>> lists;
  const std::string prefix = keys::Meta("list:");
  Status sound;
  CITYGRAPH_TRY(ForEach(view.reader(), PrefixRange(prefix), [&](const KeyValue& row) {
    auto words = records::DecodeNames(row.value);
    if (words) {
      lists.emplace(row.key.substr(prefix.size()), std::move(*words));
    } else {
      sound = std::unexpected(std::move(words).error());
    }
    return sound.has_value();
  }));
  CITYGRAPH_TRY(sound);
  return lists;
}

std::vector<std::pair<std::string, std::string>> AllIndexes(const GraphView& view) {
  std::vector<std::pair<std::string, std::string>> indexes;
  for (const auto& [label, property] : view.state().indexes) {
    indexes.emplace_back(view.dictionary().Word(keys::WordKind::kLabel, label),
                         view.dictionary().Word(keys::WordKind::kProperty, property));
  }
  return indexes;
}

}  // namespace citygraph

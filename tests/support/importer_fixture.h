// Imports files of a fresh folder into a graph in memory, and looks at what became of it.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/index/name_index.h"
#include "engine/storage/graph.h"
#include "engine/storage/memory_store.h"
#include "importers/importer.h"
#include "tests/support/importing.h"
#include "tests/support/must.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::importers {

class ImporterFixture : public ::testing::Test {
 protected:
  std::string Write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  Result<ImportReport> TryImport(const std::vector<std::string>& paths,
                                 ImportOptions options = {}) {
    return Import(BuiltInKnowledge(), *graph_, paths, options);
  }
  ImportReport ImportAll(const std::vector<std::string>& paths, ImportOptions options = {},
                         Where caller = Where::current()) {
    return testing::Must(TryImport(paths, options), caller);
  }
  std::unique_ptr<GraphView> View(Where caller = Where::current()) const {
    return testing::Must(graph_->Read(), caller);
  }
  NodeId Named(std::string_view name, Where caller = Where::current()) const {
    return testing::Must(FindNamed(*View(caller), name), caller).at(0);
  }
  // The relationships of a type at the node of that name.
  std::vector<Relationship> At(std::string_view name, std::string_view type,
                               Where caller = Where::current()) const {
    const auto view = View(caller);
    std::vector<Relationship> found;
    for (const Adjacent& each : testing::Must(
             view->NeighboursOf(Named(name, caller), Direction::kBoth, std::span(&type, 1)),
             caller)) {
      found.push_back(*testing::Must(view->RelationshipAt(each.relationship), caller));
    }
    return found;
  }
  std::map<std::string, std::uint64_t> Nodes() const {
    std::map<std::string, std::uint64_t> counts;
    for (const WordCount& each : testing::Must(View()->NodeCounts()))
      counts[each.word] = each.count;
    return counts;
  }
  std::map<std::string, std::uint64_t> Relationships() const {
    std::map<std::string, std::uint64_t> counts;
    for (const WordCount& each : testing::Must(View()->RelationshipCounts()))
      counts[each.word] = each.count;
    return counts;
  }

  testing::TemporaryFolder folder_;
  std::unique_ptr<Graph> graph_ = testing::Must(Graph::Open(MakeMemoryStore()));
};

}  // namespace citygraph::importers

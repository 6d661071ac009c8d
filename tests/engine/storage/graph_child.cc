// Another process for the tests of harm to a graph; see child_process.h.
//
//   graph_child write FOLDER FOLD [BACKGROUND]
//       commits after commit (chain_graph.h), says the number of each that is acknowledged; makes
//       the base anew each FOLD commits, and in the background when more than BACKGROUND nodes and
//       relationships are not in it
//   graph_child read FOLDER
//       opens it again and again, says how many commits it saw, or what was wrong; both end when
//       their input does
//   graph_child bulk FOLDER NODES
//       makes a new database at once, says "made"
#include <poll.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "engine/storage/bulk.h"
#include "engine/storage/rocks_store.h"
#include "tests/engine/storage/chain_graph.h"

namespace citygraph::testing {
namespace {

void Say(const std::string& text) {
  const std::string line = text + "\n";
  if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) std::_Exit(3);
}

bool InputEnded() {
  pollfd in = {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  return ::poll(&in, 1, 0) > 0;
}

Status Write(const std::string& folder, std::int64_t fold, std::int64_t background) {
  // A tiny buffer, so that tables are written and merged all the time.
  CITYGRAPH_TRY(auto store,
                OpenRocksStore(folder, OpenMode::kWrite, {.write_buffer_bytes = 1 << 14}));
  CITYGRAPH_TRY(const auto graph, Graph::Open(std::move(store)));
  if (background > 0) {
    // However large the base is.
    graph->SetFoldPolicy({.least = static_cast<std::uint64_t>(background), .share = 1'000'000});
  }
  CITYGRAPH_TRY(const auto view, graph->Read());
  CITYGRAPH_TRY(std::int64_t length, LengthOfChain(*view));
  while (!InputEnded()) {
    CITYGRAPH_TRY(const auto change, graph->Begin());
    CITYGRAPH_TRY(AppendToChain(*change, ++length));
    Say(std::to_string(length));
    if (length % fold == 0) {
      CITYGRAPH_TRY(graph->Fold());
    }
  }
  return {};
}

Status Read(const std::string& folder) {
  std::int64_t last = 0;
  while (!InputEnded()) {
    CITYGRAPH_TRY(auto store, OpenRocksStore(folder, OpenMode::kRead));
    CITYGRAPH_TRY(const auto graph, Graph::Open(std::move(store)));
    CITYGRAPH_TRY(const auto view, graph->Read());
    CITYGRAPH_TRY(const std::int64_t length, LengthOfChain(*view));
    if (length < last) return Fail(ErrorCode::kInternal, "an earlier commit than before");
    last = length;
    Say(std::to_string(length));
  }
  return {};
}

Status Bulk(const std::string& folder, std::int64_t nodes) {
  const auto count = static_cast<NodeNumber>(nodes);
  CITYGRAPH_TRY(const auto bulk,
                BulkGraph::Create(folder, {.nodes = count, .relationships = count}));
  const TokenId label = bulk->Word(keys::WordKind::kLabel, "City");
  RelationshipsDraft ring{.type = bulk->Word(keys::WordKind::kType, "NEXT")};
  for (NodeNumber i = 0; i < count; ++i) {
    ring.start.push_back(i);
    ring.end.push_back((i + 1) % count);
  }
  CITYGRAPH_TRY(bulk->AddNodes({.labels = {label}, .runs = {{0, count}}}));
  CITYGRAPH_TRY(bulk->AddRelationships(std::move(ring)));
  Say("writing");
  CITYGRAPH_TRY(bulk->Finish());
  Say("made");
  return {};
}

int Main(const std::string& what, const std::string& folder, std::int64_t number,
         std::int64_t background) {
  const Status status = what == "write"  ? Write(folder, number, background)
                        : what == "read" ? Read(folder)
                                         : Bulk(folder, number);
  if (status) return 0;
  Say("error " + std::string(CodeName(status.error().code)) + " " + status.error().ToString());
  return 1;
}

}  // namespace
}  // namespace citygraph::testing

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  return citygraph::testing::Main(argv[1], argv[2], argc > 3 ? std::stoll(argv[3]) : 1,
                                  argc > 4 ? std::stoll(argv[4]) : 0);
}

// citygraph-bench DATADIR STORE import|read|write|w2 [--via native|cypher]: one phase of the work
// list on a database, JSON lines on stdout.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/bench/bench_output.h"
#include "cli/bench/queries.h"
#include "cli/bench/read_cypher.h"
#include "cli/bench/read_native.h"
#include "cli/bench/words.h"
#include "cli/bench/write_native.h"
#include "cli/memory.h"
#include "engine/storage/graph.h"
#include "engine/storage/rocks_store.h"
#include "importers/graph_csv/graph_csv.h"

namespace citygraph::bench {
namespace {

constexpr std::string_view kUsage =
    "usage: citygraph-bench DATADIR STORE import|read|write|w2 [--via native|cypher]\n"
    "  import  DATADIR's CSV files into a new database in the folder STORE, which is deleted "
    "first\n"
    "  read    W3 to W9, compared with DATADIR/expect_*.txt\n"
    "  write   adds DATADIR/inserts.jsonl\n"
    "  w2      opens it, prints one city, and ends\n"
    "  --via cypher   read asks in openCypher (W3 to W6, W9), not through the adjacency\n";

Result<std::unique_ptr<Graph>> Open(const std::filesystem::path& store, OpenMode mode) {
  CITYGRAPH_TRY(auto opened, OpenRocksStore(store, mode));
  return Graph::Open(std::move(opened));
}

Status Import(const std::filesystem::path& data, const std::filesystem::path& store,
              const Output& output) {
  std::error_code error;
  std::filesystem::remove_all(store, error);
  const double begin = Now();
  CITYGRAPH_TRY(importers::ImportGraphCsv(data.string(), store));
  output.Emit("W1", "total_s", Now() - begin);
  output.EmitPeakMemory("W1");
  output.EmitDisk("W1", store);
  return {};
}

Status LookUp(std::int64_t city, const std::filesystem::path& store) {
  CITYGRAPH_TRY(const auto graph, Open(store, OpenMode::kRead));
  CITYGRAPH_TRY(const auto view, graph->Read());
  CITYGRAPH_TRY(const auto found, view->NodesWithProperty("City", "id", city));
  CITYGRAPH_TRY(const auto nodes, view->Nodes(found));
  for (const auto& node : nodes) {
    fmt::print("{} {} {}\n", *node->properties.Find("name")->AsString(),
               *node->properties.Find("country")->AsString(),
               *node->properties.Find("population")->AsInteger());
  }
  return {};
}

Status Read(const std::filesystem::path& data, const std::filesystem::path& store, bool via_cypher,
            Output& output) {
  CITYGRAPH_TRY(const Queries queries, ReadQueries(data));
  const double begin = Now();
  CITYGRAPH_TRY(const auto graph, Open(store, OpenMode::kRead));
  CITYGRAPH_TRY(const auto view, graph->Read());
  CITYGRAPH_TRY(const Words words, FindWords(*view));
  output.Emit("open", "total_s", Now() - begin);
  if (!view->HasOnlyBase()) {
    return Fail(ErrorCode::kUnsupported,
                "reading is measured on a database as it was imported; import it again");
  }
  if (via_cypher) {
    CITYGRAPH_TRY(ReadCypher(*graph, queries, output));
  } else {
    CITYGRAPH_TRY(ReadNative(*view->base(), words, queries, output));
  }
  output.EmitPeakMemory("read");
  output.EmitDisk("read", store);
  if (output.all_equal()) return {};
  return Fail(ErrorCode::kInternal, "answers differ from the expected ones");
}

Status Write(const std::filesystem::path& data, const std::filesystem::path& store,
             Output& output) {
  const double begin = Now();
  CITYGRAPH_TRY(const auto graph, Open(store, OpenMode::kWrite));
  output.Emit("open_to_write", "total_s", Now() - begin);
  return WriteNative(*graph, data, output);
}

int Main(const std::vector<std::string>& arguments) {
  cli::KeepMemory();
  const bool via_cypher =
      arguments.size() == 5 && arguments[3] == "--via" && arguments[4] == "cypher";
  const bool via_native =
      arguments.size() == 5 && arguments[3] == "--via" && arguments[4] == "native";
  if (arguments.size() != 3 && !via_cypher && !via_native) {
    fmt::print(stderr, "{}", kUsage);
    return 2;
  }
  const std::filesystem::path data = arguments[0];
  const std::filesystem::path store = arguments[1];
  const std::string& phase = arguments[2];
  const auto head = ReadQueryHead(data);
  Status status;
  if (!head) {
    status = std::unexpected(head.error());
  } else {
    Output output(via_cypher ? "citygraph-cypher" : "citygraph", data, head->n);
    if (phase == "import") {
      status = Import(data, store, output);
    } else if (phase == "read") {
      status = Read(data, store, via_cypher, output);
    } else if (phase == "write") {
      status = Write(data, store, output);
    } else if (phase == "w2") {
      status = LookUp(head->w2, store);
    } else {
      fmt::print(stderr, "{}", kUsage);
      return 2;
    }
  }
  if (status) return 0;
  fmt::print(stderr, "citygraph-bench: {}\n", status.error().ToString());
  return 1;
}

}  // namespace
}  // namespace citygraph::bench

int main(int argc, char** argv) { return citygraph::bench::Main({argv + 1, argv + argc}); }

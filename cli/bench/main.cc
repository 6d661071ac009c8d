// citygraph-bench DATADIR STORE import|read|w2: one phase of the work list, JSON lines on stdout.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/bench/bench_output.h"
#include "cli/bench/csv_graph.h"
#include "cli/bench/queries.h"
#include "cli/bench/read_native.h"
#include "engine/adjacency/adjacency.h"

namespace citygraph::bench {
namespace {

constexpr std::string_view kUsage =
    "usage: citygraph-bench DATADIR STORE import|read|w2\n"
    "  import  builds the adjacency of DATADIR's CSV in the folder STORE (no database yet)\n"
    "  read    W3 to W9 over it, compared with DATADIR/expect_*.txt\n"
    "  w2      opens it, prints one city, and ends\n";

Status Import(const std::filesystem::path& data, const std::filesystem::path& store,
              const Output& output) {
  std::error_code error;
  std::filesystem::remove_all(store, error);
  std::filesystem::create_directories(store, error);
  const double begin = Now();
  CITYGRAPH_TRY(const auto adjacency, BuildFromCsv(data, store / "adjacency"));
  // Not W1: nothing but the adjacency is made, by a plain reader.
  output.Emit("adjacency", "build_s", Now() - begin);
  output.EmitPeakMemory("adjacency");
  output.EmitDisk("adjacency", store);
  return {};
}

Status LookUp(const Queries& queries, const std::filesystem::path& store) {
  const Words words;
  CITYGRAPH_TRY(const auto adjacency, Adjacency::Open(store / "adjacency"));
  for (const NodeTable& table : adjacency->node_tables()) {
    if (!table.HasLabel(words.city)) continue;
    std::string scratch;
    for (const std::uint32_t row : table.FindColumn(words.id)->FindInteger(queries.w2)) {
      fmt::print("{}", table.FindColumn(words.name)->Text(row, scratch));
      fmt::print(" {}", table.FindColumn(words.country_code)->Text(row, scratch));
      fmt::print(" {}\n", table.FindColumn(words.population)->Integer(row));
    }
  }
  return {};
}

Status Read(const Queries& queries, const std::filesystem::path& store, Output& output) {
  const double begin = Now();
  CITYGRAPH_TRY(const auto adjacency, Adjacency::Open(store / "adjacency"));
  output.Emit("open", "total_s", Now() - begin);
  CITYGRAPH_TRY(ReadNative(*adjacency, Words{}, queries, output));
  output.EmitPeakMemory("read");
  output.EmitDisk("read", store);
  if (output.all_equal()) return {};
  return Fail(ErrorCode::kInternal, "answers differ from the expected ones");
}

int Main(const std::vector<std::string>& arguments) {
  if (arguments.size() != 3) {
    fmt::print(stderr, "{}", kUsage);
    return 2;
  }
  const std::filesystem::path data = arguments[0];
  const std::filesystem::path store = arguments[1];
  const std::string& phase = arguments[2];
  const auto queries = ReadQueries(data);
  Status status;
  if (!queries) {
    status = std::unexpected(queries.error());
  } else {
    Output output("citygraph", data, queries->n);
    if (phase == "import") {
      status = Import(data, store, output);
    } else if (phase == "read") {
      status = Read(*queries, store, output);
    } else if (phase == "w2") {
      status = LookUp(*queries, store);
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

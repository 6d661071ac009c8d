// Times of a store on disk, on a database of `citygraph import --as graph-csv` (labels City, Theme,
// Exchange with ids from 1). Each line of output is one JSON object.
//
//   bench_store open DB           opening, one point look-up, the first neighbours, all neighbours
//   bench_store write DB N        N exchanges a commit each, then N in commits of 100, all durable
//   bench_store killed DB N       as write, and ends without closing, as after kill -9
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "engine/storage/graph.h"
#include "engine/storage/rocks_store.h"

namespace citygraph {
namespace {

using Clock = std::chrono::steady_clock;
double Milliseconds(Clock::time_point since) {
  return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
}

template <class T>
T OrExit(Result<T> result) {
  if (!result) {
    fmt::print(stderr, "{}\n", result.error().ToString());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::uint64_t CountOf(const GraphView& view, std::string_view label) {
  for (const WordCount& each : OrExit(view.NodeCounts())) {
    if (each.word == label) return each.count;
  }
  return 0;
}

void Open(const std::string& folder) {
  const auto start = Clock::now();
  const auto graph = OrExit(Graph::Open(OrExit(OpenRocksStore(folder, OpenMode::kRead))));
  const auto view = OrExit(graph->Read());
  const double opened = Milliseconds(start);
  const auto city = OrExit(view->NodesWithProperty("City", "id", 49889 % CountOf(*view, "City")));
  const auto node = OrExit(view->NodeAt(city.at(0)));
  const double looked_up = Milliseconds(start);
  const auto near = OrExit(view->NeighboursOf(city.at(0), Direction::kBoth));
  const double neighbours = Milliseconds(start);
  fmt::print(
      "{{\"work\":\"open\",\"open_ms\":{:.2f},\"lookup_ms\":{:.2f},\"neighbours_ms\":{:.2f},"
      "\"neighbours\":{},\"delta\":{}}}\n",
      opened, looked_up, neighbours, near.size(), view->state().delta_size());
}

class Writer {
 public:
  explicit Writer(Graph& graph) : graph_(graph) {
    const auto view = OrExit(graph_.Read());
    cities_ = CountOf(*view, "City");
    themes_ = CountOf(*view, "Theme");
    next_ = static_cast<std::int64_t>(CountOf(*view, "Exchange")) + 1;
  }

  void Run(std::string_view what, int count, int batch) {
    std::vector<double> times;
    const auto start = Clock::now();
    for (int done = 0; done < count; done += batch) {
      const auto commit = Clock::now();
      const auto change = OrExit(graph_.Begin());
      for (int i = 0; i < batch; ++i) Insert(*change);
      OrExit(change->Commit());
      times.push_back(Milliseconds(commit));
    }
    const double seconds = Milliseconds(start) / 1000;
    std::ranges::sort(times);
    fmt::print(
        "{{\"work\":\"{}\",\"inserts\":{},\"inserts_per_s\":{:.0f},\"commit_p50_ms\":{:.3f},"
        "\"commit_p99_ms\":{:.3f}}}\n",
        what, count, count / seconds, times[times.size() / 2], times[times.size() * 99 / 100]);
  }

 private:
  NodeId City(Transaction& change) {
    const auto id = static_cast<std::int64_t>(1 + random_() % cities_);
    return OrExit(change.NodesWithProperty("City", "id", id)).at(0);
  }

  void Insert(Transaction& change) {
    const std::int64_t id = next_++;
    const NodeId exchange = OrExit(
        change.CreateNode({"Exchange"}, {{"id", id},
                                         {"title", fmt::format("Green water exchange {}", id)},
                                         {"type", id % 7 == 0 ? "mentoring" : "workshop"},
                                         {"year", static_cast<std::int64_t>(2000 + id % 26)}}));
    const NodeId host = City(change);
    OrExit(change.CreateRelationship(host, "HOSTED", exchange));
    for (std::uint64_t left = 1 + random_() % 6; left > 0; --left) {
      const NodeId city = City(change);
      OrExit(change.CreateRelationship(city, "TOOK_PART", exchange, {{"role", "participant"}}));
      if (id % 7 == 0)
        OrExit(
            change.CreateRelationship(host, "MENTORED", city, {{"year", 2001}, {"exchange", id}}));
    }
    for (std::uint64_t left = 1 + random_() % 3; left > 0; --left) {
      const auto theme = static_cast<std::int64_t>(1 + random_() % themes_);
      OrExit(change.CreateRelationship(
          exchange, "ABOUT", OrExit(change.NodesWithProperty("Theme", "id", theme)).at(0)));
    }
  }

  Graph& graph_;
  std::uint64_t cities_ = 0;
  std::uint64_t themes_ = 0;
  std::int64_t next_ = 0;
  std::mt19937 random_{7};
};

int Main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  if (arguments.size() == 2 && arguments[0] == "open") {
    Open(arguments[1]);
    return 0;
  }
  if (arguments.size() != 3) return 2;
  const int inserts = std::atoi(arguments[2].c_str());
  const auto graph = OrExit(Graph::Open(OrExit(OpenRocksStore(arguments[1], OpenMode::kWrite))));
  {
    Writer writer(*graph);
    writer.Run("single", inserts, 1);
    writer.Run("batch of 100", inserts, 100);
  }
  std::fflush(stdout);
  if (arguments[0] == "killed") ::_exit(0);
  return 0;
}

}  // namespace
}  // namespace citygraph

int main(int count, char** values) { return citygraph::Main(count, values); }

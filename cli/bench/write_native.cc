#include "cli/bench/write_native.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include "engine/encoding/json.h"

namespace citygraph::bench {
namespace {

struct Insert {
  std::int64_t id = 0;
  std::string title;
  std::string type;
  std::int64_t year = 0;
  std::int64_t host = 0;
  std::vector<std::pair<std::int64_t, std::string>> parts;  // city, role
  std::vector<std::int64_t> themes;
};

Insert ToInsert(const ValueMap& map) {
  Insert insert{.id = *map.Find("id")->AsInteger(),
                .title = *map.Find("title")->AsString(),
                .type = *map.Find("type")->AsString(),
                .year = *map.Find("year")->AsInteger(),
                .host = *map.Find("host")->AsInteger()};
  for (const Value& part : *map.Find("parts")->AsList()) {
    const ValueList& pair = *part.AsList();
    insert.parts.emplace_back(*pair.at(0).AsInteger(), *pair.at(1).AsString());
  }
  for (const Value& theme : *map.Find("themes")->AsList())
    insert.themes.push_back(*theme.AsInteger());
  return insert;
}

Result<std::vector<Insert>> ReadInserts(const std::filesystem::path& data) {
  std::ifstream file(data / "inserts.jsonl");
  if (!file) return Fail(ErrorCode::kNotFound, (data / "inserts.jsonl").string() + ": not there");
  std::vector<Insert> inserts;
  for (std::string line; std::getline(file, line);) {
    CITYGRAPH_TRY(const Value value, FromJson(line));
    inserts.push_back(ToInsert(*value.AsMap()));
  }
  return inserts;
}

Result<NodeId> NodeWithId(const Transaction& change, std::string_view label, std::int64_t id) {
  CITYGRAPH_TRY(const auto found, change.NodesWithProperty(label, "id", id));
  if (found.size() != 1)
    return Fail(ErrorCode::kNotFound, std::string(label) + " " + std::to_string(id));
  return found.front();
}

Status Add(Transaction& change, const Insert& insert) {
  CITYGRAPH_TRY(const NodeId host, NodeWithId(change, "City", insert.host));
  CITYGRAPH_TRY(const NodeId exchange, change.CreateNode({"Exchange"}, {{"id", insert.id},
                                                                        {"title", insert.title},
                                                                        {"type", insert.type},
                                                                        {"year", insert.year}}));
  CITYGRAPH_TRY(change.CreateRelationship(host, "HOSTED", exchange));
  for (const auto& [city, role] : insert.parts) {
    CITYGRAPH_TRY(const NodeId part, NodeWithId(change, "City", city));
    CITYGRAPH_TRY(change.CreateRelationship(part, "TOOK_PART", exchange, {{"role", role}}));
    if (insert.type != "mentoring") continue;
    CITYGRAPH_TRY(change.CreateRelationship(host, "MENTORED", part,
                                            {{"year", insert.year}, {"exchange", insert.id}}));
  }
  for (const std::int64_t each : insert.themes) {
    CITYGRAPH_TRY(const NodeId theme, NodeWithId(change, "Theme", each));
    CITYGRAPH_TRY(change.CreateRelationship(exchange, "ABOUT", theme));
  }
  return {};
}

// Gives the seconds of each transaction.
Result<std::vector<double>> AddAll(Graph& graph, std::span<const Insert> inserts,
                                   std::size_t a_commit) {
  std::vector<double> seconds;
  for (std::size_t i = 0; i < inserts.size(); i += a_commit) {
    const double begin = Now();
    CITYGRAPH_TRY(const auto change, graph.Begin());
    for (const Insert& each : inserts.subspan(i, std::min(a_commit, inserts.size() - i))) {
      CITYGRAPH_TRY(Add(*change, each));
    }
    CITYGRAPH_TRY(change->Commit());
    seconds.push_back(Now() - begin);
  }
  return seconds;
}

// What the disk takes for one append of a commit's size that is brought to it, beside the database:
// no engine that syncs each commit is faster. In seconds, each.
std::vector<double> AppendAndSync(const std::filesystem::path& folder, std::size_t times) {
  constexpr std::size_t kCommitBytes = 360;
  const std::filesystem::path path = folder / "sync.bench";
  std::vector<double> seconds;
  const int file = ::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0) return seconds;
  const std::string bytes(kCommitBytes, 'x');
  for (std::size_t i = 0; i < times; ++i) {
    const double begin = Now();
    if (::write(file, bytes.data(), bytes.size()) < 0 || ::fdatasync(file) != 0) break;
    seconds.push_back(Now() - begin);
  }
  ::close(file);
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  return seconds;
}

}  // namespace

Status WriteNative(Graph& graph, const std::filesystem::path& data, Output& output) {
  CITYGRAPH_TRY(const auto inserts, ReadInserts(data));
  const std::span all(inserts);
  const std::size_t half = all.size() / 2;
  double begin = Now();
  CITYGRAPH_TRY(const auto seconds, AddAll(graph, all.first(half), 1));
  output.Emit("W10single", "inserts_per_s", static_cast<double>(half) / (Now() - begin));
  output.Emit("W10single", "p50_us", Median(seconds) * 1e6);
  output.Emit("W10single", "inserts", static_cast<double>(half));
  if (const auto folder = graph.store().Folder()) {
    const auto syncs = AppendAndSync(*folder, half);
    if (!syncs.empty()) output.Emit("W10single", "raw_sync_p50_us", Median(syncs) * 1e6);
  }
  begin = Now();
  constexpr std::size_t kBatch = 100;
  CITYGRAPH_TRY(const auto batches, AddAll(graph, all.subspan(half), kBatch));
  const std::size_t rest = all.size() - half;
  output.Emit("W10batch", "inserts_per_s", static_cast<double>(rest) / (Now() - begin));
  output.Emit("W10batch", "inserts", static_cast<double>(rest));
  output.EmitPeakMemory("W10");
  return {};
}

}  // namespace citygraph::bench

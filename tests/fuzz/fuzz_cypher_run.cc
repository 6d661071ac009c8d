// Bytes choose a statement from a grammar (or are the statement): it runs to an answer or to an
// error, and what failed changed nothing.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/storage/graph.h"
#include "engine/storage/memory_store.h"
#include "queries/cypher/answer.h"
#include "tests/support/cypher_generator.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace citygraph;
  using namespace citygraph::queries::cypher;
  if (size == 0) return 0;
  std::string text;
  if (data[0] == 0) {
    text.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  } else {
    std::size_t at = 0;
    citygraph::testing::CypherGenerator generator([&](std::uint32_t count) {
      return at < size ? data[at++] % count : static_cast<std::uint32_t>(0);
    });
    text = generator.Statement();
  }
  const auto graph = Graph::Open(MakeMemoryStore());
  if (!graph) std::abort();
  if (!Run(**graph,
           "CREATE (a:A {x: 1, y: 'a'})-[:T {x: 1}]->(b:B {x: 2})-[:T]->(c:A:B {z: [1, 2]}), "
           "(c)-[:U]->(a), (b)-[:U]->(b)",
           {}))
    std::abort();
  const auto before = (*graph)->Read();
  if (!before) std::abort();
  const auto sequence = (*before)->Sequence();
  if (!sequence) std::abort();
  RunOptions options;
  options.timeout = std::chrono::milliseconds(500);
  options.max_memory_bytes = std::uint64_t{64} << 20;
  const auto answer = Run(**graph, text, options);
  if (!answer) {
    if (answer.error().message.empty()) std::abort();
    const auto after = (*graph)->Read();
    if (!after) std::abort();
    const auto now = (*after)->Sequence();
    if (!now || *now != *sequence) std::abort();
  }
  return 0;
}

#include "cli/bench/queries.h"

#include <cctype>
#include <string>
#include <string_view>

#include "engine/adjacency/file_bytes.h"

namespace citygraph::bench {
namespace {

// The numbers after `"key":`: one, or those of a list, lists in it flattened.
Result<std::vector<std::int64_t>> NumbersOf(std::string_view text, const std::string& key) {
  const std::size_t name = text.find('"' + key + '"');
  if (name == std::string::npos) {
    return Fail(ErrorCode::kInvalidInput, "queries.json: there is no \"" + key + "\"");
  }
  std::vector<std::int64_t> numbers;
  int depth = 0;
  for (std::size_t at = text.find(':', name) + 1; at < text.size();) {
    const char c = text[at];
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      std::size_t used = 0;
      numbers.push_back(std::stoll(std::string(text.substr(at, 20)), &used));
      at += used;
      if (depth == 0) break;
      continue;
    }
    depth += c == '[' ? 1 : c == ']' ? -1 : 0;
    ++at;
    if (c == ']' && depth == 0) break;
  }
  return numbers;
}

std::string_view TextOf(const FileBytes& file) {
  return {reinterpret_cast<const char*>(file.data()), file.size()};
}

}  // namespace

// Mapped, so that whoever wants the head does not wait for the lists.
Result<QueryHead> ReadQueryHead(const std::filesystem::path& data) {
  CITYGRAPH_TRY(const FileBytes file, FileBytes::Map(data / "queries.json"));
  CITYGRAPH_TRY(const auto n, NumbersOf(TextOf(file), "n"));
  CITYGRAPH_TRY(const auto w2, NumbersOf(TextOf(file), "w2"));
  if (n.size() != 1 || w2.size() != 1)
    return Fail(ErrorCode::kInvalidInput, "queries.json: n or w2");
  return QueryHead{.n = static_cast<std::uint64_t>(n[0]), .w2 = w2[0]};
}

Result<Queries> ReadQueries(const std::filesystem::path& data) {
  CITYGRAPH_TRY(const FileBytes file, FileBytes::Map(data / "queries.json"));
  const std::string_view text = TextOf(file);
  Queries queries;
  CITYGRAPH_TRY(queries.w3, NumbersOf(text, "w3"));
  CITYGRAPH_TRY(queries.w4, NumbersOf(text, "w4"));
  CITYGRAPH_TRY(queries.w5, NumbersOf(text, "w5"));
  CITYGRAPH_TRY(queries.w7, NumbersOf(text, "w7"));
  CITYGRAPH_TRY(queries.w8_sources, NumbersOf(text, "w8_sources"));
  return queries;
}

}  // namespace citygraph::bench

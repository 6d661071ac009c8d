#include "engine/storage/store.h"

namespace citygraph {

KeyRange PrefixRange(std::string_view prefix) {
  // The end is the prefix with its last byte that can grow grown by one, what follows it dropped.
  std::string last(prefix);
  while (!last.empty() && last.back() == '\xff') last.pop_back();
  if (!last.empty()) last.back() = static_cast<char>(static_cast<unsigned char>(last.back()) + 1);
  return {.first = std::string(prefix), .last = std::move(last)};
}

Result<std::optional<std::string>> GetOne(const Reader& reader, std::string_view key) {
  const std::string owned(key);
  CITYGRAPH_TRY(std::vector<std::optional<std::string>> values, reader.Get(std::span(&owned, 1)));
  return std::move(values.front());
}

}  // namespace citygraph

// Any texts come back as they were, with a table of their own or of others; any bytes and any table
// give some text, within bounds.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "engine/adjacency/text_packing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace citygraph;
  const std::string_view bytes(reinterpret_cast<const char*>(data),  // NOLINT(*-reinterpret-cast)
                               size);
  std::vector<std::string_view> texts;
  for (std::size_t from = 0; from <= bytes.size();) {
    const std::size_t end = std::min(bytes.find('|', from), bytes.size());
    texts.push_back(bytes.substr(from, end - from));
    from = end + 1;
  }
  const SymbolTable table = FindSymbols({texts.begin(), texts.begin() + (texts.size() + 1) / 2});
  const TextPacker packer(table);
  std::string packed;
  std::string scratch;
  for (const std::string_view text : texts) {
    packed.clear();
    packer.Pack(text, packed);
    if (packed.size() > 2 * text.size() || Unpack(table, packed, scratch) != text) std::abort();
  }
  SymbolTable any;
  std::memcpy(&any, data, std::min(size, sizeof(any)));
  if (Unpack(any, bytes, scratch).size() > 8 * size) std::abort();
  return 0;
}

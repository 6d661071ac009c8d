// Any line is refused or read, and what was read is written and read again the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "importers/graph_jsonl/graph_line.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using citygraph::importers::ReadGraphLine;
  const auto line =
      ReadGraphLine({reinterpret_cast<const char*>(data), size});  // NOLINT(*-reinterpret-cast)
  if (!line) return 0;
  const std::string text = ToLine(*line);
  const auto again = ReadGraphLine(text);
  if (!again || ToLine(*again) != text) std::abort();
  return 0;
}

// Any bytes are refused or read, and what was read is written and read again the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/encoding/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = citygraph::FromJson(
      {reinterpret_cast<const char*>(data), size});  // NOLINT(*-reinterpret-cast)
  if (!value) return 0;
  const std::string text = citygraph::ToJson(*value);
  const auto again = citygraph::FromJson(text);
  if (!again || citygraph::ToJson(*again) != text) std::abort();
  return 0;
}

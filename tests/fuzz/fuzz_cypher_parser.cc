// Any bytes as a query: parsing and checking end with a tree or with an error that has a place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "queries/cypher/semantics/checker.h"
#include "queries/cypher/syntax/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace citygraph::queries::cypher;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto parsed = Parse(text);
  if (!parsed) {
    if (parsed.error().where.line == 0) std::abort();
    static_cast<void>(Excerpt(text, parsed.error().where));
    return 0;
  }
  const auto checked = Check(std::move(*parsed), {});
  if (!checked && checked.error().detail.empty()) std::abort();
  return 0;
}

// Any bytes given as a table of exchanges. Few would have its header, so the others get one.
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "importers/csv/network_table.h"
#include "importers/text/source_text.h"
#include "tests/fuzz/fuzz_import.h"

namespace importers = citygraph::importers;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (!importers::LooksLikeNetworkTable(bytes)) {
    bytes.insert(0,
                 "city_from,country_from,role_from,city_to,country_to,role_to,theme,year,programme,"
                 "source\n");
  }
  const auto source = importers::DecodeSource("fuzz.csv", std::move(bytes));
  if (!source) return 0;
  const auto draft = importers::ReadNetworkTable(importers::BuiltInKnowledge(), *source);
  if (draft) importers::CheckDraft(*draft);
  return 0;
}

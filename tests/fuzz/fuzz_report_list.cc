// Any bytes given as a list of reports: they are refused, or become rows that add up.
#include <cstddef>
#include <cstdint>
#include <string>

#include "importers/report_list/report_list.h"
#include "importers/text/source_text.h"
#include "tests/fuzz/fuzz_import.h"

namespace importers = citygraph::importers;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto source =
      importers::DecodeSource("fuzz.txt", std::string(reinterpret_cast<const char*>(data), size));
  if (!source) return 0;
  importers::CheckDraft(importers::ReadReportList(importers::BuiltInKnowledge(), *source));
  return 0;
}

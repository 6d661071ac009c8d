// Any bytes given as a JSON list, in each of the ways in which one is read: it is refused, or
// becomes rows that add up and can be loaded.
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/storage/memory_store.h"
#include "importers/importer.h"
#include "importers/json/extracted_rows.h"
#include "importers/json/json_text.h"
#include "tests/fuzz/fuzz_import.h"

namespace importers = citygraph::importers;

namespace {

void Load(importers::FileDraft draft) {
  const auto graph = citygraph::Graph::Open(citygraph::MakeMemoryStore());
  std::vector<importers::FileDraft> drafts;
  drafts.push_back(std::move(draft));
  CITYGRAPH_CHECK(
      importers::LoadDrafts(importers::BuiltInKnowledge(), **graph, std::move(drafts), false)
          .has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto source =
      importers::DecodeSource("fuzz.json", std::string(reinterpret_cast<const char*>(data), size));
  if (!source) return 0;
  if (auto draft = importers::ReadExtractedRows(importers::BuiltInKnowledge(), *source)) {
    importers::CheckDraft(*draft, importers::Lines::kMayRepeat);
    Load(std::move(*draft));
  }
  const auto text = importers::TextOfJson(*source);
  if (!text) return 0;
  std::size_t lines = 0;
  for (const char c : text->text) lines += c == '\n' ? 1 : 0;
  CITYGRAPH_CHECK(lines == text->lines.size());
  if (importers::DetectShape(*text) == importers::Shape::kExtractedRows) std::abort();
  return 0;
}

// Any bytes given as a table of participants, read and loaded into a graph that tells of a few
// exchanges: no row makes another, and what is left is sound.
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/storage/check.h"
#include "engine/storage/memory_store.h"
#include "importers/csv/participants_header.h"
#include "importers/csv/participants_table.h"
#include "importers/importer.h"
#include "importers/report_list/report_list.h"
#include "tests/fuzz/fuzz_import.h"

namespace importers = citygraph::importers;

namespace {

importers::FileDraft List() {
  const auto source = importers::DecodeSource(
      "list.txt", "PLN 4 Mentoring Durban Lilongwe\nPLN 5 Water Lima\nCITIES 4 Waste Quito 2019\n");
  return importers::ReadReportList(importers::BuiltInKnowledge(), *source);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto source = importers::DecodeSource("fuzz.csv", bytes);
  if (!source) return 0;
  auto draft = importers::ReadParticipantsTable(importers::BuiltInKnowledge(), *source);
  if (!draft) {  // few have its header, so that they get one
    const auto headed = importers::DecodeSource(
        "fuzz.csv", "report,series,number,title,city,country,role,date\n" + source->text);
    if (headed) draft = importers::ReadParticipantsTable(importers::BuiltInKnowledge(), *headed);
  }
  if (!draft) return 0;
  importers::CheckDraft(*draft);
  const auto graph = citygraph::Graph::Open(citygraph::MakeMemoryStore());
  std::vector<importers::FileDraft> drafts;
  drafts.push_back(std::move(*draft));
  drafts.push_back(List());
  const auto report =
      importers::LoadDrafts(importers::BuiltInKnowledge(), **graph, std::move(drafts), false);
  CITYGRAPH_CHECK(report.has_value());
  CITYGRAPH_CHECK(report->added.nodes.at("Exchange") == 3);
  const auto check = citygraph::CheckGraph(**graph);
  CITYGRAPH_CHECK(check.has_value() && check->problems.empty());
  return 0;
}

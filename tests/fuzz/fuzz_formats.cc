// Any bytes as a document: HTML, Markdown, a workbook or text in any encoding. PDF is left out: it
// is read by another program.
#include <cstdint>
#include <string>

#include "importers/formats/html.h"
#include "importers/formats/markdown.h"
#include "importers/formats/xlsx.h"
#include "importers/text/source_text.h"
#include "tests/fuzz/fuzz_import.h"

namespace citygraph::importers {
namespace {

void Check(const Result<SourceText>& source) {
  if (!source) {
    CITYGRAPH_CHECK(!source.error().message.empty());
    return;
  }
  CITYGRAPH_CHECK(source->lines.empty() || source->lines.size() == SplitLines(source->text).size());
}

void TryAll(std::string_view bytes) {
  if (bytes.starts_with("%PDF-")) return;
  Check(DecodeSource("any", std::string(bytes)));
  Check(TextOf(ReadMarkdown(bytes), "n.md", "UTF-8"));
  if (const auto page = ReadHtml(bytes)) Check(TextOf(*page, "p.html", "UTF-8"));
  if (const auto page = ReadXlsx(bytes)) Check(TextOf(*page, "w.xlsx", "XLSX"));
}

}  // namespace
}  // namespace citygraph::importers

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  citygraph::importers::TryAll({reinterpret_cast<const char*>(data), size});
  return 0;
}

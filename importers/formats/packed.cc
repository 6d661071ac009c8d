#include "importers/formats/packed.h"

#include "importers/formats/page.h"
#include "importers/formats/pdf.h"
#include "importers/formats/xlsx.h"

namespace citygraph::importers {
namespace {

constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::string_view kPdf = "%PDF-";

}  // namespace

bool IsPacked(std::string_view bytes) { return bytes.starts_with(kZip) || bytes.starts_with(kPdf); }

Result<SourceText> ReadPacked(std::string name, std::string_view bytes) {
  const bool pdf = bytes.starts_with(kPdf);
  auto page = pdf ? ReadPdf(bytes) : ReadXlsx(bytes);
  if (!page) {
    page.error().where.file = name;
    return std::unexpected(std::move(page).error());
  }
  return TextOf(*page, std::move(name), pdf ? "PDF" : "XLSX");
}

}  // namespace citygraph::importers

// Formats that are no text at all: workbooks (XLSX) and PDF.
#pragma once

#include <string>
#include <string_view>

#include "importers/text/source_text.h"

namespace citygraph::importers {

// By the bytes that a zip archive or a PDF begins with.
bool IsPacked(std::string_view bytes);

// Errors: kInvalidInput (an archive that is no workbook, damage, nothing in it), kUnsupported (a
// PDF where pdftotext is not installed).
Result<SourceText> ReadPacked(std::string name, std::string_view bytes);

}  // namespace citygraph::importers

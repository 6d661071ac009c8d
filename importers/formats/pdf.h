// PDF through the program pdftotext, run as a process of its own: poppler is GPL and not linked.
#pragma once

#include <string_view>

#include "importers/formats/page.h"

namespace citygraph::importers {

// A line of the PDF's text is a block; lines count through all pages. Errors: kInvalidInput
// (pdftotext is not installed, cannot read the bytes, or finds more than kLargestFile of text),
// kIo.
Result<Page> ReadPdf(std::string_view bytes);

}  // namespace citygraph::importers

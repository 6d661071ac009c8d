// What `extract` tells of a row or a document, as JSON: the one place that names its keys.
#pragma once

#include <string>

#include "importers/documents/document.h"
#include "importers/reading.h"

namespace citygraph::cli {

// Appends an object on one line, without its end of line.
void AppendJson(std::string& out, const importers::RowDraft& row,
                const importers::Knowledge& knowledge);
// {"id","mentions","themes","sdgs"}.
void AppendJson(std::string& out, const importers::DocumentDraft& draft,
                const importers::Knowledge& knowledge);

}  // namespace citygraph::cli

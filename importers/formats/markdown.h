// Markdown as lines and tables: the marks of headings, lists, emphasis and links go, tables of bars
// become tables.
#pragma once

#include <string_view>

#include "importers/formats/page.h"

namespace citygraph::importers {

// By the file's name, or by a table of bars: a row of bars over a line of "---|---".
bool LooksLikeMarkdown(std::string_view name, std::string_view text);

Page ReadMarkdown(std::string_view text);

}  // namespace citygraph::importers

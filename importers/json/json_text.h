// JSON lists as the text that readers of tables and lists take: objects with the columns of a table
// become its rows under a header of their keys, and objects with a title, and strings, become
// lines.
#pragma once

#include "importers/text/source_text.h"

namespace citygraph::importers {

// `source` is JSON (LooksLikeJson). Each value is a line; where it stands is in `lines`, what
// cannot be read in `bad_lines`. A cell that is a list holds its texts parted by semicolons. Of an
// object with a title the line is its series and number, title, city, country, theme and year.
// Cost: two passes; one value is held at a time. Errors: kInvalidInput with line and column (a list
// that is damaged; nothing in it; one object that is neither row nor report).
Result<SourceText> TextOfJson(const SourceText& source);

}  // namespace citygraph::importers

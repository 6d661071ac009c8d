// HTML pages as lines and tables. A door to gumbo.
#pragma once

#include <string_view>

#include "importers/formats/page.h"

namespace citygraph::importers {

// Whether a text is a page of HTML: it begins with a doctype or one of the elements of pages.
bool LooksLikeHtml(std::string_view text);

// The text that a reader sees: an item of a list, a heading, a paragraph, a row of a table each are
// a block; scripts, styles, navigation and the like are left out. Anything is HTML, so there is no
// error but for elements nested deeper than kDeepestHtml, which gumbo's recursion does not stand:
// kInvalidInput.
inline constexpr int kDeepestHtml = 2000;
Result<Page> ReadHtml(std::string_view text);

}  // namespace citygraph::importers

// Data into text that Graphviz, SVG and readers take: cleaned, escaped, wrapped. Names come from
// anywhere and may hold anything; nothing of them may act as markup, code or a link.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace citygraph::viz {

// Valid UTF-8 without controls, bidi overrides and what XML forbids; runs of white space are one
// space, none at the ends. Bytes that are not UTF-8 become U+FFFD.
std::string CleanText(std::string_view text);

// `text` (clean) in lines of at most about `columns` columns, at spaces where there are any, the
// last of `most_lines` ending in an ellipsis when there is more. At least one line, maybe empty.
std::vector<std::string> WrapText(std::string_view text, int columns, int most_lines);

// As the content of an XML element or attribute; also of Graphviz's HTML-like labels.
std::string EscapeXml(std::string_view text);
// As a quoted string of the DOT language that stands for `text` itself, escapes and entities too.
std::string QuoteDot(std::string_view text);
// Lines as one quoted label, each at the left.
std::string QuoteDotLeft(const std::vector<std::string>& lines);

// The address, with all that a URI may not hold percent-encoded, if it is http or https; else none:
// `javascript:`, `file:` and relative addresses do not become links.
std::optional<std::string> WebAddress(std::string_view url);

}  // namespace citygraph::viz

// XML, element by element. The only door to expat.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"

namespace citygraph::importers {

// Called in the document's order. Names come without their namespace's prefix.
struct XmlHandler {
  using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;
  std::function<void(std::string_view name, const Attributes& attributes)> start;
  std::function<void(std::string_view name)> end;
  std::function<void(std::string_view text)> text;  // in pieces
};

// The value of an attribute, with or without a prefix; empty when it is not there.
std::string_view AttributeOf(const XmlHandler::Attributes& attributes, std::string_view name);

// Errors: kInvalidInput (not well-formed, with line; entities that blow up).
Status ParseXml(std::string_view xml, const XmlHandler& handler);

}  // namespace citygraph::importers

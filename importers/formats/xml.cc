#include "importers/formats/xml.h"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace citygraph::importers {
namespace {

struct Free {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

std::string_view WithoutPrefix(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

const XmlHandler& HandlerOf(void* data) { return *static_cast<const XmlHandler*>(data); }

}  // namespace

std::string_view AttributeOf(const XmlHandler::Attributes& attributes, std::string_view name) {
  const auto found = std::ranges::find_if(
      attributes, [&](const auto& each) { return WithoutPrefix(each.first) == name; });
  return found == attributes.end() ? std::string_view() : found->second;
}

Status ParseXml(std::string_view xml, const XmlHandler& handler) {
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  const std::unique_ptr<XML_ParserStruct, Free> parser(XML_ParserCreate(nullptr));
  if (!parser) return Fail(ErrorCode::kInternal, "no parser of XML can be made");
  XML_SetUserData(parser.get(), const_cast<XmlHandler*>(&handler));
  XML_SetElementHandler(
      parser.get(),
      [](void* data, const XML_Char* name, const XML_Char** attributes) {
        XmlHandler::Attributes all;
        for (; *attributes != nullptr; attributes += 2)
          all.emplace_back(attributes[0], attributes[1]);
        HandlerOf(data).start(WithoutPrefix(name), all);
      },
      [](void* data, const XML_Char* name) { HandlerOf(data).end(WithoutPrefix(name)); });
  XML_SetCharacterDataHandler(parser.get(), [](void* data, const XML_Char* text, int size) {
    HandlerOf(data).text({text, static_cast<std::size_t>(size)});
  });
  while (true) {
    const std::string_view piece = xml.substr(0, kPiece);
    xml.remove_prefix(piece.size());
    const auto parsed = XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()),
                                  xml.empty() ? XML_TRUE : XML_FALSE);
    if (parsed != XML_STATUS_OK) {
      return Fail(
          ErrorCode::kInvalidInput,
          fmt::format("holds damaged XML, in line {}: {}", XML_GetCurrentLineNumber(parser.get()),
                      XML_ErrorString(XML_GetErrorCode(parser.get()))));
    }
    if (xml.empty()) return {};
  }
}

}  // namespace citygraph::importers

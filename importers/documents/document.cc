#include "importers/documents/document.h"

#include <fmt/format.h>

#include <utility>

#include "engine/encoding/json.h"
#include "importers/documents/document_places.h"
#include "importers/themes/goal_finder.h"

namespace citygraph::importers {
namespace {

Result<DocumentSource> ReadJsonLine(std::string_view line, const SourceText& source,
                                    std::uint32_t number) {
  const auto fail = [&](std::string message) {
    return Fail(ErrorCode::kInvalidInput, std::move(message),
                {.file = source.name, .line = number, .column = 1});
  };
  const Result<Value> value = FromJson(line);
  if (!value) return fail(value.error().message);
  const ValueMap* map = value->AsMap();
  const Value* text = map == nullptr ? nullptr : map->Find("text");
  if (text == nullptr || text->AsString() == nullptr)
    return fail("a document needs a \"text\" that is a string");
  DocumentSource document{.text = *text->AsString()};
  const Value* id = map->Find("id");
  if (id == nullptr || id->is_null()) {
    document.id = std::to_string(number);
  } else {
    document.id = id->AsString() != nullptr ? *id->AsString() : ToJson(*id);
  }
  return document;
}

}  // namespace

DocumentDraft ReadDocument(const Knowledge& knowledge, std::string id, std::string_view text) {
  const Words words(text);
  DocumentDraft draft{.id = std::move(id), .language = GuessLanguage(words).language};
  draft.places = FindDocumentPlaces(knowledge.gazetteer, words);
  draft.themes = knowledge.themes.Find(words, draft.language);
  draft.goals = FindGoals(knowledge.themes.vocabulary(), words, draft.themes);
  return draft;
}

Result<std::vector<DocumentSource>> SplitDocuments(const SourceText& source) {
  std::vector<DocumentSource> documents;
  std::uint32_t number = 0;
  for (const std::string_view line : SplitLines(source.text)) {
    ++number;
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos) continue;
    if (line[first] == '{') {
      CITYGRAPH_TRY(DocumentSource document, ReadJsonLine(line, source, number));
      documents.push_back(std::move(document));
    } else {
      documents.push_back({.id = std::to_string(number), .text = std::string(line)});
    }
  }
  return documents;
}

}  // namespace citygraph::importers

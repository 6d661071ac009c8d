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

// Of the words that may be of a theme or a goal.
StemmedWords StemsIn(const Knowledge& knowledge, const Words& words, Language language) {
  return {
      words,
      language,
      {&knowledge.themes.OpeningsOf(language), &GoalVocabulary::BuiltIn().OpeningsOf(language)}};
}

// The language in which the text names most themes.
StemmedWords StemsOfLikeliest(const Knowledge& knowledge, const Words& words) {
  std::optional<StemmedWords> best;
  std::size_t most = 0;
  for (std::size_t i = 0; i < kLanguages; ++i) {
    StemmedWords stems = StemsIn(knowledge, words, static_cast<Language>(i));
    const std::size_t named =
        knowledge.themes.Find(words, stems).size() + GoalVocabulary::BuiltIn().Find(stems).size();
    if (best && named <= most) continue;
    most = named;
    best = std::move(stems);
  }
  return std::move(*best);
}

// The words of a title may hardly tell its language: then its themes do.
StemmedWords StemsOf(const Knowledge& knowledge, const Words& words, const LanguageGuess& guess) {
  constexpr double kClear = 0.6;
  constexpr std::size_t kTitle = 20;
  const bool clear = guess.language && (guess.confidence >= kClear || words.size() > kTitle);
  return clear ? StemsIn(knowledge, words, *guess.language) : StemsOfLikeliest(knowledge, words);
}

}  // namespace

DocumentDraft ReadDocument(const Knowledge& knowledge, PlaceMemo& memo, std::string id,
                           std::string_view text) {
  const Words words(text);
  const LanguageGuess guess = GuessLanguage(words);
  DocumentDraft draft{.id = std::move(id), .language = guess.language};
  draft.places = FindDocumentPlaces(memo, words);
  StemmedWords stems = StemsOf(knowledge, words, guess);
  if (guess.language) draft.language = stems.language;
  for (const PlaceMention& place : draft.places) {
    if (place.name_kind != NameKind::kAdjective)
      stems.Mask(words, place.span.start, place.span.end);
  }
  draft.themes = knowledge.themes.Find(words, stems);
  draft.goals = FindGoals(GoalVocabulary::BuiltIn(), words, stems);
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

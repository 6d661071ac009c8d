// Running text: which places, themes and goals it names. Unlike a row of a list, a text gives
// context to its own names, so that its places are decided together.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importers/places/place_memo.h"
#include "importers/reading.h"
#include "importers/themes/goal_finder.h"

namespace citygraph::importers {

struct DocumentDraft {
  std::string id;
  std::optional<Language> language;
  std::vector<PlaceMention> places;  // in the text's order; none has a role
  std::vector<ThemeMention> themes;  // every mention, in the text's order
  std::vector<GoalMention> goals;    // ascending
};

// What was looked up stays in `memo` for the documents to come.
DocumentDraft ReadDocument(const Knowledge& knowledge, PlaceMemo& memo, std::string id,
                           std::string_view text);

// A document a line: {"id":…,"text":…} where the line starts with a brace (other keys are skipped,
// an id that is missing is the line's number), else the line itself is the text. Empty lines are
// none. Errors: kInvalidInput with file and line.
struct DocumentSource {
  std::string id;
  std::string text;
};
Result<std::vector<DocumentSource>> SplitDocuments(const SourceText& source);

}  // namespace citygraph::importers

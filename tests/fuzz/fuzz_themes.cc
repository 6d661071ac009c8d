// Any bytes given as a theme vocabulary: refused, or each theme is whole and is found by its id and
// in a text that says its name.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/result.h"
#include "importers/text/words.h"
#include "importers/themes/theme_finder.h"
#include "importers/themes/vocabulary.h"

namespace importers = citygraph::importers;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto vocabulary = importers::ThemeVocabulary::Parse(text, "fuzz.csv");
  if (!vocabulary) return 0;
  const importers::ThemeFinder finder(*vocabulary);
  for (std::uint32_t i = 0; i < vocabulary->themes().size(); ++i) {
    const importers::Theme& theme = (*vocabulary)[i];
    CITYGRAPH_CHECK(vocabulary->Find(theme.id) == i);
    CITYGRAPH_CHECK(!theme.name().empty());
    for (const std::string& id : theme.broader) CITYGRAPH_CHECK(vocabulary->Find(id).has_value());
    for (const int goal : theme.sdgs) CITYGRAPH_CHECK(goal >= 1 && goal <= 17);
    const importers::Words words(theme.name());
    for (const auto& found : finder.Find(words, {})) {
      CITYGRAPH_CHECK(found.theme < vocabulary->themes().size());
    }
    finder.FindLabel(theme.name());
  }
  return 0;
}

#include "cli/knowledge.h"

#include "importers/text/source_text.h"

namespace citygraph::cli {

Result<LoadedKnowledge> LoadedKnowledge::Load(const std::string& themes_file) {
  LoadedKnowledge knowledge;
  if (themes_file.empty()) {
    knowledge.finder_ =
        std::make_unique<importers::ThemeFinder>(importers::ThemeVocabulary::BuiltIn());
    return knowledge;
  }
  CITYGRAPH_TRY(const importers::SourceText source, importers::ReadSource(themes_file));
  CITYGRAPH_TRY(auto vocabulary, importers::ThemeVocabulary::Parse(source.text, themes_file));
  knowledge.own_vocabulary_ = std::make_unique<importers::ThemeVocabulary>(std::move(vocabulary));
  knowledge.finder_ = std::make_unique<importers::ThemeFinder>(*knowledge.own_vocabulary_);
  return knowledge;
}

}  // namespace citygraph::cli

// The gazetteer and the theme vocabulary that reading commands look things up in.
#pragma once

#include <memory>
#include <string>

#include "importers/reading.h"

namespace citygraph::cli {

// Owns what a Knowledge points to.
class LoadedKnowledge {
 public:
  // With the built-in vocabulary, or the one in `themes_file` when it is not empty.
  static Result<LoadedKnowledge> Load(const std::string& themes_file);

  // With what persons decided, if anything; it must outlive the Knowledge.
  importers::Knowledge Get(const importers::Corrections* corrections = nullptr) const {
    return {importers::Gazetteer::BuiltIn(), *finder_, corrections};
  }

 private:
  std::unique_ptr<importers::ThemeVocabulary> own_vocabulary_;
  std::unique_ptr<importers::ThemeFinder> finder_;
};

}  // namespace citygraph::cli

// Lines typed on a terminal, with editing, history and completion. The only door to libedit.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/shell/completion.h"

namespace citygraph::cli {

// $XDG_STATE_HOME/citygraph/history, else ~/.local/state/citygraph/history; empty when there is no
// home.
std::filesystem::path HistoryFile();

class LineEditor {
 public:
  enum class End : std::uint8_t { kLine, kInterrupted, kEndOfInput };
  struct Line {
    End end = End::kEndOfInput;
    std::string text;  // of kLine, with its line end
  };

  // Reads the history of earlier days, if there is a file; an empty path keeps none. `complete` is
  // asked with the line up to the cursor. `interrupted` is asked when a signal came in, and is to
  // forget it: a true ends the line.
  LineEditor(std::filesystem::path history_file,
             std::function<Completion(std::string_view text)> complete,
             std::function<bool()> interrupted);
  ~LineEditor();  // writes the history, if it can
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  Line Read(const std::string& prompt);

  // A statement or command, as one entry; what was the last entry already is not repeated.
  void Remember(std::string_view text);
  // Oldest first.
  std::vector<std::string> History() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace citygraph::cli

// Shell completions and the man page, made from the commands and options that there are.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace citygraph::cli {

// A script that bash sources; completes commands, options, words that an option or argument takes,
// and files elsewhere.
std::string BashCompletion(const CLI::App& app);
// A script for a folder of zsh's $fpath, under the name _citygraph.
std::string ZshCompletion(const CLI::App& app);
// citygraph(1) in roff.
std::string ManPage(const CLI::App& app);

// `completion bash|zsh`, and `man`, which the build calls. `app` must outlive the commands.
void AddCompletionCommand(CLI::App& app);

}  // namespace citygraph::cli

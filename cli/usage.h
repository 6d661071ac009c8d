// Wrong usage in our own words: what was typed, what there is, and what was probably meant.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace citygraph::cli {

// The word among `words` that a mistyped one means: at most two edits away, or one that it begins;
// "" when none is near. Case does not count.
std::string Nearest(const std::string& typed, const std::vector<std::string>& words);

// "json, jsonl or table".
std::string OrList(const std::vector<std::string>& words);

// One of the words, whatever its case; the option then holds the word itself.
CLI::Validator OneOf(std::vector<std::string> words);
// A whole number in [least, most].
CLI::Validator WholeNumber(std::int64_t least, std::int64_t most);

// Says on stderr what was wrong and where the help is; the exit code to end with.
int PrintWrongUsage(const CLI::App& app, const CLI::ParseError& error);

// `help [COMMAND]`: what --help prints. `app` must outlive the command.
void AddHelpCommand(CLI::App& app);

}  // namespace citygraph::cli

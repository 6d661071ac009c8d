// Imports a large file piece by piece: each piece is a commit of its own, and memory is bounded
// whatever the file's size (PieceReader), but for what the graph itself takes.
//
// What is known of the reading is kept beside the graph, so that one that was stopped is taken up
// by importing the file again: what is there already is found and stays. Facts that the file said
// when it was read before and says no more are taken back at the end. For that each fact is
// remembered while it is read; not when it is the text and the decisions of the last time, stopped
// or not.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/storage/graph.h"
#include "importers/importer.h"
#include "importers/pieces/piece_reader.h"

namespace citygraph::importers {

struct LargeImportOptions {
  bool dry_run = false;  // reads and counts, loads nothing: not what would be added
  // Called after each piece: what is done, and how much of it, 0 to 1.
  std::function<void(std::string_view what, double done)> progress;
  // Asked now and then: whether to stop. What was committed stays.
  std::function<bool()> stop;
};

// Adds to the report. Corrections of `knowledge` are stored. Errors: kIo, kInvalidInput, the
// store's; the pieces before it stay, and the message says up to which line.
Status ImportLarge(const Knowledge& knowledge, Graph& graph, PieceReader& reader,
                   const LargeImportOptions& options, ImportReport& report);

// Issues of such a file that the report holds.
inline constexpr std::size_t kMostKeptIssues = 10'000;

}  // namespace citygraph::importers

// The door to importing: files in, a graph and a report on every row out.
//
//   file -> source text -> drafts (a row each, with what was read and why) -> loader -> graph
//
// Which reader a file gets is told from its content, or by the caller.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/storage/graph.h"
#include "importers/corrections/corrections.h"
#include "importers/load/difference.h"
#include "importers/load/loader.h"
#include "importers/reading.h"
#include "importers/report_list/report_list.h"

namespace citygraph::importers {

enum class Shape : std::uint8_t { kReportList, kNetworkTable, kParticipantsTable, kExtractedRows };
// All there are, as --as names them, and then `others`.
std::vector<std::string> ShapeNames(std::initializer_list<std::string_view> others = {});
std::string_view ShapeName(Shape shape);
// Errors: kInvalidInput, naming the shapes there are.
Result<Shape> ShapeFromName(std::string_view name);
// Of JSON, what its rows are: TextOfJson has made a table or list of all but extracted rows.
Shape DetectShape(const SourceText& source);

// Reads a file to drafts and stores nothing. Errors: as ReadSource, and those of the shape's
// reader.
Result<FileDraft> ReadFile(const Knowledge& knowledge, const std::string& path,
                           std::optional<Shape> shape);

// What ReadFile is made of, for those who read a file in pieces: a piece's text, whose lines know
// where they stand, as drafts without path, place and digest. `shape` is told from the first piece
// where it is empty; `state` is what the pieces before tell. `knowledge` has the corrections of the
// file.
Result<FileDraft> ReadText(const Knowledge& knowledge, SourceText source,
                           std::optional<Shape>& shape, ListState& state);
// Empty for standard input.
std::string AbsolutePath(const std::string& path);
Corrections CorrectionsOfFile(const Knowledge& knowledge, const std::string& place);

struct ImportReport {
  struct File {
    std::string file;      // as the caller named it
    std::string document;  // as evidence names it
    std::string shape;
    std::string encoding;
    RowCounts rows;
    std::vector<Issue> issues;
    std::uint64_t more_issues = 0;  // of a file read in pieces, which are not kept
    std::uint64_t pieces = 1;       // commits that it took
    std::uint32_t stopped_at = 0;   // the last line that was read, where it was stopped; else 0
  };
  std::vector<File> files;
  LoadCounts added;
  LoadCounts retired;         // what these files said before and say no more, and nothing else says
  std::uint64_t decided = 0;  // places, themes and exchanges read as a person decided
  bool changed = false;       // the graph is not what it was
  bool nothing_read = false;  // no row tells of an exchange, nor did one before: nothing was stored
  std::vector<Difference> differences;  // from what the files said before, where that was asked
};

struct ImportOptions {
  std::optional<Shape> shape;
  bool dry_run = false;  // does all but the commit
};

// Reads all files, so that an error in one comes before anything is stored.
Result<std::vector<FileDraft>> ReadFiles(const Knowledge& knowledge,
                                         const std::vector<std::string>& paths,
                                         std::optional<Shape> shape);

// Adds what another import did to the report of one; `more` comes after it.
void Append(ImportReport& report, ImportReport more);

// Loads what was read in one commit: all or, after an error or when nothing was read, nothing.
// Files of participants come last. The corrections of `knowledge` and what is left to review are
// stored with it. With `differences`, the report tells what each file says now and did not when it
// was last read. Errors: the store's.
Result<ImportReport> LoadDrafts(const Knowledge& knowledge, Graph& graph,
                                std::vector<FileDraft> drafts, bool dry_run,
                                bool differences = false, const std::function<bool()>& stop = {});

// ReadFiles and LoadDrafts. Errors: a file that cannot be read (nothing is stored then), the
// store's.
Result<ImportReport> Import(const Knowledge& knowledge, Graph& graph,
                            const std::vector<std::string>& paths, const ImportOptions& options);

}  // namespace citygraph::importers

// A folder of CSV files, a file a label or a type of relationship, as a new database: the format is
// described in docs/import.md.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "importers/importer.h"

namespace citygraph::importers {

struct GraphCsvOptions {
  // Called now and then by the importing thread: what is being done, and how much of it, 0 to 1.
  std::function<void(std::string_view what, double done)> progress;
};

// Reads every *.csv in `folder` on all cores and makes a database of them in `database`, all or
// nothing. Rows that do not fit are rejected with line and reason; at most kMostIssues a file are
// kept, all are counted. Memory: the largest table as columns, twice, and 4 bytes an id.
// Errors: kNotFound, kInvalidInput (headers that are not clear, no files, a database is there),
// kIo.
Result<ImportReport> ImportGraphCsv(const std::string& folder,
                                    const std::filesystem::path& database,
                                    const GraphCsvOptions& options = {});

inline constexpr std::size_t kMostIssues = 1000;

}  // namespace citygraph::importers

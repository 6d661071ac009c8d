// The database that statements of `query` and `shell` run on.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "cli/context.h"
#include "cli/shell/graph_words.h"
#include "queries/cypher/answer.h"

namespace citygraph::cli {

// Opens the database to read for what reads, and to write only once something writes, so that a
// shell that lies open keeps nobody else from writing. `:memory:` is one graph, empty at first.
class QueryDatabase {
 public:
  enum class WhenMissing : std::uint8_t { kFail, kEmpty };  // of reading: what writes makes it

  QueryDatabase(const Context& context, WhenMissing when_missing)
      : context_(context), when_missing_(when_missing) {}

  // Errors of the database are QueryErrors of kStorageError.
  queries::cypher::QueryResult<queries::cypher::Answer> Run(
      std::string_view text, const queries::cypher::RunOptions& options);

  // Opens it to read, where it is not open.
  Status Open();
  // Closes it: the next statement sees what others have stored meanwhile, and others may write.
  void Release();

  // Whether there was no database when it was opened to read.
  bool missing() const { return missing_; }

  // Labels and types with none left are left out. Properties are all that were ever there.
  Result<GraphWords> Words();
  // Names of at most `limit` nodes that begin so, whatever their case and accents.
  std::vector<std::string> NamesLike(std::string_view prefix, std::size_t limit);

 private:
  Result<Graph*> ToRead();
  Result<Graph*> ToWrite();

  const Context& context_;
  WhenMissing when_missing_;
  std::unique_ptr<Graph> graph_;
  std::unique_ptr<GraphView> as_of_;  // of graph_, with --as-of, once a statement was run
  bool writable_ = false;
  bool missing_ = false;
};

// Whether a statement has a clause that changes the graph; false for text that cannot be parsed.
// EXPLAIN changes nothing.
bool IsUpdate(std::string_view statement);

}  // namespace citygraph::cli

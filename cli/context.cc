#include "cli/context.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "engine/storage/memory_store.h"
#include "engine/storage/rocks_store.h"

namespace citygraph::cli {
namespace {

constexpr std::string_view kInMemory = ":memory:";

Result<std::unique_ptr<Graph>> Open(const std::string& database, OpenMode mode) {
  if (database == kInMemory) return Graph::Open(MakeMemoryStore());
  CITYGRAPH_TRY(auto store, OpenRocksStore(database, mode));
  auto graph = Graph::Open(std::move(store));
  if (!graph && graph.error().where.file.empty()) graph.error().where.file = database;
  return graph;
}

// A folder that cannot be made is told as that, not as a database with files missing.
Status MakeFolder(const std::filesystem::path& folder) {
  std::error_code error;
  const std::filesystem::path parent =
      std::filesystem::absolute(folder / "..", error).lexically_normal();
  if (std::filesystem::exists(folder, error) || !std::filesystem::is_directory(parent, error))
    return {};  // the store says what it thinks of them
  std::filesystem::create_directory(folder, error);
  if (!error) return {};
  return Fail({.code = ErrorCode::kIo,
               .message = "cannot make a database here: " + error.message(),
               .where = {folder.string()},
               .hint = "name another folder with --db"});
}

bool ErrorsInColour() { return isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr; }

}  // namespace

int ExitCodeFor(const Error& error) {
  switch (error.code) {
    case ErrorCode::kNotFound:
    case ErrorCode::kAmbiguous:
      return kNotFoundOrAmbiguous;
    case ErrorCode::kInvalidInput:
      return kInputRejected;
    case ErrorCode::kCorruption:
    case ErrorCode::kLocked:
    case ErrorCode::kUnsupported:
      return kDatabaseDamagedOrLocked;
    case ErrorCode::kIo:
    case ErrorCode::kCancelled:
    case ErrorCode::kInternal:
      return kFailed;
  }
  return kFailed;
}

Result<std::unique_ptr<Graph>> Context::OpenToRead() const {
  if (database == kInMemory) {
    return Fail({.code = ErrorCode::kNotFound,
                 .message = ":memory: is empty at every start: there is nothing in it to ask",
                 .hint = "name a folder with --db"});
  }
  auto graph = Open(database, OpenMode::kRead);
  if (!graph && graph.error().code == ErrorCode::kNotFound) {
    graph.error().hint = "make one with: citygraph import FILE…   or name another folder with --db";
  }
  return graph;
}

Result<std::unique_ptr<Graph>> Context::OpenToWrite() const {
  if (database != kInMemory) CITYGRAPH_TRY(MakeFolder(database));
  return Open(database, OpenMode::kCreate);
}

Result<std::unique_ptr<Graph>> Context::OpenToTry() const {
  auto graph = Open(database, OpenMode::kRead);
  if (!graph && graph.error().code == ErrorCode::kNotFound) return Graph::Open(MakeMemoryStore());
  return graph;
}

std::unexpected<Error> Context::WrongUsage(std::string message, std::string hint) {
  wrong_usage = true;
  return Fail(
      {.code = ErrorCode::kInvalidInput, .message = std::move(message), .hint = std::move(hint)});
}

void Context::Explain(const std::string& cypher) {
  explained = true;
  if (!explain) return;
  Say(cypher);
  if (!as_of.empty()) Say(fmt::format("asked with: citygraph query --as-of {}", as_of));
}

void PrintError(const Error& error) {
  const bool colour = ErrorsInColour();
  fmt::print(stderr, "{}citygraph:{} {}\n", colour ? "\x1b[1;31m" : "", colour ? "\x1b[0m" : "",
             error.ToString());
  if (!error.candidates.empty()) {
    fmt::print(stderr, "{}\n",
               error.code == ErrorCode::kAmbiguous ? "Say which one:" : "Did you mean:");
    for (const std::string& candidate : error.candidates)
      fmt::print(stderr, "  \"{}\"\n", candidate);
  }
  if (!error.hint.empty()) fmt::print(stderr, "{}\n", error.hint);
}

void Say(const std::string& text) {
  std::fflush(stdout);  // on a terminal both are read as one text
  fmt::print(stderr, "{}\n", text);
}

}  // namespace citygraph::cli

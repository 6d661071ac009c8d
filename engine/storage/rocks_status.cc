#include "engine/storage/rocks_status.h"

#include <fmt/format.h>
#include <rocksdb/status.h>

#include "engine/storage/rocks_store.h"

namespace citygraph {
namespace {

namespace fs = std::filesystem;

std::string Detail(const rocksdb::Status& status) {
  const char* state = status.getState();
  return state == nullptr ? status.ToString() : std::string(state);
}

bool NamesStoreFile(std::string_view name) {
  return name.ends_with(".sst") || name.ends_with(".log") || name.starts_with("MANIFEST-") ||
         name == "CURRENT";
}

// The first file of the store that `text` names, or the folder: "… in /a/b/000012.sst offset 7",
// "Can't access /000012.sst: …", "Corrupted … in WAL 000012.log".
fs::path FileNamed(std::string_view text, const fs::path& folder) {
  constexpr std::string_view kSeparators = " /:;,\"\n";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(kSeparators), text.size());
    const std::string_view word = text.substr(0, end);
    if (word.ends_with(".ldb")) return (folder / word).replace_extension(".sst");  // an older name
    if (NamesStoreFile(word)) return folder / word;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return folder;
}

Error RefusedError(const std::string& detail, const SourcePlace& file) {
  Error error{ErrorCode::kIo, fmt::format("the disk refused: {}", detail), file};
  if (detail.find("Too many open files") != std::string::npos)
    error.hint = "allow the program more open files (ulimit -n) and try again";
  return error;
}

}  // namespace

bool IsLockOurs(const rocksdb::Status& status) {
  return status.IsIOError() &&
         status.ToString().find("lock hold by current process") != std::string::npos;
}

bool IsLockTaken(const rocksdb::Status& status) {
  return IsLockOurs(status) ||
         (status.IsIOError() && status.ToString().find("While lock file") != std::string::npos);
}

Error NoSpaceError(const fs::path& folder) {
  return {.code = ErrorCode::kIo,
          .message = "no space left on the disk",
          .where = {folder.string()},
          .hint = "free some space and try again; what was stored before is untouched"};
}

Error ToError(const rocksdb::Status& status, const fs::path& folder) {
  const std::string detail = Detail(status);
  const SourcePlace file{FileNamed(detail, folder).string()};
  const bool named = file.file != folder.string();
  const std::string hint(kDamageHint);
  switch (status.code()) {
    case rocksdb::Status::kCorruption:
      return {ErrorCode::kCorruption,
              fmt::format("the {} is damaged: {}", named ? "file" : "database", detail), file,
              hint};
    case rocksdb::Status::kIOError:
      if (status.IsNoSpace()) return NoSpaceError(folder);
      if (status.IsPathNotFound()) {
        return {ErrorCode::kCorruption, fmt::format("a file is missing: {}", detail), file, hint};
      }
      return RefusedError(detail, file);
    case rocksdb::Status::kNotSupported:
      return {ErrorCode::kUnsupported, fmt::format("RocksDB cannot do this: {}", detail), file};
    case rocksdb::Status::kBusy:
    case rocksdb::Status::kTryAgain:
    case rocksdb::Status::kTimedOut:
      return {ErrorCode::kLocked, fmt::format("the database is busy: {}", detail), file,
              "try again later"};
    case rocksdb::Status::kInvalidArgument:
      // It compares options first, and says so when it cannot read them.
      if (const std::size_t inner = detail.find("IO error: "); inner != std::string::npos)
        return RefusedError(detail.substr(inner), file);
      // All arguments but the folder are ours, so that this is about the folder's content.
      return {ErrorCode::kInvalidInput, fmt::format("not a database of ours: {}", detail), file};
    default:
      return {ErrorCode::kInternal, fmt::format("RocksDB: {}", status.ToString()), file};
  }
}

Status ToStatus(const rocksdb::Status& status, const fs::path& folder) {
  if (status.ok()) return {};
  return Fail(ToError(status, folder));
}

}  // namespace citygraph

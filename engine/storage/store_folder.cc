#include "engine/storage/store_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "engine/storage/fold.h"

namespace citygraph {
namespace {

namespace fs = std::filesystem;

enum class FileRole : std::uint8_t {
  kData,      // rows, or what leads to them: such files make a folder a store
  kOverhead,  // files that exist before a store's first row does
  kForeign,
};

bool IsLog(std::string_view name) {
  return name.ends_with(".log") && name.find_first_not_of("0123456789") == name.size() - 4;
}

FileRole RoleOf(std::string_view name) {
  if (name == "CURRENT" || name.ends_with(".sst") || IsLog(name)) return FileRole::kData;
  const bool overhead = name == "LOCK" || name == "IDENTITY" || name == "SEAL" || name == "LOG" ||
                        name.starts_with("LOG.old.") || name.starts_with("MANIFEST-") ||
                        name.starts_with("OPTIONS-") || IsBaseFileName(name) ||
                        name.ends_with(".dbtmp");
  return overhead ? FileRole::kOverhead : FileRole::kForeign;
}

struct Content {
  bool current = false;
  std::string data;     // some file of a store, "" if there is none
  std::string foreign;  // some other file or folder, "" if there is none
};

Result<Content> List(const fs::path& folder) {
  Content content;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const FileRole role = RoleOf(name);
    if (role == FileRole::kData) content.data = name;
    if (role == FileRole::kForeign) content.foreign = name;
    if (name == "CURRENT") content.current = true;
  }
  if (error) {
    return Fail(ErrorCode::kIo, "cannot list the folder: " + error.message(), {folder.string()});
  }
  return content;
}

std::unexpected<Error> Missing(const fs::path& folder, std::string message) {
  return Fail({.code = ErrorCode::kNotFound,
               .message = std::move(message),
               .where = {folder.string()},
               .hint = "name another folder, or make a database there by importing files into it"});
}

// Makes the folder, so that what forbids it is said in these words and not as a store's damage.
Status MakeFolder(const fs::path& folder) {
  std::error_code error;
  const fs::path parent = fs::absolute(folder / "..", error).lexically_normal();
  if (fs::is_directory(parent, error)) {
    fs::create_directory(folder, error);
    if (!error) return {};
    return Fail({.code = ErrorCode::kIo,
                 .message = "cannot create the database's folder: " + error.message(),
                 .where = {folder.string()},
                 .hint = "name a folder that may be written to with --db"});
  }
  return Fail(ErrorCode::kNotFound,
              fmt::format("cannot make a database here: there is no folder {}", parent.string()),
              {folder.string()});
}

}  // namespace

Status CheckFolder(const fs::path& folder, OpenMode mode) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (status.type() == fs::file_type::not_found) {
    if (mode == OpenMode::kCreate) return MakeFolder(folder);
    return Missing(folder, "there is no database here: the folder does not exist");
  }
  if (error) {
    return Fail(ErrorCode::kIo, "cannot look at the folder: " + error.message(), {folder.string()});
  }
  if (status.type() != fs::file_type::directory) {
    return Fail(ErrorCode::kInvalidInput, "this is a file, and a database is a folder",
                {folder.string()});
  }

  CITYGRAPH_TRY(const Content content, List(folder));
  if (content.current) return {};
  if (!content.data.empty()) {
    return Fail({.code = ErrorCode::kCorruption,
                 .message = fmt::format("the file is missing, and {} beside it is not of use "
                                        "without it",
                                        content.data),
                 .where = {(folder / "CURRENT").string()},
                 .hint = std::string(kDamageHint)});
  }
  // What is left is empty, or a store whose making was cut short before it held anything.
  if (content.foreign.empty()) {
    if (mode == OpenMode::kCreate) return {};
    return Missing(folder, "there is no database here: the folder is empty");
  }
  const std::string found = fmt::format("the folder holds \"{}\"", content.foreign);
  if (mode != OpenMode::kCreate) return Missing(folder, "there is no database here: " + found);
  return Fail({.code = ErrorCode::kInvalidInput,
               .message = found + ", and a new database needs a folder that is empty or not there",
               .where = {folder.string()},
               .hint = "name a folder for the database alone"});
}

StoreStamp ReadStamp(const fs::path& folder) {
  StoreStamp stamp;
  std::ifstream current(folder / "CURRENT");
  if (!std::getline(current, stamp.manifest)) return {};
  std::error_code error;
  const std::uintmax_t bytes = fs::file_size(folder / stamp.manifest, error);
  stamp.manifest_bytes = error ? 0 : bytes;
  return stamp;
}

std::optional<pid_t> LockHolder(const fs::path& folder) {
  const int file = ::open((folder / "LOCK").c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  struct flock lock = {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  const int answer = ::fcntl(file, F_GETLK, &lock);
  ::close(file);
  // A holder in another container has no number here.
  if (answer != 0 || lock.l_type == F_UNLCK || lock.l_pid <= 0) return std::nullopt;
  return lock.l_pid;
}

std::vector<std::string> LogsWithRows(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code gone;
    if (IsLog(name) && entry->file_size(gone) > 0 && !gone) names.push_back(name);
  }
  return names;
}

std::uint64_t StoreBytes(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    if (RoleOf(entry->path().filename().string()) == FileRole::kForeign) continue;
    std::error_code gone;  // a writer may have deleted it by now
    const std::uintmax_t size = entry->file_size(gone);
    if (!gone) bytes += size;
  }
  return bytes;
}

}  // namespace citygraph

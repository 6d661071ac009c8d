#include "engine/storage/backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>
#include <thread>

#include "engine/storage/fold.h"
#include "engine/storage/store_folder.h"

namespace citygraph {
namespace {

namespace fs = std::filesystem;

Error Refused(const fs::path& file, const char* what) {
  return {.code = ErrorCode::kIo,
          .message = fmt::format("cannot {}: {}", what, std::strerror(errno)),
          .where = {file.string()}};
}

class File {
 public:
  File(const fs::path& path, int flags) : handle_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
  ~File() {
    if (handle_ >= 0) ::close(handle_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int handle() const { return handle_; }

 private:
  int handle_;
};

Status SyncFolder(const fs::path& folder) {
  const File file(folder, O_RDONLY | O_DIRECTORY);
  if (file.handle() < 0 || ::fsync(file.handle()) != 0) return Fail(Refused(folder, "sync"));
  return {};
}

// Copies at most `bytes` of the file and brings them to the disk. What was there shares its room
// where the file system can.
Status Copy(const fs::path& from, const fs::path& to, std::uint64_t bytes) {
  const File source(from, O_RDONLY);
  if (source.handle() < 0) return Fail(Refused(from, "read"));
  const File target(to, O_WRONLY | O_CREAT | O_TRUNC);
  if (target.handle() < 0) return Fail(Refused(to, "write"));
  constexpr std::uint64_t kChunk = std::uint64_t{64} << 20;
  while (bytes > 0) {
    const ssize_t copied = ::copy_file_range(source.handle(), nullptr, target.handle(), nullptr,
                                             std::min(bytes, kChunk), 0);
    if (copied < 0) return Fail(Refused(to, "write"));
    if (copied == 0) break;  // shorter than it was, or ends here
    bytes -= static_cast<std::uint64_t>(copied);
  }
  if (::fsync(target.handle()) != 0) return Fail(Refused(to, "sync"));
  return {};
}

bool SameBytes(const fs::path& a, const fs::path& b) {
  std::error_code error;
  if (fs::file_size(a, error) != fs::file_size(b, error) || error) return false;
  std::ifstream first(a, std::ios::binary);
  std::ifstream second(b, std::ios::binary);
  std::array<char, 1 << 16> left{};
  std::array<char, 1 << 16> right{};
  while (first && second) {
    first.read(left.data(), left.size());
    second.read(right.data(), right.size());
    if (first.gcount() != second.gcount() ||
        std::memcmp(left.data(), right.data(), static_cast<std::size_t>(first.gcount())) != 0)
      return false;
  }
  return first.eof() && second.eof();
}

// Files that never change once they are there under their name.
bool NeverChanges(const fs::path& file) {
  const std::string name = file.filename().string();
  return file.extension() == ".sst" || (IsBaseFileName(name) && file.extension() != ".new");
}

// What makes up the store, in the order in which it is copied: tables; the MANIFEST that names
// them, as long as it was; logs, the earlier ones first; bases, which the logs may name, last.
std::vector<fs::path> FilesOf(const fs::path& database, const StoreStamp& stamp) {
  std::vector<fs::path> tables;
  std::vector<fs::path> logs;
  std::vector<fs::path> bases;
  std::vector<fs::path> small = {database / "CURRENT"};
  std::error_code error;
  fs::directory_iterator entry(database, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const fs::path& path = entry->path();
    const std::string name = path.filename().string();
    if (path.extension() == ".sst") tables.push_back(path);
    if (path.extension() == ".log") logs.push_back(path);
    if (IsBaseFileName(name) && path.extension() != ".new") bases.push_back(path);
    if (name == stamp.manifest || name == "IDENTITY" || name == "SEAL" ||
        name.starts_with("OPTIONS-"))
      small.push_back(path);
  }
  std::ranges::sort(logs);
  for (const auto* more : {&small, &logs, &bases})
    tables.insert(tables.end(), more->begin(), more->end());
  return tables;
}

// Copies or links the store's files. Nothing when the store's files changed meanwhile.
Result<std::optional<BackupReport>> TryCopy(const fs::path& database, const fs::path& to,
                                            const std::optional<fs::path>& before) {
  const StoreStamp stamp = ReadStamp(database);
  BackupReport report;
  const auto changed = [&] { return ReadStamp(database) != stamp; };
  for (const fs::path& file : FilesOf(database, stamp)) {
    const fs::path name = file.filename();
    std::error_code error;
    const std::uintmax_t bytes =
        name == stamp.manifest ? stamp.manifest_bytes : fs::file_size(file, error);
    if (error) continue;  // gone: a base or a log that is needed no more, or the stamp tells
    report.bytes += bytes;
    if (before && NeverChanges(file) && SameBytes(file, *before / name)) {
      fs::create_hard_link(*before / name, to / name, error);
      if (!error) continue;
    }
    report.new_bytes += bytes;
    if (const Status copied = Copy(file, to / name, bytes); !copied) {
      if (!fs::exists(file, error) || changed()) return std::nullopt;
      return std::unexpected(copied.error());
    }
  }
  if (changed()) return std::nullopt;
  CITYGRAPH_TRY(SyncFolder(to));
  return report;
}

constexpr std::size_t kDigits = 6;

std::optional<unsigned> NumberOf(const fs::path& folder) {
  const std::string name = folder.filename().string();
  if (name.size() != kDigits || name.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  return static_cast<unsigned>(std::stoul(name));
}

std::vector<fs::path> BackupsIn(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    if (NumberOf(entry->path())) found.push_back(entry->path());
  }
  std::ranges::sort(found);
  return found;
}

// A folder beside the wanted one that is given its name when all is in it.
class Making {
 public:
  explicit Making(fs::path wanted)
      : wanted_(std::move(wanted)), folder_(wanted_.string() + ".making") {}
  ~Making() { Clear(); }
  Making(const Making&) = delete;
  Making& operator=(const Making&) = delete;

  const fs::path& folder() const { return folder_; }
  Status Begin() const {
    Clear();
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error)
      return Fail(ErrorCode::kIo, "cannot make the folder: " + error.message(), {folder_.string()});
    return {};
  }
  Status Finish() const {
    std::error_code error;
    fs::rename(folder_, wanted_, error);
    if (error)
      return Fail(ErrorCode::kIo, "cannot give it its name: " + error.message(),
                  {wanted_.string()});
    const fs::path parent = wanted_.parent_path();
    return SyncFolder(parent.empty() ? "." : parent);
  }

 private:
  void Clear() const {
    std::error_code error;
    fs::remove_all(folder_, error);
  }
  fs::path wanted_;
  fs::path folder_;
};

}  // namespace

Result<BackupReport> BackUp(const fs::path& database, const fs::path& backups) {
  CITYGRAPH_TRY(CheckFolder(database, OpenMode::kRead));
  const std::vector<fs::path> earlier = BackupsIn(backups);
  std::error_code error;
  if (earlier.empty() && fs::exists(backups, error) && !fs::is_empty(backups, error)) {
    return Fail({.code = ErrorCode::kInvalidInput,
                 .message = "holds something else than backups",
                 .where = {backups.string()},
                 .hint = "name a new folder, or one that backups were made in"});
  }
  const unsigned number = earlier.empty() ? 1 : *NumberOf(earlier.back()) + 1;
  const fs::path folder = backups / fmt::format("{:0{}}", number, kDigits);
  const Making making(folder);
  constexpr std::chrono::seconds kPatience{30};
  const auto start = std::chrono::steady_clock::now();
  while (true) {
    CITYGRAPH_TRY(making.Begin());
    CITYGRAPH_TRY(auto report,
                  TryCopy(database, making.folder(),
                          earlier.empty() ? std::nullopt : std::optional(earlier.back())));
    if (report) {
      CITYGRAPH_TRY(making.Finish());
      report->folder = folder;
      return *std::move(report);
    }
    if (std::chrono::steady_clock::now() - start > kPatience) {
      return Fail(ErrorCode::kIo, "a writer changed the files of the database all the while",
                  {database.string()});
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

Result<std::vector<fs::path>> ListBackups(const fs::path& backups) {
  std::vector<fs::path> found = BackupsIn(backups);
  if (found.empty()) {
    return Fail({.code = ErrorCode::kNotFound,
                 .message = "there is no backup here",
                 .where = {backups.string()},
                 .hint = "make one with: citygraph backup FOLDER"});
  }
  return found;
}

Result<fs::path> Restore(const fs::path& from, const fs::path& database) {
  fs::path backup = from;
  if (!fs::exists(from / "CURRENT")) {
    CITYGRAPH_TRY(const auto backups, ListBackups(from));
    backup = backups.back();
  }
  std::error_code error;
  if (fs::exists(database, error) && !fs::is_empty(database, error)) {
    return Fail(
        {.code = ErrorCode::kInvalidInput,
         .message = "there is something here already",
         .where = {database.string()},
         .hint = "name a new folder with --db; a backup never takes the place of a database"});
  }
  fs::path wanted = fs::absolute(database).lexically_normal();
  if (!wanted.has_filename()) wanted = wanted.parent_path();
  const Making making(wanted);
  CITYGRAPH_TRY(making.Begin());
  // A backup does not change: one try is enough, and nothing is linked, so that it stays apart.
  CITYGRAPH_TRY(const auto report, TryCopy(backup, making.folder(), std::nullopt));
  if (!report)
    return Fail(ErrorCode::kIo, "the backup changed while it was read", {backup.string()});
  CITYGRAPH_TRY(making.Finish());
  return backup;
}

}  // namespace citygraph

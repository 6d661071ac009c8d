#include "engine/storage/store_seal.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>

#include "engine/base/bytes.h"
#include "engine/storage/store_folder.h"

namespace citygraph {
namespace {

namespace fs = std::filesystem;

// What is sealed of a file. A MANIFEST only grows, so that its first `bytes` stay as they were; a
// table never changes, and of it the end is hashed: its blocks have checksums that RocksDB minds.
struct Mark {
  std::uintmax_t bytes = 0;
  std::uint64_t hash = 0;

  bool operator==(const Mark&) const = default;
};

// "MANIFEST-000012 1833 9a0c…\n000009.sst 40960 51fe…\n…= 77b2…\n": name, bytes, hash; last the
// hash of all lines before.
using Seal = std::map<std::string, Mark>;

constexpr std::uintmax_t kTableEnd = 8192;  // properties, index of the blocks' index, footer: 2 kB

bool IsTable(std::string_view name) { return name.ends_with(".sst"); }

std::string ToText(const Seal& seal) {
  std::string body;
  for (const auto& [name, mark] : seal) {
    body += fmt::format("{} {} {:016x}\n", name, mark.bytes, mark.hash);
  }
  return fmt::format("{}= {:016x}\n", body, Fnv1a(body));
}

// Nothing when there is no seal, or it is not as it was written.
Seal ReadSeal(const fs::path& folder) {
  std::ifstream file(folder / "SEAL", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  std::istringstream in(text);
  Seal seal;
  std::string name;
  Mark mark;
  while (in >> name && name != "=" && in >> std::dec >> mark.bytes >> std::hex >> mark.hash) {
    seal[name] = mark;
  }
  return ToText(seal) == text ? seal : Seal();
}

// The hash of `size` bytes from `first`; nothing when they are not there.
std::optional<std::uint64_t> HashOf(const fs::path& path, std::uintmax_t first,
                                    std::uintmax_t size) {
  std::string bytes(size, '\0');
  std::ifstream in(path, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(first));
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!in) return std::nullopt;
  return Fnv1a(bytes);
}

// The hash of the part that is sealed of a file that has, or had, `bytes`.
std::optional<std::uint64_t> HashSealed(const fs::path& path, std::uintmax_t bytes) {
  const bool table = IsTable(path.filename().string());
  const std::uintmax_t first = table && bytes > kTableEnd ? bytes - kTableEnd : 0;
  return HashOf(path, first, bytes - first);
}

std::unexpected<Error> Damaged(const fs::path& path, const std::string& how) {
  return Fail({.code = ErrorCode::kCorruption,
               .message = "the file is damaged: " + how,
               .where = {path.string()},
               .hint = std::string(kDamageHint)});
}

Status CheckMark(const fs::path& path, const Mark& mark) {
  std::error_code gone;
  const std::uintmax_t bytes = fs::file_size(path, gone);
  if (gone) return {};  // a writer deleted it, or RocksDB will say what is missing
  const bool table = IsTable(path.filename().string());
  if (bytes < mark.bytes || (table && bytes > mark.bytes)) {
    return Damaged(path, fmt::format("it is {} bytes long, and it had {}", bytes, mark.bytes));
  }
  const std::optional<std::uint64_t> hash = HashSealed(path, mark.bytes);
  if (!hash || *hash == mark.hash) return {};
  return Damaged(
      path, table ? "its end is not what was written" : "its beginning is not what was written");
}

void MarkFile(const fs::path& path, const Seal& before, Seal& seal) {
  const std::string name = path.filename().string();
  // What was sealed stays sealed as it was: damage must not be taken for the right thing.
  if (const auto old = before.find(name); IsTable(name) && old != before.end()) {
    seal.insert(*old);
    return;
  }
  std::error_code error;
  const std::uintmax_t bytes = fs::file_size(path, error);
  if (error) return;
  if (const auto hash = HashSealed(path, bytes)) seal[name] = {bytes, *hash};
}

// Not synced: after a power cut the seal may be empty or old, and then says less.
void Replace(const fs::path& folder, const Seal& seal) {
  const fs::path temporary = folder / "SEAL.dbtmp";
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  out << ToText(seal);
  out.close();
  std::error_code error;
  if (out) {
    fs::rename(temporary, folder / "SEAL", error);
  } else {
    fs::remove(temporary, error);
  }
}

}  // namespace

void WriteSeal(const fs::path& folder) {
  const Seal before = ReadSeal(folder);
  Seal seal;
  if (const StoreStamp stamp = ReadStamp(folder); !stamp.manifest.empty()) {
    MarkFile(folder / stamp.manifest, before, seal);
  }
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    if (IsTable(entry->path().filename().string())) MarkFile(entry->path(), before, seal);
  }
  Replace(folder, seal);
}

void SealTable(const fs::path& table) {
  const Seal before = ReadSeal(table.parent_path());
  Seal seal = before;
  // A busy writer makes and drops tables all day: the seal is as long as the store has tables.
  std::erase_if(seal, [&](const auto& entry) {
    std::error_code error;
    return IsTable(entry.first) && !fs::exists(table.parent_path() / entry.first, error) && !error;
  });
  MarkFile(table, before, seal);
  if (seal != before) Replace(table.parent_path(), seal);
}

Status CheckSeal(const fs::path& folder, std::set<std::string>* checked) {
  const Seal seal = ReadSeal(folder);
  if (seal.empty()) return {};
  const std::string manifest = ReadStamp(folder).manifest;
  for (const auto& [name, mark] : seal) {
    // The MANIFEST of a later session is not sealed yet.
    if (!IsTable(name) && name != manifest) continue;
    if (checked != nullptr && checked->contains(name)) continue;
    CITYGRAPH_TRY(CheckMark(folder / name, mark));
    if (checked != nullptr && IsTable(name)) checked->insert(name);
  }
  return {};
}

}  // namespace citygraph

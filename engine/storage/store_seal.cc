#include "engine/storage/store_seal.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

#include "engine/base/bytes.h"
#include "engine/storage/store_folder.h"

namespace citygraph {
namespace {

namespace fs = std::filesystem;

// "MANIFEST-000012 1833 9a0c… 51fe…\n": name, bytes, their hash, the hash of the seal up to there.
struct Seal {
  std::string manifest;
  std::size_t bytes = 0;
  std::uint64_t hash = 0;

  std::string Text() const {
    const std::string body = fmt::format("{} {} {:016x}", manifest, bytes, hash);
    return fmt::format("{} {:016x}\n", body, Fnv1a(body));
  }
};

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::optional<Seal> ReadSeal(const fs::path& folder) {
  const std::string text = ReadFile(folder / "SEAL");
  std::istringstream in(text);
  Seal seal;
  in >> seal.manifest >> seal.bytes >> std::hex >> seal.hash;
  if (!in || seal.Text() != text) return std::nullopt;
  return seal;
}

}  // namespace

void WriteSeal(const fs::path& folder) {
  const StoreStamp stamp = ReadStamp(folder);
  const std::string manifest = ReadFile(folder / stamp.manifest);
  if (stamp.manifest.empty() || manifest.size() != stamp.manifest_bytes) return;
  const Seal seal{stamp.manifest, manifest.size(), Fnv1a(manifest)};
  // Not synced: after a power cut the seal may be empty or old, and then says nothing.
  const fs::path temporary = folder / "SEAL.dbtmp";
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  out << seal.Text();
  out.close();
  std::error_code error;
  if (out) {
    fs::rename(temporary, folder / "SEAL", error);
  } else {
    fs::remove(temporary, error);
  }
}

Status CheckSeal(const fs::path& folder) {
  const std::optional<Seal> seal = ReadSeal(folder);
  if (!seal || seal->manifest != ReadStamp(folder).manifest) return {};
  const std::string manifest = ReadFile(folder / seal->manifest);
  if (manifest.empty() && ReadStamp(folder).manifest != seal->manifest) return {};
  // A MANIFEST only grows, so that its sealed part stays as it was.
  if (manifest.size() >= seal->bytes &&
      Fnv1a(std::string_view(manifest).substr(0, seal->bytes)) == seal->hash) {
    return {};
  }
  const std::string found =
      manifest.size() < seal->bytes
          ? fmt::format("{} bytes long, and it had {}", manifest.size(), seal->bytes)
          : fmt::format("not what was written, in its first {} bytes", seal->bytes);
  return Fail({.code = ErrorCode::kCorruption,
               .message = "the file is damaged: it is " + found,
               .where = {(folder / seal->manifest).string()},
               .hint = std::string(kDamageHint)});
}

}  // namespace citygraph

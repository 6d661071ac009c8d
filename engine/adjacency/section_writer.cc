#include "engine/adjacency/section_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "engine/adjacency/checksum.h"

namespace citygraph {
namespace {

namespace format = adjacency_format;

std::uint64_t Aligned(std::uint64_t size) {
  return (size + format::kAlignment - 1) / format::kAlignment * format::kAlignment;
}

class FileWriter : public SectionWriter {
 public:
  explicit FileWriter(std::filesystem::path file) : file_(std::move(file)), new_file_(file_) {
    new_file_ += ".new";
  }
  ~FileWriter() override {
    if (handle_ < 0) return;
    ::close(handle_);
    std::error_code ignored;
    std::filesystem::remove(new_file_, ignored);
  }

  Status Create() {
    handle_ = ::open(new_file_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    return handle_ < 0 ? Refused(new_file_) : Status{};
  }

 protected:
  Status WriteAt(std::uint64_t offset, std::span<const std::byte> bytes) override {
    while (!bytes.empty()) {
      const ssize_t written =
          ::pwrite(handle_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return Refused(new_file_);
      offset += static_cast<std::uint64_t>(written);
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
  }

  Result<FileBytes> Complete(bool sync) override {
    if (sync && ::fsync(handle_) != 0) return Refused(new_file_);
    if (::rename(new_file_.c_str(), file_.c_str()) != 0) return Refused(file_);
    ::close(std::exchange(handle_, -1));
    if (sync) CITYGRAPH_TRY(SyncFolder());
    return FileBytes::Map(file_);
  }

 private:
  static std::unexpected<Error> Refused(const std::filesystem::path& file) {
    return Fail(ErrorCode::kIo, file.string() + ": " + std::strerror(errno));
  }

  Status SyncFolder() const {
    const std::filesystem::path folder = file_.has_parent_path() ? file_.parent_path() : ".";
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return Refused(folder);
    const bool synced = ::fsync(handle) == 0;
    Status status = synced ? Status{} : Refused(folder);
    ::close(handle);
    return status;
  }

  std::filesystem::path file_;
  std::filesystem::path new_file_;
  int handle_ = -1;
};

class MemoryWriter : public SectionWriter {
 protected:
  Status WriteAt(std::uint64_t offset, std::span<const std::byte> bytes) override {
    if (bytes_.size() < offset + bytes.size()) bytes_.resize(offset + bytes.size());
    std::memcpy(bytes_.data() + offset, bytes.data(), bytes.size());
    return {};
  }
  Result<FileBytes> Complete(bool /*sync*/) override {
    return FileBytes::Hold(std::exchange(bytes_, {}), "adjacency in memory");
  }

 private:
  std::string bytes_;
};

}  // namespace

Result<std::unique_ptr<SectionWriter>> SectionWriter::ToFile(const std::filesystem::path& file) {
  auto writer = std::make_unique<FileWriter>(file);
  CITYGRAPH_TRY(writer->Create());
  return writer;
}

std::unique_ptr<SectionWriter> SectionWriter::InMemory() {
  return std::make_unique<MemoryWriter>();
}

Result<std::uint64_t> SectionWriter::Add(std::span<const std::byte> bytes) {
  if (bytes.empty()) return 0;
  const std::uint64_t offset = Aligned(size_);
  CITYGRAPH_TRY(WriteAt(offset, bytes));
  size_ = offset + bytes.size();
  sections_.push_back({.offset = offset, .size = bytes.size(), .checksum = Xxh64(bytes)});
  return sections_.size();
}

Result<FileBytes> SectionWriter::Finish(format::Header header, std::string_view catalogue,
                                        bool sync) {
  const auto refs = std::as_bytes(std::span(sections_));
  std::vector<std::byte> directory(refs.begin(), refs.end());
  const auto catalogue_bytes = std::as_bytes(std::span(catalogue));
  directory.insert(directory.end(), catalogue_bytes.begin(), catalogue_bytes.end());

  header.section_count = static_cast<std::uint32_t>(sections_.size());
  header.directory_offset = Aligned(size_);
  header.catalogue_size = catalogue.size();
  header.file_size = header.directory_offset + directory.size();
  header.directory_checksum = Xxh64(directory);
  const auto header_bytes = std::as_bytes(std::span(&header, 1));
  header.header_checksum = Xxh64(header_bytes.first(offsetof(format::Header, header_checksum)));
  CITYGRAPH_TRY(WriteAt(header.directory_offset, directory));
  CITYGRAPH_TRY(WriteAt(0, header_bytes));
  return Complete(sync);
}

}  // namespace citygraph

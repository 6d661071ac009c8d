#include "engine/adjacency/file_bytes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <new>
#include <utility>

namespace citygraph {
namespace {

constexpr std::align_val_t kAlignment{64};

std::unexpected<Error> Refused(const std::string& name) {
  const int error = errno;
  return Fail(error == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
              name + ": " + std::strerror(error));
}

}  // namespace

Result<FileBytes> FileBytes::Map(const std::filesystem::path& file) {
  FileBytes bytes;
  bytes.name_ = file.string();
  const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) return Refused(bytes.name_);
  struct stat status{};
  const bool known = ::fstat(handle, &status) == 0;
  if (!known || !S_ISREG(status.st_mode)) {
    if (known) errno = EISDIR;  // or a device: nothing to map
    auto refused = Refused(bytes.name_);
    ::close(handle);
    return refused;
  }
  bytes.size_ = static_cast<std::size_t>(status.st_size);
  if (bytes.size_ > 0) {
    void* const mapped = ::mmap(nullptr, bytes.size_, PROT_READ, MAP_SHARED, handle, 0);
    if (mapped == MAP_FAILED) {
      auto refused = Refused(bytes.name_);
      ::close(handle);
      return refused;
    }
    bytes.data_ = static_cast<const std::byte*>(mapped);
    bytes.mapped_ = true;
  }
  ::close(handle);
  return bytes;
}

FileBytes FileBytes::Hold(std::string_view held, std::string name) {
  FileBytes bytes;
  bytes.name_ = std::move(name);
  bytes.size_ = held.size();
  if (!held.empty()) {
    auto* const copy = static_cast<std::byte*>(::operator new(held.size(), kAlignment));
    std::memcpy(copy, held.data(), held.size());
    bytes.data_ = copy;
  }
  return bytes;
}

FileBytes::FileBytes(FileBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      mapped_(std::exchange(other.mapped_, false)),
      name_(std::move(other.name_)) {}

FileBytes& FileBytes::operator=(FileBytes&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(mapped_, other.mapped_);
  std::swap(name_, other.name_);
  return *this;
}

FileBytes::~FileBytes() {
  if (data_ == nullptr) return;
  if (mapped_) {
    ::munmap(const_cast<std::byte*>(data_), size_);
  } else {
    ::operator delete(const_cast<std::byte*>(data_), kAlignment);
  }
}

}  // namespace citygraph

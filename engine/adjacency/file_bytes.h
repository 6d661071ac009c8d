// The bytes of a file, mapped read-only, or bytes held in memory in their stead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace citygraph {

// Immutable. The mapping stays valid when the file is renamed over or deleted; nothing may shorten
// the file in place (citygraph never does: it writes another and renames).
class FileBytes {
 public:
  // Errors: kNotFound, kIo, both naming the file. Cost: a few system calls; no byte is read.
  static Result<FileBytes> Map(const std::filesystem::path& file);
  // A copy of `bytes`, which starts at a multiple of 64; `name` stands for the file in errors.
  static FileBytes Hold(std::string_view bytes, std::string name);

  FileBytes() = default;
  FileBytes(FileBytes&& other) noexcept;
  FileBytes& operator=(FileBytes&& other) noexcept;
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;
  ~FileBytes();

  const std::byte* data() const { return data_; }
  std::size_t size() const { return size_; }
  const std::string& name() const { return name_; }

 private:
  const std::byte* data_ = nullptr;
  std::size_t size_ = 0;
  bool mapped_ = false;
  std::string name_;
};

}  // namespace citygraph

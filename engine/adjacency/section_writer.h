// The sections of an adjacency file, one after the other, into a file or memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/adjacency/adjacency_format.h"
#include "engine/adjacency/file_bytes.h"
#include "engine/base/result.h"

namespace citygraph {

class SectionWriter {
 public:
  // Writes to `file`.new until Finish renames it; without Finish it is deleted.
  static Result<std::unique_ptr<SectionWriter>> ToFile(const std::filesystem::path& file);
  static std::unique_ptr<SectionWriter> InMemory();
  virtual ~SectionWriter() = default;

  // Appends a section and returns its number; 0 for no bytes, which need no section.
  Result<std::uint64_t> Add(std::span<const std::byte> bytes);
  template <class T>
  Result<std::uint64_t> AddArray(std::span<const T> values) {
    return Add(std::as_bytes(values));
  }

  // Writes directory and header (of which the caller fills in sequence and limits) and gives the
  // whole back. `sync`: it is on disk, under its name, before this returns.
  Result<FileBytes> Finish(adjacency_format::Header header, std::string_view catalogue, bool sync);

 protected:
  virtual Status WriteAt(std::uint64_t offset, std::span<const std::byte> bytes) = 0;
  virtual Result<FileBytes> Complete(bool sync) = 0;

 private:
  std::vector<adjacency_format::SectionRef> sections_;
  std::uint64_t size_ = sizeof(adjacency_format::Header);
};

}  // namespace citygraph

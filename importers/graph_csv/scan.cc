#include "importers/graph_csv/scan.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace citygraph::importers {

Result<MappedText> MappedText::Map(const std::string& path) {
  const auto failed = [&](ErrorCode code) {
    return Fail(code, std::string("cannot be read: ") + std::strerror(errno), {path});
  };
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return failed(errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo);
  struct stat status = {};
  MappedText mapped;
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(file);
    return Fail(ErrorCode::kInvalidInput, "this is not a file", {path});
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > 0) {
    void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) {
      ::close(file);
      return failed(ErrorCode::kIo);
    }
    ::madvise(bytes, size, MADV_SEQUENTIAL);
    mapped.text_ = {static_cast<const char*>(bytes), size};
  }
  ::close(file);
  return mapped;
}

MappedText::MappedText(MappedText&& other) noexcept : text_(std::exchange(other.text_, {})) {}
MappedText& MappedText::operator=(MappedText&& other) noexcept {
  std::swap(text_, other.text_);
  return *this;
}
MappedText::~MappedText() {
  if (!text_.empty()) ::munmap(const_cast<char*>(text_.data()), text_.size());
}

void MappedText::Release(std::size_t first, std::size_t end) const {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  first = (first + page - 1) / page * page;
  end = end / page * page;
  if (first < end) ::madvise(const_cast<char*>(text_.data()) + first, end - first, MADV_DONTNEED);
}

std::vector<Piece> CutAtRows(std::string_view text, std::size_t first, std::size_t size) {
  std::vector<Piece> pieces;
  bool quoted = false;  // at `seen`
  std::size_t seen = first;
  while (first < text.size()) {
    std::size_t end = std::min(first + size, text.size());
    quoted ^= std::count(text.begin() + static_cast<std::ptrdiff_t>(seen),
                         text.begin() + static_cast<std::ptrdiff_t>(end), '"') %
                  2 !=
              0;
    while (end < text.size() && (quoted || text[end - 1] != '\n')) {
      if (text[end] == '"') quoted = !quoted;
      ++end;
    }
    pieces.push_back({first, end});
    first = seen = end;
  }
  return pieces;
}

// at_ stands on the opening quote; afterwards on what follows the closing one.
std::string_view RowScanner::Quoted() {
  const char* start = ++at_;
  std::string* copy = nullptr;
  while (true) {
    const char* quote =
        at_ == end_
            ? nullptr
            : static_cast<const char*>(std::memchr(at_, '"', static_cast<std::size_t>(end_ - at_)));
    if (quote == nullptr) {
      malformed_ = true;
      const std::string_view rest(start, static_cast<std::size_t>(end_ - start));
      at_ = end_;
      return rest;
    }
    lines_ += static_cast<std::uint64_t>(std::count(at_, quote, '\n'));
    const bool doubled = quote + 1 < end_ && quote[1] == '"';
    if (!doubled && copy == nullptr) {
      at_ = quote + 1;
      return {start, static_cast<std::size_t>(quote - start)};
    }
    if (copy == nullptr) {
      if (unquoted_used_ == unquoted_.size()) unquoted_.emplace_back();
      copy = &unquoted_[unquoted_used_++];
      copy->clear();
    }
    copy->append(start, quote + (doubled ? 1 : 0));
    at_ = quote + (doubled ? 2 : 1);
    start = at_;
    if (!doubled) return *copy;
  }
}

bool RowScanner::Next(std::vector<std::string_view>& fields) {
  while (at_ < end_ && (*at_ == '\n' || (*at_ == '\r' && at_ + 1 < end_ && at_[1] == '\n'))) {
    at_ += *at_ == '\r' ? 2 : 1;
    ++lines_;
  }
  if (at_ >= end_) return false;
  fields.clear();
  unquoted_used_ = 0;
  // A row's copies must not move while it is read: room for as many as it can have.
  malformed_ = false;
  row_line_ = lines_;
  std::vector<std::pair<std::size_t, std::size_t>> copies;  // field, copy: vectors of strings move
  while (true) {
    if (at_ < end_ && *at_ == '"') {
      const std::size_t before = unquoted_used_;
      fields.push_back(Quoted());
      if (unquoted_used_ != before) copies.emplace_back(fields.size() - 1, before);
      if (at_ < end_ && *at_ != ',' && *at_ != '\n' && *at_ != '\r') malformed_ = true;
      while (at_ < end_ && *at_ != ',' && *at_ != '\n' && *at_ != '\r') ++at_;
    } else {
      const char* start = at_;
      while (at_ < end_ && *at_ != ',' && *at_ != '\n') ++at_;
      const char* stop = at_;
      if (stop > start && stop[-1] == '\r' && (at_ == end_ || *at_ == '\n')) --stop;
      fields.emplace_back(start, static_cast<std::size_t>(stop - start));
    }
    if (at_ < end_ && *at_ == '\r') ++at_;
    if (at_ >= end_) break;
    const char mark = *at_++;
    if (mark == ',') {
      if (at_ == end_) {
        fields.emplace_back();
        break;
      }
      continue;
    }
    ++lines_;
    break;
  }
  for (const auto& [field, copy] : copies) fields[field] = unquoted_[copy];
  return true;
}

}  // namespace citygraph::importers

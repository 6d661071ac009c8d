#include "cli/new_file.h"

#include <filesystem>
#include <utility>

namespace citygraph::cli {

NewFile::NewFile(std::string path)
    : path_(std::move(path)), beside_(path_ + ".part"), out_(beside_, std::ios::binary) {}

NewFile::~NewFile() {
  if (finished_) return;
  out_.close();
  std::error_code ignored;
  std::filesystem::remove(beside_, ignored);
}

std::unexpected<Error> NewFile::Failed() const {
  return Fail({.code = ErrorCode::kIo,
               .message = "cannot be written",
               .where = {.file = path_},
               .hint = "see that its folder is there, that you may write to it and that the disk "
                       "is not full"});
}

Status NewFile::Write(std::string_view bytes) {
  out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out_) return Failed();
  return {};
}

Status NewFile::Finish() {
  out_.close();
  std::error_code error;
  if (out_) std::filesystem::rename(beside_, path_, error);
  if (!out_ || error) return Failed();
  finished_ = true;
  return {};
}

}  // namespace citygraph::cli

#include "cli/new_file.h"

#include <filesystem>
#include <utility>

namespace citygraph::cli {

namespace {

std::unexpected<Error> CannotWrite(const std::string& path) {
  return Fail({.code = ErrorCode::kIo,
               .message = "cannot be written",
               .where = {.file = path},
               .hint = "see that its folder is there, that you may write to it and that the disk "
                       "is not full"});
}

}  // namespace

NewFile::NewFile(std::string path)
    : path_(std::move(path)), beside_(path_ + ".part"), out_(beside_, std::ios::binary) {}

NewFile::~NewFile() {
  if (finished_) return;
  out_.close();
  std::error_code ignored;
  std::filesystem::remove(beside_, ignored);
}

std::unexpected<Error> NewFile::Failed() const { return CannotWrite(path_); }

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

Result<std::unique_ptr<NewFolder>> NewFolder::Create(const std::string& path) {
  std::string name = path;
  while (name.size() > 1 && name.ends_with('/')) name.pop_back();
  std::error_code error;
  if (std::filesystem::exists(name, error) && !std::filesystem::is_empty(name, error)) {
    return Fail({.code = ErrorCode::kInvalidInput,
                 .message = "is there already, and is not an empty folder",
                 .where = {.file = path},
                 .hint = "name a new folder"});
  }
  std::string beside = name + ".part";
  std::filesystem::remove_all(beside, error);  // of a command that was killed
  std::filesystem::create_directory(beside, error);
  if (error) return CannotWrite(path);
  return std::unique_ptr<NewFolder>(new NewFolder(std::move(name), std::move(beside)));
}

NewFolder::~NewFolder() {
  if (finished_) return;
  files_.clear();
  std::error_code ignored;
  std::filesystem::remove_all(beside_, ignored);
}

Status NewFolder::Write(const std::string& file, std::string_view bytes) {
  auto [found, added] = files_.try_emplace(file);
  if (added) found->second.open(std::filesystem::path(beside_) / file, std::ios::binary);
  found->second.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!found->second) return CannotWrite(path_ + '/' + file);
  return {};
}

Status NewFolder::Finish() {
  for (auto& [name, file] : files_) {
    file.close();
    if (!file) return CannotWrite(path_ + '/' + name);
  }
  std::error_code error;
  std::filesystem::rename(beside_, path_, error);
  if (error) return CannotWrite(path_);
  finished_ = true;
  return {};
}

}  // namespace citygraph::cli

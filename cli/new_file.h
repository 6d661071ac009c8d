// A file, or a folder of files, that is there whole or not at all: written beside its name, and
// renamed when it is complete, so that a full disk or a stopped command leaves no half one.
#pragma once

#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/result.h"

namespace citygraph::cli {

class NewFile {
 public:
  explicit NewFile(std::string path);
  ~NewFile();  // of a file that was not finished: takes it away
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  // Errors: kIo, with what to look at.
  Status Write(std::string_view bytes);
  // Gives the file its name, in place of one that had it.
  Status Finish();

 private:
  std::unexpected<Error> Failed() const;

  std::string path_;
  std::string beside_;
  std::ofstream out_;
  bool finished_ = false;
};

class NewFolder {
 public:
  // The folder must not be there, or be empty. Errors: kInvalidInput, kIo.
  static Result<std::unique_ptr<NewFolder>> Create(const std::string& path);
  ~NewFolder();
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;

  // Appends to a file of the folder. Errors: kIo.
  Status Write(const std::string& file, std::string_view bytes);
  // Gives the folder its name.
  Status Finish();

 private:
  NewFolder(std::string path, std::string beside)
      : path_(std::move(path)), beside_(std::move(beside)) {}

  std::string path_;
  std::string beside_;
  std::map<std::string, std::ofstream> files_;
  bool finished_ = false;
};

}  // namespace citygraph::cli

// A file that is there whole or not at all: written beside its name, and renamed when it is
// complete, so that a full disk or a stopped command leaves no half one.
#pragma once

#include <fstream>
#include <string>
#include <string_view>

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

}  // namespace citygraph::cli

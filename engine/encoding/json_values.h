// The values of a JSON text one after another: the elements of the list that the text is, or values
// that stand one behind the other, as in JSON Lines. One is held at a time.
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/base/result.h"
#include "engine/model/value.h"

namespace citygraph {

class JsonValues {
 public:
  // `text` must outlive it.
  explicit JsonValues(std::string_view text);

  // False at the end of the text. Errors: kInvalidInput, as FromJson's, for what lies at at();
  // Next then gives false, unless SkipLine was called.
  Result<bool> Next(Value& value);

  // Where it stands, in bytes: behind the last value; after an error, where that lies.
  std::size_t at() const { return at_; }
  // Whether the text is one list: what is wrong in it cannot be skipped.
  bool in_list() const { return in_list_; }
  // Where the value that was read, or is wrong, begins.
  std::size_t begin() const { return begin_; }
  // Goes on behind the line on which the wrong value began. REQUIRES: !in_list().
  void SkipLine();

 private:
  void SkipSpace();
  std::unexpected<Error> Wrong(std::string why);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  bool in_list_ = false;
  bool first_ = true;
  bool ended_ = false;
};

}  // namespace citygraph

// Collects bytes and holds of no line more than it takes to reject it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "importers/text/source_text.h"

namespace citygraph::importers {

class LineKeeper {
 public:
  // From here on every byte is held.
  void KeepWhole() { whole_ = true; }

  void Add(std::string_view piece) {
    if (whole_) {
      bytes_.append(piece);
      return;
    }
    while (!piece.empty()) {
      const std::size_t end = piece.find_first_of("\r\n");
      AddToLine(piece.substr(0, end));
      if (end == std::string_view::npos) return;
      bytes_.push_back(piece[end]);
      in_line_ = 0;
      cut_ = false;
      piece.remove_prefix(end + 1);
    }
  }
  std::size_t size() const { return bytes_.size(); }
  // What was collected since the last call; a line may go on after it.
  std::string Take() { return std::exchange(bytes_, {}); }

 private:
  static constexpr std::size_t kKept =
      kLongestRow + 8;  // longer than a row may be, when trimmed too

  void AddToLine(std::string_view piece) {
    if (cut_) return;
    const std::size_t room = kKept - in_line_;
    bytes_.append(piece.substr(0, room));
    in_line_ += std::min(piece.size(), room);
    if (piece.size() <= room) return;
    cut_ = true;
    TrimHalfCharacter();
  }
  // The cut must not make the file look as if it were no UTF-8.
  void TrimHalfCharacter() {
    std::size_t lead = bytes_.size();
    for (int back = 0; back < 4 && lead > 0; ++back) {
      const auto byte = static_cast<unsigned char>(bytes_[--lead]);
      if ((byte & 0xC0) != 0x80) break;
    }
    if (static_cast<unsigned char>(bytes_[lead]) >= 0xC0) bytes_.resize(lead);
  }

  std::string bytes_;
  std::size_t in_line_ = 0;
  bool cut_ = false;
  bool whole_ = false;
};

}  // namespace citygraph::importers

// What all that write JSON share.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/unicode.h"

namespace citygraph {

// The text with U+FFFD for each byte of invalid UTF-8: itself, or `mended`, which is overwritten.
inline std::string_view SoundUtf8(std::string_view text, std::string& mended) {
  if (IsValidUtf8(text)) return text;
  mended.clear();
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = DecodeAt(text, i);
    AppendUtf8(mended, c.value);
    i += c.size;
  }
  return mended;
}

}  // namespace citygraph

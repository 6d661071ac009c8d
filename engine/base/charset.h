// Which encoding the bytes of a text are in where nothing says so, and those bytes as UTF-8. A door
// to ICU's detector and converters.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace citygraph {

// The legacy encoding that bytes which are no UTF-8 are probably in: "Windows-1252" unless another
// is clearly likelier ("Windows-1250" of a Polish list, "Windows-1251" of a Russian one). A guess
// from letters' frequencies, so of a few letters it is Windows-1252. Cost: of the first 256 KiB.
std::string GuessLegacyEncoding(std::string_view bytes);

// Bytes of an encoding that ICU knows by this name as UTF-8; what they do not mean is U+FFFD.
// Errors: kUnsupported (no such encoding), kInternal.
Result<std::string> ToUtf8(std::string_view bytes, const std::string& encoding);

}  // namespace citygraph

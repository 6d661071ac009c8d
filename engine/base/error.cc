#include "engine/base/error.h"

namespace citygraph {

std::string_view CodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNotFound:
      return "not_found";
    case ErrorCode::kAmbiguous:
      return "ambiguous";
    case ErrorCode::kInvalidInput:
      return "invalid_input";
    case ErrorCode::kCorruption:
      return "corruption";
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kUnsupported:
      return "unsupported";
    case ErrorCode::kLocked:
      return "locked";
    case ErrorCode::kCancelled:
      return "cancelled";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

std::string Error::ToString() const {
  std::string text;
  if (!where.file.empty()) {
    text = where.file;
    if (where.line != 0) {
      text += ':' + std::to_string(where.line);
      if (where.column != 0) text += ':' + std::to_string(where.column);
    }
    text += ": ";
  }
  return text + message;
}

}  // namespace citygraph

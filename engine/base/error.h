// The one error vocabulary of citygraph.
//
// An Error says what was found, what was expected and where. Its code is chosen by what the caller
// can do about it; `cli` turns codes into exit codes, nothing else prints or exits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace citygraph {

enum class ErrorCode : std::uint8_t {
  kNotFound,      // a name, id or file that is not there; `candidates` may hold near ones
  kAmbiguous,     // a name that means several things; `candidates` holds them
  kInvalidInput,  // the caller's data or arguments are wrong; mend them and try again
  kCorruption,    // stored bytes are damaged; restore a backup or import again
  kIo,            // the operating system refused: disk full, no permission, no such device
  kUnsupported,   // made by a newer version, or a feature this build lacks
  kLocked,        // another process writes to the database; try again later
  kCancelled,     // the user or a limit stopped the work
  kInternal,      // a bug of ours
};

// The code's name in snake case ("not_found"), stable: it appears in JSON.
std::string_view CodeName(ErrorCode code);

// A place in an input. `line` and `column` start at 1; 0 means "not known".
struct SourcePlace {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  bool operator==(const SourcePlace&) const = default;
};

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;                       // what was found and what was expected, no full stop
  SourcePlace where = {};                    // empty file: no place
  std::string hint = {};                     // what to do next, may be empty
  std::vector<std::string> candidates = {};  // for kNotFound and kAmbiguous, best first

  // "exchanges.csv:17:4: "31.02.2024" is not a date", without the hint and the candidates.
  std::string ToString() const;
};

}  // namespace citygraph

// Cuts what is typed or fed into statements, ended by `;`, and command lines, begun by `:`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace citygraph::cli {

// A statement without the `;` that ended it and the white space around it, or a command line from
// its colon on. `line` and `column` (from 1; columns count code points) say where its first
// character stood in all that was fed.
struct ShellInput {
  enum class Kind : std::uint8_t { kStatement, kCommand };
  Kind kind = Kind::kStatement;
  std::string text;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

// A `;` in a string, in backticks or in a comment ends nothing. What begins with
// a colon is a command, up to the end of its line. Statements of
// white space and comments alone are dropped. Each byte is looked at once, however long a statement
// is.
class StatementSplitter {
 public:
  // Text in pieces of any size. A command is complete with its line end.
  void Feed(std::string_view text);
  // Nothing follows: what is left is a statement or a command, too.
  void Finish();

  // The next one that is complete, if there is one.
  std::optional<ShellInput> Next();

  // Whether a statement was begun and not ended: a terminal then asks for more.
  bool in_statement() const { return begun_; }
  // Drops what was begun.
  void Drop();

 private:
  enum class State : std::uint8_t { kText, kQuoted, kLineComment, kBlockComment, kCommand };

  // What is open ends before `end`; what follows begins behind it.
  std::optional<ShellInput> Take(std::size_t end, ShellInput::Kind kind);
  void Advance(std::size_t bytes);
  // Looks at what stands at `at_`; nothing when more has to be fed first.
  std::size_t Step();

  std::string buffer_;     // what was fed, from some statement on
  std::size_t at_ = 0;     // how far it has been looked at
  std::size_t start_ = 0;  // where what is open began, if `open_`
  State state_ = State::kText;
  char quote_ = 0;      // of kQuoted
  bool open_ = false;   // something but white space was seen
  bool begun_ = false;  // something but white space and comments was seen
  bool finished_ = false;
  std::uint32_t line_ = 1;  // of `at_`
  std::uint32_t column_ = 1;
  std::uint32_t start_line_ = 1;
  std::uint32_t start_column_ = 1;
};

}  // namespace citygraph::cli

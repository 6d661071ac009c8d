#include "cli/shell/statement_splitter.h"

#include <utility>

#include "engine/base/unicode.h"

namespace citygraph::cli {
namespace {

constexpr std::size_t kLongestCodePoint = 4;  // bytes

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

std::string_view TrimEnd(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\n\v\f\r");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

}  // namespace

void StatementSplitter::Feed(std::string_view text) { buffer_ += text; }

void StatementSplitter::Finish() { finished_ = true; }

void StatementSplitter::Drop() {
  buffer_.clear();
  at_ = 0;
  state_ = State::kText;
  open_ = false;
  begun_ = false;
}

void StatementSplitter::Advance(std::size_t bytes) {
  for (const std::size_t end = at_ + bytes; at_ < end; ++at_) {
    if (buffer_[at_] == '\n') {
      ++line_;
      column_ = 1;
    } else if (!IsContinuation(buffer_[at_])) {
      ++column_;
    }
  }
}

std::optional<ShellInput> StatementSplitter::Take(std::size_t end, ShellInput::Kind kind) {
  std::optional<ShellInput> taken;
  if (begun_) {
    taken = ShellInput{
        .kind = kind,
        .text = std::string(TrimEnd(std::string_view(buffer_).substr(start_, end - start_))),
        .line = start_line_,
        .column = start_column_};
  }
  state_ = State::kText;
  open_ = false;
  begun_ = false;
  return taken;
}

std::size_t StatementSplitter::Step() {
  const char c = buffer_[at_];
  const bool known = at_ + 1 < buffer_.size() || finished_;
  const char next = at_ + 1 < buffer_.size() ? buffer_[at_ + 1] : '\0';
  switch (state_) {
    case State::kText:
      break;
    case State::kQuoted:
      if (c == '\\' && quote_ != '`') {
        if (!known) return 0;
        return at_ + 1 < buffer_.size() ? 2 : 1;
      }
      if (c == quote_) state_ = State::kText;  // two backticks close a name and open it again
      return 1;
    case State::kLineComment:
      if (c == '\n') state_ = State::kText;
      return 1;
    case State::kBlockComment:
      if (c != '*') return 1;
      if (!known) return 0;
      if (next != '/') return 1;
      state_ = State::kText;
      return 2;
    case State::kCommand:
      return 1;
  }
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (static_cast<unsigned char>(c) >= 0x80 &&
      !begun_) {  // white space beyond ASCII begins nothing
    if (buffer_.size() - at_ < kLongestCodePoint && !finished_) return 0;
    const CodePoint point = DecodeAt(buffer_, at_);
    if (IsWhitespace(point.value)) return point.size;
  }
  if (c == '/' && !known) return 0;
  const bool comment = c == '/' && (next == '/' || next == '*');
  if (!open_ || (!begun_ && c == ':')) {
    open_ = true;
    start_ = at_;
    start_line_ = line_;
    start_column_ = column_;
  }
  if (comment) {
    state_ = next == '/' ? State::kLineComment : State::kBlockComment;
    return 2;
  }
  if (!begun_ && c == ':') {
    state_ = State::kCommand;
  } else if (c == '\'' || c == '"' || c == '`') {
    state_ = State::kQuoted;
    quote_ = c;
  }
  begun_ = true;
  return 1;
}

std::optional<ShellInput> StatementSplitter::Next() {
  while (at_ < buffer_.size()) {
    const char c = buffer_[at_];
    std::optional<ShellInput> taken;
    if (state_ == State::kText && c == ';') {
      taken = Take(at_, ShellInput::Kind::kStatement);
      Advance(1);
    } else if (state_ == State::kCommand && c == '\n') {
      taken = Take(at_, ShellInput::Kind::kCommand);
      Advance(1);
    } else {
      const std::size_t bytes = Step();
      if (bytes == 0) return std::nullopt;
      Advance(bytes);
      continue;
    }
    if (!taken) continue;
    if (at_ > buffer_.size() / 2) {  // seldom enough that each byte is moved once or so
      buffer_.erase(0, at_);
      at_ = 0;
    }
    return taken;
  }
  if (!finished_) {
    if (!open_) {
      buffer_.clear();
      at_ = 0;
    }
    return std::nullopt;
  }
  std::optional<ShellInput> rest = Take(
      at_, state_ == State::kCommand ? ShellInput::Kind::kCommand : ShellInput::Kind::kStatement);
  buffer_.clear();
  at_ = 0;
  return rest;
}

}  // namespace citygraph::cli

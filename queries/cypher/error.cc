#include "queries/cypher/error.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/unicode.h"

namespace citygraph::queries::cypher {
namespace {

constexpr std::size_t kExcerptColumns = 100;  // of a line that is longer, this much is shown

struct Line {
  std::string_view text;
  std::size_t at;  // of the mark, in bytes of the line
};

Line LineAround(std::string_view query, std::size_t offset) {
  const std::size_t before = offset == 0 ? std::string_view::npos : query.rfind('\n', offset - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  std::size_t end = std::min(query.find('\n', offset), query.size());
  if (end > begin && query[end - 1] == '\r') --end;
  return {query.substr(begin, end - begin), std::min(offset, end) - begin};
}

// Moves an offset back to where a code point begins.
std::size_t Aligned(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) --at;
  return at;
}

}  // namespace

Span Join(const Span& first, const Span& last) {
  Span whole = first;
  whole.size = std::max(first.offset + first.size, last.offset + last.size) - first.offset;
  return whole;
}

std::string_view NameOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kSyntaxError:
      return "SyntaxError";
    case ErrorKind::kSemanticError:
      return "SemanticError";
    case ErrorKind::kTypeError:
      return "TypeError";
    case ErrorKind::kArgumentError:
      return "ArgumentError";
    case ErrorKind::kArithmeticError:
      return "ArithmeticError";
    case ErrorKind::kEntityNotFound:
      return "EntityNotFound";
    case ErrorKind::kPropertyNotFound:
      return "PropertyNotFound";
    case ErrorKind::kLabelNotFound:
      return "LabelNotFound";
    case ErrorKind::kParameterMissing:
      return "ParameterMissing";
    case ErrorKind::kProcedureError:
      return "ProcedureError";
    case ErrorKind::kConstraintVerificationFailed:
      return "ConstraintVerificationFailed";
    case ErrorKind::kConstraintValidationFailed:
      return "ConstraintValidationFailed";
    case ErrorKind::kLimitExceeded:
      return "LimitExceeded";
    case ErrorKind::kStorageError:
      return "StorageError";
  }
  return "StorageError";
}

std::string_view NameOf(Phase phase) {
  return phase == Phase::kCompileTime ? "compile" : "runtime";
}

QueryError::QueryError(Error error)
    : kind(error.code == ErrorCode::kCancelled ? ErrorKind::kLimitExceeded
                                               : ErrorKind::kStorageError),
      phase(Phase::kRuntime),
      detail(CodeName(error.code)),
      message(error.ToString()),
      suggestion(std::move(error.hint)),
      cause(error.code) {}

std::string QueryError::ToString() const {
  if (where.line == 0) return fmt::format("{}: {}", detail, message);
  return fmt::format("{} at {}:{}: {}", detail, where.line, where.column, message);
}

std::unexpected<QueryError> CompileError(std::string_view detail, std::string message, Span where,
                                         std::string suggestion) {
  return std::unexpected(QueryError(ErrorKind::kSyntaxError, Phase::kCompileTime, detail,
                                    std::move(message), where, std::move(suggestion)));
}

std::unexpected<QueryError> RuntimeError(ErrorKind kind, std::string_view detail,
                                         std::string message, Span where) {
  return std::unexpected(QueryError(kind, Phase::kRuntime, detail, std::move(message), where));
}

std::string Excerpt(std::string_view query, const Span& where) {
  if (where.line == 0 || where.offset > query.size()) return "";
  Line line = LineAround(query, where.offset);
  std::string_view shown = line.text;
  std::size_t mark = line.at;
  std::string_view head;
  std::string_view tail;
  if (shown.size() > kExcerptColumns) {
    const std::size_t begin =
        Aligned(shown, mark < kExcerptColumns / 2 ? 0 : mark - kExcerptColumns / 2);
    const std::size_t end = Aligned(shown, std::min(shown.size(), begin + kExcerptColumns));
    if (begin > 0) head = "…";
    if (end < shown.size()) tail = "…";
    shown = shown.substr(begin, end - begin);
    mark -= begin;
  }
  std::string text(shown);
  std::ranges::replace(text, '\t', ' ');
  const std::size_t indent = DisplayWidth(head) + DisplayWidth(text.substr(0, mark));
  return fmt::format("{}{}{}\n{}^", head, text, tail, std::string(indent, ' '));
}

Error ToError(const QueryError& error, std::string_view query, std::string_view file) {
  Error converted{
      .code = ErrorCode::kInvalidInput,
      .message = fmt::format("{} ({}: {})", error.message, NameOf(error.kind), error.detail),
      .where = {.file = std::string(file), .line = error.where.line, .column = error.where.column},
      .hint = Excerpt(query, error.where)};
  if (error.kind == ErrorKind::kStorageError || error.kind == ErrorKind::kLimitExceeded)
    converted.code = error.cause;
  if (!error.suggestion.empty())
    converted.hint += (converted.hint.empty() ? "" : "\n") + error.suggestion;
  return converted;
}

}  // namespace citygraph::queries::cypher

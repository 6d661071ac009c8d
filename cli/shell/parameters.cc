#include "cli/shell/parameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "engine/base/unicode.h"
#include "queries/cypher/syntax/lexer.h"
#include "queries/cypher/syntax/parser.h"

namespace citygraph::cli {
namespace {

namespace cypher = queries::cypher;

// The value of an expression of literals alone; nothing for any other.
std::optional<Value> ConstantOf(const cypher::Expression& expression) {
  if (const auto* literal = expression.As<cypher::Literal>()) return literal->value;
  if (const auto* unary = expression.As<cypher::Unary>()) {
    if (unary->op == cypher::UnaryOperator::kNot) return std::nullopt;
    const std::optional<Value> operand = ConstantOf(*unary->operand);
    if (!operand) return std::nullopt;
    const bool minus = unary->op == cypher::UnaryOperator::kMinus;
    if (const double* number = operand->AsFloat()) return Value(minus ? -*number : *number);
    const std::int64_t* whole = operand->AsInteger();
    if (whole == nullptr || *whole == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
    return Value(minus ? -*whole : *whole);
  }
  if (const auto* list = expression.As<cypher::ListLiteral>()) {
    ValueList values;
    for (const auto& element : list->elements) {
      std::optional<Value> value = ConstantOf(*element);
      if (!value) return std::nullopt;
      values.push_back(*std::move(value));
    }
    return Value(std::move(values));
  }
  if (const auto* map = expression.As<cypher::MapLiteral>()) {
    ValueMap values;
    for (const auto& entry : map->entries) {
      std::optional<Value> value = ConstantOf(*entry.value);
      if (!value) return std::nullopt;
      values.Put(entry.key.text, *std::move(value));
    }
    return Value(std::move(values));
  }
  return std::nullopt;
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\v\f";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// The text without a `;` that ends it.
std::string_view WithoutEnd(std::string_view text) {
  const auto ends = cypher::StatementEnds(text);
  if (!ends.empty() && Trim(text.substr(ends.back())).empty())
    text = Trim(text.substr(0, ends.back() - 1));
  return text;
}

}  // namespace

Result<NamedValue> ParseParameterOption(std::string_view option) {
  const std::size_t equals = option.find('=');
  if (equals == std::string_view::npos || Trim(option.substr(0, equals)).empty()) {
    return Fail({.code = ErrorCode::kInvalidInput,
                 .message = fmt::format("\"{}\" is not a parameter with a value", option),
                 .hint = "write --param name=value"});
  }
  std::string_view name = Trim(option.substr(0, equals));
  if (name.starts_with('$')) name.remove_prefix(1);
  const std::string_view text = option.substr(equals + 1);
  NamedValue parameter{.name = std::string(name), .value = text};
  if (const auto expression = cypher::ParseExpression(text)) {
    if (std::optional<Value> value = ConstantOf(**expression)) parameter.value = *std::move(value);
  }
  return parameter;
}

cypher::Span Shifted(cypher::Span where, std::string_view text, std::size_t at) {
  if (where.line == 0) return where;
  where.offset += static_cast<std::uint32_t>(at);
  where.column += static_cast<std::uint32_t>(CountCodePoints(text.substr(0, at)));
  return where;
}

cypher::QueryResult<ParameterLine> ParseParameterLine(std::string_view whole) {
  std::string_view text = WithoutEnd(Trim(whole));
  const auto offset_of = [&](std::string_view part) {
    return static_cast<std::size_t>(part.data() - whole.data());
  };
  const auto shifted = [&](cypher::QueryError error, std::string_view part) {
    error.where = Shifted(error.where, whole, offset_of(part));
    return std::unexpected(std::move(error));
  };
  ParameterLine line;
  if (text.empty() || text == "list") return line;
  if (text == "clear") {
    line.kind = ParameterLine::Kind::kClear;
    return line;
  }
  if (text.starts_with('{')) {
    line.kind = ParameterLine::Kind::kMap;
    line.expression = text;
    line.at = offset_of(text);
    const auto expression = cypher::ParseExpression(text);
    if (!expression) return shifted(expression.error(), text);
    if ((*expression)->As<cypher::MapLiteral>() == nullptr) {
      return shifted(cypher::CompileError("UnexpectedSyntax", "this is not a map of parameters",
                                          (*expression)->span, "write :param {name: value, …}")
                         .error(),
                     text);
    }
    return line;
  }
  if (text.starts_with('$')) text.remove_prefix(1);
  const cypher::Tokens tokens = cypher::Tokenize(text);
  const cypher::Token& name = tokens.tokens.front();
  const std::string_view written = text.substr(name.span.offset, name.span.size);
  line.kind = ParameterLine::Kind::kSet;
  if (name.kind == cypher::TokenKind::kName || name.kind == cypher::TokenKind::kInteger) {
    line.name = written;
  } else if (name.kind == cypher::TokenKind::kQuotedName) {
    line.name = cypher::DecodeQuotedName(written);
  } else {
    return shifted(cypher::CompileError("UnexpectedSyntax", "this is not the name of a parameter",
                                        name.span, "write :param name => value")
                       .error(),
                   text);
  }
  const std::size_t name_end = name.span.offset + name.span.size;
  std::string_view expression =
      text.substr(std::min(text.find_first_not_of(" \t", name_end), text.size()));
  for (const std::string_view sign : {"=>", "=", ":"}) {
    if (!expression.starts_with(sign)) continue;
    expression.remove_prefix(
        std::min(expression.find_first_not_of(" \t", sign.size()), expression.size()));
    break;
  }
  line.expression = expression;
  line.at = offset_of(expression);
  if (const auto parsed = cypher::ParseExpression(expression); !parsed)
    return shifted(parsed.error(), expression);
  return line;
}

}  // namespace citygraph::cli

#include "importers/graph_csv/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "engine/base/unicode.h"

namespace citygraph::importers {
namespace {

std::optional<double> ParseFloat(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789+-.eE") != std::string_view::npos)
    return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<bool> ParseBoolean(std::string_view text) {
  if (text == "true" || text == "True" || text == "TRUE") return true;
  if (text == "false" || text == "False" || text == "FALSE") return false;
  return std::nullopt;
}

bool IsText(std::string_view text) {
  const auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  return std::ranges::none_of(text, beyond_ascii) || IsValidUtf8(text);
}

}  // namespace

std::optional<std::int64_t> ParseInteger(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty() || (digits.front() == '0' && text.size() > 1)) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool ReadCell(CellType type, std::string_view text, std::int64_t& integer, double& real) {
  if (type == CellType::kInteger) {
    const auto number = ParseInteger(text);
    integer = number.value_or(0);
    return number.has_value();
  }
  if (type == CellType::kFloat) {
    const auto number = ParseFloat(text);
    real = number.value_or(0);
    return number.has_value();
  }
  if (type == CellType::kBoolean) {
    const auto flag = ParseBoolean(text);
    integer = flag.value_or(false) ? 1 : 0;
    return flag.has_value();
  }
  return IsText(text);
}

std::string WrongType(CellType type, std::string_view text) {
  if (type == CellType::kText) return "the text is not UTF-8";
  const std::string_view wanted = type == CellType::kInteger ? "a whole number"
                                  : type == CellType::kFloat ? "a number"
                                                             : "true or false";
  return fmt::format("\"{}\" is not {}", IsText(text) ? text : "…", wanted);
}

ColumnKind KindOf(CellType type) {
  switch (type) {
    case CellType::kInteger:
      return ColumnKind::kInteger;
    case CellType::kFloat:
      return ColumnKind::kFloat;
    case CellType::kBoolean:
      return ColumnKind::kBoolean;
    default:
      return ColumnKind::kText;
  }
}

void Shown::See(std::string_view cell) {
  if (cell.empty()) return;
  any = true;
  if (integers) {
    if (const auto number = ParseInteger(cell)) {
      least = std::min(least, *number);
      greatest = std::max(greatest, *number);
      return;
    }
    integers = false;
  }
  if (floats) floats = ParseFloat(cell).has_value();
}

void Shown::Join(const Shown& other) {
  any |= other.any;
  integers &= other.integers;
  floats &= other.floats;
  least = std::min(least, other.least);
  greatest = std::max(greatest, other.greatest);
}

CellType Shown::Type() const {
  if (!any) return CellType::kText;
  return integers ? CellType::kInteger : floats ? CellType::kFloat : CellType::kText;
}

}  // namespace citygraph::importers

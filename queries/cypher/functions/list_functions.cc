// Functions of lists, and of values of any kind.
#include <algorithm>
#include <set>

#include "engine/base/unicode.h"
#include "queries/cypher/functions/bodies.h"

namespace citygraph::queries::cypher {
namespace {

bool Coalesce(Context&, Arguments arguments, Value& out) {
  const auto* const found =
      std::ranges::find_if(arguments, [](const Value& each) { return !each.is_null(); }).base();
  out = found == arguments.data() + arguments.size() ? Value() : *found;
  return true;
}

bool Head(Context& context, Arguments arguments, Value& out) {
  const ValueList* list = arguments[0].AsList();
  if (list == nullptr) return WrongArgument(context, "head", "a list", arguments[0]);
  out = list->empty() ? Value() : list->front();
  return true;
}

bool Last(Context& context, Arguments arguments, Value& out) {
  const ValueList* list = arguments[0].AsList();
  if (list == nullptr) return WrongArgument(context, "last", "a list", arguments[0]);
  out = list->empty() ? Value() : list->back();
  return true;
}

bool Tail(Context& context, Arguments arguments, Value& out) {
  const ValueList* list = arguments[0].AsList();
  if (list == nullptr) return WrongArgument(context, "tail", "a list", arguments[0]);
  out = list->empty() ? ValueList() : ValueList(list->begin() + 1, list->end());
  return true;
}

bool IsEmpty(Context& context, Arguments arguments, Value& out) {
  const Value& value = arguments[0];
  if (const ValueList* list = value.AsList()) {
    out = list->empty();
  } else if (const ValueMap* map = value.AsMap()) {
    out = map->empty();
  } else if (const std::string* text = value.AsString()) {
    out = text->empty();
  } else {
    return WrongArgument(context, "isEmpty", "a list, a map or a string", value);
  }
  return true;
}

bool Size(Context& context, Arguments arguments, Value& out) {
  const Value& value = arguments[0];
  if (const ValueList* list = value.AsList()) {
    out = static_cast<std::int64_t>(list->size());
  } else if (const std::string* text = value.AsString()) {
    out = static_cast<std::int64_t>(CountCodePoints(*text));
  } else {
    return WrongArgument(context, "size", "a list or a string", value);
  }
  return true;
}

std::string Reversed(std::string_view text) {
  std::vector<char32_t> points;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = DecodeAt(text, i);
    points.push_back(c.value);
    i += c.size;
  }
  std::string reversed;
  for (auto c = points.rbegin(); c != points.rend(); ++c) AppendUtf8(reversed, *c);
  return reversed;
}

bool Reverse(Context& context, Arguments arguments, Value& out) {
  const Value& value = arguments[0];
  if (const ValueList* list = value.AsList()) {
    out = ValueList(list->rbegin(), list->rend());
  } else if (const std::string* text = value.AsString()) {
    out = Reversed(*text);
  } else {
    return WrongArgument(context, "reverse", "a list or a string", value);
  }
  return true;
}

// range(first, last, step): both ends included.
bool Range(Context& context, Arguments arguments, Value& out) {
  for (const Value& each : arguments) {
    if (each.AsInteger() != nullptr) continue;
    return context.trap.Fail(ErrorKind::kArgumentError, "InvalidArgumentType",
                             "range() takes integers, not " + Describe(each) + " (" +
                                 std::string(KindName(each.kind())) + ")");
  }
  const std::int64_t first = *arguments[0].AsInteger();
  const std::int64_t last = *arguments[1].AsInteger();
  const std::int64_t step = arguments.size() > 2 ? *arguments[2].AsInteger() : 1;
  if (step == 0) {
    return context.trap.Fail(ErrorKind::kArgumentError, "NumberOutOfRange",
                             "the step of range() cannot be 0");
  }
  ValueList list;
  if (step > 0 ? first <= last : first >= last) {
    // In unsigned arithmetic, which holds the distance between any two.
    const auto distance =
        step > 0 ? static_cast<std::uint64_t>(last) - static_cast<std::uint64_t>(first)
                 : static_cast<std::uint64_t>(first) - static_cast<std::uint64_t>(last);
    const std::uint64_t stride =
        step > 0 ? static_cast<std::uint64_t>(step) : 0 - static_cast<std::uint64_t>(step);
    const std::uint64_t steps = distance / stride;
    constexpr std::uint64_t kMostSteps = 100'000'000;
    if (steps > kMostSteps) {
      return context.trap.Fail(ErrorKind::kArgumentError, "NumberOutOfRange",
                               "range() would have more than " + std::to_string(steps) + " items");
    }
    const std::uint64_t count = steps + 1;
    if (!context.Reserve(count * sizeof(Value))) return false;
    context.Release(count * sizeof(Value));  // who takes the list accounts for it
    list.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i) {
      if (!context.Tick()) return false;
      list.emplace_back(first + static_cast<std::int64_t>(i) * step);
    }
  }
  out = std::move(list);
  return true;
}

// The type as Cypher writes it: "INTEGER NOT NULL", "LIST<STRING NOT NULL> NOT NULL".
std::string TypeText(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull:
      return "NULL";
    case ValueKind::kBoolean:
      return "BOOLEAN NOT NULL";
    case ValueKind::kInteger:
      return "INTEGER NOT NULL";
    case ValueKind::kFloat:
      return "FLOAT NOT NULL";
    case ValueKind::kString:
      return "STRING NOT NULL";
    case ValueKind::kMap:
      return "MAP NOT NULL";
    case ValueKind::kDate:
      return "DATE NOT NULL";
    case ValueKind::kLocalTime:
      return "LOCAL TIME NOT NULL";
    case ValueKind::kTime:
      return "ZONED TIME NOT NULL";
    case ValueKind::kLocalDateTime:
      return "LOCAL DATETIME NOT NULL";
    case ValueKind::kDateTime:
      return "ZONED DATETIME NOT NULL";
    case ValueKind::kDuration:
      return "DURATION NOT NULL";
    case ValueKind::kNode:
      return "NODE NOT NULL";
    case ValueKind::kRelationship:
      return "RELATIONSHIP NOT NULL";
    case ValueKind::kPath:
      return "PATH NOT NULL";
    case ValueKind::kList:
      break;
  }
  std::set<std::string> types;
  for (const Value& item : *value.AsList()) types.insert(TypeText(item));
  std::string inner;
  for (const std::string& type : types) inner += (inner.empty() ? "" : " | ") + type;
  return "LIST<" + (inner.empty() ? "NOTHING" : inner) + "> NOT NULL";
}

bool ValueType(Context&, Arguments arguments, Value& out) {
  out = TypeText(arguments[0]);
  return true;
}

}  // namespace

std::span<const NamedBody> ListFunctions() {
  static constexpr NamedBody kFunctions[] = {
      {"coalesce", Coalesce},     {"head", NullOfNull<Head>},   {"isEmpty", NullOfNull<IsEmpty>},
      {"last", NullOfNull<Last>}, {"range", NullOfNull<Range>}, {"reverse", NullOfNull<Reverse>},
      {"size", NullOfNull<Size>}, {"tail", NullOfNull<Tail>},   {"valueType", ValueType},
  };
  return kFunctions;
}

}  // namespace citygraph::queries::cypher

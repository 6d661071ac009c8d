// Values as the TCK writes them in its tables: 'text', 1.0, [1, 2], {a: 1}, (:A {b: 1}), [:T],
// paths.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/model/value.h"
#include "queries/cypher/answer.h"

namespace citygraph::tck {

enum class ListOrder : bool { kMatters, kIgnored };

// A form of its own for each value: equal values have equal forms, whatever the order of labels and
// keys, and of list items where that is ignored. One from the table's text, one from what a query
// answered. Errors: kInvalidInput (no value as the TCK writes it).
Result<std::string> FormOfText(std::string_view text, ListOrder order);
std::string FormOf(const Value& value, const queries::cypher::Answer& answer, ListOrder order);

// A parameter or a procedure's cell: anything but nodes, relationships and paths.
Result<Value> ReadValue(std::string_view text);

}  // namespace citygraph::tck

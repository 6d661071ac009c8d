// What a scenario comes to.
#pragma once

#include <cstdint>
#include <string>

#include "tests/conformance/tck_feature.h"

namespace citygraph::tck {

enum class Verdict : std::uint8_t { kPassed, kFailed, kSkipped };

struct Outcome {
  Verdict verdict = Verdict::kPassed;
  std::string reason = {};  // of what did not pass, one or more lines
};

// "a SyntaxError should be raised at compile time: UndefinedVariable"
struct ExpectedError {
  std::string kind;
  std::string phase;   // "compile", "runtime", "any"
  std::string detail;  // "*": any
};
// Nothing when the step speaks of no error.
std::optional<ExpectedError> ReadExpectedError(std::string_view step);

// Parses and checks the scenario's queries and runs none: each must be right, or wrong with the
// compile-time error that is expected.
Outcome CheckScenario(const Scenario& scenario);

}  // namespace citygraph::tck

#include "tests/conformance/tck_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "queries/cypher/semantics/checker.h"
#include "queries/cypher/syntax/parser.h"
#include "tests/conformance/tck_procedures.h"

namespace citygraph::tck {
namespace {

using namespace queries::cypher;

class Catalogue : public ProcedureCatalogue {
 public:
  const ProcedureSignature* Find(std::string_view name) const override {
    const auto found = known.find(std::string(name));
    return found == known.end() ? nullptr : &found->second;
  }
  std::vector<std::string> Names() const override {
    std::vector<std::string> names;
    for (const auto& [name, signature] : known) names.push_back(name);
    return names;
  }
  std::map<std::string, ProcedureSignature> known;
};

QueryResult<CheckedQuery> ParseAndCheck(std::string_view text, const CheckOptions& options) {
  CITYGRAPH_TRY(Statement statement, Parse(text));
  return Check(std::move(statement), options);
}

}  // namespace

std::optional<ExpectedError> ReadExpectedError(std::string_view step) {
  constexpr std::string_view kRaised = " should be raised at ";
  const std::size_t raised = step.find(kRaised);
  const std::size_t colon = step.find(": ", raised == std::string_view::npos ? 0 : raised);
  if (raised == std::string_view::npos || colon == std::string_view::npos) return std::nullopt;
  const std::string_view kind = step.substr(step.find(' ') + 1, raised - step.find(' ') - 1);
  const std::string_view phase = step.substr(raised + kRaised.size());
  return ExpectedError{.kind = std::string(kind),
                       .phase = phase.starts_with("compile")   ? "compile"
                                : phase.starts_with("runtime") ? "runtime"
                                                               : "any",
                       .detail = std::string(step.substr(colon + 2))};
}

Outcome CheckScenario(const Scenario& scenario) {
  Catalogue catalogue;
  ValueMap parameters;
  std::optional<ExpectedError> expected;
  for (const Step& step : scenario.steps) {
    if (const auto error = ReadExpectedError(step.text)) expected = error;
    if (step.text == "parameters are:")
      for (const Row& row : step.table) parameters.Put(row[0], Value());
    constexpr std::string_view kProcedure = "there exists a procedure ";
    if (step.text.starts_with(kProcedure)) {
      auto signature = ReadSignature(step.text.substr(kProcedure.size()));
      if (!signature) return {Verdict::kFailed, signature.error().ToString()};
      catalogue.known[signature->name] = *signature;
    }
  }
  for (const Step& step : scenario.steps) {
    if (!step.doc) continue;
    const bool main = step.text == "executing query:";
    const auto checked =
        ParseAndCheck(*step.doc, {.procedures = &catalogue, .parameters = &parameters});
    if (!main || !expected || expected->phase == "runtime") {
      if (!checked)
        return {Verdict::kFailed, fmt::format("{}\n{}", checked.error().ToString(),
                                              Excerpt(*step.doc, checked.error().where))};
      continue;
    }
    if (checked && expected->phase == "any") continue;
    if (checked) return {Verdict::kFailed, fmt::format("{} not found", expected->detail)};
    if (NameOf(checked.error().kind) != expected->kind ||
        (expected->detail != "*" && checked.error().detail != expected->detail))
      return {Verdict::kFailed,
              fmt::format("expected {} {}, found {} {}", expected->kind, expected->detail,
                          NameOf(checked.error().kind), checked.error().ToString())};
    if (checked.error().where.line == 0) return {Verdict::kFailed, "the error has no place"};
  }
  return {};
}

}  // namespace citygraph::tck

// EXPLAIN and PROFILE: a plan as a person and as a program read it.
#pragma once

#include "queries/cypher/answer.h"
#include "queries/cypher/evaluate/context.h"
#include "queries/cypher/plan/plan.h"

namespace citygraph::queries::cypher {

// Fills in the answer's plan and plan_text. `run`, where the plan has run, adds rows, store reads
// and time; it may be null.
void DescribePlan(const Plan& plan, const Context* run, Answer& answer);

}  // namespace citygraph::queries::cypher

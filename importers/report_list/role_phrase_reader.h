// Finds the phrases of a row that give roles, and the places that each speaks of.
#pragma once

#include <vector>

#include "importers/report_list/participants.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// Gives roles as far as phrases tell ("Mentors: A / Mentees: B", "A visits B"); false when none
// does. `all` are the places of the row, `participants` those of them that take part, both in the
// row's order.
bool ApplyRolePhrases(const Words& words, RowDraft& draft, const std::vector<Participant>& all,
                      const std::vector<Participant>& participants);

}  // namespace citygraph::importers

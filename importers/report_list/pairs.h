// Who met whom in a row.
#pragma once

#include <vector>

#include "importers/report_list/participants.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// Fills `draft.pairs` from the roles of the participants and the marks between them: who gives met
// each who takes; of peers each met each. REQUIRES: roles are given.
void FillPairs(const Words& words, RowDraft& draft, const std::vector<Participant>& participants);

}  // namespace citygraph::importers

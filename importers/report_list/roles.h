// Gives each place of a row its role, as far as the words support one, and says who met whom.
#pragma once

#include "importers/draft.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// Fills `role`, `role_rule`, `role_confidence` and adds to `why` of each of the draft's places, and
// fills `pairs`. `title_last` is the word after the title's last: an edition mark behind it is none
// of the title's words. The rules, surest first: a label or phrase ("Mentors:", "coordenado por",
// "hosted by"); mentoring words with two places in a row (the order of words alone: weighed low,
// and said); the only place of a title hosts; several places are peers. REQUIRES: draft.places in
// the row's order, draft.type set.
void AssignRoles(const Gazetteer& gazetteer, const Words& words, std::size_t title_last,
                 RowDraft& draft);

}  // namespace citygraph::importers

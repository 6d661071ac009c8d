// The role of a place that alone takes part in its row, where no phrase gives it one. Private to
// report_list.
#pragma once

#include <cstddef>
#include <vector>

#include "importers/draft.h"
#include "importers/report_list/participants.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// What leads to it, what is told of and where it stands say whether it hosts, learns, visits or is
// an equal; most such places host. `title_last` as in AssignRoles; `all`: the row's places.
void GiveToOnlyPlace(const Words& words, std::size_t title_last, RowDraft& draft,
                     const std::vector<Participant>& all, const Participant& only);

}  // namespace citygraph::importers

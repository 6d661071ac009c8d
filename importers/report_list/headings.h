// Headings whose place carries to the lines below: "The sister cities of León", "Delegations
// received by Quito in 2015", then a city a line.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "importers/draft.h"
#include "importers/report_list/heading_sense.h"
#include "importers/text/words.h"

namespace citygraph::importers {

bool EndsWithColon(std::string_view line);

// What begins a line of a list: a bullet, or '1' for "1." and 'a' for "b)"; 0: nothing does.
char32_t MarkOf(std::string_view line);

struct Heading {
  std::size_t place = 0;  // position in the row's places
  HeadingSense sense;
  // It ends with a colon or speaks of twinnings ("Acordos de geminação de Lisboa"): a list follows.
  // What speaks of many otherwise ("Delegations received by Quito") is a heading only if the lines
  // below look like a list.
  bool alone = false;
  bool colon = false;
  bool marked = false;  // only if the lines below have marks that it has not
};

// What the row, read as a report, is the heading of, where it may be one: it names one place that
// takes part, and is no item of a list itself. `before_marks`: the line below has a mark that it
// has not, so that any words of direction make it one.
std::optional<Heading> HeadingIn(const Gazetteer& gazetteer, const Words& words,
                                 const RowDraft& row, bool before_marks = false);

// Whether a row can be an item below a heading: a report of exactly one city or region.
bool MayBeItem(const Gazetteer& gazetteer, const RowDraft& row);

// Whether it may be one of several, joined as equals, that all met the heading's place: "Tangier
// and Tetouan (Morocco)".
bool MayBeItemOfSeveral(const Gazetteer& gazetteer, const Words& words, const RowDraft& row);

// Whether it may be one that a name the gazetteer lacks stands before: the caption of a picture,
// "Parque dos Poetas – Oeiras".
bool MayBeCaptionedItem(const Gazetteer& gazetteer, const RowDraft& row);

// Whether it may be one of a country alone: "the city of that name in Ecuador".
bool MayBeCountryItem(const Gazetteer& gazetteer, const RowDraft& row);

// Whether a place is the first that a line names, with a mark or "and" behind: "Gaza: a market".
bool BeginsWithPlace(const Words& words, const RowDraft& row);

// Whether "and" stands behind the first place that takes part.
bool AndFollowsPlace(const Words& words, const RowDraft& row);

// The role that a label gives every place that takes part, "Mentors: A and B"; else unknown.
Role LabelledRole(const RowDraft& row);

// Makes the row an item of the heading: its places met the heading's.
void PutUnder(const Gazetteer& gazetteer, const RowDraft& heading_row, const Heading& heading,
              const Words& words, RowDraft& item);

}  // namespace citygraph::importers

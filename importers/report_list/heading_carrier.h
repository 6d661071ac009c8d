// What headings say of the lines below them is carried there: the place that they name, the roles,
// the year.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "importers/places/place_context.h"
#include "importers/reading.h"
#include "importers/report_list/headings.h"
#include "importers/report_list/row_reader.h"

namespace citygraph::importers {

// Works on the rows of one list, which have been read one by one: all parameters are the caller's.
class HeadingCarrier {
 public:
  // `of_table`, by row: it is a row of a table or its header, where no heading reaches.
  HeadingCarrier(const Gazetteer& gazetteer, RowReader& reader, const PlaceContext& context,
                 const std::vector<ListLine>& lines, const std::vector<bool>& of_table,
                 FileDraft& draft)
      : gazetteer_(gazetteer),
        reader_(reader),
        context_(context),
        lines_(lines),
        of_table_(of_table),
        draft_(draft) {}

  // A heading that names one place gives it to its items, which are read again, and is ignored.
  void CarryPlaces();
  // A heading that names none and says a year ("Networks approved in May 2018") gives that year to
  // the reports below that say none, up to the next heading.
  void CarryYears();
  // "Study tours and expert missions" above lines with a mark of their own names no city, and is no
  // report.
  void IgnoreTitles();
  // "Mentors: Brussels", and in the next line "Mentees: Jelgava": one exchange.
  void JoinLabelledLines();

 private:
  enum class Item : std::uint8_t { kNone, kCity, kOther };
  // The rows below a heading that are its items, and where its reach ends.
  struct Reach {
    std::vector<std::pair<std::size_t, Item>> items;
    std::size_t end = 0;
  };
  Item ItemAt(const Heading& heading, std::size_t at, bool marked) const;
  bool IsPassedOver(std::size_t at) const;
  bool MarksFollow(std::size_t at) const;
  Reach ReachOf(const Heading& heading, std::size_t at) const;
  void TellApart(RowDraft& row, const Heading& heading, const Reach& reach) const;
  void ReadItem(const RowDraft& heading_row, const Heading& heading, std::size_t at, Item kind);

  const Gazetteer& gazetteer_;
  RowReader& reader_;
  const PlaceContext& context_;
  const std::vector<ListLine>& lines_;
  const std::vector<bool>& of_table_;
  FileDraft& draft_;
};

}  // namespace citygraph::importers

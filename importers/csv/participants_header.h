// The header of a table of who took part in exchanges: which column says what, in English, Spanish,
// Portuguese or French.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "importers/csv/csv_reader.h"
#include "importers/draft.h"

namespace citygraph::importers {

struct ParticipantsHeader {
  std::optional<std::size_t> exchange;  // key, series and number, or title
  std::optional<std::size_t> series;
  std::optional<std::size_t> number;
  std::optional<std::size_t> title;
  std::optional<std::size_t> city;
  std::optional<std::size_t> country;
  std::optional<std::size_t> role;
  std::optional<std::size_t> date;
  Role city_is = Role::kUnknown;  // of a city's column that is headed "Mentor" or "Host city"

  bool NamesExchange() const { return exchange || number || title; }
  bool IsComplete() const { return city && NamesExchange(); }
  bool SaysRole() const { return role || city_is != Role::kUnknown; }
  // Whether a table is more likely this than a list of reports with their cities: it says who took
  // part how, or names the exchange without a title.
  bool IsLikely() const {
    return IsComplete() && (SaysRole() || (!title && (exchange || (series && number))));
  }
};
ParticipantsHeader ReadParticipantsHeader(const CsvRecord& header);

// The columns as messages name them.
std::string ParticipantsColumnsUnderstood();

}  // namespace citygraph::importers

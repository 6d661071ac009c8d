// The city networks that run exchanges, known by the series or the programme they publish under.
#pragma once

#include <string>
#include <string_view>

namespace citygraph::importers {

// The network of a series ("PLN" -> "UCLG") or of a programme that names it ("URBACT Transfer
// Network: ON BOARD" -> "URBACT"); empty when neither tells. The table is data/networks.csv, built
// into the program.
std::string_view NetworkOf(std::string_view series, std::string_view programme);

// The numbered report that a programme names: "UCLG mentoring (PLN 4)" -> "PLN-4"; empty when it
// names none of a known series.
std::string NumberedReportIn(std::string_view programme);

// Whether a known network publishes numbered reports under this mark ("PLN").
bool IsSeriesOfNetwork(std::string_view series);

// The type of exchange that a series reports on when a title does not say ("PLN" -> "peer
// learning"); may be empty.
std::string_view UsualTypeOf(std::string_view series);

}  // namespace citygraph::importers

#include "importers/text/months.h"

#include <array>

#include "importers/text/word_table.h"

namespace citygraph::importers {

std::optional<int> MonthOf(std::string_view folded) {
  static const WordMap<int> kMonths = [] {
    constexpr std::array<std::string_view, 12> kNames = {
        "january enero janeiro janvier januar gennaio gener jan janv ene gen",
        "february febrero fevereiro fevrier februar febbraio febrer feb fev fevr",
        "march marzo marco mars marz marc mar",
        "april abril avril aprile apr abr avr",
        "may mayo maio mai maggio maig",
        "june junio junho juin juni giugno juny jun",
        "july julio julho juillet juli luglio juliol jul juil",
        "august agosto aout agost aug ago",
        "september septiembre setiembre setembro septembre settembre setembre sep sept set",
        "october octubre outubro octobre oktober ottobre oct out okt ott",
        "november noviembre novembro novembre nov",
        "december diciembre dezembro decembre dezember dicembre desembre dec dic dez"};
    WordMap<int> months;
    for (std::size_t i = 0; i < kNames.size(); ++i)
      ForEachWord(kNames[i],
                  [&](std::string_view name) { months.Add(name, static_cast<int>(i) + 1); });
    return months;
  }();
  const int* const month = kMonths.Find(folded);
  return month == nullptr ? std::nullopt : std::optional(*month);
}

}  // namespace citygraph::importers

// Any text as a file of corrections, and its decisions on a row.
#include <cstdint>
#include <string_view>

#include "importers/corrections/corrections.h"
#include "tests/fuzz/fuzz_import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace citygraph::importers;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = ParseCorrections(text, "c.csv");
  if (!read) return 0;
  const auto again = ParseCorrections(ToCsv(*read), "c.csv");
  CITYGRAPH_CHECK(again.has_value() && *again == *read);
  const Corrections corrections(*read);
  const Words words("Santa Fe and Lima on water in São Paulo");
  std::vector<PlaceMention> places;
  corrections.CorrectPlaces(BuiltInKnowledge().gazetteer, words, 1, places);
  std::vector<ThemeMention> themes;
  corrections.CorrectThemes(BuiltInKnowledge().themes.vocabulary(), words, 1, themes);
  return 0;
}

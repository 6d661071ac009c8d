#include "importers/places/place_cues.h"

#include "importers/text/word_table.h"

namespace citygraph::importers {

std::optional<PlaceKind> KindCue(const Words& words, std::size_t i) {
  const WordClasses classes = words[i].classes;
  if (classes.Has(WordClass::kCity)) return PlaceKind::kCity;
  if (classes.Has(WordClass::kRegion)) return PlaceKind::kRegion;
  if (classes.Has(WordClass::kCountry)) return PlaceKind::kCountry;
  return std::nullopt;
}

bool IsWordOfCountry(std::string_view folded_cue, std::string_view country) {
  static const WordMap<std::string_view> kSaidIn = {
      {"camara", "PT"},      {"municipal", "PT"},    {"cm", "PT"},         {"concelho", "PT"},
      {"prefeitura", "BR"},  {"ayuntamiento", "ES"}, {"diputacion", "ES"}, {"intendencia", "UY"},
      {"alcaldia", "CO"},    {"mairie", "FR"},       {"landkreis", "DE"},  {"kreis", "DE"},
      {"bundesland", "DE"},  {"regione", "IT"},      {"oblast", "UA"},     {"voivodeship", "PL"},
      {"departement", "FR"}, {"departements", "FR"}, {"shire", "GB"},      {"provincie", "NL"},
      {"borough", "GB"}};
  const std::string_view* const said = kSaidIn.Find(folded_cue);
  return said != nullptr && *said == country;
}

}  // namespace citygraph::importers

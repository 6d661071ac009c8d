#include "importers/places/place_cues.h"

#include <unordered_set>

namespace citygraph::importers {
namespace {

using WordSet = std::unordered_set<std::string_view>;

}  // namespace

std::optional<PlaceKind> KindCue(std::string_view folded) {
  static const WordSet kCity = {
      "city",      "town",        "municipality", "commune",      "communes",   "ville",
      "villes",    "ciudad",      "ciudades",     "municipio",    "municipios", "cidade",
      "cidades",   "camara",      "prefeitura",   "ayuntamiento", "alcaldia",   "mairie",
      "municipal", "intendencia", "cm",           "village",      "commune",    "concelho"};
  static const WordSet kRegion = {
      "province",     "provincia",   "region",     "regions",    "regiao",      "regioes",
      "regiones",     "state",       "estado",     "department", "departement", "departements",
      "departamento", "county",      "prefecture", "oblast",     "land",        "canton",
      "governorate",  "voivodeship", "district",   "distrito"};
  static const WordSet kCountry = {"country",    "republic", "republica",
                                   "republique", "pais",     "pays"};
  if (kCity.contains(folded)) return PlaceKind::kCity;
  if (kRegion.contains(folded)) return PlaceKind::kRegion;
  if (kCountry.contains(folded)) return PlaceKind::kCountry;
  return std::nullopt;
}

bool MakesItNoPlace(std::string_view folded_next_word) {
  static const WordSet kWords = {
      "framework",  "agreement", "declaration", "protocol",  "charter",    "convention", "agenda",
      "accord",     "accords",   "university",  "institute", "foundation", "treaty",     "pact",
      "principles", "award",     "prize",       "bank",      "consensus",  "commitment", "model"};
  return kWords.contains(folded_next_word);
}

bool LeadsToPlace(std::string_view folded) {
  static const WordSet kWords = {"in",  "at",  "from", "to",   "near",  "em",     "no",
                                 "na",  "nos", "nas",  "en",   "a",     "au",     "aux",
                                 "com", "con", "avec", "with", "entre", "between"};
  return kWords.contains(folded);
}

bool IsOf(std::string_view folded) {
  static const WordSet kWords = {"of",  "de", "do",  "da",  "dos", "das", "del", "la", "le",
                                 "les", "el", "los", "las", "du",  "des", "d",   "l",  "the"};
  return kWords.contains(folded);
}

bool IsSmallInNames(std::string_view folded) {
  static const WordSet kWords = {
      "of",    "the", "and",  "on",  "upon", "by",     "in",   "at",  "le",    "de",  "do",
      "da",    "dos", "das",  "del", "la",   "les",    "el",   "los", "las",   "du",  "des",
      "d",     "l",   "y",    "e",   "et",   "i",      "a",    "o",   "al",    "au",  "aux",
      "en",    "sur", "sous", "lez", "em",   "no",     "na",   "di",  "della", "dei", "degli",
      "delle", "nel", "con",  "am",  "an",   "der",    "den",  "dem", "im",    "ob",  "bei",
      "und",   "vor", "zu",   "van", "aan",  "op",     "het",  "ter", "ten",   "s",   "t",
      "bij",   "och", "og",   "nad", "pod",  "pri",    "u",    "z",   "ul",    "cu",  "ve",
      "os",    "as",  "par",  "por", "pres", "devant", "vers", "ar",  "er",    "ash", "es",
      "bin",   "ibn", "abu",  "ad",  "dit",  "lo",     "dels", "sul"};
  return kWords.contains(folded);
}

bool IsPlaceNoun(std::string_view folded) {
  static const WordSet kWords = {
      "cities",   "city",     "towns",    "regions", "region",       "countries",  "municipalities",
      "ciudades", "regiones", "paises",   "cidades", "regioes",      "municipios", "villes",
      "regions",  "pays",     "communes", "basin",   "metropolises", "local",      "governments"};
  return kWords.contains(folded);
}

}  // namespace citygraph::importers

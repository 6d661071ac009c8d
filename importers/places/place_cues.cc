#include "importers/places/place_cues.h"

#include "importers/text/word_table.h"

namespace citygraph::importers {
std::optional<PlaceKind> KindCue(std::string_view folded) {
  static const WordSet kCity = {
      "city",      "town",        "municipality", "commune",      "communes",   "ville",
      "villes",    "ciudad",      "ciudades",     "municipio",    "municipios", "cidade",
      "cidades",   "camara",      "prefeitura",   "ayuntamiento", "alcaldia",   "mairie",
      "municipal", "intendencia", "cm",           "village",      "commune",    "concelho"};
  static const WordSet kRegion = {
      "province",      "provincia",     "region",     "regions",    "regiao",      "regioes",
      "regiones",      "state",         "estado",     "department", "departement", "departements",
      "departamento",  "county",        "prefecture", "oblast",     "land",        "canton",
      "governorate",   "voivodeship",   "district",   "distrito",   "regional",    "provincial",
      "departemental", "departamental", "diputacion", "deputacao",  "bundesland",  "landkreis",
      "provincie",     "regione",       "provincia",  "kreis",      "shire",       "governo",
      "prefectural"};
  static const WordSet kCountry = {"country",    "republic", "republica",
                                   "republique", "pais",     "pays"};
  if (kCity.contains(folded)) return PlaceKind::kCity;
  if (kRegion.contains(folded)) return PlaceKind::kRegion;
  if (kCountry.contains(folded)) return PlaceKind::kCountry;
  return std::nullopt;
}

bool IsWordOfCountry(std::string_view folded_cue, std::string_view country) {
  static const WordMap<std::string_view> kSaidIn = {
      {"camara", "PT"},      {"municipal", "PT"},    {"cm", "PT"},         {"concelho", "PT"},
      {"prefeitura", "BR"},  {"ayuntamiento", "ES"}, {"diputacion", "ES"}, {"intendencia", "UY"},
      {"alcaldia", "CO"},    {"mairie", "FR"},       {"landkreis", "DE"},  {"kreis", "DE"},
      {"bundesland", "DE"},  {"regione", "IT"},      {"oblast", "UA"},     {"voivodeship", "PL"},
      {"departement", "FR"}, {"departements", "FR"}, {"shire", "GB"},      {"provincie", "NL"}};
  const std::string_view* const said = kSaidIn.Find(folded_cue);
  return said != nullptr && *said == country;
}

bool IsStateOfBrazil(std::string_view folded) {
  static const WordSet kCodes = {"ac", "al", "ap", "am", "ba", "ce", "df", "es", "go",
                                 "ma", "mt", "ms", "mg", "pa", "pb", "pr", "pe", "pi",
                                 "rj", "rn", "rs", "ro", "rr", "sc", "sp", "se", "to"};
  return kCodes.contains(folded);
}

bool IsBodyWord(std::string_view folded) {
  static const WordSet kWords = {
      "metropolitan",   "metropolitana", "metropolitano", "metropolitaine", "metropole",
      "metropolregion", "agglomeration", "agglo",         "communaute",     "urbaine",
      "mancomunidad",   "consorcio",     "consorzio",     "intermunicipal", "intercommunale",
      "greater",        "grand",         "gran",          "unione",         "stadtregion"};
  return kWords.contains(folded);
}

bool LeadsInstitution(std::string_view folded) {
  static const WordSet kWords = {
      "university", "universidad", "universidade", "universite", "universitat", "universita",
      "institute",  "instituto",   "institut",     "museum",     "museo",       "musee",
      "museu",      "hospital",    "foundation",   "fundacion",  "fundacao",    "fondation",
      "college",    "colegio",     "school",       "escuela",    "escola",      "ecole",
      "teatro",     "theatre",     "airport",      "aeropuerto", "avenida",     "avenue",
      "calle",      "rue",         "rua",          "street",     "plaza"};
  return kWords.contains(folded);
}

bool IsSeldomCountry(std::string_view folded) { return folded == "reuniao" || folded == "reunion"; }

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

bool LeadsInto(std::string_view folded) {
  return folded == "in" || folded == "en" || folded == "em" || folded == "no" || folded == "na" ||
         folded == "au" || folded == "aux" || folded == "nel";
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

bool IsPluralPlaceNoun(std::string_view folded) {
  static const WordSet kWords = {
      "cities", "towns",    "regions",   "municipalities", "ciudades", "cidades",    "municipios",
      "villes", "communes", "provinces", "regioes",        "regiones", "governments"};
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

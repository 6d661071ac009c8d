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

std::string_view CountriesOfWord(std::string_view folded) {
  struct Said {
    std::string_view countries;  // codes between single spaces
    std::string_view words;
  };
  static constexpr Said kSaid[] = {
      {"PT", "camara cm concelho concelhos autarquia autarquias autarca autarcas freguesia"},
      {"BR", "prefeitura prefeituras prefeito prefeita prefeitos prefeitas"},
      {"ES", "ayuntamiento ayuntamientos diputacion concello concellos"},
      {"AR UY PY", "intendencia intendente intendenta intendentes"},
      {"CO BO VE PA", "alcaldia"},
      {"CL", "comuna comunas"},
      {"PE", "serenos serenazgo"},
      {"FR", "mairie departement departements"},
      {"BE LU", "echevin echevine bourgmestre"},
      {"IT", "comune comuni sindaco sindaca sindaci vigili regione"},
      {"DE AT CH",
       "landkreis kreis bundesland burgermeister oberburgermeister gemeinde stadtverwaltung"},
      {"NL BE", "provincie gemeente"},
      {"GB", "shire borough"},
      {"PH", "barangay lgu"},
      {"ID", "regency kabupaten kota"},
      {"KE", "mca mcas"},
      {"UA", "oblast hromada"},
      {"PL", "voivodeship gmina powiat"},
      {"TN", "gouvernorat gouvernorats"}};
  static const WordMap<std::string_view> kSaidIn = [] {
    WordMap<std::string_view> said_in;
    for (const Said& said : kSaid)
      ForEachWord(said.words, [&](std::string_view word) { said_in.Add(word, said.countries); });
    return said_in;
  }();
  const std::string_view* const said = kSaidIn.Find(folded);
  return said == nullptr ? std::string_view() : *said;
}

bool LeadsIntoBehind(const Words& words, std::size_t i) {
  const Gap before = words[i - 1].gap;
  return (before == Gap::kSpace || before == Gap::kComma) && words[i].gap == Gap::kSpace &&
         words.Is(i, WordClass::kLeadsInto);
}

}  // namespace citygraph::importers

#include "importers/places/segments.h"

#include "importers/places/place_cues.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

bool PartsWords(Gap gap) {
  return gap != Gap::kSpace && gap != Gap::kHyphen && gap != Gap::kApostrophe &&
         gap != Gap::kPeriod;
}

}  // namespace

bool NamesExchange(std::string_view folded) {
  static const WordSet kWords = {"twinning",
                                 "twin",
                                 "twinned",
                                 "twins",
                                 "sister",
                                 "partnership",
                                 "partnerships",
                                 "partner",
                                 "partners",
                                 "pairing",
                                 "paired",
                                 "cooperation",
                                 "exchange",
                                 "jumelage",
                                 "jumelages",
                                 "jumelee",
                                 "jumelees",
                                 "partenariat",
                                 "partenariats",
                                 "convention",
                                 "partenaires",
                                 "hermanamiento",
                                 "hermanamientos",
                                 "hermanada",
                                 "hermanadas",
                                 "cooperacion",
                                 "convenio",
                                 "convenios",
                                 "intercambio",
                                 "acuerdo",
                                 "acuerdos",
                                 "socios",
                                 "socias",
                                 "geminacao",
                                 "geminacoes",
                                 "cooperacao",
                                 "acordo",
                                 "acordos",
                                 "protocolo",
                                 "protocolos",
                                 "parceria",
                                 "parcerias",
                                 "parceiros",
                                 "parceiras",
                                 "gemellaggio",
                                 "gemellaggi",
                                 "patto",
                                 "partnerschaft",
                                 "klimapartnerschaft",
                                 "is",
                                 "lead",
                                 "leader",
                                 "mentor",
                                 "mentors",
                                 "mentee",
                                 "mentees",
                                 "host",
                                 "hosts",
                                 "visit",
                                 "visits",
                                 "visitan",
                                 "visitam",
                                 "visita",
                                 "visite",
                                 "mentoring",
                                 "agreement",
                                 "delegation",
                                 "delegacion",
                                 "delegacao",
                                 "carta",
                                 "since",
                                 "desde",
                                 "depuis",
                                 "seit",
                                 "dal",
                                 "year",
                                 "federal",
                                 "free",
                                 "autonomous",
                                 "autonoma",
                                 "foral",
                                 "entente",
                                 "accord",
                                 "echange",
                                 "city",
                                 "january",
                                 "february",
                                 "march",
                                 "april",
                                 "may",
                                 "june",
                                 "july",
                                 "august",
                                 "september",
                                 "october",
                                 "november",
                                 "december",
                                 "enero",
                                 "febrero",
                                 "marzo",
                                 "abril",
                                 "mayo",
                                 "junio",
                                 "julio",
                                 "agosto",
                                 "septiembre",
                                 "octubre",
                                 "noviembre",
                                 "diciembre",
                                 "janeiro",
                                 "fevereiro",
                                 "marco",
                                 "maio",
                                 "junho",
                                 "julho",
                                 "setembro",
                                 "outubro",
                                 "novembro",
                                 "dezembro",
                                 "janvier",
                                 "fevrier",
                                 "mars",
                                 "avril",
                                 "mai",
                                 "juin",
                                 "juillet",
                                 "aout",
                                 "septembre",
                                 "octobre",
                                 "novembre",
                                 "decembre",
                                 "pln",
                                 "sdg",
                                 "sdgs",
                                 "ods",
                                 "odd",
                                 "page",
                                 "pages",
                                 "conference",
                                 "network",
                                 "area",
                                 "region",
                                 "zone",
                                 "zona",
                                 "special",
                                 "seminar",
                                 "workshop",
                                 "taller",
                                 "atelier",
                                 "oficina"};
  return kWords.contains(folded);
}

bool EndsCell(const Words& words, std::size_t i) {
  if (words[i].gap != Gap::kOther) return false;
  const std::size_t end = i + 1 < words.size() ? words[i + 1].byte_start : words.row().size();
  const std::string_view gap = words.row().substr(words[i].byte_end, end - words[i].byte_end);
  return gap.find_first_not_of(" \t|*") == std::string_view::npos;
}

bool JoinsNames(std::string_view folded) {
  static const WordSet kWords = {"and",     "y",        "e",   "et",  "i",    "und", "og",
                                 "och",     "with",     "con", "com", "avec", "mit", "entre",
                                 "between", "zwischen", "tra", "fra", "a",    "to",  "from"};
  return kWords.contains(folded);
}

bool JoinsEquals(std::string_view folded) {
  return JoinsNames(folded) && folded != "a" && folded != "to" && folded != "from" &&
         folded != "entre" && folded != "between" && folded != "zwischen" && folded != "tra" &&
         folded != "fra";
}

bool PartsBefore(const Words& words, std::size_t i) {
  if (i == 0 || i >= words.size()) return true;
  return PartsWords(words[i - 1].gap) || JoinsNames(words.Folded(i - 1)) ||
         JoinsNames(words.Folded(i));
}

bool SaysNoName(const Words& words, std::size_t i) {
  const std::string_view folded = words.Folded(i);
  return words[i].number || IsOf(folded) || KindCue(folded) || IsBodyWord(folded) ||
         NamesExchange(folded);
}

bool FillsSegment(const Words& words, std::size_t first, std::size_t last,
                  const std::vector<bool>& names) {
  const auto passes = [&](std::size_t i) {
    return (i < names.size() && names[i]) || SaysNoName(words, i);
  };
  std::size_t at = first;
  while (!PartsBefore(words, at)) {
    if (!passes(at - 1)) return false;
    --at;
  }
  at = last;
  while (!PartsBefore(words, at)) {
    if (!passes(at)) return false;
    ++at;
  }
  return true;
}

}  // namespace citygraph::importers

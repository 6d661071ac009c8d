#include "importers/report_list/role_phrases.h"

#include <array>

#include "importers/text/word_table.h"

namespace citygraph::importers {
const Journey* JourneyOf(std::string_view folded_word) {
  static constexpr Journey kVisit{Role::kVisitor, Role::kHost, "visit-from-to"};
  static constexpr Journey kMentoring{Role::kMentor, Role::kMentee, "mentoring-from-to"};
  static const WordSet kVisits = {
      "visit",     "visits",     "visita",     "visitas",     "visite",     "visites",
      "voyage",    "voyages",    "viaje",      "viajes",      "viagem",     "viagens",
      "tour",      "trip",       "mission",    "missions",    "mision",     "misiones",
      "missao",    "missoes",    "delegation", "delegations", "delegacion", "delegaciones",
      "delegacao", "delegacoes", "gira",       "pasantia",    "pasantias",  "estagio",
      "estagios",  "secondment", "internship"};
  static const WordSet kMentorings = {
      "mentoring", "mentorship", "mentoria", "mentorias", "tutoria", "mentorat", "parrainage",
      // Who supports whom needs both of them named, too.
      "support", "appui", "soutien", "apoyo", "apoio", "assistance", "asistencia", "assistencia",
      "asesoria", "assessoria", "accompagnement"};
  if (kVisits.contains(folded_word)) return &kVisit;
  return kMentorings.contains(folded_word) ? &kMentoring : nullptr;
}

bool LeadsThere(std::string_view folded_word) {
  static const WordSet kWords = {"to", "a",  "au", "aux", "ao", "aos",  "as",   "em",   "no",
                                 "na", "in", "en", "at",  "al", "para", "vers", "until"};
  return kWords.contains(folded_word);
}

bool LeadsFrom(std::string_view folded_word) {
  static const WordSet kWords = {"from", "of",   "by",   "de",  "da",    "do",
                                 "dos",  "das",  "del",  "du",  "des",   "d",
                                 "por",  "pela", "pelo", "par", "desde", "depuis"};
  return kWords.contains(folded_word);
}

bool SurelyLeadsFrom(std::string_view folded_word) {
  static const WordSet kWords = {"from", "by", "por", "pela", "pelo", "par", "desde", "depuis"};
  return kWords.contains(folded_word);
}

std::span<const std::string_view> SupportPhrases() {
  static constexpr std::array<std::string_view, 24> kPhrases = {"capacity building of",
                                                                "capacity building for",
                                                                "capacity development of",
                                                                "strengthening of",
                                                                "support to",
                                                                "support for",
                                                                "technical assistance to",
                                                                "technical assistance for",
                                                                "assistance to",
                                                                "renforcement des capacites",
                                                                "renforcement de",
                                                                "appui a",
                                                                "appui au",
                                                                "appui aux",
                                                                "appui technique",
                                                                "appui institutionnel",
                                                                "accompagnement de",
                                                                "fortalecimiento de",
                                                                "apoyo a",
                                                                "asistencia tecnica a",
                                                                "fortalecimento d",
                                                                "apoio a",
                                                                "apoio ao",
                                                                "assistencia tecnica a"};
  return kPhrases;
}

bool IsGathering(std::string_view folded_word) {
  static const WordSet kWords = {"workshop",  "workshops",   "seminar",   "meeting",  "conference",
                                 "forum",     "training",    "event",     "exchange", "taller",
                                 "talleres",  "seminario",   "encuentro", "reunion",  "conferencia",
                                 "foro",      "intercambio", "oficina",   "oficinas", "encontro",
                                 "reuniao",   "intercambio", "atelier",   "ateliers", "seminaire",
                                 "rencontre", "rencontres",  "echange",   "assembly", "asamblea"};
  return kWords.contains(folded_word);
}

bool JoinsPlaces(std::string_view folded_word) {
  static const WordSet kWords = {
      "and",       "y",          "e",         "et",           "i",
      "und",       "the",        "of",        "de",           "do",
      "da",        "del",        "du",        "des",          "d",
      "dos",       "das",        "l",         "la",           "le",
      "el",        "les",        "los",       "las",          "o",
      "a",         "os",         "as",        "city",         "cities",
      "town",      "towns",      "ville",     "villes",       "ciudad",
      "ciudades",  "cidade",     "cidades",   "municipality", "municipalities",
      "municipio", "municipios", "commune",   "communes",     "comuna",
      "comunas",   "prefeitura", "camara",    "municipal",    "ayuntamiento",
      "alcaldia",  "region",     "regions",   "regiao",       "regioes",
      "province",  "provincia",  "state",     "estado",       "county",
      "district",  "distrito",   "metropole", "metropolitan", "area"};
  return kWords.contains(folded_word);
}

}  // namespace citygraph::importers

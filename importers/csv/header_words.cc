#include "importers/csv/header_words.h"

#include "importers/csv/role_words.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {

bool IsCityWord(std::string_view word) {
  static const WordSet kWords = {
      "city",           "cities",       "town",          "towns",     "municipality",
      "municipalities", "municipio",    "municipios",    "ville",     "villes",
      "ciudad",         "ciudades",     "cidade",        "cidades",   "commune",
      "communes",       "comuna",       "comunas",       "localidad", "localidade",
      "collectivite",   "ayuntamiento", "prefeitura",    "camara",    "citta",
      "comune",         "comuni",       "stadt",         "kommune",   "gemeinde",
      "ciutat",         "ciutats",      "collectivites", "council",   "councils",
      "authority",      "authorities",  "government",    "gobierno",  "governo",
      "intendencia",    "alcaldia",     "mairie",        "quien",     "quienes",
      "quem",           "qui",          "who",           "whom"};
  return kWords.contains(word);
}

bool IsCountryWord(std::string_view word) {
  static const WordSet kWords = {"country", "countries", "pays", "pais", "paises", "nation"};
  return kWords.contains(word);
}

bool IsRoleWord(std::string_view word) {
  static const WordSet kWords = {"role", "roles", "rol", "papel", "funcao"};
  return kWords.contains(word);
}

std::optional<Role> RoleOfHeader(std::string_view word) {
  const auto role = RoleNamed(word);
  if (!role) return std::nullopt;
  switch (*role) {
    case Role::kMentor:
    case Role::kMentee:
    case Role::kHost:
    case Role::kVisitor:
    case Role::kLead:
      return role;
    default:
      return std::nullopt;
  }
}

std::optional<Role> RoleBesideCity(std::string_view word) {
  static const WordSet kGives(
      "supporting assisting helping teaching training advising sharing providing giving donating "
      "shares teaches gives supports resource support appui apoyo apoio assistance donor expert "
      "practice aporta apoya comparte ensena asesora transfiere apoyante donante modelo referente "
      "apoia compartilha partilha ensina transfere apoiadora doadora appuie partage apporte "
      "enseigne conseille appuyante formatrice aidante donatrice");
  static const WordSet kTakes(
      "learning adopting learns adopts supported assisted helped taught "
      "trained adopta aprende "
      "aplica apoyada asistida adoptante replica apoiada assistida aprendente adotante adopte "
      "apprend appuyee soutenue aidee accompagnee adota");
  static const WordSet kHosts("visited visitada visitee receiving recibe recebe recoit");
  static const WordSet kVisits(
      "sending visits visita visitan visitam visitent delegation delegations delegacion delegacao "
      "travelling visite envia envoie emisora emissora");
  if (kGives.contains(word)) return Role::kMentor;
  if (kTakes.contains(word)) return Role::kMentee;
  if (kHosts.contains(word)) return Role::kHost;
  if (kVisits.contains(word)) return Role::kVisitor;
  // "Pilot city": where no other word says more, it tries what another knows.
  static const WordSet kTries("pilot piloto pilote");
  if (kTries.contains(word)) return Role::kMentee;
  return RoleOfHeader(word);
}

Role CounterpartOf(Role role) {
  switch (role) {
    case Role::kMentor:
      return Role::kMentee;
    case Role::kMentee:
      return Role::kMentor;
    case Role::kHost:
      return Role::kVisitor;
    case Role::kVisitor:
      return Role::kHost;
    default:
      return Role::kPartner;
  }
}

}  // namespace citygraph::importers

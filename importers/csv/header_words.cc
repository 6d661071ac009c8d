#include "importers/csv/header_words.h"

#include "importers/csv/role_words.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {

bool IsCityWord(std::string_view word) {
  static const WordSet kWords = {
      "city",      "cities",     "town",         "towns",        "municipality", "municipalities",
      "municipio", "municipios", "ville",        "villes",       "ciudad",       "ciudades",
      "cidade",    "cidades",    "commune",      "communes",     "comuna",       "comunas",
      "localidad", "localidade", "collectivite", "ayuntamiento", "prefeitura",   "camara"};
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

}  // namespace citygraph::importers

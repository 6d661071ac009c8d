// Folded words in the headers of tables of cities, in English, Spanish, Portuguese and French.
#pragma once

#include <optional>
#include <string_view>

#include "importers/draft.h"

namespace citygraph::importers {

bool IsCityWord(std::string_view word);     // "city", "municipio"
bool IsCountryWord(std::string_view word);  // "country", "pays"
bool IsRoleWord(std::string_view word);     // "role", "papel"

// The role by which a word heads a column of cities: of "Mentor" or "Ville hôte"; only those that
// give a side: mentor, mentee, host, visitor and lead.
std::optional<Role> RoleOfHeader(std::string_view word);

// The role that a word gives the cities of a column beside a word for city: of "Learning city" or
// "Ciudad que aporta la experiencia".
std::optional<Role> RoleBesideCity(std::string_view word);

// What meets such a role where the other column says none: the mentee of a mentor.
Role CounterpartOf(Role role);

}  // namespace citygraph::importers

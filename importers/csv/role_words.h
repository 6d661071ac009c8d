// Words for what a city did in an exchange, as the cells and headers of tables have them.
#pragma once

#include <optional>
#include <string_view>

#include "importers/draft.h"

namespace citygraph::importers {

// The role that a folded text names, in English, Spanish, Portuguese or French: "mentor",
// "lead partner", "ciudad anfitriona", "visiteuse". Words for city around the role are passed over.
// Nothing when it names none. Cost: a few look-ups.
std::optional<Role> RoleNamed(std::string_view folded);

}  // namespace citygraph::importers

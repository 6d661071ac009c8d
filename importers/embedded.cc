#include "importers/embedded.h"

// Defined in embedded_data.S.in.
extern "C" const char citygraph_themes_begin[];
extern "C" const char citygraph_themes_end[];
extern "C" const char citygraph_goals_begin[];
extern "C" const char citygraph_goals_end[];
extern "C" const char citygraph_networks_begin[];
extern "C" const char citygraph_networks_end[];
extern "C" const char citygraph_role_verbs_begin[];
extern "C" const char citygraph_role_verbs_end[];
extern "C" const char citygraph_role_labels_begin[];
extern "C" const char citygraph_role_labels_end[];

namespace citygraph::importers::embedded {

std::string_view Themes() { return {citygraph_themes_begin, citygraph_themes_end}; }
std::string_view Goals() { return {citygraph_goals_begin, citygraph_goals_end}; }
std::string_view Networks() { return {citygraph_networks_begin, citygraph_networks_end}; }
std::string_view RoleVerbs() { return {citygraph_role_verbs_begin, citygraph_role_verbs_end}; }
std::string_view RoleLabels() { return {citygraph_role_labels_begin, citygraph_role_labels_end}; }

}  // namespace citygraph::importers::embedded

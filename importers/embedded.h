// Files of data/ as they were when the program was built; importers/CMakeLists.txt puts them in.
#pragma once

#include <string_view>

namespace citygraph::importers::embedded {

std::string_view Themes();      // data/themes.csv
std::string_view Goals();       // data/goals.csv
std::string_view Networks();    // data/networks.csv
std::string_view RoleVerbs();   // data/role_verbs.csv
std::string_view RoleLabels();  // data/role_labels.csv

}  // namespace citygraph::importers::embedded

// What people who know another graph database type and openCypher lacks: what to do instead.
#pragma once

#include <string>
#include <string_view>

namespace citygraph::queries::cypher {

// A suggestion for an error at that byte of the query: "`:schema` lists …"; empty when nothing is
// known of what stands there.
std::string HintForOtherDialect(std::string_view query, std::size_t offset);

}  // namespace citygraph::queries::cypher

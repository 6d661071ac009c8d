// Identities inside one database. Ids are given out in order, never reused, and mean nothing
// outside it.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>

namespace citygraph {

enum class NodeId : std::uint64_t {};
enum class RelationshipId : std::uint64_t {};
// A label, relationship type or property name, numbered by the database's dictionary.
enum class TokenId : std::uint32_t {};

// The number behind an id.
constexpr std::uint64_t Raw(NodeId id) { return std::to_underlying(id); }
constexpr std::uint64_t Raw(RelationshipId id) { return std::to_underlying(id); }
constexpr std::uint32_t Raw(TokenId id) { return std::to_underlying(id); }

}  // namespace citygraph

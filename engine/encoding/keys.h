// The keys of a graph in an ordered store. KEYS.md draws them; the tests hold its bytes.
//
// Each function below makes one key, or the prefix of a range; Parse* takes one apart and gives
// nothing when the bytes are not such a key.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/ids.h"
#include "engine/model/value.h"

namespace citygraph::keys {

// The first byte of a key: which table it belongs to.
enum class Table : char {
  kMeta = 'M',          // M name                                          -> depends on the name
  kDictionary = 'D',    // D kind token                                    -> the word
  kNode = 'N',          // N node                                          -> node record
  kNodeBlock = 'Q',     // Q last node                                     -> node block
  kRelationship = 'R',  // R relationship                                  -> relationship record
  kRelationshipBlock = 'B',  // B last relationship                        -> relationship block
  kShadow = 'H',     // H kind id                                       -> nothing, or deleted
  kAdjacency = 'A',  // of format 1: A node direction type neighbour relationship -> nothing
  kLabel = 'L',      // L label node                                    -> nothing
  kIndex = 'I',  // I label property                                -> nothing: such an index exists
  kProperty = 'P',  // P label property value node                     -> nothing
  kName = 'F',      // F folded-name 0 node                            -> name kind
  kAliases = 'S',   // S node                                          -> list of folded names
  kCount = 'C',     // C kind token                                    -> number
};

// What a dictionary word is used as.
enum class WordKind : std::uint8_t { kLabel = 0, kType = 1, kProperty = 2, kText = 3 };

// kOutgoing: the key's node is the relationship's start.
enum class Side : std::uint8_t { kOutgoing = 0, kIncoming = 1 };

// What a shadow hides in the base.
enum class ShadowKind : std::uint8_t { kNode = 0, kRelationship = 1 };

std::string TablePrefix(Table table);

std::string Meta(std::string_view name);
std::string Dictionary(WordKind kind, TokenId token);
std::string Node(NodeId node);
std::string Relationship(RelationshipId relationship);
// A block is found by any id in it: it is the first whose key is not below the id's.
std::string NodeBlock(NodeId last);
std::string RelationshipBlock(RelationshipId last);
std::string Shadow(ShadowKind kind, std::uint64_t id);
std::string Adjacency(NodeId node, Side side, TokenId type, NodeId neighbour,
                      RelationshipId relationship);
std::string AdjacencyPrefix(NodeId node);
std::string AdjacencyPrefix(NodeId node, Side side);
std::string AdjacencyPrefix(NodeId node, Side side, TokenId type);
std::string Label(TokenId label, NodeId node);
std::string LabelPrefix(TokenId label);
std::string Index(TokenId label, TokenId property);
std::string Property(TokenId label, TokenId property, const Value& value, NodeId node);
std::string PropertyPrefix(TokenId label, TokenId property);
std::string PropertyPrefix(TokenId label, TokenId property, const Value& value);
std::string Name(std::string_view folded, NodeId node);
std::string NamePrefix(std::string_view folded);        // this name exactly
std::string NameStartingWith(std::string_view folded);  // and all that go on
std::string Aliases(NodeId node);
std::string Count(WordKind kind, TokenId token);

struct DictionaryKey {
  WordKind kind;
  TokenId token;
};
std::optional<DictionaryKey> ParseDictionary(std::string_view key);

struct AdjacencyKey {
  NodeId node;
  Side side;
  TokenId type;
  NodeId neighbour;
  RelationshipId relationship;
};
std::optional<AdjacencyKey> ParseAdjacency(std::string_view key);

struct NameKey {
  std::string_view folded;  // points into the key
  NodeId node;
};
std::optional<NameKey> ParseName(std::string_view key);

std::optional<NodeId> ParseNodeBlock(std::string_view key);
std::optional<RelationshipId> ParseRelationshipBlock(std::string_view key);

struct ShadowKey {
  ShadowKind kind;
  std::uint64_t id;
};
std::optional<ShadowKey> ParseShadow(std::string_view key);

std::optional<NodeId> ParseNode(std::string_view key);
std::optional<RelationshipId> ParseRelationship(std::string_view key);
// The node at the end of a label, property or name key.
std::optional<NodeId> TrailingNode(std::string_view key);

struct IndexKey {
  TokenId label;
  TokenId property;
};
std::optional<IndexKey> ParseIndex(std::string_view key);

// A value as bytes that sort as openCypher orders values of one kind: false < true, numbers by
// size (an integer and a float of the same size give the same bytes: a reader compares the values
// themselves once more), strings by their UTF-8 bytes, moments by their instant, then their zone.
// Durations have no order; theirs only tell them apart. Null, lists, maps and references are not
// indexed and give nothing.
std::optional<std::string> OrderedBytes(const Value& value);

}  // namespace citygraph::keys

// A small graph that has every kind of section, and a reader that touches everything.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/adjacency/adjacency.h"
#include "engine/adjacency/adjacency_builder.h"
#include "tests/support/must.h"

namespace citygraph::testing {

// Cities 0, 1, 3 and exchanges 2, 4, 5, so that each label has two runs; id 6 was deleted; id 900
// is one more city, far away.
inline constexpr TokenId kCity{0};
inline constexpr TokenId kPlace{1};
inline constexpr TokenId kExchange{2};
inline constexpr TokenId kHosted{0};    // no properties, ids in order
inline constexpr TokenId kTookPart{2};  // properties, ids in no order
inline constexpr TokenId kMet{5};       // several between two nodes
inline constexpr TokenId kFar{7};       // few nodes far apart
inline constexpr TokenId kName{0};
inline constexpr TokenId kYear{1};
inline constexpr TokenId kLat{2};
inline constexpr TokenId kCapital{3};
inline constexpr TokenId kTags{4};
inline constexpr TokenId kRole{5};

inline ColumnDraft Texts(TokenId property, std::vector<std::string> texts, bool indexed = false) {
  ColumnDraft column{.property = property, .kind = ColumnKind::kText, .indexed = indexed};
  for (const std::string& text : texts) column.AddText(text);
  return column;
}

inline ColumnDraft Integers(TokenId property, std::vector<std::int64_t> values,
                            bool indexed = false) {
  return {.property = property,
          .kind = ColumnKind::kInteger,
          .integers = std::move(values),
          .indexed = indexed};
}

inline Status AddFixture(AdjacencyBuilder& builder) {
  ColumnDraft lat{.property = kLat, .kind = ColumnKind::kFloat};
  lat.AddFloat(-29.85);
  lat.AddAbsent();
  lat.AddFloat(48.5);
  lat.AddFloat(0.25);
  ColumnDraft capital{.property = kCapital, .kind = ColumnKind::kBoolean, .integers = {0, 1, 0, 0}};
  ColumnDraft tags{.property = kTags, .kind = ColumnKind::kValue};
  tags.AddAbsent();
  tags.AddText("\x06\x01\x02");
  tags.AddAbsent();
  tags.AddText("");
  CITYGRAPH_TRY(builder.AddNodes(
      {.labels = {kCity, kPlace},
       .runs = {{0, 2}, {3, 4}, {900, 901}},
       .columns = {Texts(kName, {"Durban", "Paris", "Lille", "Oslo"}, true), lat, capital, tags}}));
  ColumnDraft year = Integers(kYear, {2011, 2024, 2011}, true);
  ColumnDraft kind{.property = kRole,
                   .kind = ColumnKind::kText,
                   .codes = {1, 0, 2},
                   .words = {"visit", "mentoring", "visit", "unused"},
                   .indexed = true};
  CITYGRAPH_TRY(
      builder.AddNodes({.labels = {kExchange}, .runs = {{2, 3}, {4, 6}}, .columns = {year, kind}}));
  CITYGRAPH_TRY(builder.AddRelationships(
      {.type = kHosted, .start = {3, 0, 1}, .end = {5, 4, 2}, .first_id = 10}));
  CITYGRAPH_TRY(builder.AddRelationships(
      {.type = kTookPart,
       .start = {1, 0, 0, 3},
       .end = {4, 5, 2, 4},
       .ids = {3, 1, 7, 2},
       .columns = {Texts(kRole, {"a", "b", "c", "d"}), Integers(kYear, {-5, 1000000, 7, 0})}}));
  CITYGRAPH_TRY(builder.AddRelationships(
      {.type = kMet, .start = {1, 0, 1, 1}, .end = {0, 1, 0, 3}, .first_id = 13}));
  CITYGRAPH_TRY(builder.AddRelationships(
      {.type = kFar, .start = {0, 900, 0}, .end = {900, 0, 3}, .ids = {17, 18, 20}}));
  const std::vector<std::byte> blob{std::byte{1}, std::byte{2}};
  return builder.AddBlob("themes", blob);
}

inline constexpr AdjacencyOptions kFixtureOptions{
    .sequence = 42, .node_limit = 1000, .relationship_limit = 21, .threads = 2, .sync = false};

inline std::shared_ptr<const Adjacency> FixtureInMemory() {
  const auto builder = Must(AdjacencyBuilder::InMemory(kFixtureOptions));
  Must(AddFixture(*builder));
  return Must(builder->Finish());
}

// Calls every accessor with ids and rows in and out of range; returns something that depends on all
// it read, so that nothing is optimised away.
inline std::uint64_t ReadEverything(const Adjacency& adjacency) {
  std::uint64_t sum = 0;
  std::string scratch;
  const auto read = [&](const Column& column) {
    for (std::uint64_t row = 0; row < column.rows() + 2 && row < 2000; ++row) {
      sum += column.Has(row) ? 1 : 0;
      sum += static_cast<std::uint64_t>(column.Integer(row)) + column.Text(row, scratch).size();
      sum += column.Float(row) > 1 ? 1 : 0;
    }
    std::vector<std::uint64_t> rows;
    for (std::uint64_t row = column.rows() + 2; row > 0; row = row * 2 / 3) rows.push_back(row - 1);
    const TextRows texts = column.Texts(rows);
    for (std::size_t i = 0; i < texts.size(); ++i) sum += texts[i].size();
    if (column.has_dictionary()) {
      for (std::uint32_t code = 0; code < column.dictionary_size() + 1; ++code) {
        sum += column.Word(code).size();
      }
    }
    for (const std::int64_t value : {0, 1, 2011, 2024, -1}) {
      for (const std::uint32_t row : column.FindInteger(value)) sum += row;
    }
    for (const std::string_view text : {"", "Paris", "visit", "zz"}) {
      for (const std::uint32_t row : column.FindText(text)) sum += row;
    }
  };
  for (std::uint64_t id = 0; id < adjacency.node_limit() + 3 && id < 2000; ++id) {
    if (const auto place = adjacency.PlaceOf(NodeId{id})) {
      sum += place->row + place->table->NodeAt(place->row);
    }
  }
  for (std::uint64_t id = 0; id < adjacency.relationship_limit() + 3 && id < 2000; ++id) {
    if (const auto place = adjacency.PlaceOf(RelationshipId{id})) sum += place->position;
  }
  for (const NodeTable& table : adjacency.node_tables()) {
    for (const Column& column : table.columns()) read(column);
    for (const TokenId label : table.labels()) {
      for (const NodeRun& run : adjacency.RunsOf(label)) sum += run.end;
      sum += adjacency.CountOf(label);
    }
    for (std::uint64_t row = 0; row < table.rows() && row < 2000; ++row) sum += table.NodeAt(row);
  }
  for (const RelationshipTable& table : adjacency.relationship_tables()) {
    for (const Column& column : table.columns()) read(column);
    for (std::uint64_t position = 0; position < table.size() && position < 2000; ++position) {
      sum += Raw(table.IdAt(position)) + table.StartAt(position) + table.EndAt(position);
    }
    for (NodeNumber node = 0; node < 1100; ++node) {
      for (const NodeNumber other : table.outgoing()[node]) sum += other;
      const NeighbourLists::Range range = table.incoming().RangeOf(node);
      for (std::uint64_t entry = range.begin; entry < range.end; ++entry) {
        sum += table.PositionOfIncoming(node, entry);
      }
    }
    sum += table.PositionOfIncoming(0, table.size());
  }
  if (const auto blob = adjacency.Blob("themes")) sum += blob->size();
  return sum;
}

}  // namespace citygraph::testing

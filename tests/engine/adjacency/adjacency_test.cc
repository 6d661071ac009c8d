#include "engine/adjacency/adjacency.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <span>
#include <sstream>
#include <tuple>

#include "engine/adjacency/adjacency_format.h"
#include "engine/adjacency/checksum.h"
#include "tests/engine/adjacency/adjacency_fixture.h"
#include "tests/support/temporary_folder.h"

namespace citygraph {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Contents(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

TEST(AdjacencyTest, NodesAreFoundInTheirTables) {
  const auto adjacency = FixtureInMemory();
  EXPECT_EQ(adjacency->sequence(), 42U);
  EXPECT_EQ(adjacency->node_limit(), 1000U);
  EXPECT_EQ(adjacency->relationship_limit(), 21U);
  const auto place = adjacency->PlaceOf(NodeId{900});
  ASSERT_TRUE(place);
  EXPECT_THAT(place->table->labels(), ElementsAre(kCity, kPlace));
  EXPECT_EQ(place->row, 3U);
  EXPECT_EQ(place->table->NodeAt(3), 900U);
  EXPECT_EQ(adjacency->PlaceOf(NodeId{5})->row, 2U);
  EXPECT_EQ(adjacency->PlaceOf(NodeId{5})->table->NodeAt(2), 5U);
  for (const std::uint64_t id : {6UL, 899UL, 901UL, 1000UL, 1UL << 32, (1UL << 32) + 1}) {
    EXPECT_FALSE(adjacency->PlaceOf(NodeId{id})) << id;
  }
  EXPECT_THAT(adjacency->RunsOf(kPlace),
              ElementsAre(NodeRun{0, 2}, NodeRun{3, 4}, NodeRun{900, 901}));
  EXPECT_THAT(adjacency->RunsOf(TokenId{9}), IsEmpty());
  EXPECT_EQ(adjacency->CountOf(kCity), 4U);
  EXPECT_EQ(adjacency->CountOf(kExchange), 3U);
}

TEST(AdjacencyTest, NeighboursAscendOnBothSides) {
  const auto adjacency = FixtureInMemory();
  const RelationshipTable* part = adjacency->TableOf(kTookPart);
  ASSERT_NE(part, nullptr);
  EXPECT_THAT(part->outgoing()[0], ElementsAre(2, 5));
  EXPECT_THAT(part->outgoing()[1], ElementsAre(4));
  EXPECT_THAT(part->outgoing()[2], IsEmpty());
  EXPECT_THAT(part->outgoing()[900], IsEmpty());
  EXPECT_THAT(part->incoming()[4], ElementsAre(1, 3));
  const RelationshipTable* met = adjacency->TableOf(kMet);
  EXPECT_THAT(met->outgoing()[1], ElementsAre(0, 0, 3));
  EXPECT_THAT(met->incoming()[0], ElementsAre(1, 1));
  const RelationshipTable* far = adjacency->TableOf(kFar);
  EXPECT_THAT(far->outgoing()[0], ElementsAre(3, 900));
  EXPECT_THAT(far->outgoing()[900], ElementsAre(0));
  EXPECT_THAT(far->outgoing()[1], IsEmpty());
  EXPECT_THAT(far->incoming()[900], ElementsAre(0));
  EXPECT_EQ(far->outgoing().list_count(), 2U);  // kept for the nodes that have lists alone
  EXPECT_EQ(adjacency->TableOf(TokenId{1}), nullptr);
}

TEST(AdjacencyTest, RelationshipsAreFoundByIdAndFromBothSides) {
  const auto adjacency = FixtureInMemory();
  using Row = std::tuple<std::uint64_t, NodeNumber, NodeNumber>;
  const auto rows = [&](TokenId type) {
    std::vector<Row> found;
    const RelationshipTable& table = *adjacency->TableOf(type);
    for (std::uint64_t i = 0; i < table.size(); ++i) {
      found.emplace_back(Raw(table.IdAt(i)), table.StartAt(i), table.EndAt(i));
      EXPECT_EQ(table.PositionOf(table.IdAt(i)), i);
    }
    return found;
  };
  EXPECT_THAT(rows(kHosted), ElementsAre(Row(10, 0, 4), Row(11, 1, 2), Row(12, 3, 5)));
  EXPECT_THAT(rows(kTookPart), ElementsAre(Row(7, 0, 2), Row(1, 0, 5), Row(3, 1, 4), Row(2, 3, 4)));
  EXPECT_THAT(rows(kMet), ElementsAre(Row(13, 0, 1), Row(14, 1, 0), Row(15, 1, 0), Row(16, 1, 3)));
  EXPECT_THAT(rows(kFar), ElementsAre(Row(20, 0, 3), Row(17, 0, 900), Row(18, 900, 0)));
  EXPECT_EQ(adjacency->PlaceOf(RelationshipId{7})->table->type(), kTookPart);
  for (const std::uint64_t id : {0UL, 4UL, 9UL, 19UL, 21UL, ~0UL}) {
    EXPECT_FALSE(adjacency->PlaceOf(RelationshipId{id})) << id;
  }
  const RelationshipTable& hosted = *adjacency->TableOf(kHosted);
  EXPECT_EQ(hosted.PositionOfIncoming(5, hosted.incoming().RangeOf(5).begin), 2U);
  const RelationshipTable& met = *adjacency->TableOf(kMet);
  const NeighbourLists::Range both = met.incoming().RangeOf(0);
  EXPECT_EQ(met.PositionOfIncoming(0, both.begin), 1U);
  EXPECT_EQ(met.PositionOfIncoming(0, both.begin + 1), 2U);
}

TEST(AdjacencyTest, ColumnsFollowTheirRows) {
  const auto adjacency = FixtureInMemory();
  std::string scratch;
  const NodeTable& cities = adjacency->node_tables()[0];
  const Column& name = *cities.FindColumn(kName);
  EXPECT_EQ(name.Text(2, scratch), "Lille");
  EXPECT_EQ(name.Text(4, scratch), "");
  EXPECT_THAT(name.FindText("Oslo"), ElementsAre(3));
  EXPECT_THAT(name.FindText("Osl"), IsEmpty());
  const Column& lat = *cities.FindColumn(kLat);
  EXPECT_EQ(lat.Float(0), -29.85);
  EXPECT_FALSE(lat.Has(1));
  EXPECT_EQ(lat.Float(1), 0);
  EXPECT_EQ(lat.Float(3), 0.25);
  EXPECT_TRUE(cities.FindColumn(kCapital)->Boolean(1));
  const Column& tags = *cities.FindColumn(kTags);
  EXPECT_FALSE(tags.Has(0));
  EXPECT_EQ(tags.Text(1, scratch), "\x06\x01\x02");
  EXPECT_TRUE(tags.Has(3));
  EXPECT_EQ(cities.FindColumn(kRole), nullptr);

  const NodeTable& exchanges = adjacency->node_tables()[1];
  EXPECT_THAT(exchanges.FindColumn(kYear)->FindInteger(2011), ElementsAre(0, 2));
  EXPECT_THAT(exchanges.FindColumn(kYear)->FindInteger(2012), IsEmpty());
  const Column& kind = *exchanges.FindColumn(kRole);
  EXPECT_EQ(kind.dictionary_size(), 2U);  // one "visit", nothing unused
  EXPECT_EQ(kind.Word(kind.CodeOf(0)), "mentoring");
  EXPECT_EQ(kind.CodeOf(1), kind.CodeOf(2));
  const TextRows kinds = kind.Texts(std::vector<std::uint64_t>{0, 1, 2, 3});
  for (std::uint64_t row = 0; row < 4; ++row) EXPECT_EQ(kinds[row], kind.Text(row, scratch));
  EXPECT_THAT(kind.FindText("visit"), ElementsAre(1, 2));
  EXPECT_EQ(kind.CodeFor("none"), std::nullopt);

  const RelationshipTable& part = *adjacency->TableOf(kTookPart);
  std::string roles;
  std::vector<std::int64_t> years;
  for (std::uint64_t i = 0; i < part.size(); ++i) {
    roles += part.FindColumn(kRole)->Text(i, scratch);
    years.push_back(part.FindColumn(kYear)->Integer(i));
  }
  EXPECT_EQ(roles, "cbad");
  EXPECT_THAT(years, ElementsAre(7, 1000000, -5, 0));
}

TEST(AdjacencyTest, AFileIsWhatTheMemoryHolds) {
  const TemporaryFolder folder;
  const auto file = folder / "adjacency";
  {
    const auto builder = Must(AdjacencyBuilder::ToFile(file, kFixtureOptions));
    Must(AddFixture(*builder));
    EXPECT_FALSE(std::filesystem::exists(file));
    Must(builder->Finish());
  }
  const auto adjacency = Must(Adjacency::Open(file));
  Must(adjacency->Verify());
  EXPECT_EQ(adjacency->name(), file.string());
  EXPECT_EQ(adjacency->size_bytes(), std::filesystem::file_size(file));
  EXPECT_EQ(ReadEverything(*adjacency), ReadEverything(*FixtureInMemory()));
  EXPECT_EQ(adjacency->Blob("themes")->size(), 2U);
  EXPECT_EQ(adjacency->Blob("none"), std::nullopt);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(AdjacencyTest, WithoutFinishNothingIsLeft) {
  const TemporaryFolder folder;
  {
    const auto builder = Must(AdjacencyBuilder::ToFile(folder / "adjacency", kFixtureOptions));
    Must(AddFixture(*builder));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(AdjacencyTest, AnEmptyGraphIsOne) {
  const auto adjacency = Must(Must(AdjacencyBuilder::InMemory({}))->Finish());
  Must(adjacency->Verify());
  EXPECT_THAT(adjacency->node_tables(), IsEmpty());
  EXPECT_FALSE(adjacency->PlaceOf(NodeId{0}));
  EXPECT_FALSE(adjacency->PlaceOf(RelationshipId{0}));
}

TEST(AdjacencyTest, AMissingFileAndAFolderAreErrors) {
  const TemporaryFolder folder;
  EXPECT_EQ(Adjacency::Open(folder / "none").error().code, ErrorCode::kNotFound);
  EXPECT_THAT(Adjacency::Open(folder / "none").error().ToString(), HasSubstr("none"));
  EXPECT_EQ(Adjacency::Open(folder.path()).error().code, ErrorCode::kIo);
  EXPECT_EQ(AdjacencyBuilder::ToFile(folder / "no" / "such", {}).error().code, ErrorCode::kIo);
}

TEST(AdjacencyTest, AnotherVersionIsUnsupported) {
  const auto adjacency = FixtureInMemory();
  const TemporaryFolder folder;
  const auto builder = Must(AdjacencyBuilder::ToFile(folder / "a", kFixtureOptions));
  Must(builder->Finish());
  std::string bytes = Contents(folder / "a");
  for (const std::uint32_t version :
       {adjacency_format::kOldestVersion - 1, adjacency_format::kVersion + 1}) {
    bytes[8] = static_cast<char>(version);
    const auto opened = Adjacency::Open(FileBytes::Hold(bytes, "other"));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::kUnsupported);
    EXPECT_THAT(opened.error().message,
                HasSubstr("other: adjacency of version " + std::to_string(version)));
  }
}

std::string FixtureBytes();

// The bytes of the fixture are the same in both versions: it has too little text to pack.
TEST(AdjacencyTest, TheVersionBeforeIsRead) {
  std::string bytes = FixtureBytes();
  bytes[8] = static_cast<char>(adjacency_format::kOldestVersion);
  constexpr std::size_t kAt = offsetof(adjacency_format::Header, header_checksum);
  const std::uint64_t checksum = Xxh64(std::as_bytes(std::span(bytes)).first(kAt));
  std::memcpy(bytes.data() + kAt, &checksum, sizeof(checksum));
  const auto adjacency = Must(Adjacency::Open(FileBytes::Hold(bytes, "older")));
  Must(adjacency->Verify());
  EXPECT_EQ(ReadEverything(*adjacency), ReadEverything(*FixtureInMemory()));
}

std::string FixtureBytes() {
  const TemporaryFolder folder;
  const auto builder = Must(AdjacencyBuilder::ToFile(folder / "a", kFixtureOptions));
  Must(AddFixture(*builder));
  Must(builder->Finish());
  return Contents(folder / "a");
}

TEST(AdjacencyDamageTest, EveryCutFileIsRefused) {
  const std::string bytes = FixtureBytes();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto opened = Adjacency::Open(FileBytes::Hold(bytes.substr(0, size), "cut"));
    ASSERT_FALSE(opened) << size;
    ASSERT_EQ(opened.error().code, ErrorCode::kCorruption) << size;
    ASSERT_THAT(opened.error().message, HasSubstr("cut: "));
  }
}

TEST(AdjacencyDamageTest, EveryChangedByteIsFoundAndReadingGoesOn) {
  const std::string bytes = FixtureBytes();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
    const auto opened = Adjacency::Open(FileBytes::Hold(damaged, "bent"));
    if (opened) {
      ReadEverything(**opened);
      const Status verified = (*opened)->Verify();
      // The zeros at the end of the header say nothing and are not read.
      if (at >= 80 && at < 128) continue;
      ASSERT_FALSE(verified) << at;
      EXPECT_EQ(verified.error().code, ErrorCode::kCorruption);
      EXPECT_THAT(verified.error().message, HasSubstr("bent: "));
    } else {
      EXPECT_TRUE(opened.error().code == ErrorCode::kCorruption ||
                  opened.error().code == ErrorCode::kUnsupported);
    }
  }
}

TEST(AdjacencyBuilderTest, WhatContradictsItselfIsRefused) {
  const auto fresh = [] { return Must(AdjacencyBuilder::InMemory(kFixtureOptions)); };
  const auto code = [](const Status& status) {
    return status ? ErrorCode::kInternal : status.error().code;
  };
  EXPECT_EQ(code(fresh()->AddNodes({.runs = {{3, 3}}})), ErrorCode::kInvalidInput);
  EXPECT_EQ(code(fresh()->AddNodes({.runs = {{3, 5}, {4, 6}}})), ErrorCode::kInvalidInput);
  EXPECT_EQ(code(fresh()->AddNodes({.runs = {{999, 1001}}})), ErrorCode::kInvalidInput);
  EXPECT_EQ(code(fresh()->AddNodes({.runs = {{0, 2}}, .columns = {Integers(kYear, {1})}})),
            ErrorCode::kInvalidInput);
  EXPECT_EQ(code(fresh()->AddRelationships({.type = kMet, .start = {0}, .end = {}})),
            ErrorCode::kInvalidInput);
  EXPECT_EQ(code(fresh()->AddRelationships({.type = kMet, .start = {1000}, .end = {0}})),
            ErrorCode::kInvalidInput);
  EXPECT_EQ(
      code(fresh()->AddRelationships({.type = kMet, .start = {0}, .end = {0}, .first_id = 21})),
      ErrorCode::kInvalidInput);
  EXPECT_EQ(code(fresh()->AddRelationships(
                {.type = kMet, .start = {0, 1}, .end = {0, 0}, .ids = {4, 4}})),
            ErrorCode::kInvalidInput);
  ColumnDraft codes{.property = kRole, .kind = ColumnKind::kText, .codes = {1}, .words = {"a"}};
  EXPECT_EQ(code(fresh()->AddNodes({.runs = {{0, 1}}, .columns = {codes}})),
            ErrorCode::kInvalidInput);
  const auto twice = fresh();
  Must(twice->AddNodes({.runs = {{0, 5}}}));
  Must(twice->AddNodes({.runs = {{4, 6}}}));
  EXPECT_EQ(twice->Finish().error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(AdjacencyBuilder::InMemory({.node_limit = 1UL << 32}).error().code,
            ErrorCode::kUnsupported);
}

// Random relationships of two types against a sorted list of triples.
TEST(AdjacencyPropertyTest, ListsHoldWhatWasGiven) {
  for (const std::uint32_t seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const std::uint32_t nodes = seed < 4 ? 50 : 5000;
    const std::size_t count = seed == 6 ? 300000 : 400;  // the last on several threads
    RelationshipsDraft draft{.type = kMet, .first_id = 7};
    std::vector<std::tuple<NodeNumber, NodeNumber, std::size_t>> expected;
    ColumnDraft year{.property = kYear, .kind = ColumnKind::kInteger};
    for (std::size_t i = 0; i < count; ++i) {
      const auto start = static_cast<NodeNumber>(random() % nodes);
      const auto end = static_cast<NodeNumber>(random() % nodes);
      draft.start.push_back(start);
      draft.end.push_back(end);
      if (random() % 4 == 0) {
        year.AddAbsent();
      } else {
        year.AddInteger(static_cast<std::int64_t>(i));
      }
      expected.emplace_back(start, end, i);
    }
    const ColumnDraft given = year;
    draft.columns.push_back(std::move(year));
    std::ranges::sort(expected);
    const auto builder = Must(AdjacencyBuilder::InMemory(
        {.node_limit = nodes, .relationship_limit = count + 7, .threads = 3}));
    std::vector<std::uint32_t> positions;
    Must(builder->AddRelationships(std::move(draft), &positions));
    const auto adjacency = Must(builder->Finish());
    Must(adjacency->Verify());
    const RelationshipTable& table = *adjacency->TableOf(kMet);
    ASSERT_EQ(table.size(), count);
    const Column& column = *table.FindColumn(kYear);
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto& [start, end, row] = expected[i];
      ASSERT_EQ(table.StartAt(i), start);
      ASSERT_EQ(table.EndAt(i), end);
      ASSERT_EQ(positions[row], i);
      const bool set = (given.present[row / 64] >> (row % 64) & 1) != 0;
      ASSERT_EQ(column.Has(i), set);
      ASSERT_EQ(column.Integer(i), set ? static_cast<std::int64_t>(row) : 0);
    }
    std::uint64_t entries = 0;
    for (NodeNumber node = 0; node < nodes; ++node) {
      const NeighbourLists::Range range = table.incoming().RangeOf(node);
      for (std::uint64_t entry = range.begin; entry < range.end; ++entry, ++entries) {
        const std::uint64_t position = table.PositionOfIncoming(node, entry);
        ASSERT_EQ(std::get<1>(expected[position]), node);
        ASSERT_EQ(std::get<0>(expected[position]), table.incoming().entries()[entry]);
      }
    }
    EXPECT_EQ(entries, count);
  }
}

TEST(AdjacencyPropertyTest, TheSameCallsGiveTheSameBytes) {
  EXPECT_EQ(FixtureBytes(), FixtureBytes());
}

TEST(ChecksumTest, IsXxh64) {
  const auto of = [](std::string_view text) { return Xxh64(std::as_bytes(std::span(text))); };
  EXPECT_EQ(of(""), 0xef46db3751d8e999);
  EXPECT_EQ(of("a"), 0xd24ec4f1a98c6e5b);
  EXPECT_EQ(of("as"), 0x1c330fb2d66be179);
  EXPECT_EQ(of("asd"), 0x631c37ce72a97393);
  EXPECT_EQ(of("asdf"), 0x415872f599cea71e);
  EXPECT_EQ(of("Call me Ishmael. Some years ago--never mind how long precisely-"),
            0x02a2e85470d6fd96);
}

}  // namespace
}  // namespace citygraph

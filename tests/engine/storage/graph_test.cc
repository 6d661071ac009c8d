// The graph over a store: what is written can be read, every index follows, and nothing is stored
// before the commit or changed by a repetition.
#include "engine/storage/graph.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>

#include "engine/encoding/format_version.h"
#include "engine/index/name_index.h"
#include "engine/storage/check.h"
#include "engine/storage/memory_store.h"
#include "tests/support/must.h"

namespace citygraph {
namespace {

using testing::Must;

class GraphTest : public ::testing::Test {
 protected:
  std::unique_ptr<Graph> graph_ = Must(Graph::Open(MakeMemoryStore()));

  std::unique_ptr<Transaction> Begin() { return Must(graph_->Begin()); }
  std::unique_ptr<GraphView> Read() { return Must(graph_->Read()); }
  void ExpectSound(std::source_location caller = std::source_location::current()) {
    const CheckReport report = Must(CheckGraph(*graph_));
    for (const std::string& problem : report.problems)
      ADD_FAILURE_AT(caller.file_name(), static_cast<int>(caller.line())) << problem;
  }
};

const Evidence kEvidence{
    .document = "notes.txt", .line = 4, .start = 7, .end = 12, .rule = "listed", .confidence = 0.6};

TEST_F(GraphTest, ANodeAndARelationshipAreReadAsTheyWereWritten) {
  const auto change = Begin();
  const NodeId durban =
      Must(change->CreateNode({"City", "Place"}, {{"name", "Durban"}, {"population", 3120282}}));
  const NodeId note = Must(change->CreateNode({"Exchange"}, {{"key", "PLN-18"}}));
  const RelationshipId took = Must(change->CreateRelationship(
      durban, "TOOK_PART", note, {{"role", "host"}}, std::span(&kEvidence, 1)));
  Must(change->Commit());
  const auto view = Read();
  const Node node = *Must(view->NodeAt(durban));
  EXPECT_EQ(node.labels, (std::vector<std::string>{"City", "Place"}));
  EXPECT_EQ(node.properties, (ValueMap{{"name", "Durban"}, {"population", 3120282}}));
  const Relationship relationship = *Must(view->RelationshipAt(took));
  EXPECT_EQ(relationship.type, "TOOK_PART");
  EXPECT_EQ(relationship.start, durban);
  EXPECT_EQ(relationship.end, note);
  EXPECT_EQ(relationship.evidence, std::vector<Evidence>{kEvidence});
  ExpectSound();
}

TEST_F(GraphTest, AValueTooDeepToBeReadAgainIsRefusedAndChangesNothing) {
  Value deep = 1;
  for (int depth = 0; depth <= records::kDeepestValue; ++depth) deep = ValueList{deep};
  const auto change = Begin();
  const NodeId city = Must(change->CreateNode({"City"}, {{"name", "Sfax"}}));
  const RelationshipId loop = Must(change->CreateRelationship(city, "KNOWS", city));
  const auto refused = [&](const auto& result) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kInvalidInput);
    EXPECT_NE(result.error().message.find("tree"), std::string::npos) << result.error().message;
  };
  refused(change->CreateNode({"City"}, {{"tree", deep}}));
  refused(change->SetProperty(city, "tree", deep));
  refused(change->CreateRelationship(city, "KNOWS", city, {{"tree", deep}}));
  refused(change->SetProperty(loop, "tree", deep));
  Must(change->Commit());
  EXPECT_EQ(Must(Read()->AllNodes()).size(), 1U);
  EXPECT_EQ(Must(Read()->AllRelationships()).size(), 1U);
  ExpectSound();
}

TEST_F(GraphTest, NothingIsSeenBeforeTheCommitAndNothingAfterADroppedChange) {
  {
    const auto change = Begin();
    Must(change->CreateNode({"City"}, {{"name", "Sfax"}}));
    EXPECT_TRUE(Must(Read()->AllNodes()).empty());
    EXPECT_EQ(Must(change->AllNodes()).size(), 1U) << "the transaction reads what it wrote";
  }
  EXPECT_TRUE(Must(Read()->AllNodes()).empty());
  EXPECT_EQ(Must(Read()->Sequence()), 0U);
}

TEST_F(GraphTest, AViewKeepsItsMomentWhileOthersCommit) {
  const auto before = Read();
  const auto change = Begin();
  Must(change->CreateNode({"City"}, {{"name", "Sfax"}}));
  Must(change->Commit());
  EXPECT_TRUE(Must(before->AllNodes()).empty());
  EXPECT_EQ(Must(Read()->AllNodes()).size(), 1U);
}

TEST_F(GraphTest, NeighboursAreFoundFromBothSidesByTypeAndDirection) {
  const auto change = Begin();
  const NodeId a = Must(change->CreateNode({"City"}, {}));
  const NodeId b = Must(change->CreateNode({"City"}, {}));
  const RelationshipId mentored = Must(change->CreateRelationship(a, "MENTORED", b));
  Must(change->CreateRelationship(b, "MET", a));
  Must(change->Commit());
  const auto view = Read();
  constexpr std::array<std::string_view, 1> kMentored = {"MENTORED"};
  constexpr std::array<std::string_view, 1> kUnknown = {"NO_SUCH_TYPE"};
  const auto out = Must(view->NeighboursOf(a, Direction::kOutgoing, kMentored));
  ASSERT_EQ(out.size(), 1U);
  EXPECT_EQ(out[0], (Adjacent{mentored, b, *view->TypeToken("MENTORED"), true}));
  EXPECT_EQ(Must(view->NeighboursOf(b, Direction::kIncoming, kMentored)).size(), 1U);
  EXPECT_TRUE(Must(view->NeighboursOf(b, Direction::kOutgoing, kMentored)).empty());
  EXPECT_EQ(Must(view->NeighboursOf(a, Direction::kBoth)).size(), 2U);
  EXPECT_TRUE(Must(view->NeighboursOf(a, Direction::kBoth, kUnknown)).empty());
}

TEST_F(GraphTest, MoreNeighboursThanAPageAreAllFound) {
  constexpr int kMany = 10'000;
  const auto change = Begin();
  const NodeId hub = Must(change->CreateNode({"Theme"}, {}));
  for (int i = 0; i < kMany; ++i) {
    const NodeId exchange = Must(change->CreateNode({"Exchange"}, {}));
    Must(change->CreateRelationship(exchange, "ABOUT", hub));
  }
  Must(change->Commit());
  EXPECT_EQ(Must(Read()->NeighboursOf(hub, Direction::kIncoming)).size(),
            static_cast<std::size_t>(kMany));
}

TEST_F(GraphTest, AnIndexFindsByEqualValueAndFollowsEveryChange) {
  const auto change = Begin();
  const NodeId before = Must(change->CreateNode({"City"}, {{"geonameid", 7}}));
  Must(change->CreateIndex("City", "geonameid"));
  const NodeId after = Must(change->CreateNode({"City"}, {{"geonameid", 8}}));
  const auto find = [&](const Value& value) {
    return Must(change->NodesWithProperty("City", "geonameid", value));
  };
  EXPECT_EQ(find(7), std::vector{before});
  EXPECT_EQ(find(8), std::vector{after});
  EXPECT_EQ(find(8.0), std::vector{after}) << "numbers are equal by size";
  Must(change->SetProperty(after, "geonameid", 9));
  EXPECT_TRUE(find(8).empty());
  EXPECT_EQ(find(9), std::vector{after});
  Must(change->RemoveLabel(after, "City"));
  EXPECT_TRUE(find(9).empty());
  // Two integers that share the nearest double are told apart.
  const std::int64_t large = (std::int64_t{1} << 53) + 1;
  Must(change->SetProperty(before, "geonameid", large));
  EXPECT_EQ(find(large), std::vector{before});
  EXPECT_TRUE(find(large - 1).empty());
  Must(change->Commit());
  ExpectSound();
}

TEST_F(GraphTest, NamesAndAliasesAreFoundHoweverTheyAreWritten) {
  const auto change = Begin();
  const NodeId city = Must(change->CreateNode({"City"}, {{"name", "Santa Fé"}}));
  const std::vector<std::string> aliases = {"Santa Fe de la Vera Cruz", "サンタフェ"};
  Must(change->SetAliases(city, aliases));
  Must(change->Commit());
  for (const std::string_view name :
       {"santa fe", "SANTA  FÉ", "Santa Fe de la Vera Cruz", "サンタフェ"}) {
    EXPECT_EQ(Must(FindNamed(*Read(), name)), std::vector{city}) << name;
  }
  const auto rename = Begin();
  Must(rename->SetProperty(city, "name", "Santa Fe de la Vera Cruz"));
  Must(rename->Commit());
  EXPECT_TRUE(Must(FindNamed(*Read(), "Santa Fe")).empty());
  EXPECT_EQ(Must(FindNamed(*Read(), "Santa Fe de la Vera Cruz")).size(), 1U);
  ExpectSound();
}

TEST_F(GraphTest, AnAliasOutlivesTheNameThatItEqualled) {
  const auto change = Begin();
  const NodeId city = Must(change->CreateNode({"City"}, {{"name", "Bombay"}}));
  const std::vector<std::string> aliases = {"Bombay", "Mumbai"};
  Must(change->SetAliases(city, aliases));
  Must(change->SetProperty(city, "name", "Mumbai"));
  Must(change->Commit());
  EXPECT_EQ(Must(FindNamed(*Read(), "bombay")), std::vector{city});
  Must(change->SetAliases(city, {}));
  Must(change->Commit());
  EXPECT_TRUE(Must(FindNamed(*Read(), "bombay")).empty());
  EXPECT_EQ(Must(FindNamed(*Read(), "mumbai")), std::vector{city});
  ExpectSound();
}

TEST_F(GraphTest, NearNamesForgiveTwoEditsAndASwap) {
  const auto change = Begin();
  const NodeId lilongwe = Must(change->CreateNode({"City"}, {{"name", "Lilongwe"}}));
  Must(change->CreateNode({"City"}, {{"name", "Lima"}}));
  Must(change->Commit());
  const auto near = Must(FindNearNames(*Read(), "Lilognwe", 5));
  ASSERT_EQ(near.size(), 1U);
  EXPECT_EQ(near[0].node, lilongwe);
  EXPECT_EQ(near[0].distance, 1U);
  EXPECT_TRUE(Must(FindNearNames(*Read(), "Durban", 5)).empty());
}

TEST_F(GraphTest, RepeatingWhatIsThereWritesNothing) {
  const auto change = Begin();
  const NodeId a = Must(change->CreateNode({"City"}, {{"name", "Sfax"}}));
  const RelationshipId self =
      Must(change->CreateRelationship(a, "MET", a, {}, std::span(&kEvidence, 1)));
  Must(change->CreateIndex("City", "name"));
  Must(change->Commit());
  const std::uint64_t sequence = Must(Read()->Sequence());
  const auto again = Begin();
  Must(again->SetProperty(a, "name", "Sfax"));
  Must(again->AddLabel(a, "City"));
  Must(again->CreateIndex("City", "name"));
  EXPECT_FALSE(Must(again->AddEvidence(self, kEvidence)));
  EXPECT_EQ(again->pending(), 0U);
  Must(again->Commit());
  EXPECT_EQ(Must(Read()->Sequence()), sequence);
}

TEST_F(GraphTest, ASurerReadingOfTheSameStatementReplacesItsConfidence) {
  const auto change = Begin();
  const NodeId a = Must(change->CreateNode({"City"}, {}));
  const RelationshipId met =
      Must(change->CreateRelationship(a, "MET", a, {}, std::span(&kEvidence, 1)));
  Evidence surer = kEvidence;
  surer.confidence = 0.9;
  EXPECT_TRUE(Must(change->AddEvidence(met, surer)));
  Evidence elsewhere = kEvidence;
  elsewhere.line = 5;
  EXPECT_TRUE(Must(change->AddEvidence(met, elsewhere)));
  EXPECT_EQ(Must(change->RelationshipAt(met))->evidence, (std::vector<Evidence>{surer, elsewhere}));
}

TEST_F(GraphTest, ANodeWithRelationshipsIsNotDeletedAndOneWithoutLeavesNoTrace) {
  const auto change = Begin();
  const NodeId a = Must(change->CreateNode({"City"}, {{"name", "Sfax"}}));
  const RelationshipId self = Must(change->CreateRelationship(a, "MET", a));
  const Status refused = change->DeleteNode(a);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalidInput);
  Must(change->DeleteRelationship(self));
  Must(change->DeleteNode(a));
  Must(change->Commit());
  EXPECT_TRUE(Must(Read()->AllNodes()).empty());
  EXPECT_TRUE(Must(Read()->NodeCounts()).empty());
  EXPECT_TRUE(Must(FindNamed(*Read(), "Sfax")).empty());
  ExpectSound();
}

TEST_F(GraphTest, ANodeIsMadeWithItsAliases) {
  const auto change = Begin();
  const std::vector<std::string> aliases = {"eThekwini", "Port Natal", "ETHEKWINI", "Durban"};
  const NodeId city = Must(change->CreateNode({"City"}, {{"name", "Durban"}}, aliases));
  EXPECT_EQ(Must(change->AliasesOf(city)),
            (std::vector<std::string>{"durban", "ethekwini", "port natal"}));
  Must(change->Commit());
  for (const std::string_view name : {"Durban", "eThekwini", "Port Natal"})
    EXPECT_EQ(Must(FindNamed(*Read(), name)), std::vector{city}) << name;
  ExpectSound();
}

TEST_F(GraphTest, ANodeThatWasMadeAndDeletedAgainTakesNoRelationship) {
  const auto change = Begin();
  const NodeId a = Must(change->CreateNode({"City"}, {}));
  const NodeId b = Must(change->CreateNode({"City"}, {}));
  Must(change->CreateRelationship(a, "MET", b));
  const NodeId gone = Must(change->CreateNode({"City"}, {}));
  Must(change->DeleteNode(gone));
  for (const NodeId nowhere : {gone, NodeId{Raw(gone) + 1}}) {
    EXPECT_EQ(change->CreateRelationship(a, "MET", nowhere).error().code, ErrorCode::kNotFound);
    EXPECT_EQ(change->CreateRelationship(nowhere, "MET", a).error().code, ErrorCode::kNotFound);
  }
  Must(change->Commit());
  EXPECT_EQ(change->CreateRelationship(a, "MET", gone).error().code, ErrorCode::kNotFound);
  Must(change->CreateRelationship(b, "MET", a));
  Must(change->Commit());
  ExpectSound();
}

TEST_F(GraphTest, ARelationshipToNowhereIsRefused) {
  const auto change = Begin();
  const NodeId a = Must(change->CreateNode({"City"}, {}));
  const auto refused = change->CreateRelationship(a, "MET", NodeId{99});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kNotFound);
}

TEST(GraphOpenTest, ANewerFormatIsRefusedByItsNumber) {
  auto store = MakeMemoryStore();
  WriteBatch batch;
  batch.Put(keys::Meta("format"), records::EncodeNumber(kFormatVersion + 1));
  Must(store->Commit(batch));
  const auto graph = Graph::Open(std::move(store));
  ASSERT_FALSE(graph);
  EXPECT_EQ(graph.error().code, ErrorCode::kUnsupported);
  EXPECT_NE(graph.error().message.find(std::to_string(kFormatVersion + 1)), std::string::npos);
}

TEST(GraphOpenTest, AStoreOfSomethingElseIsRefused) {
  auto store = MakeMemoryStore();
  WriteBatch batch;
  batch.Put("hello", "world");
  Must(store->Commit(batch));
  const auto graph = Graph::Open(std::move(store));
  ASSERT_FALSE(graph);
  EXPECT_EQ(graph.error().code, ErrorCode::kCorruption);
}

// A check that cannot fail checks nothing: each kind of damage is made and must be named.
TEST(CheckTest, EveryKindOfDamageIsFound) {
  struct Damage {
    std::string what;
    std::string key;
    std::optional<std::string> value;
  };
  const NodeId a{0};
  const NodeId b{1};
  const RelationshipId met{0};
  const std::vector<Damage> damages = {
      {"relationship block missing", keys::RelationshipBlock(met), std::nullopt},
      {"relationship block cut", keys::RelationshipBlock(met), std::string("\x01", 1)},
      {"relationship deleted and still counted", keys::Relationship(met), ""},
      {"relationship that was not given out", keys::Relationship(RelationshipId{5}),
       records::Encode(records::RelationshipRecord{.start = a, .end = b})},
      {"end node missing", keys::Node(b), std::nullopt},
      {"node record cut", keys::Node(a), std::string("\x05", 1)},
      {"label entry missing", keys::Label(TokenId{0}, a), std::nullopt},
      {"label entry of nobody", keys::Label(TokenId{0}, NodeId{77}), ""},
      {"property entry missing", keys::Property(TokenId{0}, TokenId{0}, "Sfax", a), std::nullopt},
      {"name entry missing", keys::Name("sfax", a), std::nullopt},
      {"wrong count", keys::Count(keys::WordKind::kLabel, TokenId{0}), records::EncodeNumber(9)},
  };
  for (const Damage& damage : damages) {
    SCOPED_TRACE(damage.what);
    auto owned = MakeMemoryStore();
    Store& store = *owned;
    const auto graph = Must(Graph::Open(std::move(owned)));
    const auto change = Must(graph->Begin());
    Must(change->CreateIndex("City", "name"));
    Must(change->CreateNode({"City"}, {{"name", "Sfax"}}));
    Must(change->CreateNode({"City"}, {{"name", "Lima"}}));
    Must(change->CreateRelationship(a, "MET", b));
    Must(change->Commit());
    EXPECT_EQ(Must(CheckGraph(*graph)).problems_found, 0U);
    WriteBatch batch;
    if (damage.value) {
      batch.Put(damage.key, *damage.value);
    } else {
      batch.Delete(damage.key);
    }
    Must(store.Commit(batch));
    EXPECT_GT(Must(CheckGraph(*graph)).problems_found, 0U);
  }
}

// Random changes keep every invariant that `check` knows, and the neighbours a model has.
TEST_F(GraphTest, RandomChangesKeepTheGraphSound) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    graph_ = Must(Graph::Open(MakeMemoryStore()));
    std::mt19937 random(seed);
    std::vector<NodeId> nodes;
    std::map<std::uint64_t, std::pair<NodeId, NodeId>> relationships;
    auto change = Begin();
    Must(change->CreateIndex("City", "name"));
    for (int step = 0; step < 200; ++step) {
      const auto pick = [&] { return nodes[random() % nodes.size()]; };
      const std::string name(1, static_cast<char>('a' + random() % 6));
      switch (nodes.empty() ? 0 : random() % 8) {
        case 0:
          nodes.push_back(Must(change->CreateNode({"City"}, {{"name", name}})));
          break;
        case 1:
          Must(change->SetProperty(pick(), "name", random() % 3 == 0 ? Value() : Value(name)));
          break;
        case 2: {
          const std::vector<std::string> aliases(random() % 3, name);
          Must(change->SetAliases(pick(), aliases));
          break;
        }
        case 3:
        case 4: {
          const NodeId start = pick();
          const NodeId end = pick();
          relationships[Raw(Must(change->CreateRelationship(start, name, end)))] = {start, end};
          break;
        }
        case 5:
          if (!relationships.empty()) {
            const auto gone =
                std::next(relationships.begin(),
                          static_cast<std::ptrdiff_t>(random() % relationships.size()));
            Must(change->DeleteRelationship(RelationshipId{gone->first}));
            relationships.erase(gone);
          }
          break;
        case 6:
          random() % 2 == 0 ? Must(change->AddLabel(pick(), "Place"))
                            : Must(change->RemoveLabel(pick(), "City"));
          break;
        case 7:
          Must(change->Commit());
          break;
      }
    }
    Must(change->Commit());
    ExpectSound();
    const auto view = Read();
    for (const NodeId node : nodes) {
      std::multiset<std::uint64_t> expected;
      for (const auto& [id, ends] : relationships) {
        if (ends.first == node) expected.insert(id);
        if (ends.second == node) expected.insert(id);
      }
      std::multiset<std::uint64_t> found;
      for (const Adjacent& each : Must(view->NeighboursOf(node, Direction::kBoth)))
        found.insert(Raw(each.relationship));
      EXPECT_EQ(found, expected);
    }
  }
}

}  // namespace
}  // namespace citygraph

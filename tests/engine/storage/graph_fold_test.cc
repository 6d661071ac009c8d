// A graph on disk, with a base and changes over it, says at every moment what a graph in memory
// without any base says after the same changes.
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "engine/index/name_index.h"
#include "engine/storage/check.h"
#include "engine/storage/memory_store.h"
#include "engine/storage/rocks_store.h"
#include "tests/support/must.h"
#include "tests/support/temporary_folder.h"

namespace citygraph {
namespace {

namespace fs = std::filesystem;
using testing::Must;
using Where = std::source_location;

void ExpectSound(const Graph& graph, Where caller = Where::current()) {
  const CheckReport report = Must(CheckGraph(graph), caller);
  for (const std::string& problem : report.problems) {
    ADD_FAILURE_AT(caller.file_name(), static_cast<int>(caller.line())) << problem;
  }
}

void ExpectSame(const GraphView& disk, const GraphView& model, Where caller = Where::current()) {
  const ::testing::ScopedTrace trace(caller.file_name(), static_cast<int>(caller.line()), "same");
  const auto nodes = Must(model.AllNodes());
  ASSERT_EQ(Must(disk.AllNodes()), nodes);
  const auto ours = Must(disk.Nodes(nodes));
  const auto theirs = Must(model.Nodes(nodes));
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    ASSERT_TRUE(ours[i] && theirs[i]);
    EXPECT_EQ(*ours[i], *theirs[i]) << "node " << Raw(nodes[i]);
  }
  const auto relationships = Must(model.AllRelationships());
  ASSERT_EQ(Must(disk.AllRelationships()), relationships);
  EXPECT_EQ(Must(disk.Relationships(relationships)), Must(model.Relationships(relationships)));
  for (const Direction direction : {Direction::kOutgoing, Direction::kIncoming, Direction::kBoth}) {
    EXPECT_EQ(Must(disk.Neighbours(nodes, direction)), Must(model.Neighbours(nodes, direction)));
    const std::vector<std::string_view> types = {"b", "a", "a", "no such type"};
    EXPECT_EQ(Must(disk.Neighbours(nodes, direction, types)),
              Must(model.Neighbours(nodes, direction, types)));
  }
  for (const std::string_view label : {"City", "Place", "none"}) {
    EXPECT_EQ(Must(disk.NodesWithLabel(label)), Must(model.NodesWithLabel(label)));
    for (const std::string_view property : {"name", "size", "mixed"}) {
      if (!Must(model.HasIndex(label, property))) continue;
      for (const Value& value : {Value("a"), Value("b"), Value("zz"), Value(1), Value(2.0),
                                 Value(2.5), Value(std::int64_t{1} << 60), Value(true)}) {
        EXPECT_EQ(Must(disk.NodesWithProperty(label, property, value)),
                  Must(model.NodesWithProperty(label, property, value)))
            << label << ' ' << property;
      }
    }
  }
  for (const std::string_view name : {"a", "b", "c"}) {
    EXPECT_EQ(Must(FindNamed(disk, name)), Must(FindNamed(model, name)));
  }
  EXPECT_EQ(Must(disk.NodeCounts()), Must(model.NodeCounts()));
  EXPECT_EQ(Must(disk.RelationshipCounts()), Must(model.RelationshipCounts()));
  EXPECT_EQ(Must(disk.Sequence()), Must(model.Sequence()));
}

class GraphFoldTest : public ::testing::Test {
 protected:
  void Open(OpenMode mode = OpenMode::kCreate, Where caller = Where::current()) {
    disk_.reset();
    disk_ =
        Must(Graph::Open(Must(OpenRocksStore(db_, mode, {.write_buffer_bytes = 1 << 14}), caller)),
             caller);
  }
  void Fold(Where caller = Where::current()) {
    Must(disk_->Fold(), caller);
    EXPECT_TRUE(Must(disk_->Read(), caller)->HasOnlyBase());
  }
  void ExpectSameNow(Where caller = Where::current()) {
    ExpectSame(*Must(disk_->Read(), caller), *Must(model_->Read(), caller), caller);
  }
  fs::path BaseFile() const {
    fs::path file;
    for (const auto& entry : fs::directory_iterator(db_)) {
      if (entry.path().filename().string().starts_with("BASE-"))
        file = std::max(file, entry.path());
    }
    return file;
  }

  testing::TemporaryFolder folder_;
  fs::path db_ = folder_ / "db";
  std::unique_ptr<Graph> disk_;
  std::unique_ptr<Graph> model_ = Must(Graph::Open(MakeMemoryStore()));
};

// The same random changes in both.
class Twin {
 public:
  Twin(Graph& disk, Graph& model, std::mt19937& random, std::vector<NodeId>& nodes,
       std::vector<RelationshipId>& relationships)
      : disk_(Must(disk.Begin())),
        model_(Must(model.Begin())),
        random_(random),
        nodes_(nodes),
        relationships_(relationships) {}

  template <class Change>
  auto Both(Change change) {
    auto first = change(*disk_);
    auto second = change(*model_);
    EXPECT_EQ(first.has_value(), second.has_value());
    if constexpr (requires { *first == *second; }) {
      if (first && second) {
        EXPECT_EQ(*first, *second);
      }
    }
    return second;
  }

  void Step() {
    switch (nodes_.size() < 3 ? 0 : random_() % 12) {
      case 0:
      case 1: {
        const ValueMap properties = {{"name", Name()}, {"size", Any()}, {"mixed", Any()}};
        nodes_.push_back(
            Must(Both([&](Transaction& to) { return to.CreateNode({"City"}, properties); })));
        break;
      }
      case 2: {
        const NodeId node = Pick();
        const Value value = Any();
        Both([&](Transaction& to) { return to.SetProperty(node, "size", value); });
        break;
      }
      case 3: {
        const NodeId node = Pick();
        const Value value = random_() % 3 == 0 ? Value() : Value(Name());
        Both([&](Transaction& to) { return to.SetProperty(node, "name", value); });
        break;
      }
      case 4: {
        const NodeId node = Pick();
        const bool add = random_() % 2 == 0;
        Both([&](Transaction& to) {
          return add ? to.AddLabel(node, "Place") : to.RemoveLabel(node, "Place");
        });
        break;
      }
      case 5: {  // refused where relationships hang on it
        const NodeId node = Pick();
        if (Both([&](Transaction& to) { return to.DeleteNode(node); })) std::erase(nodes_, node);
        break;
      }
      case 6: {
        const NodeId node = Pick();
        const std::vector<std::string> aliases(random_() % 3, Name());
        Both([&](Transaction& to) { return to.SetAliases(node, aliases); });
        break;
      }
      case 7:
      case 8:
      case 9: {
        const NodeId start = Pick();
        const NodeId end = Pick();
        const std::string type = Name();
        ValueMap properties;
        if (random_() % 2 == 0) properties.Put("size", Any());
        relationships_.push_back(Must(Both(
            [&](Transaction& to) { return to.CreateRelationship(start, type, end, properties); })));
        break;
      }
      case 10: {
        if (relationships_.empty()) break;
        const RelationshipId id = relationships_[random_() % relationships_.size()];
        const Value value = Any();
        const Evidence evidence{.document = Name(), .line = 3, .rule = "r", .confidence = 0.5};
        Both([&](Transaction& to) { return to.SetProperty(id, "size", value); });
        Both([&](Transaction& to) { return to.AddEvidence(id, evidence); });
        break;
      }
      case 11: {
        if (relationships_.empty()) break;
        const std::size_t at = random_() % relationships_.size();
        const RelationshipId id = relationships_[at];
        Both([&](Transaction& to) { return to.DeleteRelationship(id); });
        relationships_.erase(relationships_.begin() + static_cast<std::ptrdiff_t>(at));
        break;
      }
    }
  }

  void ExpectSameNow() { ExpectSame(*disk_, *model_); }
  void Commit() {
    Both([](Transaction& to) { return to.Commit(); });
  }

 private:
  NodeId Pick() { return nodes_[random_() % nodes_.size()]; }
  std::string Name() { return std::string(1, static_cast<char>('a' + random_() % 4)); }
  Value Any() {
    switch (random_() % 7) {
      case 0:
        return Name();
      case 1:
        return static_cast<std::int64_t>(random_() % 4);
      case 2:
        return static_cast<double>(random_() % 6) / 2;
      case 3:
        return std::int64_t{1} << 60;
      case 4:
        return true;
      case 5:
        return ValueList{1, Name()};
      default:
        return static_cast<std::int64_t>(random_() % 4);
    }
  }

  std::unique_ptr<Transaction> disk_;
  std::unique_ptr<Transaction> model_;
  std::mt19937& random_;
  std::vector<NodeId>& nodes_;
  std::vector<RelationshipId>& relationships_;
};

TEST_F(GraphFoldTest, FoldedReopenedOrPendingTheGraphIsTheSame) {
  for (std::uint32_t seed = 0; seed < 12 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    db_ = folder_ / ("db" + std::to_string(seed));
    model_ = Must(Graph::Open(MakeMemoryStore()));
    Open();
    std::mt19937 random(seed);
    std::vector<NodeId> nodes;
    std::vector<RelationshipId> relationships;
    for (const auto& [label, property] : {std::pair{"City", "name"}, std::pair{"City", "size"}}) {
      for (Graph* graph : {disk_.get(), model_.get()}) {
        const auto change = Must(graph->Begin());
        Must(change->CreateIndex(label, property));
        Must(change->Commit());
      }
    }
    for (int round = 0; round < 25 && !HasFailure(); ++round) {
      SCOPED_TRACE("round " + std::to_string(round));
      {
        Twin twin(*disk_, *model_, random, nodes, relationships);
        for (auto steps = 1 + random() % 30; steps > 0; --steps) twin.Step();
        if (round == 12) {
          twin.Both([](Transaction& to) { return to.CreateIndex("City", "mixed"); });
        }
        twin.ExpectSameNow();
        twin.Commit();
        twin.ExpectSameNow();
        if (random() % 3 == 0) {
          twin.Step();
          twin.Commit();
        }
      }
      ExpectSameNow();
      ExpectSound(*disk_);
      switch (random() % 7) {
        case 0:
          Fold();
          break;
        case 3:
          Must(disk_->StartFold());
          break;
        case 4:
          Must(disk_->TakeFold(true));
          break;
        case 1:
          Open();
          break;
        case 2:
          Fold();
          Open();
          break;
        default:
          break;
      }
      ExpectSameNow();
      ExpectSound(*disk_);
    }
  }
}

TEST_F(GraphFoldTest, AViewKeepsItsMomentWhileTheBaseIsMadeAnew) {
  Open();
  const auto change = Must(disk_->Begin());
  const NodeId a = Must(change->CreateNode({"City"}, {{"name", "a"}}));
  const NodeId b = Must(change->CreateNode({"City"}, {{"name", "b"}}));
  Must(change->CreateRelationship(a, "MET", b));
  Must(change->Commit());
  const auto before = Must(disk_->Read());
  Fold();
  const auto folded = Must(disk_->Read());
  const auto later = Must(disk_->Begin());
  const RelationshipId second = Must(later->CreateRelationship(b, "MET", a));
  Must(later->DeleteRelationship(RelationshipId{0}));
  Must(later->SetProperty(a, "name", "z"));
  Must(later->Commit());
  for (const GraphView* view : {before.get(), folded.get()}) {
    EXPECT_EQ(Must(view->NeighboursOf(a, Direction::kBoth)).size(), 1U);
    EXPECT_EQ(Must(view->NodeAt(a))->properties, (ValueMap{{"name", "a"}}));
    EXPECT_EQ(Must(view->AllRelationships()), std::vector{RelationshipId{0}});
  }
  const auto now = Must(disk_->Read());
  EXPECT_EQ(Must(now->AllRelationships()), std::vector{second});
  Fold();
  EXPECT_EQ(Must(now->AllRelationships()), std::vector{second});
  EXPECT_EQ(Must(folded->AllRelationships()), std::vector{RelationshipId{0}});
}

TEST_F(GraphFoldTest, ABaseMadeInTheBackgroundLeavesWhatWasCommittedMeanwhileAsItIs) {
  Open();
  NodeId kept{};
  NodeId gone{};
  RelationshipId met{};
  {
    const auto change = Must(disk_->Begin());
    Must(change->CreateIndex("City", "name"));
    kept = Must(change->CreateNode({"City"}, {{"name", "a"}}));
    gone = Must(change->CreateNode({"City"}, {{"name", "b"}}));
    met = Must(change->CreateRelationship(kept, "MET", gone));
    Must(change->Commit());
  }
  Must(disk_->StartFold());
  {
    const auto change = Must(disk_->Begin());
    Must(change->DeleteRelationship(met));
    Must(change->DeleteNode(gone));
    Must(change->SetProperty(kept, "name", "z"));
    Must(change->CreateNode({"City"}, {{"name", "c"}}));
    Must(change->Commit());
  }
  disk_->SetFoldPolicy({.least = 1000});
  EXPECT_TRUE(Must(disk_->TakeFold(true)));
  EXPECT_FALSE(Must(disk_->TakeFold(true)));
  for (int i = 0; i < 2; ++i) {
    auto view = Must(disk_->Read());
    EXPECT_EQ(view->base()->sequence(), 1U);
    EXPECT_EQ(view->state().sequence, 2U);
    EXPECT_EQ(Must(view->NodesWithLabel("City")).size(), 2U);
    EXPECT_FALSE(Must(view->NodeAt(gone)));
    EXPECT_TRUE(Must(view->AllRelationships()).empty());
    EXPECT_TRUE(Must(view->NodesWithProperty("City", "name", "a")).empty());
    EXPECT_EQ(Must(view->NodesWithProperty("City", "name", "z")), std::vector{kept});
    ExpectSound(*disk_);
    view.reset();  // it holds the store open
    Open(OpenMode::kWrite);
  }
}

TEST_F(GraphFoldTest, ALargeDeltaIsFoldedInTheBackgroundAndAFoldThatIsNotDoneLeavesNothing) {
  Open();
  disk_->SetFoldPolicy({.least = 10, .share = 2});
  const auto add = [&] {
    const auto change = Must(disk_->Begin());
    Must(change->CreateNode({"City"}, {{"name", "a"}}));
    Must(change->Commit());
  };
  const auto base = [&] {
    const auto view = Must(disk_->Read());
    return view->base() == nullptr ? std::uint64_t{0} : view->base()->sequence();
  };
  for (int i = 0; i < 11; ++i) add();
  EXPECT_EQ(base(), 0U);
  add();  // begins to make it, of 11 commits
  Must(disk_->TakeFold(true));
  EXPECT_EQ(base(), 11U);
  ExpectSound(*disk_);
  for (int i = 0; i < 10; ++i) add();
  EXPECT_FALSE(Must(disk_->TakeFold(true))) << "10 are not in it, and not more";
  const std::string name = BaseFile().filename().string();
  Must(disk_->StartFold());
  disk_.reset();
  EXPECT_EQ(BaseFile().filename().string(), name);
  Open(OpenMode::kRead);
  ExpectSound(*disk_);
  // One who only reads makes none, however much is not in the base.
  disk_->SetFoldPolicy({.least = 1, .share = 1'000'000});
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(disk_->Begin());
  EXPECT_FALSE(Must(disk_->TakeFold(true)));
  EXPECT_EQ(BaseFile().filename().string(), name);
}

TEST_F(GraphFoldTest, AMissingOrDamagedBaseIsMadeAgainFromTheTruth) {
  Open();
  auto change = Must(disk_->Begin());
  std::vector<NodeId> nodes;
  for (int i = 0; i < 50; ++i) nodes.push_back(Must(change->CreateNode({"City"}, {{"size", i}})));
  for (int i = 1; i < 50; ++i)
    Must(change->CreateRelationship(nodes[0], "MET", nodes[static_cast<std::size_t>(i)]));
  Must(change->Commit());
  change.reset();
  for (const bool remove : {true, false}) {
    Fold();
    disk_.reset();
    const fs::path base = BaseFile();
    ASSERT_FALSE(base.empty());
    if (remove) {
      fs::remove(base);
    } else {
      fs::resize_file(base, fs::file_size(base) / 2);
    }
    Open(OpenMode::kRead);
    EXPECT_EQ(Must(Must(disk_->Read())->NeighboursOf(nodes[0], Direction::kOutgoing)).size(), 49U);
    Open(OpenMode::kWrite);
    {
      const auto again = Must(disk_->Begin());
      Must(again->SetProperty(nodes[7], "size", "seven"));
      Must(again->Commit());
    }
    EXPECT_TRUE(fs::exists(BaseFile()));
    ExpectSound(*disk_);
    Open(OpenMode::kRead);
    EXPECT_EQ(*Must(Must(disk_->Read())->NodeAt(nodes[7]))->properties.Find("size"),
              Value("seven"));
    Open(OpenMode::kWrite);
  }
}

TEST_F(GraphFoldTest, ABitFlippedInTheBaseIsFoundByTheCheckAndTheFileNamed) {
  Open();
  auto change = Must(disk_->Begin());
  const NodeId a = Must(change->CreateNode({"City"}, {{"name", "Sfax"}}));
  for (int i = 0; i < 200; ++i) {
    const NodeId b = Must(change->CreateNode({"City"}, {{"name", std::to_string(i * 37 % 101)}}));
    Must(change->CreateRelationship(a, "MET", b, {{"size", i * 7 % 13}}));
  }
  Must(change->Commit());
  change.reset();
  Fold();
  disk_.reset();
  const fs::path base = BaseFile();
  std::ifstream in(base, std::ios::binary);
  const std::string sound{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::mt19937 random(5);
  int found = 0;
  for (int trial = 0; trial < 60; ++trial) {
    std::string harmed = sound;
    const std::size_t at = random() % harmed.size();
    harmed[at] = static_cast<char>(harmed[at] ^ (1 << (random() % 8)));
    std::ofstream(base, std::ios::binary | std::ios::trunc) << harmed;
    Open(OpenMode::kRead);
    const CheckReport report = Must(CheckGraph(*disk_));
    bool named = false;
    for (const std::string& problem : report.problems)
      named |= problem.find("BASE-") != std::string::npos;
    // A damaged header or directory is noticed when it is opened, and the base made again.
    const bool made_again = Must(disk_->Read())->base()->name() != base.string();
    if (named || made_again) {
      ++found;
    } else {
      EXPECT_EQ(report.problems_found, 0U) << "byte " << at;
    }
  }
  EXPECT_GT(found, 40) << "what is not found lies between sections, where nothing is";
}

TEST_F(GraphFoldTest, ADatabaseOfFormat1IsReadAndBecomesOneOfThisFormatWithItsFirstCommit) {
  fs::copy(fs::path(CITYGRAPH_SOURCE_DIR) / "tests/data/format_v1", db_);
  Open(OpenMode::kRead);
  const auto expect = [&](std::uint64_t hosted, Where caller = Where::current()) {
    const auto view = Must(disk_->Read(), caller);
    const auto cities = Must(FindNamed(*view, "montreal"), caller);
    ASSERT_EQ(cities.size(), 1U);
    const std::vector<std::string_view> took_part = {"TOOK_PART"};
    EXPECT_EQ(Must(view->NeighboursOf(cities[0], Direction::kOutgoing, took_part), caller).size(),
              hosted);
    ExpectSound(*disk_, caller);
    return;
  };
  expect(2);
  Open(OpenMode::kWrite);
  expect(2);
  auto change = Must(disk_->Begin());
  const NodeId montreal = Must(FindNamed(*change, "montreal")).at(0);
  const NodeId exchange = Must(change->CreateNode({"Exchange"}, {{"key", "new"}}));
  Must(change->CreateRelationship(montreal, "TOOK_PART", exchange));
  Must(change->Commit());
  change.reset();
  expect(3);
  Open(OpenMode::kRead);
  expect(3);
  auto view = Must(disk_->Read());
  EXPECT_EQ(view->state().format, 2U);
  const KeyRange old = PrefixRange(keys::TablePrefix(keys::Table::kAdjacency));
  EXPECT_TRUE(Must(view->reader().Scan(std::span(&old, 1), 1)).front().rows.empty());
  view.reset();
  Open(OpenMode::kWrite);
  Fold();
  expect(3);
}

TEST_F(GraphFoldTest, ADatabaseOfFormat2IsReadWithItsBaseAndWithWhatWasCommittedSince) {
  fs::copy(fs::path(CITYGRAPH_SOURCE_DIR) / "tests/data/format_v2", db_);
  Open(OpenMode::kRead);
  const auto view = Must(disk_->Read());
  EXPECT_EQ(view->state().format, 2U);
  ASSERT_NE(view->base(), nullptr);
  EXPECT_FALSE(view->HasOnlyBase());
  EXPECT_EQ(view->base()->name(), (db_ / view->state().base_name).string()) << "not made again";
  const NodeId montreal = Must(FindNamed(*view, "montreal")).at(0);
  const Node node = *Must(view->NodeAt(montreal));
  EXPECT_EQ(*node.properties.Find("motto"), Value("Concordia salus")) << "changed since";
  const std::vector<std::string_view> took_part = {"TOOK_PART"};
  const auto parts = Must(view->NeighboursOf(montreal, Direction::kOutgoing, took_part));
  ASSERT_EQ(parts.size(), 2U);
  const Relationship part = *Must(view->RelationshipAt(parts[0].relationship));
  EXPECT_EQ(*part.properties.Find("role"), Value("visitor"));
  ASSERT_EQ(part.evidence.size(), 1U);
  EXPECT_EQ(part.evidence[0].document, "format_v1.csv");
  EXPECT_EQ(part.evidence[0].rule, "role-column");
  EXPECT_EQ(Must(view->NodesWithProperty("Exchange", "key", "by hand")).size(), 1U)
      << "added since";
  ExpectSound(*disk_);
}

}  // namespace
}  // namespace citygraph

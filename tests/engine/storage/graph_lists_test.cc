// What lies beside nodes and relationships: lists under a name, and the evidence of a relationship
// replaced as a whole.
#include <gtest/gtest.h>

#include "engine/storage/check.h"
#include "engine/storage/graph.h"
#include "engine/storage/memory_store.h"
#include "tests/support/must.h"

namespace citygraph {
namespace {

using testing::Must;
using Words = std::vector<std::string>;

class GraphListsTest : public ::testing::Test {
 protected:
  std::unique_ptr<Graph> graph_ = Must(Graph::Open(MakeMemoryStore()));

  Words ListOf(std::string_view name) { return Must(Must(graph_->Read())->List(name)); }
  std::uint64_t Sequence() { return Must(Must(graph_->Read())->Sequence()); }
};

TEST_F(GraphListsTest, AListIsReadInItsOrderAfterTheCommitAndNotBefore) {
  const auto change = Must(graph_->Begin());
  Must(change->SetList("documents", {"b.csv", "a.csv", "b.csv"}));
  EXPECT_EQ(Must(change->List("documents")), (Words{"b.csv", "a.csv", "b.csv"}));
  EXPECT_EQ(ListOf("documents"), Words{});
  Must(change->Commit());
  EXPECT_EQ(ListOf("documents"), (Words{"b.csv", "a.csv", "b.csv"}));
  EXPECT_EQ(ListOf("document"), Words{});
}

TEST_F(GraphListsTest, AListSetToWhatItIsChangesNothing) {
  const auto change = Must(graph_->Begin());
  Must(change->SetList("documents", {"a.csv"}));
  Must(change->Commit());
  const std::uint64_t sequence = Sequence();
  Must(change->SetList("documents", {"a.csv"}));
  Must(change->SetList("others", {}));
  EXPECT_EQ(change->pending(), 0U);
  Must(change->Commit());
  EXPECT_EQ(Sequence(), sequence);
  Must(change->SetList("documents", {}));
  Must(change->Commit());
  EXPECT_EQ(ListOf("documents"), Words{});
  EXPECT_GT(Sequence(), sequence);
}

TEST_F(GraphListsTest, EvidenceIsReplacedAsAWhole) {
  const Evidence first{.document = "a.csv", .line = 1, .rule = "listed", .confidence = 0.5};
  const Evidence second{.document = "b.csv", .line = 2, .rule = "listed", .confidence = 0.6};
  const Evidence third{.document = "c.csv", .line = 3, .rule = "titled", .confidence = 0.7};
  const auto change = Must(graph_->Begin());
  const NodeId city = Must(change->CreateNode({"City"}, {{"name", "Durban"}}));
  const NodeId note = Must(change->CreateNode({"Exchange"}, {}));
  const RelationshipId took = Must(change->CreateRelationship(
      city, "TOOK_PART", note, {{"role", "host"}}, std::vector<Evidence>{first, second}));
  Must(change->Commit());

  Must(change->SetEvidence(took, std::vector<Evidence>{third}));
  Must(change->Commit());
  const Relationship relationship = *Must(Must(graph_->Read())->RelationshipAt(took));
  EXPECT_EQ(relationship.evidence, std::vector<Evidence>{third});
  EXPECT_EQ(relationship.properties, (ValueMap{{"role", "host"}}));
  EXPECT_TRUE(Must(CheckGraph(*graph_)).problems.empty());

  Must(change->SetEvidence(took, std::vector<Evidence>{third}));
  EXPECT_EQ(change->pending(), 0U);
  EXPECT_EQ(change->SetEvidence(RelationshipId{99}, {}).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace citygraph

// A graph as JSON Lines: what is written is read again as the same graph; other programs' lines;
// lines that do not fit.
#include "importers/graph_jsonl/graph_jsonl.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "engine/index/name_index.h"
#include "engine/storage/check.h"
#include "engine/storage/graph_contents.h"
#include "engine/storage/memory_store.h"
#include "engine/storage/rocks_store.h"
#include "importers/graph_jsonl/graph_line.h"
#include "tests/support/must.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::importers {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::Must;

std::string TextOf(const GraphView& view) {
  std::string text;
  Must(WriteGraphJsonl(view, [&](std::string_view part) -> Status {
    text += part;
    return {};
  }));
  return text;
}

class GraphJsonlTest : public ::testing::Test {
 protected:
  std::string Write(std::string_view text) {
    std::ofstream(file_, std::ios::binary) << text;
    return file_.string();
  }
  Result<ImportReport> Import(std::string_view text) { return ImportGraphJsonl(Write(text), db_); }
  std::unique_ptr<Graph> Open() { return Must(Graph::Open(Must(OpenRocksStore(db_, OpenMode::kRead)))); }

  testing::TemporaryFolder folder_;
  fs::path file_ = folder_ / "graph.jsonl";
  fs::path db_ = folder_ / "db";
};

// A bit of everything that a graph may hold.
std::unique_ptr<Graph> Everything() {
  auto graph = Must(Graph::Open(MakeMemoryStore()));
  const auto change = Must(graph->Begin());
  Must(change->CreateIndex("City", "id"));
  Must(change->CreateIndex("City", "founded"));
  const NodeId durban = Must(change->CreateNode(
      {"City", "Place"}, {{"name", "Durban"},
                          {"id", 1},
                          {"lat", -29.85},
                          {"whole", 3.0},
                          {"founded", ToDate({1824, 5, 23})},
                          {"tags", ValueList{"port", "sea"}}}));
  Must(change->SetAliases(durban, std::vector<std::string>{"eThekwini", "Port Natal"}));
  const NodeId gone = Must(change->CreateNode({"City"}, {}));
  const NodeId lima = Must(change->CreateNode({"City"}, {{"id", "two"}, {"name", "Lima"}}));
  const NodeId bare = Must(change->CreateNode(std::initializer_list<std::string_view>{}, {}));
  Must(change->DeleteNode(gone));
  const std::vector<Evidence> evidence = {
      {.document = "list.txt", .line = 3, .start = 4, .end = 9, .rule = "mentor-label", .confidence = 0.95},
      {.rule = "said", .confidence = 1, .person = "Ana", .date = "2026-11-23"}};
  Must(change->CreateRelationship(lima, "MENTORED", durban, {{"year", 2011}}, evidence));
  Must(change->CreateRelationship(durban, "MENTORED", durban, {{"took", Duration{1, 2, 3, 4}}}));
  Must(change->CreateRelationship(bare, "KNOWS", lima));
  Must(change->SetList("documents", {"list.txt", "/lists/list.txt"}));
  Must(change->Commit());
  return graph;
}

TEST_F(GraphJsonlTest, WhatIsWrittenIsReadAsTheSameGraph) {
  const auto graph = Everything();
  const std::string text = TextOf(*Must(graph->Read()));
  const ImportReport report = Must(Import(text));
  ASSERT_EQ(report.files.size(), 1U);
  EXPECT_EQ(report.files[0].rows.read, 7U);
  EXPECT_EQ(report.files[0].rows.accepted, 7U);
  EXPECT_THAT(report.files[0].issues, ::testing::IsEmpty());
  EXPECT_EQ(report.added.relationships,
            (std::map<std::string, std::uint64_t>{{"KNOWS", 1}, {"MENTORED", 2}}));

  const auto copy = Open();
  EXPECT_EQ(Must(CheckGraph(*copy)).problems, std::vector<std::string>());
  const auto view = Must(copy->Read());
  const NodeId durban = Must(view->NodesWithProperty("City", "id", 1)).at(0);
  const Node node = *Must(view->NodeAt(durban));
  EXPECT_EQ(node.labels, (std::vector<std::string>{"City", "Place"}));
  EXPECT_EQ(*node.properties.Find("founded"), Value(ToDate({1824, 5, 23})));
  EXPECT_EQ(*node.properties.Find("whole"), Value(3.0));
  EXPECT_EQ(*node.properties.Find("tags"), Value(ValueList{"port", "sea"}));
  EXPECT_THAT(Must(view->AliasesOf(durban)), ElementsAre("ethekwini", "port natal"));
  EXPECT_THAT(Must(FindNamed(*view, "Ethekwini")), ElementsAre(durban));
  EXPECT_EQ(Must(view->NodesWithProperty("City", "founded", ToDate({1824, 5, 23}))).size(), 1U);
  EXPECT_EQ(Must(view->List("documents")), (std::vector<std::string>{"list.txt", "/lists/list.txt"}));
  const auto mentors = Must(view->NeighboursOf(durban, Direction::kIncoming));
  ASSERT_EQ(mentors.size(), 2U);
  for (const Adjacent& each : mentors) {
    const Relationship mentoring = *Must(view->RelationshipAt(each.relationship));
    if (mentoring.start == durban) {
      EXPECT_EQ(*mentoring.properties.Find("took"), Value(Duration{1, 2, 3, 4}));
      continue;
    }
    ASSERT_EQ(mentoring.evidence.size(), 2U);
    EXPECT_EQ(mentoring.evidence[0].rule, "mentor-label");
    EXPECT_EQ(mentoring.evidence[0].end, 9U);
    EXPECT_EQ(mentoring.evidence[1].person, "Ana");
  }
}

TEST_F(GraphJsonlTest, ASecondCopyIsTheFirstByteForByte) {
  const auto graph = Everything();
  Must(Import(TextOf(*Must(graph->Read()))));
  const std::string first = TextOf(*Must(Open()->Read()));
  fs::rename(db_, folder_ / "first");
  Must(Import(first));
  EXPECT_EQ(TextOf(*Must(Open()->Read())), first);
}

TEST_F(GraphJsonlTest, TheDocumentsExampleIsALineOfEachKind) {
  EXPECT_EQ(
      ToLine(RelationshipLine{.id = "7",
                              .type = "HOSTED",
                              .start = "0",
                              .end = "4",
                              .evidence = {{.document = "list.txt", .line = 3, .rule = "only-place",
                                            .confidence = 0.5}}}),
      R"({"type":"relationship","id":"7","label":"HOSTED","start":{"id":"0"},"end":{"id":"4"},)"
      R"("properties":{},"evidence":[{"document":"list.txt","line":3,"start":0,"end":0,)"
      R"("rule":"only-place","confidence":0.5}]})");
  EXPECT_EQ(ToLine(NodeLine{.id = "0", .labels = {"City"}, .properties = {{"name", "Durban"}}}),
            R"({"type":"node","id":"0","labels":["City"],"properties":{"name":"Durban"}})");
}

TEST_F(GraphJsonlTest, LinesOfOtherProgramsAreRead) {
  const ImportReport report = Must(Import(
      "{\"type\":\"node\",\"id\":\"n1\",\"labels\":[\"City\"],\"properties\":{\"id\":7,\"name\":\"Durban\"}}\r\n"
      "\r\n"
      "{\"type\":\"node\",\"id\":12}\n"
      "{\"id\":\"0\",\"type\":\"relationship\",\"label\":\"KNOWS\",\"properties\":{\"since\":1993},"
      "\"start\":{\"id\":\"n1\",\"labels\":[\"City\"]},\"end\":{\"id\":\"12\"}}\n"
      "{\"type\":\"relationship\",\"label\":\"KNOWS\",\"start\":12,\"end\":\"n1\"}"));
  EXPECT_EQ(report.files[0].rows.accepted, 4U);
  EXPECT_EQ(report.added.nodes, (std::map<std::string, std::uint64_t>{{"City", 1}, {"Place", 1}}));
  const auto graph = Open();
  const auto view = Must(graph->Read());
  EXPECT_EQ(Must(view->NodesWithProperty("City", "id", 7)).size(), 1U) << "ids are indexed";
  EXPECT_EQ(Must(CheckGraph(*graph)).problems, std::vector<std::string>());
}

TEST_F(GraphJsonlTest, ALineThatDoesNotFitIsRejectedWithLineAndReason) {
  const ImportReport report = Must(Import(
      "{\"type\":\"node\",\"id\":\"a\"}\n"
      "{\"type\":\"node\",\"id\":\"a\"}\n"
      "not json\n"
      "{\"type\":\"relationship\",\"label\":\"T\",\"start\":\"a\",\"end\":\"b\"}\n"
      "{\"type\":\"node\"}\n"
      "{\"type\":\"edge\"}\n"
      "[1]\n"
      "{\"type\":\"graph\",\"version\":1}\n"
      "{\"type\":\"relationship\",\"start\":\"a\",\"end\":\"a\"}\n"
      "{\"type\":\"relationship\",\"label\":\"T\",\"start\":\"a\",\"end\":\"a\",\"evidence\":[{\"confidence\":2}]}\n"
      "{\"type\":\"node\",\"id\":\"c\",\"properties\":{\"d\":{\"$type\":\"Date\",\"_value\":\"soon\"}}}\n"));
  const ImportReport::File& file = report.files[0];
  EXPECT_EQ(file.rows.read, 11U);
  EXPECT_EQ(file.rows.accepted, 1U);
  EXPECT_EQ(file.rows.rejected, 10U);
  std::vector<std::string> codes;
  for (const Issue& issue : file.issues) codes.push_back(std::to_string(issue.line) + ' ' + issue.code);
  EXPECT_THAT(codes, ElementsAre("2 id-twice", "3 malformed-row", "4 unknown-id", "5 malformed-row",
                                 "6 malformed-row", "7 malformed-row", "8 malformed-row",
                                 "9 malformed-row", "10 malformed-row", "11 malformed-row"));
}

TEST_F(GraphJsonlTest, WhatIsNoGraphLeavesNoDatabase) {
  for (const auto* text : {"", "\n\n", "hello\n", "{}\n"}) {
    const auto report = Import(text);
    ASSERT_FALSE(report) << text;
    EXPECT_EQ(report.error().code, ErrorCode::kInvalidInput);
    EXPECT_FALSE(fs::exists(db_ / "CURRENT"));
  }
  const auto newer = Import("{\"type\":\"graph\",\"version\":2}\n");
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.error().code, ErrorCode::kUnsupported);
  const auto missing = ImportGraphJsonl((folder_ / "nothing").string(), db_);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
}

TEST_F(GraphJsonlTest, ADatabaseThatIsThereIsNotAddedTo) {
  Must(Import("{\"type\":\"node\",\"id\":\"a\"}\n"));
  const auto again = ImportGraphJsonl(file_.string(), db_);
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error().message, HasSubstr("already"));
}

TEST_F(GraphJsonlTest, AFileIsKnownByItsFirstLine) {
  EXPECT_TRUE(LooksLikeGraphJsonl(Write(TextOf(*Must(Everything()->Read())))));
  EXPECT_TRUE(LooksLikeGraphJsonl(Write("{\"type\":\"node\",\"id\":\"a\"}\n")));
  EXPECT_FALSE(LooksLikeGraphJsonl(Write("{\"id\":1,\"text\":\"Durban\"}\n")));
  EXPECT_FALSE(LooksLikeGraphJsonl(Write("PLN 04 Mentoring Story\n")));
  EXPECT_FALSE(LooksLikeGraphJsonl(Write("")));
}

TEST_F(GraphJsonlTest, ManyLinesKeepTheirOrderWhateverReadsThem) {
  std::string text = "{\"type\":\"graph\",\"version\":1,\"indexes\":[[\"City\",\"id\"]]}\n";
  constexpr int kNodes = 50'000;
  for (int i = 0; i < kNodes; ++i) {
    text += "{\"type\":\"node\",\"id\":\"" + std::to_string(i) + "\",\"labels\":[\"" +
            (i % 3 == 0 ? "City" : "Exchange") + "\"],\"properties\":{\"id\":" + std::to_string(i) + "}}\n";
  }
  for (int i = 1; i < kNodes; ++i) {
    text += "{\"type\":\"relationship\",\"label\":\"T\",\"start\":{\"id\":\"" + std::to_string(i) +
            "\"},\"end\":{\"id\":\"" + std::to_string(i - 1) + "\"},\"properties\":{}}\n";
  }
  EXPECT_EQ(Must(Import(text)).files[0].rows.accepted, 2U * kNodes);
  const std::string written = TextOf(*Must(Open()->Read()));
  EXPECT_EQ(std::ranges::count(written, '\n'), 2 * kNodes);
  EXPECT_EQ(written.substr(written.find('\n'), text.find("{\"type\":\"relationship") - text.find('\n')),
            text.substr(text.find('\n'), text.find("{\"type\":\"relationship") - text.find('\n')));
}

}  // namespace
}  // namespace citygraph::importers

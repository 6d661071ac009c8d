// A folder of CSV files as a database: headers, types, identities, and rows that do not fit.
#include "importers/graph_csv/graph_csv.h"

#include <gmock/gmock.h>

#include <fstream>

#include "engine/index/name_index.h"
#include "engine/storage/check.h"
#include "engine/storage/memory_store.h"
#include "engine/storage/rocks_store.h"
#include "importers/graph_csv/scan.h"
#include "importers/graph_csv/write_graph_csv.h"
#include "tests/support/must.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::importers {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::Must;

class GraphCsvTest : public ::testing::Test {
 protected:
  void Write(const std::string& name, std::string_view text) {
    fs::create_directories(csv_);
    std::ofstream(csv_ / name, std::ios::binary) << text;
  }
  Result<ImportReport> Import() { return ImportGraphCsv(csv_.string(), db_); }
  std::unique_ptr<Graph> Open(OpenMode mode = OpenMode::kRead) {
    return Must(Graph::Open(Must(OpenRocksStore(db_, mode))));
  }
  Error ErrorOfImport() {
    const auto result = Import();
    EXPECT_FALSE(fs::exists(db_ / "CURRENT")) << "a database was left behind";
    for (const auto& entry : fs::directory_iterator(folder_.path()))
      EXPECT_EQ(entry.path().string().find(".making"), std::string::npos) << entry.path();
    return result ? Error{.message = "imported"} : result.error();
  }

  testing::TemporaryFolder folder_;
  fs::path csv_ = folder_ / "csv";
  fs::path db_ = folder_ / "db";
};

TEST_F(GraphCsvTest, PlainFilesBecomeNodesAndRelationshipsByTheirNames) {
  Write(
      "City.csv",
      "id,name,country,lat,population\n1,Durban,ZA,-29.85,3120282\n2,\"Santa Fe, AR\",AR,-31.6,\n");
  Write("Country.csv", "code,name\nZA,South Africa\nAR,Argentina\n");
  Write("IN_COUNTRY.csv", "city,country\n1,ZA\n2,AR\n");
  Write("MENTORED.csv", "mentor,mentee,year\r\n1,2,2011\r\n");
  const ImportReport report = Must(Import());
  EXPECT_EQ(report.added.nodes,
            (std::map<std::string, std::uint64_t>{{"City", 2}, {"Country", 2}, {"Place", 4}}));
  EXPECT_EQ(report.added.relationships,
            (std::map<std::string, std::uint64_t>{{"IN_COUNTRY", 2}, {"MENTORED", 1}}));
  const auto graph = Open();
  const auto view = Must(graph->Read());
  const NodeId durban = Must(view->NodesWithProperty("City", "id", 1)).at(0);
  EXPECT_EQ(Must(view->NodeAt(durban))->properties, (ValueMap{{"id", 1},
                                                              {"name", "Durban"},
                                                              {"country", "ZA"},
                                                              {"lat", -29.85},
                                                              {"population", 3120282}}));
  EXPECT_THAT(Must(view->NodeAt(durban))->labels, ElementsAre("City", "Place"));
  const NodeId santa_fe = Must(FindNamed(*view, "Santa Fe AR")).at(0);
  EXPECT_EQ(Must(view->NodeAt(santa_fe))->properties.Find("population"), nullptr);
  const std::vector<std::string_view> mentored = {"MENTORED"};
  const auto met = Must(view->NeighboursOf(durban, Direction::kOutgoing, mentored));
  ASSERT_EQ(met.size(), 1U);
  EXPECT_EQ(met[0].neighbour, santa_fe);
  EXPECT_EQ(Must(view->RelationshipAt(met[0].relationship))->properties,
            (ValueMap{{"year", 2011}}));
  const NodeId argentina = Must(view->NodesWithProperty("Country", "code", "AR")).at(0);
  EXPECT_EQ(Must(view->NeighboursOf(argentina, Direction::kIncoming))[0].neighbour, santa_fe);
  EXPECT_TRUE(view->HasOnlyBase());
  const CheckReport check = Must(CheckGraph(*graph));
  EXPECT_THAT(check.problems, ElementsAre());
}

TEST_F(GraphCsvTest, HeadersSayIdsTypesAndLabels) {
  Write("City+Place.csv",
        "key:ID(City),name:string,open:boolean,code:string,size:float,x:IGNORE\n"
        "za-1,Durban,true,007,3,secret\n");
  Write("Theme.csv", ":ID(Theme),name\nwater,Water\n");
  Write("ABOUT.csv", "note,:END_ID(Theme),:START_ID(City)\nfirst,water,za-1\n");
  Must(Import());
  const auto graph = Open();
  const auto view = Must(graph->Read());
  const NodeId durban = Must(view->NodesWithProperty("Place", "key", "za-1")).at(0);
  const Node node = *Must(view->NodeAt(durban));
  EXPECT_THAT(node.labels, ElementsAre("City", "Place"));
  EXPECT_EQ(
      node.properties,
      (ValueMap{
          {"key", "za-1"}, {"name", "Durban"}, {"open", true}, {"code", "007"}, {"size", 3.0}}));
  const auto about = Must(view->NeighboursOf(durban, Direction::kOutgoing));
  ASSERT_EQ(about.size(), 1U);
  EXPECT_EQ(Must(view->NodeAt(about[0].neighbour))->properties,
            (ValueMap{{"id", "water"}, {"name", "Water"}}));
  EXPECT_EQ(Must(view->RelationshipAt(about[0].relationship))->properties,
            (ValueMap{{"note", "first"}}));
}

TEST_F(GraphCsvTest, SeveralFilesOfALabelOrTypeAreOne) {
  Write("City.1.csv", "id,name\n1,Durban\n2,Lima\n");
  Write("City.2.csv", "id,name,size:int\n3,Quito,5\n2,Again,6\n");
  Write("MET.a.csv", ":START_ID(City),:END_ID(City),year\n1,3,2011\n");
  Write("MET.b.csv", ":START_ID(City),:END_ID(City),note\n3,1,late\n");
  const ImportReport report = Must(Import());
  EXPECT_EQ(report.added.nodes, (std::map<std::string, std::uint64_t>{{"City", 3}, {"Place", 3}}));
  EXPECT_EQ(report.files[1].issues.at(0).code, "id-twice");
  const auto graph = Open();
  const auto view = Must(graph->Read());
  const NodeId quito = Must(view->NodesWithProperty("City", "id", 3)).at(0);
  EXPECT_EQ(Must(view->NodesWithLabel("City")).size(), 3U);
  const auto out = Must(view->NeighboursOf(quito, Direction::kOutgoing));
  const auto in = Must(view->NeighboursOf(quito, Direction::kIncoming));
  ASSERT_EQ(out.size(), 1U);
  ASSERT_EQ(in.size(), 1U);
  EXPECT_EQ(Must(view->RelationshipAt(out[0].relationship))->properties,
            (ValueMap{{"note", "late"}}));
  EXPECT_EQ(Must(view->RelationshipAt(in[0].relationship))->properties, (ValueMap{{"year", 2011}}));
  EXPECT_THAT(Must(CheckGraph(*graph)).problems, ElementsAre());
}

TEST_F(GraphCsvTest, RowsThatDoNotFitAreRejectedWithTheirLines) {
  Write("City.csv",
        "id:ID(City),name,size:int\n1,Durban,3\n\n2,Lima,many\n1,Again,4\n3\n4,\"S\xe3o\",5\n,None,"
        "6\n"
        "5,\"two\nlines\",7\n6,\"open,8\n");
  Write("MET.csv", ":START_ID(City),:END_ID(City)\n1,5\n1,9\nx,1\n");
  const ImportReport report = Must(Import());
  ASSERT_EQ(report.files.size(), 2U);
  const auto& cities = report.files[0];
  EXPECT_EQ(cities.rows.read, 8U);
  EXPECT_EQ(cities.rows.accepted, 2U);
  EXPECT_EQ(cities.rows.rejected, 6U);
  std::map<std::uint32_t, std::string> codes;
  for (const Issue& issue : cities.issues) codes[issue.line] = issue.code;
  EXPECT_EQ(codes, (std::map<std::uint32_t, std::string>{{4, "wrong-type"},
                                                         {5, "id-twice"},
                                                         {6, "column-count"},
                                                         {7, "wrong-type"},
                                                         {8, "no-id"},
                                                         {11, "malformed-row"}}));
  EXPECT_EQ(report.files[1].rows.accepted, 1U);
  ASSERT_EQ(report.files[1].issues.size(), 2U);
  EXPECT_EQ(report.files[1].issues[1].line, 4U);
  EXPECT_THAT(report.files[1].issues[1].message, HasSubstr("no City \"x\""));
  const auto graph = Open();
  EXPECT_EQ(Must(Must(graph->Read())->AllNodes()).size(), 2U);
  EXPECT_THAT(Must(CheckGraph(*graph)).problems, ElementsAre());
}

TEST_F(GraphCsvTest, WhatIsImportedCanBeChangedAndFoldedAgain) {
  std::string cities = "id,name\n";
  std::string met = "city,city2,year\n";
  for (int i = 0; i < 5000; ++i)
    cities += std::to_string(i) + ",City " + std::to_string(i % 700) + "\n";
  for (int i = 0; i < 9000; ++i)
    met += std::to_string(i * 7 % 5000) + ',' + std::to_string(i * 13 % 5000) + ',' +
           std::to_string(2000 + i % 20) + "\n";
  Write("City.csv", cities);
  Write("MET.csv", std::string(met).replace(0, 15, ":START_ID(City),:END_ID(City),year"));
  Must(Import());
  const auto graph = Open(OpenMode::kWrite);
  {
    const auto change = Must(graph->Begin());
    const NodeId city = Must(change->NodesWithProperty("City", "id", 4711)).at(0);
    Must(change->SetProperty(city, "name", "Elsewhere"));
    const auto adjacent = Must(change->NeighboursOf(city, Direction::kBoth));
    for (const Adjacent& each : adjacent) {
      if (each.outgoing || each.neighbour != city)
        IgnoreError(change->DeleteRelationship(each.relationship), "a loop goes once");
    }
    Must(change->CreateRelationship(city, "MET",
                                    Must(change->NodesWithProperty("City", "id", 1)).at(0)));
    Must(change->Commit());
  }
  EXPECT_THAT(Must(CheckGraph(*graph)).problems, ElementsAre());
  Must(graph->Fold());
  EXPECT_THAT(Must(CheckGraph(*graph)).problems, ElementsAre());
  EXPECT_EQ(Must(FindNamed(*Must(graph->Read()), "elsewhere")).size(), 1U);
}

TEST_F(GraphCsvTest, WhatIsNotClearIsAnErrorWithTheColumnAndLeavesNothing) {
  EXPECT_EQ(ErrorOfImport().code, ErrorCode::kNotFound);
  fs::create_directory(csv_);
  EXPECT_THAT(ErrorOfImport().message, HasSubstr("no .csv file"));
  Write("MET.csv", "left,right\n1,2\n");
  const Error error = ErrorOfImport();
  EXPECT_THAT(error.ToString(), HasSubstr("MET.csv:1:1: \"left\" is the name of no file of nodes"));
  EXPECT_THAT(error.hint, HasSubstr(":START_ID(City)"));
  Write("MET.csv", ":START_ID(City),:END_ID(Town)\n1,2\n");
  Write("City.csv", "id\n1\n");
  EXPECT_THAT(ErrorOfImport().ToString(), HasSubstr("MET.csv:1:2: \"Town\""));
  fs::remove(csv_ / "MET.csv");
  Write("City.csv", "id,size:huge\n1,2\n");
  EXPECT_THAT(ErrorOfImport().ToString(), HasSubstr("City.csv:1:2: \"huge\" is no type"));
  Write("City.csv", "id,id\n1,2\n");
  EXPECT_THAT(ErrorOfImport().message, HasSubstr("there twice"));
}

TEST_F(GraphCsvTest, ADatabaseThatIsThereIsNotTouched) {
  Write("City.csv", "id\n1\n");
  Must(Import());
  const auto again = Import();
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(Must(Must(Open()->Read())->AllNodes()).size(), 1U);
}

TEST(CutAtRowsTest, PiecesHoldWholeRowsWhateverTheirSize) {
  const std::string text = "a,b\n1,\"x\ny\"\n2,\"he said \"\"no\n\"\"\"\n\n3,z\n4,\"\"\n5,last";
  std::vector<std::vector<std::string>> expected;
  const auto rows_of = [&](const std::vector<Piece>& pieces) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string_view> fields;
    for (const Piece& piece : pieces) {
      RowScanner scanner(text, piece);
      while (scanner.Next(fields)) {
        EXPECT_FALSE(scanner.malformed());
        rows.emplace_back(fields.begin(), fields.end());
      }
    }
    return rows;
  };
  expected = rows_of(CutAtRows(text, 0, 1000));
  EXPECT_EQ(expected.size(), 6U);
  EXPECT_EQ(expected[2], (std::vector<std::string>{"2", "he said \"no\n\""}));
  EXPECT_EQ(expected[5], (std::vector<std::string>{"5", "last"}));
  for (std::size_t size = 1; size < text.size(); ++size) {
    EXPECT_EQ(rows_of(CutAtRows(text, 0, size)), expected) << "pieces of " << size;
  }
}

// The files that a graph is written to, by name.
using Files = std::map<std::string, std::string>;
Files FilesOf(const Graph& graph, CsvLosses& losses) {
  Files files;
  losses = Must(WriteGraphCsv(*Must(graph.Read()), [&](const std::string& file, auto text) {
    files[file] += text;
    return Status();
  }));
  return files;
}

TEST_F(GraphCsvTest, WhatIsWrittenIsReadAsTheSameGraph) {
  Write("City.csv",
        "id:ID(City),name,lat:float,population:int,capital:boolean,code:string\n"
        "1,Durban,-29.85,3120282,false,007\n"
        "2,\"Santa Fe, \"\"AR\"\"\nline\",-31,,true,\n3,Paris,1e+20,,,x\n");
  Write("Exchange.csv", "key:ID(Exchange),title\nx-1,First\n7,Second\n");
  Write("MET.a.csv", ":START_ID(City),:END_ID(City),year:int\n1,2,2011\n2,1,\n");
  Write("MET.b.csv", ":START_ID(City),:END_ID(Exchange),note:string\n3,7,12\n1,x-1,\n");
  Must(Import());
  CsvLosses losses;
  const Files first = FilesOf(*Open(), losses);
  EXPECT_EQ(losses, CsvLosses());
  EXPECT_EQ(first.at("City+Place.csv"),
            "id:ID(City+Place),capital:boolean,code:string,lat:float,name:string,population:int\n"
            "1,false,007,-29.85,Durban,3120282\n"
            "2,true,,-31,\"Santa Fe, \"\"AR\"\"\nline\",\n"
            "3,,x,1e+20,Paris,\n");
  EXPECT_EQ(first.at("Exchange.csv"), "key:ID(Exchange),title:string\nx-1,First\n7,Second\n");
  EXPECT_EQ(first.at("MET.1.csv"),
            ":START_ID(City+Place),:END_ID(City+Place),note:string,year:int\n1,2,,2011\n2,1,,\n");
  const auto nodes = [&] {
    const auto view = Must(Open()->Read());
    return Must(view->Nodes(Must(view->AllNodes())));
  };
  const auto relationships = [&] {
    const auto view = Must(Open()->Read());
    return Must(view->Relationships(Must(view->AllRelationships())));
  };
  const auto nodes_before = nodes();
  const auto relationships_before = relationships();
  fs::remove_all(csv_);
  fs::remove_all(db_);
  for (const auto& [name, text] : first) Write(name, text);
  const ImportReport report = Must(Import());
  for (const auto& file : report.files) EXPECT_EQ(file.rows.rejected, 0U) << file.file;
  EXPECT_EQ(FilesOf(*Open(), losses), first);
  EXPECT_EQ(relationships(), relationships_before);
  ASSERT_EQ(nodes().size(), nodes_before.size());
  for (std::size_t i = 0; i < nodes_before.size(); ++i) {
    // Columns, and so properties, have an order of their own.
    const Node after = *nodes()[i];
    EXPECT_EQ(after.labels, nodes_before[i]->labels);
    for (const MapEntry& entry : nodes_before[i]->properties) {
      ASSERT_NE(after.properties.Find(entry.key), nullptr) << entry.key;
      EXPECT_EQ(*after.properties.Find(entry.key), entry.value);
    }
  }
  EXPECT_THAT(Must(CheckGraph(*Open())).problems, ElementsAre());
}

TEST_F(GraphCsvTest, WhatCsvCannotHoldIsCounted) {
  const auto graph = Must(Graph::Open(MakeMemoryStore()));
  const auto change = Must(graph->Begin());
  Must(change->CreateIndex("City", "id"));
  // The ids are not of one kind, the sizes neither.
  const NodeId a = Must(change->CreateNode({"City"}, {{"id", 1}, {"size", 1}, {"note", ""}}));
  const NodeId b = Must(change->CreateNode({"City"}, {{"id", "x"}, {"size", "big"}}));
  const std::vector<std::string> names = {"eThekwini"};
  Must(change->SetAliases(a, names));
  const std::vector<Evidence> evidence(2, Evidence{.document = "d", .rule = "r"});
  Must(change->CreateRelationship(a, "MET", b, {{"tags", ValueList{1, 2}}}, evidence));
  Must(change->Commit());
  CsvLosses losses;
  const Files files = FilesOf(*graph, losses);
  EXPECT_EQ(losses,
            (CsvLosses{.evidence = 2, .aliases = 1, .as_text = 3, .not_set = 1, .new_ids = 2}));
  EXPECT_EQ(files.at("City.csv"),
            "_id:ID(City),id:string,note:string,size:string\n0,1,,1\n1,x,,big\n");
  EXPECT_EQ(files.at("MET.csv"), ":START_ID(City),:END_ID(City),tags:string\n0,1,\"[1,2]\"\n");
}

TEST_F(GraphCsvTest, ATypeThatNamesNoFileIsRefused) {
  const auto graph = Must(Graph::Open(MakeMemoryStore()));
  const auto change = Must(graph->Begin());
  const NodeId a = Must(change->CreateNode({"City"}, {}));
  Must(change->CreateRelationship(a, "AND/OR", a));
  Must(change->Commit());
  const auto written = WriteGraphCsv(*Must(graph->Read()), [](auto&, auto) { return Status(); });
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kUnsupported);
  EXPECT_THAT(written.error().message, HasSubstr("AND/OR"));
}

}  // namespace
}  // namespace citygraph::importers

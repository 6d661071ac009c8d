#include "importers/corrections/corrections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "engine/index/name_index.h"
#include "engine/storage/check.h"
#include "engine/storage/memory_store.h"
#include "importers/load/review.h"
#include "tests/support/importing.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Must;

constexpr std::string_view kSantaFeOfArgentina = "geonames:3836277";

TEST(CorrectionTest, AFileOfDecisionsReadsBackAsItWasWritten) {
  const std::vector<Correction> all = {
      {Decision::kPlace, "Santa Fe, \"the\" city", "geonames:3836277", "a.txt", 3, "Ana",
       "2026-11-24"},
      {Decision::kNotAPlace, "Victoria", "", "", 0, "Bo", ""},
      {Decision::kSameExchange, "PLN-21", "PLN-22", "", 0, "", "2026-11-24"}};
  EXPECT_EQ(Must(ParseCorrections(ToCsv(all), "c.csv")), all);
}

TEST(CorrectionTest, WhatIsWrongInAFileOfDecisionsIsNamedWithItsPlace) {
  const auto error = [](std::string_view rows) {
    const auto read =
        ParseCorrections("decision,text,meaning,date,line\n" + std::string(rows), "c.csv");
    return read ? std::string() : read.error().ToString();
  };
  EXPECT_THAT(error("town,Lima,x,,\n"), HasSubstr("c.csv:2:1: \"town\" is not a decision"));
  EXPECT_THAT(error("place,,x,,\n"), HasSubstr("c.csv:2:7: the text"));
  EXPECT_THAT(error("place,Lima,,,\n"),
              HasSubstr("c.csv:2:12: a decision \"place\" needs a meaning"));
  EXPECT_THAT(error("place,Lima,x,2026-13-01,\n"), HasSubstr("is not a date"));
  EXPECT_THAT(error("place,Lima,x,,two\n"), HasSubstr("is not the number of a line"));
  EXPECT_THAT(ParseCorrections("a,b\n", "c.csv").error().ToString(),
              HasSubstr("is not a file of corrections"));
}

TEST(CorrectionsTest, TheLaterDecisionOnTheSameTextStands) {
  Corrections corrections;
  EXPECT_TRUE(corrections.Add({.decision = Decision::kNotAPlace, .text = "Santa Fé"}));
  EXPECT_FALSE(corrections.Add({.decision = Decision::kNotAPlace, .text = "SANTA FE"}));
  EXPECT_TRUE(corrections.Add({.decision = Decision::kPlace,
                               .text = "santa fe",
                               .meaning = std::string(kSantaFeOfArgentina)}));
  ASSERT_EQ(corrections.all().size(), 1U);
  EXPECT_EQ(corrections.all()[0].decision, Decision::kPlace);
}

// Reads with decisions, as importing does.
class DecidedTest : public ::testing::Test {
 protected:
  std::string Write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  void Decide(Correction correction) {
    correction.person = "Ana";
    correction.date = "2026-11-24";
    corrections_.Add(std::move(correction));
  }
  Knowledge WithDecisions() const {
    return {BuiltInKnowledge().gazetteer, BuiltInKnowledge().themes, &corrections_};
  }
  FileDraft ReadText(const std::string& name, std::string_view text) const {
    return Must(ReadFile(WithDecisions(), Write(name, text), std::nullopt));
  }
  ImportReport ImportText(const std::string& name, std::string_view text) {
    return Must(Import(WithDecisions(), *graph_, {Write(name, text)}, {}));
  }
  std::unique_ptr<GraphView> View() const { return Must(graph_->Read()); }

  testing::TemporaryFolder folder_;
  std::unique_ptr<Graph> graph_ = Must(Graph::Open(MakeMemoryStore()));
  Corrections corrections_;
};

TEST_F(DecidedTest, AMentionMeansThePlaceThatWasMeant) {
  Decide({.decision = Decision::kPlace, .text = "Santa Fe", .meaning = "geonames:5490263"});
  const FileDraft draft = ReadText("a.txt", "PLN 1 Waste in Santa Fé\nPLN 2 Water Durban\n");
  EXPECT_THAT(PlacesOf(draft.rows[0]), ElementsAre(HasSubstr("Santa Fe city US")));
  EXPECT_EQ(draft.rows[0].places[0].confidence, 1);
  EXPECT_EQ(draft.rows[0].places[0].decided->person, "Ana");
  EXPECT_FALSE(draft.rows[1].places[0].decided);
}

TEST_F(DecidedTest, WhatIsNoPlaceIsNoneAndATextThatWasNotReadBecomesOne) {
  Decide({.decision = Decision::kNotAPlace, .text = "Durban"});
  Decide({.decision = Decision::kPlace, .text = "Joeys", .meaning = "geonames:993800"});
  const FileDraft draft = ReadText("a.txt", "PLN 1 Waste Durban Joeys\nPLN 2 Water Lima\n");
  EXPECT_THAT(PlacesOf(draft.rows[0]), ElementsAre(HasSubstr("Johannesburg city ZA host")));
}

TEST_F(DecidedTest, ADecisionHoldsForItsDocumentAndLineOnly) {
  Decide({.decision = Decision::kNotAPlace, .text = "Durban", .document = "a.txt", .line = 2});
  const std::string_view text = "PLN 1 Waste Durban\nPLN 2 Water Durban\n";
  const FileDraft draft = ReadText("a.txt", text);
  EXPECT_EQ(draft.rows[0].places.size(), 1U);
  EXPECT_THAT(draft.rows[1].places, IsEmpty());
  EXPECT_EQ(ReadText("b.txt", text).rows[1].places.size(), 1U);
}

TEST_F(DecidedTest, PartOfALongerNameIsLeftAlone) {
  Decide({.decision = Decision::kNotAPlace, .text = "Santa"});
  EXPECT_EQ(ReadText("a.txt", "PLN 1 Waste in Santa Fe\nPLN 2 Lima\n").rows[0].places.size(), 1U);
}

TEST_F(DecidedTest, CellsOfTablesFollowDecisionsToo) {
  Decide({.decision = Decision::kPlace, .text = "Durbn", .meaning = "geonames:1007311"});
  Decide({.decision = Decision::kNotAPlace, .text = "Nowhere"});
  Decide({.decision = Decision::kTheme, .text = "kittens", .meaning = "housing"});
  const FileDraft draft = ReadText("t.csv",
                                   "city_from,country_from,city_to,country_to,theme\n"
                                   "Durbn,ZA,Lima,PE,kittens\nNowhere,,Lima,PE,housing\n");
  EXPECT_THAT(PlacesOf(draft.rows[0]),
              ElementsAre(HasSubstr("Durban city ZA"), HasSubstr("Lima city PE")));
  EXPECT_THAT(ThemesOf(draft.rows[0].themes), ElementsAre("housing"));
  EXPECT_THAT(IssuesOf(draft), IsEmpty());
  EXPECT_EQ(draft.rows[1].verdict, Verdict::kIgnored);
}

TEST_F(DecidedTest, TwoUnknownNamesAndTwoExchangesBecomeOne) {
  Decide({.decision = Decision::kSamePlace, .text = "Nowherevile", .meaning = "Nowhereville"});
  Decide({.decision = Decision::kSameExchange, .text = "PLN-7", .meaning = "PLN-8"});
  ImportText("t.csv",
             "city_from,country_from,city_to,country_to\nNowherevile,IT,Lima,PE\n"
             "Nowhereville,IT,Quito,EC\n");
  EXPECT_EQ(Must(FindNamed(*View(), "Nowhereville")).size(), 1U);
  EXPECT_THAT(Must(FindNamed(*View(), "Nowherevile")), IsEmpty());
  const ImportReport report = ImportText("a.txt", "PLN 7 Waste Durban\nPLN 8 Waste Durban\n");
  EXPECT_EQ(report.added.nodes.at("Exchange"), 1U);
  EXPECT_EQ(report.files[0].rows, (RowCounts{.read = 2, .accepted = 1, .merged = 1}));
}

TEST_F(DecidedTest, DecisionsAreKeptShownAsEvidenceAndTakenBack) {
  const std::string_view text = "PLN 1 Waste in Santa Fe\nPLN 2 Water Durban\n";
  ImportText("a.txt", text);
  Decide({.decision = Decision::kPlace, .text = "Santa Fe", .meaning = "geonames:5490263"});
  const ImportReport decided = ImportText("a.txt", text);
  EXPECT_EQ(decided.decided, 1U);
  EXPECT_EQ(Must(Corrections::Load(*View())).all(), corrections_.all());
  const NodeId city = Must(View()->NodesWithProperty("Place", "geonameid", Value(5490263))).at(0);
  const auto adjacent = Must(View()->NeighboursOf(city, Direction::kOutgoing));
  bool seen = false;
  for (const Adjacent& each : adjacent) {
    if (View()->TypeName(each.type) == "IN") continue;
    const Relationship fact = *Must(View()->RelationshipAt(each.relationship));
    ASSERT_EQ(fact.evidence.size(), 1U);
    EXPECT_EQ(fact.evidence[0].person, "Ana");
    EXPECT_EQ(fact.evidence[0].date, "2026-11-24");
    EXPECT_EQ(fact.evidence[0].document, "a.txt");
    seen = true;
  }
  EXPECT_TRUE(seen);
  EXPECT_FALSE(Must(Import(WithDecisions(), *graph_, {Write("a.txt", text)}, {})).changed);

  corrections_.Remove(0);
  ImportText("a.txt", text);
  EXPECT_THAT(Must(View()->NodesWithProperty("Place", "geonameid", Value(5490263))), IsEmpty());
  EXPECT_EQ(Must(CheckGraph(*graph_)).problems_found, 0U);
}

TEST_F(DecidedTest, WhatIsUnsureIsKeptForReviewUntilItIsDecided) {
  const std::string_view table =
      "city_from,country_from,city_to,country_to,theme,year\n"
      "Durbn,ZA,Lima,PE,cats,soon\n";
  ImportText("t.csv", table);
  std::vector<std::string> codes;
  for (const ReviewItem& item : Must(LoadReview(*View()))) {
    codes.push_back(item.code + ' ' + item.text);
    if (item.code == "unknown-place") {
      EXPECT_EQ(item.choices.at(0), "geonames:1007311");
    }
  }
  EXPECT_THAT(codes, ::testing::UnorderedElementsAre("unknown-place Durbn", "unknown-theme cats",
                                                     "bad-year soon"));
  Decide({.decision = Decision::kPlace, .text = "Durbn", .meaning = "geonames:1007311"});
  Decide({.decision = Decision::kNotATheme, .text = "cats"});
  ImportText("t.csv", table);
  const auto left = Must(LoadReview(*View()));
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].code, "bad-year");
}

}  // namespace
}  // namespace citygraph::importers

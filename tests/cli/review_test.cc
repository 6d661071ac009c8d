#include "tests/cli/cli_support.h"

namespace citygraph::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ReviewTest : public CliTest {
 protected:
  void ImportUnsure() {
    const ProgramResult result =
        Run({"import", Write("t.csv",
                             "city_from,country_from,city_to,country_to,theme\n"
                             "Durbn,ZA,Lima,PE,cats\nDurbn,ZA,Quito,EC,housing\n,,Lima,PE,\n")});
    ASSERT_EQ(result.exit_code, 0) << ::testing::PrintToString(result);
    EXPECT_THAT(result.err, HasSubstr("review"));
  }
};

TEST_F(ReviewTest, TheLeastSureComesFirstWithTheCommandThatDecides) {
  ImportUnsure();
  const Value answer = Ask({"review"});
  const ValueList& all = *answer.AsList();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(TextAt(all[0], "code"), "no-city");
  EXPECT_EQ(TextAt(all[1], "code"), "unknown-place");
  EXPECT_EQ(IntegerAt(all[1], "times"), 2);
  EXPECT_THAT(TextAt(all[1], "next"), HasSubstr("resolve 'Durbn' --place geonames:1007311"));
  EXPECT_EQ(TextAt(all[2], "code"), "unknown-theme");
}

TEST_F(ReviewTest, ADecisionHoldsAtOnceLaterAndUntilItIsUndone) {
  ImportUnsure();
  const ProgramResult decided =
      Run({"resolve", "Durbn", "--place", "Durban, ZA", "--by", "Ana", "--on", "2026-11-24"});
  ASSERT_EQ(decided.exit_code, 0) << ::testing::PrintToString(decided);
  EXPECT_THAT(decided.err, HasSubstr("t.csv was read again"));
  EXPECT_EQ(Ask({"review"}).AsList()->size(), 2U);
  const ProgramResult shown = Run({"show", "Durban", "--format", "json"});
  EXPECT_THAT(shown.out, HasSubstr("\"person\": \"Ana\"")) << ::testing::PrintToString(shown);

  const ProgramResult saved = Run({"resolve", "--save", "-"});
  EXPECT_EQ(saved.out,
            "decision,text,meaning,document,line,person,date\n"
            "place,Durbn,geonames:1007311,,,Ana,2026-11-24\n");

  ASSERT_EQ(Run({"resolve", "--undo", "1"}, {}, {{"CITYGRAPH_PERSON", "Bo"}}).exit_code, 0);
  EXPECT_EQ(Ask({"review"}).AsList()->size(), 3U);
  EXPECT_NE(Run({"show", "Durban"}).exit_code, 0);

  ASSERT_EQ(Run({"resolve", "--from", Write("c.csv", saved.out), "--by", "Bo"}).exit_code, 0);
  EXPECT_THAT(Run({"show", "Durban", "--format", "json"}).out, HasSubstr("\"person\": \"Ana\""));
}

TEST_F(ReviewTest, ImportTakesAFileOfDecisionsAndKeepsIt) {
  const std::string decisions =
      Write("c.csv", "decision,text,meaning\nplace,Durbn,geonames:1007311\n");
  const ProgramResult result = Run(
      {"import", "--corrections", decisions, Write("l.txt", "PLN 1 Waste Durbn\nPLN 2 Lima\n")});
  ASSERT_EQ(result.exit_code, 0) << ::testing::PrintToString(result);
  EXPECT_THAT(result.err, HasSubstr("read as persons decided: 1"));
  EXPECT_THAT(Run({"resolve", "--list"}).out, HasSubstr("geonames:1007311"));
}

TEST_F(ReviewTest, WhatCannotBeDecidedSaysWhy) {
  ImportUnsure();
  EXPECT_EQ(Run({"resolve", "Durbn", "--by", "Ana"}).exit_code, 2);
  EXPECT_EQ(Run({"resolve", "Durbn", "--place", "Lima", "--not-a-place", "--by", "A"}).exit_code,
            2);
  EXPECT_EQ(Run({"resolve", "--undo", "7", "--by", "A"}).exit_code, 2);
  const ProgramResult unknown = Run({"resolve", "Durbn", "--place", "Xyzzyville", "--by", "A"});
  EXPECT_EQ(unknown.exit_code, 3);
  EXPECT_EQ(Run({"resolve", "cats", "--theme", "catz", "--by", "A"}).exit_code, 3);
  const ProgramResult ambiguous = Run({"resolve", "X", "--place", "San Pedro", "--by", "A"});
  EXPECT_EQ(ambiguous.exit_code, 3) << ::testing::PrintToString(ambiguous);
  EXPECT_THAT(ambiguous.err, HasSubstr("geonames:"));
}

TEST_F(ReviewTest, AChangedDocumentWaitsForItsNextImport) {
  ImportUnsure();
  Write("t.csv", "city_from,city_to\nLima,Quito\n");
  const ProgramResult decided = Run({"resolve", "Durbn", "--not-a-place", "--by", "Ana"});
  ASSERT_EQ(decided.exit_code, 0);
  EXPECT_THAT(decided.err, HasSubstr("t.csv: was changed since it was imported"));
  EXPECT_THAT(decided.err, Not(HasSubstr("read again")));
}

}  // namespace
}  // namespace citygraph::cli

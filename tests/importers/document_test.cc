// Running text: places decided together, goals with the words that say so, a document a line.
#include "importers/documents/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "importers/documents/calibration.h"
#include "tests/support/importing.h"

namespace citygraph::importers {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

DocumentDraft Read(std::string_view text) {
  PlaceMemo memo(Gazetteer::BuiltIn());
  return ReadDocument(BuiltInKnowledge(), memo, "d", text);
}

// "Name, CC" of each place, in the text's order; regions and cities say their kind.
std::vector<std::string> PlacesOf(std::string_view text) {
  std::vector<std::string> places;
  for (const PlaceMention& mention : Read(text).places) {
    const Place place = Gazetteer::BuiltIn().At(*mention.place);
    places.push_back(mention.text + " = " + std::string(place.key).substr(0, 20) + " " +
                     std::string(place.country));
  }
  return places;
}

Place FirstPlaceOf(std::string_view text) {
  const DocumentDraft draft = Read(text);
  return draft.places.empty() ? Place{} : Gazetteer::BuiltIn().At(*draft.places.front().place);
}

TEST(DocumentTest, ARegionNamedBesideACityDecides) {
  const Place paris = FirstPlaceOf("The mayor of Paris, Texas, opened the new library.");
  EXPECT_EQ(paris.country, "US");
  EXPECT_EQ(FirstPlaceOf("The mayor of Paris opened the new library.").country, "FR");
}

TEST(DocumentTest, AShortFormOfAStateBehindACityDecidesAndIsAPlace) {
  const DocumentDraft draft = Read("Officials met in Springfield, Ill., on Monday.");
  ASSERT_EQ(draft.places.size(), 2U);
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  EXPECT_EQ(gazetteer.At(*draft.places[1].place).name, "Illinois");
  EXPECT_EQ(gazetteer.At(*draft.places[0].place).region, draft.places[1].place);
}

TEST(DocumentTest, ANameMeansTheSamePlaceThroughout) {
  const DocumentDraft draft =
      Read("Paris, Texas, has a museum. Visitors come to Paris for it, and Paris is glad.");
  const auto first = draft.places.front().place;
  std::size_t same = 0;
  for (const PlaceMention& mention : draft.places)
    if (mention.text == "Paris") same += mention.place == first ? 1 : 0;
  EXPECT_EQ(same, 3U);
}

TEST(DocumentTest, NeighboursDecideBetweenPlacesOfOneName) {
  // Georgetown: Guyana's capital, or the town next to Lexington.
  const auto places = PlacesOf(
      "Georgetown and Lexington share a water plant with Frankfort. Kentucky pays for it.");
  ASSERT_FALSE(places.empty());
  EXPECT_TRUE(places.front().ends_with(" US")) << places.front();
}

TEST(DocumentTest, TwoNamesWithReadingsInOneSmallAreaMeanThose) {
  // Each has a namesake that is larger; next to one another lie those of Alabama.
  for (const PlaceMention& mention :
       Read("Students from Florence and Sheffield won prizes in Tuscumbia; Athens came fourth.")
           .places) {
    EXPECT_EQ(mention.country, "US") << mention.text;
  }
}

TEST(DocumentTest, ASurnameIsNoPlaceWhereTheTextHasNamedThePerson) {
  EXPECT_THAT(PlacesOf("Christopher Steele wrote it. Steele then left for Paris."),
              ElementsAre(::testing::StartsWith("Paris")));
  EXPECT_THAT(PlacesOf("Mr. Lincoln spoke first. Nobody answered Lincoln."), ::testing::IsEmpty());
  EXPECT_THAT(PlacesOf("They drove from Lincoln to Omaha."), ::testing::SizeIs(2));
}

TEST(DocumentTest, LettersWithFullStopsAreARegionAndNoYearIsOne) {
  EXPECT_THAT(PlacesOf("Fires burn all over B.C. this week."), ::testing::SizeIs(1));
  EXPECT_THAT(PlacesOf("The wall was built in 300 B.C. by slaves."), ::testing::IsEmpty());
}

TEST(DocumentTest, ACountryLiesInNoOther) {
  EXPECT_EQ(FirstPlaceOf("They met in Russia, U.S. officials said.").country, "RU");
}

TEST(CalibrationTest, ConfidenceRisesWithProbabilityAndStaysInItsRange) {
  EXPECT_EQ(CalibratedConfidence(-1), 0);
  double last = 0;
  for (int i = 0; i <= 1000; ++i) {
    const double confidence = CalibratedConfidence(i / 1000.0);
    EXPECT_GE(confidence, last) << i;
    last = confidence;
  }
  EXPECT_GT(last, 0.95);
  EXPECT_LE(CalibratedConfidence(2), 1);
}

TEST(DocumentTest, ADirectionAloneIsNoPlace) {
  EXPECT_THAT(PlacesOf("He moved from the North to the Central office."), ::testing::IsEmpty());
}

TEST(DocumentTest, NamesOfPlacesTellOfNoThemeOrGoal) {
  EXPECT_THAT(Read("He was born in Salt Lake City.").goals, ::testing::IsEmpty());
}

TEST(DocumentTest, AdjectivesNameTheirCountryInEachLanguage) {
  EXPECT_EQ(FirstPlaceOf("O governo moçambicano assinou o acordo.").country, "MZ");
  EXPECT_EQ(FirstPlaceOf("Les villes malgaches ont signé.").country, "MG");
  EXPECT_EQ(FirstPlaceOf("El gobierno boliviano firmó ayer.").country, "BO");
}

TEST(DocumentTest, AGoalCarriesTheWordsThatSaidSo) {
  const DocumentDraft draft =
      Read("Access to drinking water and sanitation is still a privilege. See also SDG 13.");
  std::vector<int> goals;
  for (const GoalMention& goal : draft.goals) {
    goals.push_back(goal.goal);
    EXPECT_FALSE(goal.why.empty()) << goal.goal;
    if (goal.goal == 13) {
      EXPECT_TRUE(goal.is_explicit);
      EXPECT_THAT(goal.why, ElementsAre("SDG 13"));
    }
  }
  EXPECT_THAT(goals, Contains(6));
  EXPECT_THAT(goals, Contains(13));
}

TEST(DocumentTest, ADocumentIsALineOfJsonOrOfText) {
  const SourceText source{
      .name = "d.jsonl",
      .text = "{\"id\":\"a\",\"text\":\"Lima\"}\n\nplain text\n{\"text\":\"x\"}\n"};
  const auto documents = testing::Must(SplitDocuments(source));
  ASSERT_EQ(documents.size(), 3U);
  EXPECT_EQ(documents[0].id, "a");
  EXPECT_EQ(documents[0].text, "Lima");
  EXPECT_EQ(documents[1].id, "3");
  EXPECT_EQ(documents[1].text, "plain text");
  EXPECT_EQ(documents[2].id, "4");
}

TEST(DocumentTest, ALineThatIsNoDocumentIsNamed) {
  const auto bad = SplitDocuments({.name = "d.jsonl", .text = "plain\n{\"id\":1}\n"});
  ASSERT_FALSE(bad.has_value());
  EXPECT_EQ(bad.error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(bad.error().where.line, 2U);
}

}  // namespace
}  // namespace citygraph::importers

#include "importers/themes/theme_finder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/importing.h"
#include "tests/support/must.h"

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kTable =
    "id,broader,sdgs,en,es,pt,fr\n"
    "water,,6,water,agua,água,eau\n"
    "water-services,water,6,water service|services of water,servicio de agua,serviço de água,"
    "service d'eau\n"
    "waste,,12,waste,residuos,resíduos,déchets\n"
    "planning,,11,urban planning,planificación urbana,planejamento urbano,urbanisme\n";

class ThemeFinderTest : public ::testing::Test {
 protected:
  // "water-services@0-14": each theme and its place in the text.
  std::vector<std::string> Find(std::string_view text, std::optional<Language> language) const {
    std::vector<std::string> found;
    for (const ThemeMention& each : finder_.Find(Words(text), language)) {
      found.push_back(vocabulary_[each.theme].id + '@' + std::to_string(each.span.start) + '-' +
                      std::to_string(each.span.end));
    }
    return found;
  }

  ThemeVocabulary vocabulary_ = testing::Must(ThemeVocabulary::Parse(kTable, "themes.csv"));
  ThemeFinder finder_{vocabulary_};
};

TEST_F(ThemeFinderTest, FormsOfALabelMeanItInEveryLanguage) {
  EXPECT_THAT(Find("Wastes and waters", Language::kEnglish),
              ElementsAre("waste@0-6", "water@11-17"));
  EXPECT_THAT(Find("El residuo y las aguas", Language::kSpanish),
              ElementsAre("waste@3-10", "water@17-22"));
  EXPECT_THAT(Find("O resíduo, as águas", Language::kPortuguese),
              ElementsAre("waste@2-9", "water@14-19"));
  EXPECT_THAT(Find("Le déchet et les eaux", Language::kFrench),
              ElementsAre("waste@3-9", "water@17-21"));
}

TEST_F(ThemeFinderTest, TheLongestLabelWins) {
  EXPECT_THAT(Find("Water services, water", Language::kEnglish),
              ElementsAre("water-services@0-14", "water@16-21"));
}

TEST_F(ThemeFinderTest, SmallWordsBetweenTheWordsOfALabelDoNotCount) {
  EXPECT_THAT(Find("Los servicios del agua", Language::kSpanish),
              ElementsAre("water-services@4-22"));
  EXPECT_THAT(Find("Les services de l'eau", Language::kFrench), ElementsAre("water-services@4-21"));
}

TEST_F(ThemeFinderTest, CapitalsAndAccentsDoNotMatter) {
  EXPECT_THAT(Find("URBAN PLANNING", Language::kEnglish), ElementsAre("planning@0-14"));
}

TEST_F(ThemeFinderTest, LabelsOfOtherLanguagesDoNotCount) {
  EXPECT_THAT(Find("Agua y residuos", Language::kEnglish), IsEmpty());
  EXPECT_THAT(Find("Water and waste", Language::kSpanish), IsEmpty());
}

TEST_F(ThemeFinderTest, WithoutALanguageTheOneThatFindsMostIsTaken) {
  EXPECT_THAT(Find("residuos, agua", std::nullopt), ElementsAre("waste@0-8", "water@10-14"));
  EXPECT_THAT(Find("Planificación urbana, water", std::nullopt), ::testing::SizeIs(1));
}

TEST_F(ThemeFinderTest, PartOfALabelIsNoTheme) {
  EXPECT_THAT(Find("Urban life", Language::kEnglish), IsEmpty());
  EXPECT_THAT(Find("Planning urban", Language::kEnglish), IsEmpty());
  EXPECT_THAT(Find("", std::nullopt), IsEmpty());
}

TEST_F(ThemeFinderTest, SeveralWordsAreSurerThanOne) {
  const auto found = finder_.Find(Words("urban planning, waste"), Language::kEnglish);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_GT(found[0].confidence, found[1].confidence);
  EXPECT_EQ(found[0].text, "urban planning");
}

TEST_F(ThemeFinderTest, ACellIsALabelOfAnyLanguage) {
  EXPECT_EQ(finder_.FindLabel(" Servicio de Agua"), vocabulary_.Find("water-services"));
  EXPECT_EQ(finder_.FindLabel("AGUA"), vocabulary_.Find("water"));
  EXPECT_EQ(finder_.FindLabel("wat"), std::nullopt);
}

TEST(BuiltInThemesTest, SingularAndPluralAreOneTheme) {
  struct Forms {
    Language language;
    std::string_view one;
    std::string_view several;
  };
  const ThemeFinder& finder = BuiltInKnowledge().themes;
  for (const auto& [language, one, several] :
       {Forms{Language::kSpanish, "Ciudad sostenible", "Ciudades sostenibles"},
        Forms{Language::kSpanish, "Ciudad inteligente", "Ciudades inteligentes"},
        Forms{Language::kPortuguese, "Cidade sustentável", "Cidades sustentáveis"},
        Forms{Language::kPortuguese, "Cidade inteligente", "Cidades inteligentes"},
        Forms{Language::kFrench, "Ville durable", "Villes durables"},
        Forms{Language::kEnglish, "Smart city", "Smart cities"}}) {
    const auto singular = ThemesOf(finder.Find(Words(one), language));
    EXPECT_THAT(singular, ::testing::SizeIs(1)) << one;
    EXPECT_EQ(singular, ThemesOf(finder.Find(Words(several), language))) << several;
  }
}

TEST(BuiltInThemesTest, WordsOfAnotherThemeDoNotShareItsStem) {
  const ThemeFinder& finder = BuiltInKnowledge().themes;
  const auto found = ThemesOf(
      finder.Find(Words("Techos solares y parques, con los alcaldes"), Language::kSpanish));
  EXPECT_THAT(found, ElementsAre("renewable-energy", "parks-and-gardens"));
}

TEST(BuiltInThemesTest, ATitleNamesAThemeOnceHoweverItSaysIt) {
  const RowDraft row =
      ReadRow("PLN 24 Disaster Risk Reduction: Localizing the Sendai Framework, Surabaya");
  EXPECT_THAT(ThemesOf(row.themes), ElementsAre("disaster-risk-reduction"));
  EXPECT_THAT(ThemesOf(ReadRow("PLN 17 Inclusive Development Policies Santa Fé").themes),
              ::testing::Not(::testing::Contains("development-cooperation")));
}

TEST_F(ThemeFinderTest, WhereOnlyPlacesMayBeThemesNoneIsFound) {
  const Words row("Waterford - Oxford");
  const std::vector<PlaceMention> places = {{.span = {0, 9}}, {.span = {12, 18}}};
  EXPECT_FALSE(finder_.MayFindBeside(places, row, std::nullopt));
  EXPECT_TRUE(finder_.MayFindBeside({}, row, Language::kEnglish)) << "it begins as \"water\" does";
  EXPECT_TRUE(finder_.MayFindBeside({{.span = {0, 9}, .name_kind = NameKind::kAdjective}}, row,
                                    std::nullopt));
  EXPECT_TRUE(finder_.MayFindBeside(places, Words("Waterford - Oxford: wastes"), std::nullopt));
}

}  // namespace
}  // namespace citygraph::importers

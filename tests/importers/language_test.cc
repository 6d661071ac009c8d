#include "importers/text/language.h"

#include <gtest/gtest.h>

#include <string>

#include "importers/text/stemmer.h"

namespace citygraph::importers {
namespace {

std::string GuessOf(std::string_view row) {
  const LanguageGuess guess = GuessLanguage(Words(row));
  return guess.language ? std::string(LanguageCode(*guess.language)) : "";
}

TEST(LanguageTest, SmallWordsTellTheLanguage) {
  EXPECT_EQ(GuessOf("Integrating lessons of housing policies"), "en");
  EXPECT_EQ(GuessOf("La gestión de los residuos en las ciudades intermedias"), "es");
  EXPECT_EQ(GuessOf("A gestão dos resíduos nas cidades médias"), "pt");
  EXPECT_EQ(GuessOf("La gestion des déchets dans les villes moyennes"), "fr");
}

TEST(LanguageTest, SpellingTellsWhereSmallWordsDoNot) {
  EXPECT_EQ(GuessOf("Cooperação descentralizada"), "pt");
  EXPECT_EQ(GuessOf("Cooperación descentralizada"), "es");
  EXPECT_EQ(GuessOf("Coopération décentralisée Lyon"), "fr") << "English has no accents";
}

TEST(LanguageTest, ShortTitlesTellTheirLanguage) {
  EXPECT_EQ(GuessOf("Housing and climate adaptation"), "en");
  EXPECT_EQ(GuessOf("Vivienda social, Medellín"), "es");
  EXPECT_EQ(GuessOf("Mobilité urbaine, Bordeaux"), "fr");
  EXPECT_EQ(GuessOf("Orçamento participativo, Maputo"), "pt");
}

TEST(LanguageTest, EndingsTellWhereWordsDoNot) {
  EXPECT_EQ(GuessOf("Réduire la fracture numérique"), "fr");
  EXPECT_EQ(GuessOf("Financiamento habitacional"), "pt");
  EXPECT_EQ(GuessOf("Movilidad"), "es");
}

TEST(LanguageTest, ConfidenceIsTheShareOfTellingWords) {
  EXPECT_DOUBLE_EQ(GuessLanguage(Words("the cities of the world")).confidence, 1);
  const LanguageGuess mixed = GuessLanguage(Words("the cities and les villes"));
  EXPECT_LT(mixed.confidence, 0.8);
  EXPECT_GT(mixed.confidence, 0.3);
}

TEST(LanguageTest, NothingIsGuessedFromNamesAlone) {
  const LanguageGuess guess = GuessLanguage(Words("Durban Surabaya"));
  EXPECT_FALSE(guess.language.has_value());
  EXPECT_EQ(guess.confidence, 0);
}

TEST(LanguageTest, EditionMarksNameALanguage) {
  EXPECT_EQ(LanguageFromMark("eng"), Language::kEnglish);
  EXPECT_EQ(LanguageFromMark("esp"), Language::kSpanish);
  EXPECT_EQ(LanguageFromMark("cas"), Language::kSpanish);
  EXPECT_EQ(LanguageFromMark("por"), Language::kPortuguese);
  EXPECT_EQ(LanguageFromMark("francais"), Language::kFrench);
  EXPECT_EQ(LanguageFromMark("deu"), std::nullopt);
}

TEST(LanguageTest, FunctionWordsBelongToTheirLanguage) {
  EXPECT_TRUE(IsFunctionWord(Language::kSpanish, ClassesOf("los")));
  EXPECT_FALSE(IsFunctionWord(Language::kEnglish, ClassesOf("los")));
}

TEST(StemmerTest, FormsOfAWordShareAStem) {
  EXPECT_EQ(Stem(Language::kEnglish, "services"), Stem(Language::kEnglish, "service"));
  EXPECT_EQ(Stem(Language::kSpanish, "servicios"), Stem(Language::kSpanish, "servicio"));
  EXPECT_EQ(Stem(Language::kPortuguese, "mercados"), Stem(Language::kPortuguese, "mercado"));
  EXPECT_EQ(Stem(Language::kFrench, "déchets"), Stem(Language::kFrench, "déchet"));
}

TEST(StemmerTest, StemsAreFolded) {
  EXPECT_EQ(Stem(Language::kFrench, "déchets"), "dechet");
  EXPECT_EQ(Stem(Language::kEnglish, ""), "");
}

TEST(StemmerTest, WordsOfOneStemHaveOneNumber) {
  std::uint64_t first = 0;
  for (int round = 0; round < 2; ++round) {  // computed, then remembered
    const std::uint64_t number = StemNumber(Language::kFrench, "DÉCHETS");
    EXPECT_EQ(StemNumber(Language::kFrench, "déchet"), number);
    EXPECT_NE(StemNumber(Language::kFrench, "Decher"), number);
    EXPECT_TRUE(round == 0 || number == first);
    first = number;
  }
  EXPECT_EQ(StemNumber(Language::kEnglish, ""), 0U);
}

TEST(StemmerTest, WordsTooLongToBeRememberedHaveNumbersOfTheirOwn) {
  const std::string first(60, 'a');
  const std::string second = first + "b";
  EXPECT_EQ(StemNumber(Language::kEnglish, first), StemNumber(Language::kEnglish, first));
  EXPECT_NE(StemNumber(Language::kEnglish, first), StemNumber(Language::kEnglish, second));
}

TEST(StemmerTest, EachLanguageStemsItsOwnWay) {
  EXPECT_NE(Stem(Language::kEnglish, "planificaciones"),
            Stem(Language::kSpanish, "planificaciones"));
}

}  // namespace
}  // namespace citygraph::importers

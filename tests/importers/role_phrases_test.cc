#include "importers/report_list/role_phrases.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace citygraph::importers {
namespace {

// Words of letters between single spaces or bars, * at a word's end, ~ before an ending.
bool IsPattern(std::string_view pattern) {
  char before = ' ';
  for (const char c : pattern) {
    const bool letter = c >= 'a' && c <= 'z';
    const bool parts = c == ' ' || c == '|';
    if (!letter && !parts && c != '~' && c != '*') return false;
    if (parts && (before == ' ' || before == '|')) return false;
    before = c;
  }
  return before != ' ' && before != '|';
}

TEST(RoleTablesTest, PatternsAreFoldedWords) {
  for (const RoleVerb& each : RoleVerbs()) EXPECT_TRUE(IsPattern(each.pattern)) << each.pattern;
  for (const RoleLabel& each : RoleLabels()) EXPECT_TRUE(IsPattern(each.pattern)) << each.pattern;
  EXPECT_GT(RoleVerbs().size(), 100U);
  EXPECT_GT(RoleLabels().size(), 80U);
}

// Matching looks each ending up, and ends the program at one that it does not know.
TEST(RoleTablesTest, EveryEndingIsKnown) {
  const Words words("qwertyuiop qwertyuiop qwertyuiop qwertyuiop qwertyuiop qwertyuiop");
  for (const RoleVerb& each : RoleVerbs()) {
    for (std::string_view rest = each.pattern; !rest.empty();) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      EXPECT_EQ(WordsOfPattern(word, words, 0), 0U) << each.pattern;
      rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    }
  }
}

TEST(RolePhrasesTest, AnEndingStandsForTheFormsOfAVerb) {
  for (const std::string_view form : {"visit", "visits", "visited", "visiting"})
    EXPECT_EQ(WordsOfPattern("visit~", Words(form), 0), 1U) << form;
  for (const std::string_view form : {"visita", "visitan", "visitaron", "visitou", "visitará"})
    EXPECT_EQ(WordsOfPattern("visit~ar", Words(form), 0), 1U) << form;
  EXPECT_EQ(WordsOfPattern("visit~ar", Words("visitante"), 0), 0U);
}

TEST(RolePhrasesTest, APatternTakesOneWordOfEachPlace) {
  EXPECT_EQ(WordsOfPattern("led|guided by", Words("guided by Lima"), 0), 2U);
  EXPECT_EQ(WordsOfPattern("led|guided by", Words("guided, by Lima"), 0), 0U) << "a mark between";
  EXPECT_EQ(WordsOfPattern("coordenad* p*", Words("coordenado pela"), 0), 2U);
}

}  // namespace
}  // namespace citygraph::importers

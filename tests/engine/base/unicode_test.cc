#include "engine/base/unicode.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace citygraph {
namespace {

using namespace std::string_literals;

std::string Utf8(char32_t c) {
  std::string text;
  AppendUtf8(text, c);
  return text;
}

bool IsSurrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

TEST(UnicodeTest, DecodesCodePointsOfEverySize) {
  const std::string text = "aé€👍";
  std::size_t offset = 0;
  for (const auto& [value, size] : std::vector<std::pair<char32_t, std::uint32_t>>{
           {U'a', 1}, {U'é', 2}, {U'€', 3}, {U'👍', 4}}) {
    const CodePoint c = DecodeAt(text, offset);
    EXPECT_EQ(c.value, value);
    EXPECT_EQ(c.size, size);
    offset += c.size;
  }
  EXPECT_EQ(offset, text.size());
}

TEST(UnicodeTest, InvalidBytesReadAsReplacementsOfSizeOne) {
  const std::vector<std::string> broken = {
      "\xff",              // no first byte
      "\x80",              // a continuation alone
      "\xc3",              // cut after the first of two
      "\xe2\x82",          // cut after the second of three
      "\xf0\x9f\x91",      // cut after the third of four
      "\xc0\x80",          // zero, too long
      "\xe0\x9f\xbf",      // too long
      "\xed\xa0\x80",      // a surrogate
      "\xf4\x90\x80\x80",  // above U+10FFFF
      "\xc3(",             // no continuation
  };
  for (const std::string& text : broken) {
    const CodePoint c = DecodeAt(text, 0);
    EXPECT_EQ(c.value, char32_t{0xFFFD});
    EXPECT_EQ(c.size, 1u);
    EXPECT_FALSE(IsValidUtf8(text));
  }
}

TEST(UnicodeTest, AReplacementThatIsWrittenIsValid) {
  EXPECT_TRUE(IsValidUtf8("\xef\xbf\xbd"));
  EXPECT_TRUE(IsValidUtf8(""));
  EXPECT_TRUE(IsValidUtf8("a\0b"s));
}

TEST(UnicodeTest, EveryCodePointComesBack) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (IsSurrogate(c)) continue;
    const std::string text = Utf8(c);
    const CodePoint back = DecodeAt(text, 0);
    ASSERT_EQ(back.value, c);
    ASSERT_EQ(back.size, text.size());
  }
}

TEST(UnicodeTest, WhatIsNoCodePointIsWrittenAsTheReplacement) {
  EXPECT_EQ(Utf8(0xD800), "\xef\xbf\xbd");
  EXPECT_EQ(Utf8(0x110000), "\xef\xbf\xbd");
}

TEST(UnicodeTest, CountsCodePointsAndEachInvalidByteAsOne) {
  EXPECT_EQ(CountCodePoints(""), 0u);
  EXPECT_EQ(CountCodePoints("São Tomé"), 8u);
  EXPECT_EQ(CountCodePoints("a\xff\xfe z"), 5u);
  EXPECT_EQ(CountCodePoints("\xe2\x82"), 2u);
}

TEST(UnicodeTest, ClassesOfCharacters) {
  EXPECT_TRUE(IsLetter(U'é'));
  EXPECT_TRUE(IsLetter(U'北'));
  EXPECT_TRUE(IsLetter(U'\u093F'));  // a vowel sign inside a Hindi word
  EXPECT_FALSE(IsLetter(U'4'));
  EXPECT_FALSE(IsLetter(U'-'));
  EXPECT_TRUE(IsDigit(U'4'));
  EXPECT_TRUE(IsDigit(U'٤'));
  EXPECT_TRUE(IsUpper(U'É'));
  EXPECT_TRUE(IsUpper(U'ǅ'));  // title case
  EXPECT_FALSE(IsUpper(U'é'));
  EXPECT_TRUE(IsLower(U'é'));
  EXPECT_TRUE(IsCased(U'é'));
  EXPECT_FALSE(IsCased(U'北'));
  for (const char32_t space :
       {U' ', U'\t', U'\u00A0', U'\u200B', U'\u202F', U'\u2060', U'\u3000', U'\uFEFF'}) {
    EXPECT_TRUE(IsWhitespace(space)) << static_cast<unsigned>(space);
  }
  EXPECT_FALSE(IsWhitespace(U'_'));
  for (const char32_t unspaced : {U'北', U'か', U'カ', U'ー', U'ก', U'ລ', U'ខ', U'မ'}) {
    EXPECT_TRUE(IsUnspacedScript(unspaced)) << static_cast<unsigned>(unspaced);
  }
  EXPECT_FALSE(IsUnspacedScript(U'é'));
  EXPECT_FALSE(IsUnspacedScript(U'한'));
}

TEST(UnicodeTest, LowersLettersAndMendsInvalidBytes) {
  EXPECT_EQ(ToLower("SÃO Ørsted ŁÓDŹ"), "são ørsted łódź");
  EXPECT_EQ(ToLower("A\xff"), "a\xef\xbf\xbd");
}

struct FoldCase {
  const char* text;
  const char* folded;
};

void PrintTo(const FoldCase& fold, std::ostream* out) { *out << '"' << fold.text << '"'; }

class FoldNameCases : public ::testing::TestWithParam<FoldCase> {};

TEST_P(FoldNameCases, Fold) {
  EXPECT_EQ(FoldName(GetParam().text), GetParam().folded);
  EXPECT_EQ(FoldName(GetParam().folded), GetParam().folded) << "folding twice changes something";
}

INSTANTIATE_TEST_SUITE_P(
    Latin, FoldNameCases,
    ::testing::Values(FoldCase{"São  Tomé-et-Príncipe", "sao tome et principe"},
                      FoldCase{"Durban", "durban"}, FoldCase{"DURBAN", "durban"},
                      FoldCase{"n\u0303", "n"},  // decomposed already
                      FoldCase{"Ørsted", "orsted"}, FoldCase{"Łódź", "lodz"},
                      FoldCase{"Đồng Hới", "dong hoi"}, FoldCase{"Weißensee", "weissensee"},
                      FoldCase{"WEIẞENSEE", "weissensee"}, FoldCase{"Æbeltoft", "aebeltoft"},
                      FoldCase{"Œuilly", "oeuilly"}, FoldCase{"Þórshöfn", "thorshofn"},
                      FoldCase{"Ħamrun", "hamrun"}, FoldCase{"Diyarbakır", "diyarbakir"},
                      FoldCase{"İstanbul", "istanbul"}, FoldCase{"Ŋ ŧ ð", "n t d"}));

INSTANTIATE_TEST_SUITE_P(Compatibility, FoldNameCases,
                         ::testing::Values(FoldCase{"Ｄｕｒｂａｎ", "durban"}, FoldCase{"ﬁ", "fi"},
                                           FoldCase{"Ĳssel", "ijssel"}, FoldCase{"Ⅷ", "viii"},
                                           FoldCase{"½", "1 2"}));

INSTANTIATE_TEST_SUITE_P(Separators, FoldNameCases,
                         ::testing::Values(FoldCase{"", ""}, FoldCase{" -- ", ""},
                                           FoldCase{"St. John's", "st john s"},
                                           FoldCase{"O\u2019Higgins", "o higgins"},
                                           FoldCase{"\u00A0Porto\u00A0 Alegre\t", "porto alegre"},
                                           FoldCase{"PLN-04", "pln 04"}, FoldCase{"L·l", "l l"}));

INSTANTIATE_TEST_SUITE_P(
    OtherScripts, FoldNameCases,
    ::testing::Values(FoldCase{"Йошкар-Ола", "иошкар ола"}, FoldCase{"Αθήνα", "αθηνα"},
                      FoldCase{"Πάτρας", "πατρασ"},  // the final sigma is a sigma
                      FoldCase{"قَاهِرَة", "قاهرة"}, FoldCase{"יְרוּשָׁלַיִם", "ירושלים"},
                      // Where marks carry meaning they stay.
                      FoldCase{"दिल्ली", "दिल्ली"}, FoldCase{"தமிழ்நாடு", "தமிழ்நாடு"},
                      FoldCase{"กรุงเทพ", "กรุงเทพ"}));

TEST(FoldNameTest, MarksThatShowNothingPartNoWords) {
  EXPECT_EQ(FoldName("Johannes\u00ADburg"), "johannesburg");
  EXPECT_EQ(FoldName("\u200EQuito\u200F"), "quito");
}

TEST(FoldNameTest, MarksThatTellIndicWordsApartStay) {
  EXPECT_NE(FoldName("दिल"), FoldName("दल"));
  EXPECT_NE(FoldName("कि"), FoldName("की"));
}

TEST(FoldNameTest, KanaIsKeptApartFromOtherScriptsAndItsLongVowelStays) {
  EXPECT_EQ(FoldName("ー"), "ー");
  EXPECT_NE(FoldName("かな"), FoldName("カナ"));
  EXPECT_EQ(FoldName("ｶ"), FoldName("カ"));  // half-width
  // Composed or not, a voiced kana folds alike.
  EXPECT_EQ(FoldName("が"), FoldName("か\u3099"));
}

TEST(FoldNameTest, ComposedAndDecomposedHangulAreOne) {
  EXPECT_EQ(FoldName("한국"), FoldName("\u1112\u1161\u11ab\u1100\u116e\u11a8"));
}

TEST(FoldNameTest, FoldingTwiceChangesNothingForEveryCodePoint) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (IsSurrogate(c)) continue;
    const std::string folded = FoldName("a" + Utf8(c) + "b");
    ASSERT_EQ(FoldName(folded), folded) << "U+" << std::hex << static_cast<unsigned>(c);
    ASSERT_TRUE(IsValidUtf8(folded));
  }
}

TEST(FoldNameTest, FoldedNamesHoldNoZeroByteNoDoubleSpaceAndNoneAtTheEnds) {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    const auto length = random() % 12;
    for (unsigned i = 0; i < length; ++i)
      text.push_back(static_cast<char>(random()));  // invalid bytes too
    const std::string folded = FoldName(text);
    EXPECT_EQ(folded.find('\0'), std::string::npos) << "seed 3, round " << round;
    EXPECT_EQ(folded.find("  "), std::string::npos) << "seed 3, round " << round;
    EXPECT_FALSE(folded.starts_with(' ') || folded.ends_with(' ')) << "seed 3, round " << round;
    EXPECT_EQ(FoldName(folded), folded) << "seed 3, round " << round;
  }
}

TEST(DisplayWidthTest, CountsColumns) {
  EXPECT_EQ(DisplayWidth(""), 0u);
  EXPECT_EQ(DisplayWidth("São"), 3u);
  EXPECT_EQ(DisplayWidth("a\u0301"), 1u);  // a and its accent
  EXPECT_EQ(DisplayWidth("北京"), 4u);
  EXPECT_EQ(DisplayWidth("ｱ"), 1u);   // half-width
  EXPECT_EQ(DisplayWidth("Ａ"), 2u);  // full-width
  EXPECT_EQ(DisplayWidth("👍"), 2u);
  EXPECT_EQ(DisplayWidth("a\u200Bb"), 2u);  // zero width
  EXPECT_EQ(DisplayWidth("\t\n\x7f"), 0u);
}

// The definition, told directly: the last code points are dropped, added, replaced or swapped.
std::size_t SlowDistance(std::u32string_view a, std::u32string_view b) {
  if (a.empty() || b.empty()) return a.size() + b.size();
  const auto rest_a = a.substr(0, a.size() - 1);
  const auto rest_b = b.substr(0, b.size() - 1);
  std::size_t best = std::min({SlowDistance(rest_a, b) + 1, SlowDistance(a, rest_b) + 1,
                               SlowDistance(rest_a, rest_b) + (a.back() == b.back() ? 0 : 1)});
  if (a.size() > 1 && b.size() > 1 && a.back() == b[b.size() - 2] && a[a.size() - 2] == b.back()) {
    best = std::min(best, SlowDistance(a.substr(0, a.size() - 2), b.substr(0, b.size() - 2)) + 1);
  }
  return best;
}

TEST(EditDistanceTest, KnownDistances) {
  EXPECT_EQ(EditDistance("", "", 0), 0u);
  EXPECT_EQ(EditDistance("durban", "durban", 0), 0u);
  EXPECT_EQ(EditDistance("durbn", "durban", 2), 1u);    // left out
  EXPECT_EQ(EditDistance("durbann", "durban", 2), 1u);  // too many
  EXPECT_EQ(EditDistance("dorban", "durban", 2), 1u);   // another
  EXPECT_EQ(EditDistance("druban", "durban", 2), 1u);   // swapped
  EXPECT_EQ(EditDistance("São", "Sao", 2), 1u);         // a code point, though two bytes
  EXPECT_EQ(EditDistance("kitten", "sitting", 9), 3u);
}

TEST(EditDistanceTest, AboveTheLimitItIsOneMoreThanTheLimit) {
  EXPECT_EQ(EditDistance("abc", "", 2), 3u);
  EXPECT_EQ(EditDistance("kitten", "sitting", 2), 3u);
  EXPECT_EQ(EditDistance("kitten", "sitting", 0), 1u);
  EXPECT_EQ(EditDistance("a", "abcdefgh", 3), 4u);
}

TEST(EditDistanceTest, AgreesWithTheDefinitionForAllShortTexts) {
  std::vector<std::u32string> texts = {U""};
  for (std::size_t i = 0; i < texts.size() && texts[i].size() < 4; ++i) {
    for (const char32_t c : {U'a', U'b', U'é'}) texts.push_back(texts[i] + c);
  }
  const auto utf8 = [](const std::u32string& text) {
    std::string out;
    for (const char32_t c : text) AppendUtf8(out, c);
    return out;
  };
  for (const std::u32string& a : texts) {
    for (const std::u32string& b : texts) {
      const std::size_t slow = SlowDistance(a, b);
      for (const std::size_t limit : {0u, 1u, 2u, 5u}) {
        ASSERT_EQ(EditDistance(utf8(a), utf8(b), limit), std::min(slow, limit + 1))
            << utf8(a) << " and " << utf8(b) << ", limit " << limit;
      }
    }
  }
}

TEST(EditDistanceTest, IsTheSameBothWays) {
  std::mt19937 random(5);
  for (int round = 0; round < 500; ++round) {
    std::string a;
    std::string b;
    for (auto left = random() % 9; left > 0; --left)
      a.push_back(static_cast<char>('a' + random() % 4));
    for (auto left = random() % 9; left > 0; --left)
      b.push_back(static_cast<char>('a' + random() % 4));
    EXPECT_EQ(EditDistance(a, b, 3), EditDistance(b, a, 3)) << a << " and " << b;
  }
}

}  // namespace
}  // namespace citygraph

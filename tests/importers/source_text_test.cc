#include "importers/text/source_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/must.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Must;
using testing::TemporaryFolder;

// UTF-16 of a text of code points below U+10000.
std::string Utf16(std::u16string_view text, bool little_endian) {
  std::string bytes = little_endian ? "\xFF\xFE" : "\xFE\xFF";
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += little_endian ? std::string{low, high} : std::string{high, low};
  }
  return bytes;
}

SourceText Decode(std::string bytes) { return Must(DecodeSource("f.txt", std::move(bytes))); }

TEST(SourceTextTest, Utf8IsTakenAsItIsWithoutItsMark) {
  EXPECT_EQ(Decode("Niterói").text, "Niterói");
  const SourceText marked = Decode("\xEF\xBB\xBFNiterói");
  EXPECT_EQ(marked.text, "Niterói");
  EXPECT_EQ(marked.encoding, "UTF-8");
}

TEST(SourceTextTest, Utf16IsReadInBothOrders) {
  const SourceText little = Decode(Utf16(u"Niterói — 東京\r\n", true));
  EXPECT_EQ(little.text, "Niterói — 東京\n");
  EXPECT_EQ(little.encoding, "UTF-16LE");
  const SourceText big = Decode(Utf16(u"Niterói — 東京", false));
  EXPECT_EQ(big.text, "Niterói — 東京");
  EXPECT_EQ(big.encoding, "UTF-16BE");
}

TEST(SourceTextTest, Utf16PairsAreOneCodePointAndLoneHalvesAreReplaced) {
  EXPECT_EQ(Decode(Utf16(u"a\xD83C\xDFD9z", true)).text, "a🏙z");
  EXPECT_EQ(Decode(Utf16(u"a\xD83Cz", false)).text, "a\uFFFDz");
  EXPECT_EQ(Decode(Utf16(u"a\xD83C", true)).text, "a\uFFFD");
}

TEST(SourceTextTest, BytesThatAreNoUtf8AreWindows1252) {
  const SourceText source = Decode("Niter\xF3i \x96 \x80 100 \x93x\x94");
  EXPECT_EQ(source.text, "Niterói – € 100 “x”");
  EXPECT_EQ(source.encoding, "Windows-1252");
}

TEST(SourceTextTest, Utf16WithoutAMarkIsRecognised) {
  for (const bool little : {true, false}) {
    const SourceText source =
        Decode(Utf16(u"PLN 1 Niterói — Łódź, São Tomé\r\nPLN 2 Housing\n", little).substr(2));
    EXPECT_EQ(source.text, "PLN 1 Niterói — Łódź, São Tomé\nPLN 2 Housing\n");
    EXPECT_EQ(source.encoding, little ? "UTF-16LE" : "UTF-16BE");
  }
}

TEST(SourceTextTest, AFewDamagedBytesDoNotMakeUtf8AnotherEncoding) {
  const SourceText source = Decode("Niterói, Córdoba, São Tomé, Łódź\nMal\xE9 – Zürich\n");
  EXPECT_EQ(source.text, "Niterói, Córdoba, São Tomé, Łódź\nMal\uFFFD – Zürich\n");
  EXPECT_EQ(source.encoding, "UTF-8, damaged");
}

TEST(SourceTextTest, OtherLegacyEncodingsAreToldByTheirLetters) {
  const SourceText polish = Decode(
      "\xA3\xF3\x64\x9F \x96 Pozna\xF1: mentoring\nKrak\xF3w i Wroc\xB3\x61w: gospodarka odpadami\n"
      "Gda\xF1sk, Cz\xEAstochowa, Bia\xB3ystok, \x8Cwinouj\x9C\x63ie: \xBF\x65gluga\n");
  EXPECT_EQ(polish.encoding, "Windows-1250");
  EXPECT_THAT(polish.text, HasSubstr("Łódź – Poznań: mentoring\nKraków i Wrocław"));
  // What speaks for nothing else is Western European.
  EXPECT_EQ(Decode("Niter\xF3i\n").encoding, "Windows-1252");
  EXPECT_EQ(Decode("Malm\xF6, G\xF6teborg, V\xE4ster\xE5s, \xD6rebro\n").encoding, "Windows-1252");
}

TEST(SourceTextTest, EveryLineEndBecomesOne) {
  EXPECT_EQ(Decode("a\r\nb\rc\n\rd").text, "a\nb\nc\n\nd");
}

TEST(SourceTextTest, BinaryIsRefusedWithAHint) {
  const auto source = DecodeSource("notes.pdf", std::string("%PDF\0\1", 6));
  ASSERT_FALSE(source.has_value());
  EXPECT_EQ(source.error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(source.error().ToString(), "notes.pdf: is not text: it holds zero bytes");
  EXPECT_THAT(source.error().hint, HasSubstr("save it as CSV"));
}

TEST(SourceTextTest, NothingButWhiteSpaceIsEmpty) {
  for (const std::string bytes : {"", " \r\n\t\n", "\xEF\xBB\xBF", "\xFF\xFE"}) {
    const auto source = DecodeSource("f.txt", bytes);
    ASSERT_FALSE(source.has_value()) << ::testing::PrintToString(bytes);
    EXPECT_EQ(source.error().ToString(), "f.txt: is empty");
    EXPECT_EQ(source.error().code, ErrorCode::kInvalidInput);
  }
}

TEST(SourceTextTest, AFileIsKnownByItsNameWithoutItsFolder) {
  const TemporaryFolder folder;
  std::ofstream(folder / "list.txt") << "PLN 1 Waste\n";
  const SourceText source = Must(ReadSource((folder / "list.txt").string()));
  EXPECT_EQ(source.name, "list.txt");
  EXPECT_EQ(source.text, "PLN 1 Waste\n");
}

TEST(SourceTextTest, MissingFilesFoldersAndBadFilesSayWhichAndWhy) {
  const TemporaryFolder folder;
  const std::string missing = (folder / "no.txt").string();
  const auto not_there = ReadSource(missing);
  ASSERT_FALSE(not_there.has_value());
  EXPECT_EQ(not_there.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(not_there.error().ToString(), missing + ": there is no such file");

  const auto is_folder = ReadSource(folder.path().string());
  ASSERT_FALSE(is_folder.has_value());
  EXPECT_EQ(is_folder.error().ToString(), folder.path().string() + ": is a folder, not a file");

  std::ofstream(folder / "empty.txt").close();
  const auto empty = ReadSource((folder / "empty.txt").string());
  ASSERT_FALSE(empty.has_value());
  EXPECT_EQ(empty.error().where.file, (folder / "empty.txt").string())
      << "the path as it was given";
}

TEST(SplitLinesTest, LinesComeWithoutTheirEnds) {
  EXPECT_THAT(SplitLines("a\n\nb"), ElementsAre("a", "", "b"));
  EXPECT_THAT(SplitLines("a\n"), ElementsAre("a")) << "the last line's end starts no other";
  EXPECT_THAT(SplitLines(""), IsEmpty());
}

TEST(SourceTextTest, OfAGiantLineNoMoreIsHeldThanRejectsIt) {
  const TemporaryFolder folder;
  const std::string path = (folder / "giant.txt").string();
  {
    std::ofstream file(path);
    file << "Niterói\n";
    for (int i = 0; i < 5 << 20; ++i) file << "éa";  // wherever it is cut, it stays UTF-8
    file << "\nlast\n";
  }
  const SourceText source = Must(ReadSource(path));
  EXPECT_EQ(source.encoding, "UTF-8");
  const auto lines = SplitLines(source.text);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0], "Niterói");
  EXPECT_GT(lines[1].size(), kLongestRow) << "too long still";
  EXPECT_LT(lines[1].size(), kLongestRow + 10);
  EXPECT_EQ(lines[2], "last");
}

TEST(SourceTextTest, AFileOverTheLimitIsRefusedUnread) {
  const TemporaryFolder folder;
  const std::string path = (folder / "large.txt").string();
  std::ofstream(path) << "a\n";
  std::filesystem::resize_file(path, kLargestFile + 1);  // a hole: takes no room
  const auto refused = ReadSource(path);
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().message, ::testing::HasSubstr("larger than 128 MiB"));
}

}  // namespace
}  // namespace citygraph::importers

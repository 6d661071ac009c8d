#include "importers/csv/csv_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Row = std::vector<std::string>;

Row RowOf(const CsvRecord& record) {
  Row row;
  for (std::size_t i = 0; i < record.size(); ++i) row.emplace_back(record[i]);
  return row;
}

// All records; an error becomes a row "error <place>: <message>", and reading goes on.
std::vector<Row> ReadAll(std::string_view text, CsvDialect dialect = {}) {
  CsvReader reader(text, "f.csv", dialect);
  CsvRecord record;
  std::vector<Row> rows;
  while (true) {
    const Result<bool> more = reader.Next(record);
    if (!more) {
      rows.push_back({"error " + more.error().ToString()});
      EXPECT_EQ(more.error().code, ErrorCode::kInvalidInput);
    } else if (*more) {
      rows.push_back(RowOf(record));
    } else {
      EXPECT_EQ(reader.offset(), text.size());
      return rows;
    }
  }
}

std::string PlaceText(const SourcePlace& place) {
  return place.file + ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
}

TEST(CsvReaderTest, EmptyTextHasNoRecords) {
  EXPECT_THAT(ReadAll(""), IsEmpty());
  EXPECT_THAT(ReadAll("\xEF\xBB\xBF"), IsEmpty());
  EXPECT_THAT(ReadAll("\n\r\n\r"), IsEmpty());
}

TEST(CsvReaderTest, ReadsFieldsAndEmptyFields) {
  EXPECT_THAT(ReadAll("a,b\n,\nc"), ElementsAre(Row{"a", "b"}, Row{"", ""}, Row{"c"}));
  EXPECT_THAT(ReadAll("a,"), ElementsAre(Row{"a", ""}));
}

TEST(CsvReaderTest, AllLineEndsEndARecord) {
  EXPECT_THAT(ReadAll("a\nb\r\nc\rd\r\n"), ElementsAre(Row{"a"}, Row{"b"}, Row{"c"}, Row{"d"}));
}

TEST(CsvReaderTest, SkipsTheByteOrderMark) {
  EXPECT_THAT(ReadAll("\xEF\xBB\xBF\"a\",b"), ElementsAre(Row{"a", "b"}));
}

TEST(CsvReaderTest, BlankLinesAreRecordsOnlyWhenAskedFor) {
  EXPECT_THAT(ReadAll("a\n\nb\n"), ElementsAre(Row{"a"}, Row{"b"}));
  EXPECT_THAT(ReadAll("a\n\nb\n", {.skip_blank_lines = false}),
              ElementsAre(Row{"a"}, Row{""}, Row{"b"}));
}

TEST(CsvReaderTest, QuotedFieldsHoldDelimitersLineEndsAndQuotes) {
  EXPECT_THAT(ReadAll("\"a,b\",\"c\r\nd\",\"say \"\"x\"\"\"\n\"\",e"),
              ElementsAre(Row{"a,b", "c\r\nd", "say \"x\""}, Row{"", "e"}));
}

TEST(CsvReaderTest, SeveralUnescapedFieldsKeepTheirTexts) {
  const std::string longer(200, 'z');
  EXPECT_THAT(ReadAll("\"\"\"a\",p,\"b\"\"" + longer + "\",\"\"\"\""),
              ElementsAre(Row{"\"a", "p", "b\"" + longer, "\""}));
}

TEST(CsvReaderTest, QuotesInsidePlainFieldsAreText) {
  EXPECT_THAT(ReadAll("5\" pipe, \"x\""), ElementsAre(Row{"5\" pipe", " \"x\""}));
}

TEST(CsvReaderTest, DelimiterAndQuoteCanBeChosen) {
  EXPECT_THAT(ReadAll("a;'b;c'", {.delimiter = ';', .quote = '\''}), ElementsAre(Row{"a", "b;c"}));
  EXPECT_THAT(ReadAll("\"a\tb\"", {.delimiter = '\t', .quote = '\0'}),
              ElementsAre(Row{"\"a", "b\""}));
}

TEST(CsvReaderTest, TellsQuotedFromPlain) {
  CsvReader reader("\"\",,x");
  CsvRecord record;
  ASSERT_TRUE(reader.Next(record).value());
  EXPECT_TRUE(record.WasQuoted(0));
  EXPECT_FALSE(record.WasQuoted(1));
}

TEST(CsvReaderTest, PlacesCountLinesAndCodePoints) {
  CsvReader reader("\xEF\xBB\xBFé,b\r\n\n\"x\ny\",ñ,z", "p.csv");
  CsvRecord record;
  ASSERT_TRUE(reader.Next(record).value());
  EXPECT_EQ(PlaceText(record.PlaceOf(0)), "p.csv:1:1");
  EXPECT_EQ(PlaceText(record.PlaceOf(1)), "p.csv:1:3");
  EXPECT_EQ(PlaceText(record.PlaceOf(2)), "p.csv:1:4") << "past the last field: the record's end";
  ASSERT_TRUE(reader.Next(record).value());
  EXPECT_EQ(record.line(), 3U);
  EXPECT_EQ(record.raw(), "\"x\ny\",ñ,z");
  EXPECT_EQ(PlaceText(record.PlaceOf(0)), "p.csv:3:1");
  EXPECT_EQ(PlaceText(record.PlaceOf(1)), "p.csv:4:4");
  EXPECT_EQ(PlaceText(record.PlaceOf(2)), "p.csv:4:6");
  EXPECT_FALSE(reader.Next(record).value());
}

TEST(CsvReaderTest, AnUnclosedQuoteCostsOneLine) {
  const std::vector<Row> rows = ReadAll("a,b\nc,\"d\ne,f\n");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_THAT(rows[1][0], HasSubstr("error f.csv:2:3: a quoted field is never closed"));
  EXPECT_EQ(rows[2], (Row{"e", "f"}));
}

TEST(CsvReaderTest, TextBehindAClosingQuoteIsAnError) {
  const std::vector<Row> rows = ReadAll("\"a\" b,c\nd,e");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_THAT(rows[0][0], HasSubstr("error f.csv:1:4: text behind the closing quote"));
  EXPECT_EQ(rows[1], (Row{"d", "e"}));
}

TEST(CsvReaderTest, AfterAnErrorInAFieldOfTwoLinesTheSecondLineIsReadAlone) {
  const std::vector<Row> rows = ReadAll("\"a\nb\"c,d\ne");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_THAT(rows[0][0], HasSubstr("f.csv:2:3"));
  EXPECT_EQ(rows[1], (Row{"b\"c", "d"}));
  EXPECT_EQ(rows[2], (Row{"e"}));
}

}  // namespace
}  // namespace citygraph::importers

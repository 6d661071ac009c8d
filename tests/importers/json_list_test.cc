#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/model/schema.h"
#include "engine/storage/check.h"
#include "importers/json/extracted_rows.h"
#include "importers/json/json_rows.h"
#include "importers/json/json_text.h"
#include "tests/support/importer_fixture.h"

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Must;
using ::testing::SizeIs;

SourceText Json(std::string text) {
  return {.name = "a.json", .text = std::move(text), .encoding = "UTF-8"};
}

TEST(JsonListTest, JsonIsKnownByItsNameOrItsBeginning) {
  const auto is_json = [](std::string name, std::string text) {
    return LooksLikeJson({.name = std::move(name), .text = std::move(text), .encoding = {}});
  };
  EXPECT_TRUE(is_json("list.JSONL", "\"PLN 4\"\n"));
  EXPECT_TRUE(is_json("-", "[{\"a\":1}]"));
  EXPECT_TRUE(is_json("-", " {\n\"a\":1}"));
  EXPECT_TRUE(is_json("list.txt", "[ \"PLN 4\"]"));
  EXPECT_FALSE(is_json("list.txt", "[PLN 4] Water Lima\n"));
  EXPECT_FALSE(is_json("list.md", "[list](https://x.org)\n"));
  EXPECT_FALSE(is_json("list.txt", "{draft} Water Lima\n"));
  EXPECT_FALSE(is_json("list.txt", ""));
}

TEST(JsonListTest, ObjectsWithTheColumnsOfATableAreItsRows) {
  const SourceText text = Must(TextOfJson(Json(
      "[{\"city_from\": \"Quito\", \"city_to\": \"Lima\", \"theme\": [\"water\", \"waste\"]},\n"
      " {\"city_to\": \"Durban, ZA\", \"year\": 2019, \"city_from\": \"Lyon\", \"theme\": "
      "null}]")));
  EXPECT_EQ(text.text,
            "city_from,city_to,theme,year\nQuito,Lima,water;waste,\nLyon,\"Durban, ZA\",,2019\n");
  EXPECT_THAT(text.lines, ElementsAre(1, 1, 2));
  EXPECT_EQ(DetectShape(text), Shape::kNetworkTable);
}

TEST(JsonListTest, TitlesAndStringsAreLines) {
  const SourceText text = Must(TextOfJson(Json(
      "{\"series\":\"PLN\",\"number\":4,\"title\":\"Mentoring\\nStory\",\"year\":2012}\n"
      "\"PLN 5 Water Lima\"\n\n"
      "{\"Título\":\"Agua 2019\",\"ciudad\":\"Lima\",\"país\":\"Perú\",\"año\":2019,\"id\":7}\n")));
  EXPECT_EQ(text.text, "PLN 4 Mentoring Story, 2012\nPLN 5 Water Lima\nAgua 2019 | Lima | Perú\n");
  EXPECT_THAT(text.lines, ElementsAre(1, 2, 4));
  EXPECT_EQ(DetectShape(text), Shape::kReportList);
}

TEST(JsonListTest, WhatIsWrongNamesLineAndColumn) {
  const auto damaged = TextOfJson(Json("[{\"title\":\"Water\"},\n  {\"title\":}]"));
  ASSERT_FALSE(damaged.has_value());
  EXPECT_EQ(damaged.error().where, (SourcePlace{"a.json", 2, 12}));
  const SourceText text = Must(
      TextOfJson(Json("{\"title\":\"Water Lima\"}\n{\"title\":\"é\" x}\n{\"title\":\"Waste\"}\n")));
  EXPECT_EQ(text.text, "Water Lima\nWaste\n");
  ASSERT_THAT(text.bad_lines, SizeIs(1));
  EXPECT_EQ(text.bad_lines[0].line, 2U);
  EXPECT_EQ(text.bad_lines[0].column, 14U);
  EXPECT_EQ(TextOfJson(Json("{\"a\":{\"title\":\"x\"}}")).error().message,
            "is one JSON object, and neither a report nor an exchange");
  EXPECT_EQ(TextOfJson(Json("[]")).error().message, "holds no JSON value to read");
}

class JsonImportTest : public ImporterFixture {};

TEST_F(JsonImportTest, AListOfAnyKindIsImported) {
  const ImportReport report = ImportAll(
      {Write("a.json",
             "[\n{\"city_from\":\"Quito\",\"city_to\":\"Lima\",\"role_from\":\"mentor\"},\n"
             "{\"city_from\":\"Lyon\",\"city_to\":\"\"}]"),
       Write("b.jsonl", "{\"title\":\"PLN 7 Water Durban\",\"year\":2015}\n{oops}\n"),
       Write("c.json", "[\"PLN 8 Housing Pasto\"]"),
       Write("d.json", "[{\"report\":\"PLN 7\",\"city\":\"Montevideo\",\"role\":\"visitante\"}]")});
  EXPECT_EQ(report.files[0].shape, "network-table");
  EXPECT_EQ(report.files[0].rows, (RowCounts{.read = 2, .accepted = 1, .rejected = 1}));
  ASSERT_THAT(report.files[0].issues, SizeIs(1));
  EXPECT_EQ(report.files[0].issues[0].line, 3U);
  EXPECT_EQ(report.files[1].shape, "report-list");
  EXPECT_EQ(report.files[1].rows, (RowCounts{.read = 2, .accepted = 1, .rejected = 1}));
  ASSERT_THAT(report.files[1].issues, SizeIs(1));
  EXPECT_EQ(report.files[1].issues[0].code, "malformed-record");
  EXPECT_EQ(report.files[1].issues[0].line, 2U);
  EXPECT_EQ(report.files[1].issues[0].column, 2U);
  EXPECT_EQ(report.files[2].rows.accepted, 1U);
  EXPECT_EQ(report.files[3].shape, "participants-table");
  EXPECT_EQ(report.files[3].rows.merged, 1U);
  EXPECT_EQ(At("Quito", schema::type::kTookPart).at(0).evidence.at(0).line, 2U);
  EXPECT_THAT(At("Montevideo", schema::type::kTookPart), SizeIs(1));
  EXPECT_THAT(Must(CheckGraph(*graph_)).problems, IsEmpty());
}

TEST_F(JsonImportTest, AListOnOneLongLineIsReadWhole) {
  std::string list = "[";
  for (int i = 0; i < 40'000; ++i)
    list += "{\"city_from\":\"Quito\",\"city_to\":\"Lima\",\"programme\":\"P\"},";
  list.back() = ']';
  ASSERT_GT(list.size(), kLongestRow);
  EXPECT_EQ(ImportAll({Write("a.json", list)}).files[0].rows.read, 40'000U);
}

FileDraft ReadExtracted(std::string text) {
  return Must(ReadExtractedRows(BuiltInKnowledge(), Json(std::move(text))));
}

TEST(ExtractedRowsTest, AllButTheTextMayBeMissing) {
  const FileDraft draft = ReadExtracted(
      "{\"text\":\"Durban mentors Lilongwe\",\"verdict\":\"report\",\"title\":\"Port story\","
      "\"places\":[{\"name\":\"Durban\",\"country\":\"ZA\",\"role\":\"mentor\",\"start\":0,\"end\":"
      "6},"
      "{\"name\":\"Lilongwe\",\"role\":\"mentee\"},{\"name\":\"Atlantis\",\"geonameid\":null,"
      "\"country\":\"ZA\"}],\"pairs\":[[\"Durban\",\"Lilongwe\"]]}\n");
  ASSERT_THAT(draft.rows, SizeIs(1));
  const RowDraft& row = draft.rows[0];
  EXPECT_EQ(row.event, "port-story");
  EXPECT_THAT(PlacesOf(row), ElementsAre("Durban city ZA mentor", "Lilongwe city MW mentee",
                                         "Atlantis ? ZA unknown"));
  EXPECT_EQ(row.places[0].span, (Span{0, 6}));
  EXPECT_THAT(PairsOf(row), ElementsAre("Durban > Lilongwe"));
}

TEST(ExtractedRowsTest, ARowThatDoesNotFitSaysWhatWasExpected) {
  const auto why = [](const std::string& row) {
    const FileDraft draft = ReadExtracted(row);
    EXPECT_EQ(draft.rows.at(0).verdict, Verdict::kRejected) << row;
    return draft.rows.at(0).reason;
  };
  EXPECT_EQ(why("{\"text\":1}"), "\"text\" must be a string");
  EXPECT_EQ(why("{\"text\":\"x\",\"verdict\":\"good\"}"),
            "\"verdict\" must be one of report, merged, ignored, rejected");
  EXPECT_EQ(why("{\"text\":\"Lima\",\"places\":[{\"name\":\"Lima\",\"start\":0,\"end\":5}]}"),
            "\"places[0].end\" must be a whole number from 0 to 4");
  EXPECT_EQ(why("{\"text\":\"Lima\",\"places\":[{}]}"),
            "\"places[0].name\" must be the name of a place");
  EXPECT_EQ(why("{\"text\":\"Lima\",\"places\":[{\"name\":\"Lima\",\"confidence\":2}]}"),
            "\"places[0].confidence\" must be a number from 0 to 1");
  EXPECT_EQ(why("{\"text\":\"Lima\",\"places\":[{\"name\":\"Lima\",\"country\":\"XX\"}]}"),
            "\"places[0].country\" must be the code of a country, such as ZA");
  EXPECT_EQ(why("{\"text\":\"Lima\",\"pairs\":[[\"Lima\",\"Quito\"]]}"),
            "\"pairs\" must be pairs of names of its places");
  EXPECT_EQ(why("{\"text\":\"x\",\"date\":\"31.02.2019\"}"),
            "\"date\" must be a day such as 2019-05-03");
  EXPECT_EQ(why("{\"text\":\"x\",\"language\":\"de\"}"),
            "\"language\" must be one of en, es, pt, fr");
  EXPECT_EQ(why("{\"text\":\"\"}"),
            "\"event\" must be the key of an exchange, or \"title\" its title");
  EXPECT_EQ(why("[7]"), "the row of an exchange must be an object");
  EXPECT_THAT(why("{\"text\":\n"), HasSubstr("not JSON as it should be"));
}

TEST(ExtractedRowsTest, ATextIsExtractedRowsByItsFirstValue) {
  const auto is = [](std::string text) { return LooksLikeExtractedRows(Json(std::move(text))); };
  EXPECT_TRUE(is("{\"line\":1,\"text\":\"x\",\"verdict\":\"report\",\"places\":[]}\n"));
  EXPECT_TRUE(is("[{\"text\":\"x\",\"verdict\":\"report\",\"places\":[]}]"));
  EXPECT_FALSE(is("{\"text\":\"x\",\"title\":\"y\"}\n"));
  EXPECT_FALSE(is("[\"x\"]"));
}

}  // namespace
}  // namespace citygraph::importers

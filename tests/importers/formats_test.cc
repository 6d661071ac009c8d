#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <random>

#include "importers/formats/html.h"
#include "importers/formats/markdown.h"
#include "importers/formats/xlsx.h"
#include "importers/formats/xml.h"
#include "tests/support/importing.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::importers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::Must;

SourceText Decode(const std::string& name, std::string bytes) {
  return Must(DecodeSource(name, std::move(bytes)));
}

// A zip archive of these files.
std::string Zip(const std::map<std::string, std::string>& files) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(memory);
  zip_t* archive = zip_open_from_source(memory, ZIP_CREATE | ZIP_TRUNCATE, &error);
  for (const auto& [name, text] : files) {
    zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
    EXPECT_GE(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8), 0);
  }
  EXPECT_EQ(zip_close(archive), 0);
  zip_source_open(memory);
  zip_stat_t size;
  zip_stat_init(&size);
  zip_source_stat(memory, &size);
  std::string bytes(size.size, '\0');
  zip_source_read(memory, bytes.data(), bytes.size());
  zip_source_close(memory);
  zip_source_free(memory);
  return bytes;
}

// Rows of a sheet in Excel's own words.
std::string Workbook(const std::map<std::string, std::string>& sheets) {
  std::string names;
  std::string targets;
  std::map<std::string, std::string> files;
  int number = 0;
  for (const auto& [name, rows] : sheets) {
    const std::string id = std::to_string(++number);
    names += "<sheet name=\"" + name + "\" sheetId=\"" + id + "\" r:id=\"rId" + id + "\"/>";
    targets += "<Relationship Id=\"rId" + id + "\" Target=\"worksheets/sheet" + id + ".xml\"/>";
    files["xl/worksheets/sheet" + id + ".xml"] =
        "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
  }
  files["xl/workbook.xml"] =
      "<workbook xmlns:r=\"r\"><workbookPr/><sheets>" + names + "</sheets></workbook>";
  files["xl/_rels/workbook.xml.rels"] = "<Relationships>" + targets + "</Relationships>";
  files["xl/sharedStrings.xml"] =
      "<sst><si><t>city_from</t></si><si><r><t>city</t></r><r><t>_to</t></r></si>"
      "<si><t>São Paulo</t><rPh><t>x</t></rPh></si></sst>";
  files["xl/styles.xml"] =
      "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"dd/mm/yyyy\"/></numFmts>"
      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs>"
      "</styleSheet>";
  return Zip(files);
}

constexpr std::string_view kRows =
    "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c>"
    "<c r=\"D3\" t=\"inlineStr\"><is><t>year</t></is></c></row>"
    "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>2</v></c><c r=\"B5\" t=\"str\"><f>x</f><v>Lima</v></c>"
    "<c r=\"D5\" s=\"1\"><v>43588</v></c></row>"
    "<row r=\"6\"><c r=\"A6\" t=\"inlineStr\"><is><t>Quito, \"EC\"</t></is></c>"
    "<c r=\"B6\" t=\"s\"><v>2</v></c><c r=\"C6\" t=\"e\"><v>#REF!</v></c>"
    "<c r=\"D6\"><v>2019.0</v></c></row>";

TEST(HtmlTest, ItemsHeadingsAndRowsAreLinesWithTheirPlaces) {
  const SourceText source =
      Decode("p.html",
             "<!DOCTYPE html><html><head><title>no</title></head><body>\n"
             "<nav>Home</nav><h1>Notes &amp; more</h1>\n<ul><li>PLN 1\n <b>Waste</b> "
             "Durban<li>PLN 2 <a href=x>Lima</a></ul>\n<script>var x</script>\n"
             "<table><tr><td>a<td>b<p>c</table>last<br>line</body>\n");
  EXPECT_EQ(source.text, "Notes & more\nPLN 1 Waste Durban\nPLN 2 Lima\na | b c\nlast\nline\n");
  EXPECT_THAT(source.lines, ElementsAre(2, 3, 4, 6, 6, 6));
}

TEST(HtmlTest, ATableOfExchangesIsReadAsOneAndTheRestIsCounted) {
  const FileDraft draft = Must([] {
    const testing::TemporaryFolder folder;
    const std::string path = (folder / "p.html").string();
    std::ofstream(path)
        << "<html><body><p>Our partners</p>\n<table><tr><th>City<th>Country<th>Partner"
           "</tr>\n<tr><td>Durban<td>ZA<td>Lima</table></body></html>";
    return ReadFile(BuiltInKnowledge(), path, std::nullopt);
  }());
  EXPECT_EQ(draft.shape, "network-table");
  ASSERT_EQ(draft.rows.size(), 1U);
  EXPECT_EQ(draft.rows[0].line, 3U);
  EXPECT_THAT(PlacesOf(draft.rows[0]), ElementsAre(HasSubstr("Durban"), HasSubstr("Lima")));
  ASSERT_FALSE(draft.rows[0].issues.empty());
  EXPECT_EQ(draft.rows[0].issues.back().code, "beside-the-table");
  EXPECT_THAT(draft.rows[0].issues.back().message, HasSubstr("1 lines stand beside"));
}

TEST(HtmlTest, WhatIsNestedTooDeepIsRefused) {
  std::string deep = "<html>";
  for (int i = 0; i < 1'000'000; ++i) deep += "<div>";
  EXPECT_EQ(ReadHtml(deep).error().code, ErrorCode::kInvalidInput);
  std::string wide = "<html><ul>";
  for (int i = 0; i < 10'000; ++i) wide += "<li>Durban";
  EXPECT_EQ(Must(ReadHtml(wide)).blocks.size(), 10'000U);
}

TEST(MarkdownTest, MarksGoAndTablesOfBarsBecomeTables) {
  const SourceText list =
      Decode("n.md", "# Notes #\n\n- PLN 1 **Waste** [Durban](http://x)\n* PLN 2 `Lima`\n---\n");
  EXPECT_EQ(list.text, "Notes\nPLN 1 Waste Durban\nPLN 2 Lima\n");
  EXPECT_THAT(list.lines, ElementsAre(1, 3, 4));
  const SourceText table = Decode("t.txt",
                                  "Twins\n\n| city_from | city_to | theme |\n|---|:--:|---|\n"
                                  "| Durban | Lima | a \\| b |\n| **Quito** | Porto | |\n\nEnd\n");
  EXPECT_EQ(table.text, "city_from,city_to,theme\nDurban,Lima,a | b\nQuito,Porto,\n");
  EXPECT_THAT(table.lines, ElementsAre(3, 5, 6));
  EXPECT_EQ(table.left_out, 2U);
}

TEST(MarkdownTest, AHeaderWithoutRowsHidesNothing) {
  const SourceText list =
      Decode("n.md", "# Notes\n- PLN 1 Waste Durban\n\n| city_from | city_to |\n|---|---|\n");
  EXPECT_EQ(list.text, "Notes\nPLN 1 Waste Durban\ncity_from | city_to\n");
  EXPECT_EQ(list.left_out, 0U);
}

TEST(XlsxTest, SharedAndInlineStringsNumbersAndDatesAreWhatASheetShows) {
  const SourceText source = Decode("w.xlsx", Workbook({{"One", std::string(kRows)}}));
  EXPECT_EQ(source.text,
            "city_from,city_to,,year\nSão Paulo,Lima,,2019-05-03\n\"Quito, \"\"EC\"\"\",São "
            "Paulo,,2019\n");
  EXPECT_THAT(source.lines, ElementsAre(3, 5, 6));
  EXPECT_EQ(source.encoding, "XLSX");
  const FileDraft draft = Must(ReadNetworkTable(BuiltInKnowledge(), source));
  EXPECT_EQ(draft.rows[0].year, 2019);
}

TEST(XlsxTest, SheetsWithoutATableOfExchangesAreLists) {
  const auto cell = [](std::string_view text) {
    return "<row><c t=\"inlineStr\"><is><t>" + std::string(text) + "</t></is></c></row>";
  };
  const SourceText source = Decode(
      "w.xlsx", Workbook({{"A", cell("PLN 1 Waste Durban")}, {"B", cell("PLN 2 Water Lima")}}));
  EXPECT_EQ(source.text, "PLN 1 Waste Durban\nPLN 2 Water Lima\n");
}

TEST(XlsxTest, WhatIsNoWorkbookSaysSo) {
  EXPECT_THAT(DecodeSource("a.zip", Zip({{"a.txt", "x"}})).error().ToString(),
              HasSubstr("a.zip: is a zip archive, but not a workbook"));
  EXPECT_THAT(DecodeSource("a.zip", "PK\x03\x04junk").error().ToString(),
              HasSubstr("not a workbook"));
  EXPECT_THAT(
      DecodeSource("w.xlsx", Zip({{"xl/workbook.xml", "<workbook><sheets>"}})).error().ToString(),
      HasSubstr("damaged XML"));
}

TEST(XlsxTest, EntitiesThatBlowUpAreRefused) {
  std::string bomb = "<!DOCTYPE z [<!ENTITY a0 \"lollollollol\">";
  for (int i = 1; i < 12; ++i) {
    bomb += "<!ENTITY a" + std::to_string(i) + " \"";
    for (int n = 0; n < 10; ++n) bomb += "&a" + std::to_string(i - 1) + ";";
    bomb += "\">";
  }
  bomb += "]><workbook>&a11;</workbook>";
  EXPECT_FALSE(
      ParseXml(bomb, {.start = [](auto, const auto&) {}, .end = [](auto) {}, .text = [](auto) {}})
          .has_value());
}

TEST(PdfTest, TheTextOfAPdfIsReadOrTheProgramIsNamed) {
  const std::string pdf =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 "
      "5 0 R>>>>>>endobj\n"
      "4 0 obj<</Length 51>>stream\nBT /F1 12 Tf 20 200 Td (PLN 1 Waste Durban) Tj ET   "
      "\nendstream endobj\n"
      "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
      "trailer<</Root 1 0 R>>\n%%EOF\n";
  const auto source = DecodeSource("n.pdf", pdf);
  if (source) {
    EXPECT_THAT(source->text, HasSubstr("PLN 1 Waste Durban"));
    EXPECT_EQ(source->encoding, "PDF");
  } else {
    EXPECT_EQ(source.error().code, ErrorCode::kInvalidInput);
    EXPECT_THAT(source.error().hint, HasSubstr("poppler-utils"));
  }
}

// 10,000 files with bytes flipped, cut, doubled and spliced: each is read with rows that balance,
// or refused with an error that names it.
TEST(MutationTest, EveryMutatedFileEndsInAClearReport) {
  constexpr int kFiles = 10'000;
  const std::vector<std::pair<std::string, std::string>> seeds = {
      {"l.txt", "PLN 04 Mentoring Story Johannesburg Lilongwe\nPLN 26 Climate Niterói POR\n"},
      {"t.csv",
       "city_from,country_from,city_to,theme,year\nDurban,ZA,Lima,\"water;housing\",2019\n"},
      {"p.html",
       "<html><body><ul><li>PLN 1 Durban<li>PLN 2 Lima</ul><table><tr><td>a<td>b</table>"},
      {"n.md",
       "# Notes\n- PLN 1 **Durban**\n\n| city_from | city_to |\n|---|---|\n| Lima | Quito |\n"},
      {"w.xlsx", Workbook({{"One", std::string(kRows)}})}};
  const auto number = [](const char* name, unsigned otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
  };
  const unsigned seed = number("CITYGRAPH_SEED", 20261124);
  std::mt19937 random(seed);
  const auto below = [&](std::size_t end) { return static_cast<std::size_t>(random() % end); };
  int read = 0;
  for (int i = 0; i < kFiles; ++i) {
    const auto& [name, whole] = seeds[below(seeds.size())];
    std::string bytes = whole;
    for (std::size_t n = 1 + below(6); n > 0 && !bytes.empty(); --n) {
      const std::size_t at = below(bytes.size());
      const std::size_t size = 1 + below(16);
      switch (below(5)) {
        case 0:
          bytes[at] = static_cast<char>(below(256));
          break;
        case 1:
          bytes.erase(at, size);
          break;
        case 2:
          bytes.insert(at, bytes.substr(below(bytes.size()), size));
          break;
        case 3:
          bytes.resize(at);
          break;
        default:
          bytes.insert(at, seeds[below(seeds.size())].second.substr(0, size * 4));
      }
    }
    const auto source = DecodeSource(name, bytes);
    if (!source) {
      ASSERT_FALSE(source.error().message.empty()) << "seed " << seed << ", file " << i;
      ASSERT_EQ(source.error().where.file, name) << "seed " << seed << ", file " << i;
      continue;
    }
    ASSERT_TRUE(source->lines.empty() || source->lines.size() == SplitLines(source->text).size())
        << "seed " << seed << ", file " << i;
    const auto draft = DetectShape(*source) == Shape::kNetworkTable
                           ? ReadNetworkTable(BuiltInKnowledge(), *source)
                           : Result<FileDraft>(ReadReportList(BuiltInKnowledge(), *source));
    if (!draft) {
      ASSERT_EQ(draft.error().where.file, name) << "seed " << seed << ", file " << i;
      continue;
    }
    const RowCounts rows = draft->Counts();
    ASSERT_EQ(rows.read, rows.accepted + rows.merged + rows.ignored + rows.rejected);
    for (const RowDraft& row : draft->rows)
      ASSERT_TRUE(row.verdict != Verdict::kRejected || !row.issues.empty()) << "seed " << seed;
    ++read;
  }
  EXPECT_GT(read, kFiles / 3);
}

}  // namespace
}  // namespace citygraph::importers

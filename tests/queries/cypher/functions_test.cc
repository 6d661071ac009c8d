// Every function that can be called has a body, and what the TCK does not ask of them.
#include "queries/cypher/functions/functions.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/encoding/json.h"
#include "engine/storage/graph.h"
#include "engine/storage/memory_store.h"
#include "queries/cypher/answer.h"
#include "queries/cypher/semantics/signatures.h"
#include "tests/support/must.h"

namespace citygraph::queries::cypher {
namespace {

using testing::Must;

// The value of an expression as JSON, or the kind and detail of its error.
std::string Of(const std::string& expression) {
  const auto graph = Must(Graph::Open(MakeMemoryStore()));
  const auto answer = Run(*graph, "RETURN " + expression, {});
  if (!answer) return std::string(NameOf(answer.error().kind)) + " " + answer.error().detail;
  return ToJson(answer->rows.at(0).at(0));
}

TEST(FunctionsTest, EachThatCanBeCalledHasABody) {
  for (const FunctionSignature& each : Functions()) {
    if (each.aggregates || each.name == "exists") continue;
    EXPECT_NE(FindFunctionBody(each.name), nullptr) << each.name;
  }
}

TEST(FunctionsTest, NullGivesNull) {
  for (const FunctionSignature& each : Functions()) {
    if (each.aggregates || each.name == "exists" || each.name == "valueType" ||
        each.min_arguments == 0)
      continue;
    std::string arguments = "null";
    for (int i = 1; i < each.min_arguments; ++i) arguments += ", null";
    EXPECT_EQ(Of(std::string(each.name) + "(" + arguments + ")"), "null") << each.name;
  }
}

TEST(FunctionsTest, StringsCountCodePoints) {
  EXPECT_EQ(Of("size('São')"), "3");
  EXPECT_EQ(Of("left('São Tomé', 3)"), R"("São")");
  EXPECT_EQ(Of("right('São Tomé', 2)"), R"("mé")");
  EXPECT_EQ(Of("substring('São Tomé', 2, 3)"), R"("o T")");
  EXPECT_EQ(Of("substring('abc', 5)"), R"("")");
  EXPECT_EQ(Of("reverse('éa')"), R"("aé")");
  EXPECT_EQ(Of("left('abc', -1)"), "ArgumentError NumberOutOfRange");
  EXPECT_EQ(Of("toUpper('straße é')"), R"("STRASSE É")");
  EXPECT_EQ(Of("toLower('ÉA')"), R"("éa")");
  EXPECT_EQ(Of("trim('\t a b \n')"), R"("a b")");
  EXPECT_EQ(Of("lTrim(' a ') + '|' + rTrim(' b ')"), R"("a | b")");
}

TEST(FunctionsTest, SplitAndReplace) {
  EXPECT_EQ(Of("split('a,b,,c', ',')"), R"(["a","b","","c"])");
  EXPECT_EQ(Of("split('a,b;c', [',', ';'])"), R"(["a","b","c"])");
  EXPECT_EQ(Of("split('abc', '')"), R"(["a","b","c"])");
  EXPECT_EQ(Of("split('', ',')"), R"([""])");
  EXPECT_EQ(Of("replace('aXbXc', 'X', '--')"), R"("a--b--c")");
  EXPECT_EQ(Of("replace('abc', '', '-')"), R"("abc")");
}

TEST(FunctionsTest, Numbers) {
  EXPECT_EQ(Of("abs(-3)"), "3");
  EXPECT_EQ(Of("abs(-9223372036854775808)"), "ArithmeticError NumberOutOfRange");
  EXPECT_EQ(Of("[round(2.5), round(-2.5), round(0.49999999999999994)]"), "[3.0,-2.0,0.0]");
  EXPECT_EQ(Of("[round(3.14159, 2), round(-1.255, 2)]"), "[3.14,-1.25]");
  EXPECT_EQ(Of("[sign(-0.5), sign(0), ceil(1.2), floor(-1.2)]"), "[-1,0,2.0,-2.0]");
  EXPECT_EQ(Of("[log10(1000), degrees(pi()), isNaN(0.0 / 0.0)]"), "[3.0,180.0,true]");
  EXPECT_EQ(Of("0 <= rand() AND rand() < 1"), "true");
}

TEST(FunctionsTest, ConversionsReadTheWholeText) {
  EXPECT_EQ(Of("[toInteger(' 42 '), toInteger('4x'), toInteger('1e3'), toInteger(-2.9)]"),
            "[42,null,1000,-2]");
  EXPECT_EQ(Of("[toInteger('9223372036854775808'), toInteger(1e300), toInteger(true)]"),
            "[null,null,1]");
  EXPECT_EQ(Of("[toFloat('inf'), toFloat('nan'), toFloat(' -1.5'), toFloat('+2')]"),
            "[null,null,-1.5,2.0]");
  EXPECT_EQ(Of("[toBoolean(' TRUE '), toBoolean('yes'), toBoolean(0)]"), "[true,null,false]");
  EXPECT_EQ(Of("[toIntegerOrNull([]), toStringOrNull({}), toFloatOrNull('1')]"), "[null,null,1.0]");
  EXPECT_EQ(Of("toBoolean(1.5)"), "TypeError InvalidArgumentValue");
  EXPECT_EQ(Of("toString(date('2015-07-21'))"), R"("2015-07-21")");
}

TEST(FunctionsTest, RangesOfAnyStep) {
  EXPECT_EQ(Of("range(1, 10, 4)"), "[1,5,9]");
  EXPECT_EQ(Of("range(3, 1, -1)"), "[3,2,1]");
  EXPECT_EQ(Of("range(3, 1)"), "[]");
  EXPECT_EQ(Of("range(9223372036854775806, 9223372036854775807)"),
            "[9223372036854775806,9223372036854775807]");
  EXPECT_EQ(Of("range(-9223372036854775808, 9223372036854775807)"),
            "ArgumentError NumberOutOfRange");
}

TEST(FunctionsTest, TypesAsCypherWritesThem) {
  EXPECT_EQ(Of("valueType(null)"), R"("NULL")");
  EXPECT_EQ(Of("valueType([1, 'a', 2])"), R"("LIST<INTEGER NOT NULL | STRING NOT NULL> NOT NULL")");
  EXPECT_EQ(Of("valueType([])"), R"("LIST<NOTHING> NOT NULL")");
}

TEST(FunctionsTest, ZonesFollowTheDatabaseSince1970AndOneHistoryBefore) {
  EXPECT_EQ(Of("toString(datetime('2015-07-21T21:40[Europe/Stockholm]'))"),
            R"("2015-07-21T21:40+02:00[Europe/Stockholm]")");
  EXPECT_EQ(Of("toString(datetime('1818-07-21T21:40:32[Europe/Stockholm]'))"),
            R"("1818-07-21T21:40:32+00:53:28[Europe/Stockholm]")");
  EXPECT_EQ(Of("datetime('2015-07-21T21:40[Europe/Nowhere]')").substr(0, 13), "ArgumentError");
  EXPECT_EQ(Of("datetime.fromepoch(416779, 999999999).nanosecond"), "999999999");
}

}  // namespace
}  // namespace citygraph::queries::cypher

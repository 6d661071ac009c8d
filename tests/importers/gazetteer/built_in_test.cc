// The data built into the program: that it is sound, and that it knows what people write.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/base/unicode.h"
#include "importers/gazetteer/gazetteer.h"

namespace citygraph::importers {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

constexpr std::size_t kTopAnswers = 3;

struct Known {
  std::string_view name;
  PlaceKind kind;
  std::string_view country;  // empty for areas
  NameKind name_kind = NameKind::kPreferred;
  std::string_view place = {};  // its preferred name, where the other columns do not settle it
};

void PrintTo(const Known& known, std::ostream* out) { *out << known.name; }

class KnownNameTest : public ::testing::TestWithParam<Known> {};

TEST_P(KnownNameTest, IsAmongTheTopAnswers) {
  const Known& known = GetParam();
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  const auto matches = gazetteer.Find(FoldName(known.name));
  std::string seen;
  for (const NameMatch& match : matches.first(std::min(matches.size(), kTopAnswers))) {
    const Place place = gazetteer.At(match.place);
    seen += std::string(place.key) + ' ' + std::string(place.name) + "; ";
    if (place.kind == known.kind && place.country == known.country &&
        match.kind == known.name_kind && (known.place.empty() || place.name == known.place)) {
      return;
    }
  }
  ADD_FAILURE() << known.name << " gives " << (seen.empty() ? "nothing" : seen);
}

constexpr auto kCity = PlaceKind::kCity;
constexpr auto kRegion = PlaceKind::kRegion;
constexpr auto kCountry = PlaceKind::kCountry;
constexpr auto kArea = PlaceKind::kArea;
constexpr auto kVariant = NameKind::kVariant;

INSTANTIATE_TEST_SUITE_P(
    BuiltIn, KnownNameTest,
    ::testing::Values(Known{"Joburg", kCity, "ZA", kVariant, "Johannesburg"},
                      Known{"ヨハネスブルグ", kCity, "ZA", kVariant, "Johannesburg"},
                      Known{"Lisboa", kCity, "PT", kVariant, "Lisbon"},
                      Known{"Berlim", kCity, "DE", kVariant, "Berlin"},
                      Known{"München", kCity, "DE", kVariant, "Munich"},
                      Known{"Munich", kCity, "DE"}, Known{"Kyiv", kCity, "UA"},
                      Known{"Kiev", kCity, "UA", kVariant, "Kyiv"}, Known{"Borgou", kRegion, "BJ"},
                      Known{"Santa Fé", kCity, "AR"}, Known{"Santa Fe", kCity, "AR"},
                      Known{"Niteroi", kCity, "BR"}, Known{"Niterói", kCity, "BR"},
                      Known{"Sri Lanka", kCountry, "LK"}, Known{"Brasil", kCountry, "BR", kVariant},
                      Known{"malgache", kCountry, "MG", NameKind::kAdjective},
                      Known{"belgo", kCountry, "BE", NameKind::kPrefix},
                      Known{"Amazonian", kArea, "", NameKind::kAdjective},
                      Known{"Skåne", kRegion, "SE"}, Known{"Sfax", kCity, "TN"},
                      Known{"Pasto", kCity, "CO"}, Known{"UK", kCountry, "GB", kVariant},
                      Known{"USA", kCountry, "US", kVariant},
                      Known{"UAE", kCountry, "AE", kVariant}));

TEST(BuiltInGazetteerTest, IsSound) {
  const Status sound = Gazetteer::BuiltIn().Verify();
  EXPECT_TRUE(sound.has_value()) << sound.error().ToString();
}

TEST(BuiltInGazetteerTest, HoldsTheWorld) {
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  EXPECT_GE(gazetteer.size(), 190'000U);
  EXPECT_TRUE(gazetteer.Country("LK").has_value());
  EXPECT_EQ(gazetteer.At(gazetteer.ByGeonameId(993800).value()).name, "Johannesburg");
  EXPECT_EQ(gazetteer.At(gazetteer.ByKey("region:FR.11").value()).kind, PlaceKind::kRegion);
}

TEST(BuiltInGazetteerTest, EveryPlacesOwnNameFindsIt) {
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  for (std::uint32_t i = 0; i < gazetteer.size(); ++i) {
    const Place place = gazetteer.At(PlaceIndex{i});
    const std::string folded = FoldName(place.name);
    if (folded.size() < 2) continue;  // "Y", "Å": a letter is no name in running text
    const auto matches = gazetteer.Find(folded);
    const auto found = std::ranges::find(matches, PlaceIndex{i}, &NameMatch::place);
    ASSERT_NE(found, matches.end()) << place.key << ' ' << place.name;
    ASSERT_EQ(found->kind, NameKind::kPreferred) << place.key << ' ' << place.name;
    ASSERT_EQ(gazetteer.NamesOf(PlaceIndex{i}).front(), folded) << place.key;
  }
}

TEST(BuiltInGazetteerTest, AreasKnowTheirCountries) {
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  const auto sahel = gazetteer.CountriesOf(gazetteer.ByKey("area:sahel").value());
  EXPECT_THAT(sahel, Contains("ML"));
  EXPECT_TRUE(std::ranges::is_sorted(sahel));
}

TEST(BuiltInGazetteerTest, MisprintsFindTheirPlace) {
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  const auto first = [&](std::string_view name) {
    const auto near = gazetteer.FindNear(FoldName(name), 2, 5);
    return near.empty() ? std::string_view{} : gazetteer.At(near.front().place).name;
  };
  EXPECT_EQ(first("Johanesburg"), "Johannesburg");
  EXPECT_EQ(first("Ouagadougu"), "Ouagadougou");
  EXPECT_THAT(first("Mikolayiv"), HasSubstr("ykola"));
}

}  // namespace
}  // namespace citygraph::importers

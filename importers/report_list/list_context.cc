#include "importers/report_list/list_context.h"

#include <algorithm>

namespace citygraph::importers {
namespace {

constexpr double kSure = 0.8;
constexpr std::size_t kFewPairs = 3;
constexpr std::size_t kFewPlaces = 5;
constexpr double kUsual = 0.15;

// The countries where many lists in that language are about; of English, none stands out.
CountrySet CountriesSpeaking(Language language) {
  static const CountrySet kSpanish = {"AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT",
                                      "HN", "MX", "NI", "PA", "PE", "PY", "SV", "UY", "VE"};
  static const CountrySet kPortuguese = {"AO", "BR", "CV", "GW", "MZ", "PT", "ST", "TL"};
  static const CountrySet kFrench = {"BE", "BF", "BI", "BJ", "CD", "CF", "CG", "CH", "CI",
                                     "CM", "DJ", "DZ", "FR", "GA", "GN", "HT", "KM", "MA",
                                     "MG", "ML", "NE", "SN", "TD", "TG", "TN"};
  if (language == Language::kSpanish) return kSpanish;
  if (language == Language::kPortuguese) return kPortuguese;
  if (language == Language::kFrench) return kFrench;
  return {};
}

}  // namespace

void ListContext::AddLanguage(std::optional<Language> language) {
  if (language) ++languages_[*language];
}

void ListContext::Add(const Gazetteer& gazetteer, const std::vector<PlaceMention>& places) {
  for (const PlaceMention& each : places) {
    if (IsCountry(gazetteer, each)) named_.insert(each.country);
  }
  std::vector<const PlaceMention*> local;
  for (const PlaceMention& each : places) {
    const PlaceKind kind = each.place ? gazetteer.KindOf(*each.place) : each.kind;
    if (kind == PlaceKind::kCity || kind == PlaceKind::kRegion) local.push_back(&each);
    // Behind a city, a region says where it lies.
    const bool behind = local.size() > 1 && kind == PlaceKind::kRegion;
    if (kind == PlaceKind::kCity || (kind == PlaceKind::kRegion && !behind)) ++local_;
    if (kind == PlaceKind::kRegion && !behind) ++regions_;
    if (each.confidence >= kSure && !each.country.empty()) ++usual_[each.country];
  }
  rows_ += local.empty() ? 0 : 1;
  if (local.size() < 2) return;
  ++pairs_;
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
    const PlaceMention& mention = *local[side];
    if (mention.confidence >= kSure && !mention.country.empty())
      ++countries_[side][mention.country];
  }
}

PlaceContext ListContext::Learnt(PlaceContext base) const {
  if (pairs_ >= kFewPairs) {
    for (std::size_t side = 0; side < base.sides.size(); ++side) {
      for (const auto& [country, count] : countries_[side]) {
        const double share = static_cast<double>(count) / static_cast<double>(pairs_ + 1);
        if (share > base.sides[side].share) base.sides[side] = {country, share};
      }
    }
  }
  std::size_t most = 0;
  for (const auto& [language, count] : languages_) {
    if (count <= most) continue;
    most = count;
    base.speaking = CountriesSpeaking(language);
    base.language = language;
  }
  for (const std::string& code : named_) base.countries.Add(code);
  if (local_ >= kFewPlaces)
    base.regions = static_cast<double>(regions_) / static_cast<double>(local_);
  if (rows_ >= kFewPairs) base.pairings = static_cast<double>(pairs_) / static_cast<double>(rows_);
  if (local_ >= kFewPlaces) {
    for (const auto& [country, count] : usual_) {
      const double share = static_cast<double>(count) / static_cast<double>(local_);
      if (share >= kUsual) base.usual.push_back({country, share});
    }
  }
  return base;
}

}  // namespace citygraph::importers

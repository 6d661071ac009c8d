#include "importers/gazetteer/build/name_rules.h"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/base/unicode.h"
#include "importers/gazetteer/build/generic_words.h"

namespace citygraph::importers::gazetteer_build {
namespace {

constexpr std::size_t kShortestCut = 3;    // bytes that a name without its generic words needs
constexpr std::size_t kLongestName = 255;  // bytes of a folded name

bool IsAsciiLetter(char c) { return c >= 'a' && c <= 'z'; }
bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

// "kalabasa", "san fransskw": machine-made transcriptions of other scripts, which GeoNames has in
// hundreds and nobody writes. Names that people write in Latin letters have a capital.
bool IsLowerCaseLatin(std::string_view text) {
  bool has_letter = false;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') return false;
    if (IsAsciiLetter(c)) has_letter = true;
  }
  if (!has_letter) return false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = DecodeAt(text, i);
    if (IsUpper(c.value) || (IsLetter(c.value) && !IsCased(c.value) && c.value > 0x2FF))
      return false;
    i += c.size;
  }
  return true;
}

bool HasWords(std::string_view folded, std::string_view words, bool at_front) {
  if (folded.size() <= words.size() + 1) return false;
  return at_front ? folded.starts_with(words) && folded[words.size()] == ' '
                  : folded.ends_with(words) && folded[folded.size() - words.size() - 1] == ' ';
}

std::size_t LongestFit(std::string_view folded, std::span<const std::string_view> list,
                       bool at_front) {
  std::size_t longest = 0;
  for (const std::string_view words : list) {
    if (words.size() > longest && HasWords(folded, words, at_front)) longest = words.size();
  }
  return longest;
}

bool IsOnlyCommonWords(std::string_view folded) {
  for (const auto word : std::views::split(folded, ' ')) {
    const std::string_view text(word.begin(), word.end());
    const bool number = std::ranges::all_of(text, IsAsciiDigit);
    if (!number && std::ranges::find(kWordsThatAreNoNames, text) == kWordsThatAreNoNames.end()) {
      return false;
    }
  }
  return true;
}

// Adds the short forms of names of regions and cities, where the sources have only the long one.
class ShortNames {
 public:
  ShortNames(const GazetteerDraft& draft, const std::vector<std::uint64_t>& people,
             const std::vector<std::vector<FoldedName>>& names)
      : draft_(draft), people_(people) {
    for (const OrdinaryWord& word : draft.ordinary_words) ordinary_.insert(FoldName(word.text));
    for (std::size_t place = 0; place < names.size(); ++place) {
      for (const FoldedName& name : names[place]) {
        const PlaceDraft& of = draft.places[place];
        if (of.kind == PlaceKind::kCountry || of.kind == PlaceKind::kArea) world_.insert(name.text);
        if (of.kind == PlaceKind::kCity) {
          std::uint64_t& most = cities_[InCountry(of.country, name.text)];
          most = std::max(most, people[place] + 1);
        }
      }
    }
  }

  // The short forms of a place's names that are new and mean it rather than something else.
  std::vector<FoldedName> For(std::size_t place, const std::vector<FoldedName>& names) const {
    const PlaceDraft& of = draft_.places[place];
    std::vector<FoldedName> added;
    // Nobody calls an American county by its bare name.
    if (of.kind == PlaceKind::kRegion && of.level == 2 && of.country == "US") return added;
    for (const FoldedName& name : names) {
      // Our own tables have their short forms already, and a city's by-names ("City of Spices",
      // "Town of Berlin" for Kitchener) have none.
      if (name.curated || (of.kind == PlaceKind::kCity && name.kind != NameKind::kPreferred))
        continue;
      const std::string cut(WithoutGenericWords(name.text, of.kind));
      if (cut.empty() || ordinary_.contains(cut) || world_.contains(cut)) continue;
      if (std::ranges::find(names, cut, &FoldedName::text) != names.end()) continue;
      if (std::ranges::find(added, cut, &FoldedName::text) != added.end()) continue;
      const auto city = cities_.find(InCountry(of.country, cut));
      const bool is_city = city != cities_.end();
      if (is_city && of.kind == PlaceKind::kRegion && of.level == 2) continue;
      if (is_city && of.kind == PlaceKind::kCity && city->second > people_[place]) continue;
      added.push_back({.text = cut, .kind = NameKind::kVariant});
    }
    return added;
  }

 private:
  static std::string InCountry(std::string_view country, std::string_view name) {
    return std::string(country) + ' ' + std::string(name);
  }

  const GazetteerDraft& draft_;
  const std::vector<std::uint64_t>& people_;
  std::unordered_set<std::string> ordinary_;
  std::unordered_set<std::string> world_;                  // names of countries and areas
  std::unordered_map<std::string, std::uint64_t> cities_;  // "FR cuenca" -> people + 1
};

// The region's folded name where a city is called by it that has another name itself: "Bahia" for
// Salvador was said in the days of ships. "New York" is in "New York City", "Baucau" is Baukau.
std::string NameOfItsRegion(const GazetteerDraft& draft, const PlaceDraft& city) {
  if (city.kind != PlaceKind::kCity) return {};
  const PlaceDraft* region = draft.Get(city.region_key);
  std::string name = region == nullptr ? std::string() : FoldName(region->name);
  const std::string own = FoldName(city.name);
  const bool alike = own.find(name) != std::string::npos || own.substr(0, 2) == name.substr(0, 2);
  return alike ? std::string() : name;
}

}  // namespace

bool IsKept(const NameDraft& name, std::string_view folded, PlaceKind kind) {
  if (folded.empty() || folded.size() > kLongestName) return false;
  if (folded.size() == 1 && IsAsciiLetter(folded[0])) return false;
  if (std::ranges::all_of(folded, [](char c) { return IsAsciiDigit(c) || c == ' '; })) return false;
  if (name.curated || name.kind == NameKind::kPreferred) return true;
  if (folded.size() == 2 && IsAsciiLetter(folded[0]) && IsAsciiLetter(folded[1])) return false;
  if (std::ranges::find(kNamesOfOtherThings, folded) != kNamesOfOtherThings.end()) return false;
  return kind != PlaceKind::kCity || !IsLowerCaseLatin(name.text);
}

std::string_view WithoutGenericWords(std::string_view folded, PlaceKind kind) {
  std::string_view cut = folded;
  if (kind == PlaceKind::kCity) {
    const std::size_t front = LongestFit(cut, kCityPrefixes, true);
    if (front > 0) cut.remove_prefix(front + 1);
  } else if (kind == PlaceKind::kRegion) {
    const std::size_t front = LongestFit(cut, kRegionPrefixes, true);
    if (front > 0) cut.remove_prefix(front + 1);
    const std::size_t back = LongestFit(cut, kRegionSuffixes, false);
    if (front == 0 && back > 0) cut.remove_suffix(back + 1);
  }
  if (cut.size() == folded.size() || cut.size() < kShortestCut || IsOnlyCommonWords(cut)) return {};
  return cut;
}

std::vector<std::vector<FoldedName>> CollectNames(const GazetteerDraft& draft,
                                                  const std::vector<std::uint64_t>& people) {
  std::vector<std::vector<FoldedName>> names(draft.places.size());
  for (std::size_t place = 0; place < draft.places.size(); ++place) {
    std::vector<FoldedName> list;
    std::unordered_map<std::string, std::size_t> seen;
    const std::string of_region = NameOfItsRegion(draft, draft.places[place]);
    for (const NameDraft& name : draft.places[place].names) {
      std::string folded = FoldName(name.text);
      if (!IsKept(name, folded, draft.places[place].kind)) continue;
      if (!of_region.empty() && folded == of_region && !name.curated) continue;
      const auto [at, is_new] = seen.emplace(folded, list.size());
      if (is_new) {
        list.push_back({.text = std::move(folded), .kind = name.kind, .curated = name.curated});
      } else {
        FoldedName& before = list[at->second];
        before.kind = std::min(before.kind, name.kind);
        before.curated = before.curated || name.curated;
      }
    }
    for (const NameKind kind :
         {NameKind::kPreferred, NameKind::kVariant, NameKind::kAdjective, NameKind::kPrefix}) {
      std::ranges::copy_if(list, std::back_inserter(names[place]),
                           [&](const FoldedName& name) { return name.kind == kind; });
    }
  }
  const ShortNames short_names(draft, people, names);
  for (std::size_t place = 0; place < names.size(); ++place) {
    std::vector<FoldedName> added = short_names.For(place, names[place]);
    std::ranges::move(added, std::back_inserter(names[place]));
  }
  return names;
}

}  // namespace citygraph::importers::gazetteer_build

#include "importers/places/place_finder.h"

#include <algorithm>

#include "importers/places/place_cues.h"

namespace citygraph::importers {
namespace {

bool Joins(Gap gap) {
  return gap == Gap::kSpace || gap == Gap::kHyphen || gap == Gap::kApostrophe ||
         gap == Gap::kPeriod;
}

bool IsAdjectiveOnly(std::span<const NameMatch> matches) {
  return std::ranges::all_of(matches, [](const NameMatch& match) {
    return match.kind == NameKind::kAdjective || match.kind == NameKind::kPrefix;
  });
}

bool HasKind(std::span<const NameMatch> matches, NameKind kind) {
  return std::ranges::any_of(matches, [&](const NameMatch& match) { return match.kind == kind; });
}

// Capitals that are an abbreviation, not a name: "LED", "SDG". Countries alone are named so.
bool IsAbbreviation(const Gazetteer& gazetteer, const Words& words, const NamedSpan& span) {
  constexpr std::uint32_t kLongestAbbreviation = 4;
  const Word& word = words[span.first];
  if (span.last - span.first != 1 || words.shouting() || !word.all_caps) return false;
  if (word.end - word.start > kLongestAbbreviation) return false;
  return std::ranges::none_of(span.matches, [&](const NameMatch& match) {
    return gazetteer.At(match.place).kind != PlaceKind::kCity;
  });
}

// Every word of a name has its capital, but for the small words of its language: "La Ciudad",
// "Rio de Janeiro", not "La ciudad".
bool IsCapitalised(const Words& words, const NamedSpan& span) {
  if (!words[span.first].capital) return false;
  for (std::size_t i = span.first + 1; i < span.last; ++i) {
    // A hyphen or apostrophe joins by itself: "Boulogne-sur-mer".
    const bool joined = words[i - 1].gap != Gap::kSpace;
    const bool inside = i + 1 < span.last && IsSmallInNames(words.Folded(i));
    if (!words[i].capital && !words[i].number && !joined && !inside) return false;
  }
  return true;
}

// Whether the words can be a name by how they are written.
bool LooksLikeName(const Words& words, const NamedSpan& span) {
  if (words.shouting() || IsCapitalised(words, span)) return true;
  // Spanish, Portuguese and French write adjectives of places in lower case, and some names after
  // "the".
  if (HasKind(span.matches, NameKind::kAdjective)) return true;
  return HasKind(span.matches, NameKind::kPrefix) && words[span.last - 1].gap == Gap::kHyphen;
}

}  // namespace

std::vector<NamedSpan> FindNames(const Gazetteer& gazetteer, const Words& words, bool no_capitals) {
  std::vector<NamedSpan> spans;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t longest = gazetteer.LongestNameStartingWith(words.Folded(i));
    longest = std::min(longest, words.size() - i);
    std::size_t reach = 1;
    while (reach < longest && Joins(words[i + reach - 1].gap)) ++reach;
    std::optional<NamedSpan> found;
    for (std::size_t count = std::min(reach, longest); count >= 1 && !found; --count) {
      NamedSpan span{
          .first = i, .last = i + count, .matches = gazetteer.Find(words.Folded(i, i + count))};
      if (span.matches.empty() || !(no_capitals || LooksLikeName(words, span))) continue;
      // A name of several words must not end in a small word: "Paris in", unless the gazetteer has
      // it so.
      if (count == 1 && (words[i].number || IsOf(words.Folded(i)))) continue;
      if (IsAbbreviation(gazetteer, words, span)) continue;
      span.ordinary = count == 1 && gazetteer.IsOrdinaryWord(words.Folded(i));
      if (span.ordinary && IsAdjectiveOnly(span.matches)) span.ordinary = false;
      found = span;
    }
    if (found) {
      spans.push_back(*found);
      i = found->last;
    } else {
      ++i;
    }
  }
  return spans;
}

}  // namespace citygraph::importers

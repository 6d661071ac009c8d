#include "importers/places/segments.h"

namespace citygraph::importers {
namespace {

bool PartsWords(Gap gap) {
  return gap != Gap::kSpace && gap != Gap::kHyphen && gap != Gap::kApostrophe &&
         gap != Gap::kPeriod;
}

}  // namespace

bool EndsCell(const Words& words, std::size_t i) {
  if (words[i].gap != Gap::kOther) return false;
  const std::size_t end = i + 1 < words.size() ? words[i + 1].byte_start : words.row().size();
  const std::string_view gap = words.row().substr(words[i].byte_end, end - words[i].byte_end);
  return gap.find_first_not_of(" \t|*") == std::string_view::npos;
}

bool PartsBefore(const Words& words, std::size_t i) {
  if (i == 0 || i >= words.size()) return true;
  return PartsWords(words[i - 1].gap) || words.Is(i - 1, WordClass::kJoinsNames) ||
         words.Is(i, WordClass::kJoinsNames);
}

bool SaysNoName(const Words& words, std::size_t i) {
  constexpr WordClasses kNoName = {WordClass::kOf,      WordClass::kCity,      WordClass::kRegion,
                                   WordClass::kCountry, WordClass::kBody,      WordClass::kExchange,
                                   WordClass::kVisit,   WordClass::kDelegation};
  return words[i].number || words[i].classes.HasAny(kNoName);
}

bool FillsSegment(const Words& words, std::size_t first, std::size_t last,
                  const std::vector<bool>& names) {
  const auto passes = [&](std::size_t i) {
    return (i < names.size() && names[i]) || SaysNoName(words, i);
  };
  std::size_t at = first;
  while (!PartsBefore(words, at)) {
    if (!passes(at - 1)) return false;
    --at;
  }
  at = last;
  while (!PartsBefore(words, at)) {
    if (!passes(at)) return false;
    ++at;
  }
  return true;
}

}  // namespace citygraph::importers

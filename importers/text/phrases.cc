#include "importers/text/phrases.h"

#include <algorithm>

#include "importers/text/stemmer.h"

namespace citygraph::importers {

namespace {

// Small words that part what stands on both sides, unlike "of" and "the": the plastics with waste
// pickers are no plastic waste.
bool Parts(Language language, std::string_view folded) {
  switch (language) {
    case Language::kEnglish:
      return folded == "and" || folded == "or" || folded == "with" || folded == "to" ||
             folded == "from" || folded == "by";
    case Language::kSpanish:
      return folded == "y" || folded == "e" || folded == "con" || folded == "sin";
    case Language::kPortuguese:
      return folded == "e" || folded == "ou" || folded == "com" || folded == "sem";
    case Language::kFrench:
      return folded == "et" || folded == "ou" || folded == "avec" || folded == "sans";
  }
  return false;
}

}  // namespace

StemmedWords::StemmedWords(const Words& words, Language its_language) : language(its_language) {
  stems.reserve(words.size());
  word.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view folded = words.Folded(i);
    if (IsFunctionWord(language, folded) && !Parts(language, folded)) continue;
    stems.push_back(StemOfWritten(language, words.Text(i, i + 1)));
    word.push_back(static_cast<std::uint32_t>(i));
  }
}

void StemmedWords::Mask(const Words& words, std::uint32_t start, std::uint32_t end) {
  const auto first =
      std::ranges::lower_bound(word, start + 1, {}, [&](std::uint32_t i) { return words[i].end; });
  for (auto at = first; at != word.end() && words[*at].start < end; ++at)
    stems[static_cast<std::size_t>(at - word.begin())].clear();
}

std::uint32_t PhraseTable::Next(std::uint32_t node, std::uint32_t stem) const {
  const auto found = next_.find((std::uint64_t{node} << 32) | stem);
  return found == next_.end() ? kNone : found->second;
}

std::optional<std::uint32_t> PhraseTable::Add(const StemmedWords& phrase, std::uint32_t value) {
  if (phrase.stems.empty()) return std::nullopt;
  std::uint32_t node = 0;
  for (const std::string& stem : phrase.stems) {
    const auto id = static_cast<std::uint32_t>(stems_.size());
    const std::uint32_t number = stems_.try_emplace(stem, id).first->second;
    const auto fresh = static_cast<std::uint32_t>(values_.size());
    const auto [at, is_new] = next_.try_emplace((std::uint64_t{node} << 32) | number, fresh);
    if (is_new) values_.push_back(kNone);
    node = at->second;
  }
  if (values_[node] == kNone) values_[node] = value;
  return values_[node];
}

std::vector<PhraseTable::Match> PhraseTable::Find(const StemmedWords& text) const {
  std::vector<std::uint32_t> numbers(text.stems.size(), kNone);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto found = stems_.find(std::string_view(text.stems[i]));
    if (found != stems_.end()) numbers[i] = found->second;
  }
  std::vector<Match> matches;
  for (std::size_t i = 0; i < numbers.size();) {
    Match best{.first = i, .last = i};
    std::uint32_t node = 0;
    for (std::size_t at = i; at < numbers.size() && numbers[at] != kNone; ++at) {
      node = Next(node, numbers[at]);
      if (node == kNone) break;
      if (values_[node] == kNone) continue;
      best.last = at + 1;
      best.value = values_[node];
    }
    if (best.last > i) matches.push_back(best);
    i = std::max(best.last, i + 1);
  }
  return matches;
}

}  // namespace citygraph::importers

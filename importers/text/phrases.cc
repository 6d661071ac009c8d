#include "importers/text/phrases.h"

#include <algorithm>

#include "engine/base/unicode.h"
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

StemmedWords::StemmedWords(const Words& words, Language its_language)
    : StemmedWords(words, its_language, {}) {}

StemmedWords::StemmedWords(const Words& words, Language its_language,
                           std::initializer_list<const Openings*> openings)
    : language(its_language) {
  stems.reserve(words.size());
  word.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (IsFunctionWord(language, words[i].classes) && !Parts(language, words.Folded(i))) continue;
    const bool stemmed =
        openings.size() == 0 || std::ranges::any_of(openings, [&](const Openings* each) {
          return each->MayBegin(words.Folded(i));
        });
    stems.push_back(stemmed ? StemNumber(language, words.Text(i, i + 1)) : 0);
    word.push_back(static_cast<std::uint32_t>(i));
  }
}

void StemmedWords::Mask(const Words& words, std::uint32_t start, std::uint32_t end) {
  const auto first =
      std::ranges::lower_bound(word, start + 1, {}, [&](std::uint32_t i) { return words[i].end; });
  for (auto at = first; at != word.end() && words[*at].start < end; ++at)
    stems[static_cast<std::size_t>(at - word.begin())] = 0;
}

bool MayHold(const Words& words, const Openings& openings) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (openings.MayBegin(words.Folded(i))) return true;
  }
  return false;
}

std::size_t PhraseTable::NumberMap::SlotOf(std::uint64_t key) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = ((key * 0x9e3779b97f4a7c15) >> 32) & mask;
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & mask;
  return at;
}

std::uint32_t PhraseTable::NumberMap::Add(std::uint64_t key, std::uint32_t number) {
  if (2 * (count_ + 1) > slots_.size()) {
    constexpr std::size_t kFirst = 64;
    std::vector<Slot> slots(slots_.empty() ? kFirst : 2 * slots_.size());
    std::swap(slots, slots_);
    for (const Slot& each : slots) {
      if (each.key != 0) slots_[SlotOf(each.key)] = each;
    }
  }
  Slot& slot = slots_[SlotOf(key)];
  if (slot.key == 0) {
    slot = {key, number};
    ++count_;
  }
  return slot.number;
}

std::uint32_t PhraseTable::NumberMap::Find(std::uint64_t key) const {
  return slots_.empty() ? kNone : slots_[SlotOf(key)].number;
}

std::optional<std::uint32_t> PhraseTable::Add(const Words& words, Language language,
                                              std::uint32_t value) {
  const StemmedWords phrase(words, language);
  if (phrase.stems.empty() || std::ranges::count(phrase.stems, std::uint64_t{0}) > 0)
    return std::nullopt;
  std::uint32_t node = 0;
  for (std::size_t i = 0; i < phrase.stems.size(); ++i) {
    const std::uint32_t number = stems_.Add(phrase.stems[i], stem_count_);
    if (number == stem_count_) {
      ++stem_count_;
      openings_.Add(Stem(language, ToLower(words.Text(phrase.word[i], phrase.word[i] + 1))));
    }
    const auto fresh = static_cast<std::uint32_t>(values_.size());
    node = next_.Add(Step(node, number), fresh);
    if (node == fresh) values_.push_back(kNone);
  }
  if (values_[node] == kNone) values_[node] = value;
  return values_[node];
}

std::vector<PhraseTable::Match> PhraseTable::Find(const StemmedWords& text) const {
  std::vector<Match> matches;
  for (std::size_t i = 0; i < text.stems.size();) {
    Match best{.first = i, .last = i};
    std::uint32_t node = 0;
    for (std::size_t at = i; at < text.stems.size() && text.stems[at] != 0; ++at) {
      const std::uint32_t number = stems_.Find(text.stems[at]);
      if (number == kNone) break;
      node = next_.Find(Step(node, number));
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

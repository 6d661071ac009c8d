// Phrases of a vocabulary found in a text by word stems: "mercados de abasto" is "mercado de
// abastos".
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "importers/text/language.h"
#include "importers/text/openings.h"
#include "importers/text/words.h"

namespace citygraph::importers {

// The words of a text that carry meaning, as stems of one language. Of the function words only
// those are among them that part what stands on both sides ("and", "with").
struct StemmedWords {
  StemmedWords(const Words& words, Language its_language);
  // Words that none of the openings begin are not stemmed, but masked.
  StemmedWords(const Words& words, Language its_language,
               std::initializer_list<const Openings*> openings);

  // Words that overlap code points [start, end) of the text are part of no phrase: they are a name.
  void Mask(const Words& words, std::uint32_t start, std::uint32_t end);

  Language language;
  std::vector<std::uint64_t> stems;  // StemNumber; 0 for a masked word
  std::vector<std::uint32_t> word;   // of each stem: its position in the words
};

// Whether some of the words may have a stem with such an opening. Cost: some nanoseconds a word.
bool MayHold(const Words& words, const Openings& openings);

// Phrases of one language, each with a number of the owner's. Threads: const methods may run at
// once.
class PhraseTable {
 public:
  // The phrase's number: `value`, or what it was added with before. Nothing for a phrase of
  // function words alone.
  std::optional<std::uint32_t> Add(const Words& phrase, Language language, std::uint32_t value);

  // Of the stems of its phrases.
  const Openings& openings() const { return openings_; }

  struct Match {
    std::size_t first = 0;  // positions in the stems, `last` excluded
    std::size_t last = 0;
    std::uint32_t value = 0;
  };
  // Left to right, longest first, none overlapping. Cost: a hash probe or two a word.
  std::vector<Match> Find(const StemmedWords& text) const;

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;

  // From keys other than 0 to numbers.
  class NumberMap {
   public:
    // The key's number, which is `number` when the key is new.
    std::uint32_t Add(std::uint64_t key, std::uint32_t number);
    // kNone when the key is not there.
    std::uint32_t Find(std::uint64_t key) const;

   private:
    struct Slot {
      std::uint64_t key = 0;
      std::uint32_t number = kNone;
    };
    std::size_t SlotOf(std::uint64_t key) const;
    std::vector<Slot> slots_;  // a power of two, at most half full
    std::size_t count_ = 0;
  };

  // A trie: a node and a stem's number lead to a node. Node 0 is the root.
  static std::uint64_t Step(std::uint32_t node, std::uint32_t stem) {
    return ((std::uint64_t{node} << 32) | stem) + 1;
  }

  NumberMap stems_;
  Openings openings_;
  std::uint32_t stem_count_ = 0;
  NumberMap next_;
  std::vector<std::uint32_t> values_{kNone};  // of each node
};

}  // namespace citygraph::importers

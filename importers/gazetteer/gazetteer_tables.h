// The gazetteer's tables with every access checked against their bounds: damaged bytes give wrong
// or empty answers, never a read outside. Private to importers/gazetteer.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "importers/gazetteer/gazetteer_format.h"

namespace citygraph::importers::gazetteer_format {

class Tables {
 public:
  // REQUIRES: what Gazetteer::Open checks: the header and all tables lie within `bytes`.
  explicit Tables(std::string_view bytes) : bytes_(bytes) {}

  const Header& header() const { return *reinterpret_cast<const Header*>(bytes_.data()); }

  template <class Record>
  std::span<const Record> All(Table table) const {
    const TableRef& ref = header().tables[table];
    return {reinterpret_cast<const Record*>(bytes_.data() + ref.offset), ref.count};
  }

  // Records [begin, end), cut to the table.
  template <class Record>
  std::span<const Record> Range(Table table, std::size_t begin, std::size_t end) const {
    const std::span<const Record> all = All<Record>(table);
    end = std::min(end, all.size());
    return begin < end ? all.subspan(begin, end - begin) : std::span<const Record>{};
  }

  // The string at `offset` in kText.
  std::string_view Text(std::uint32_t offset) const {
    const std::span<const char> all = All<char>(kText);
    if (all.size() < 2 || offset > all.size() - 2) return {};
    const std::size_t size =
        static_cast<unsigned char>(all[offset]) |
        (static_cast<std::size_t>(static_cast<unsigned char>(all[offset + 1])) << 8);
    const std::span<const char> text = Range<char>(kText, offset + 2, offset + 2 + size);
    return {text.data(), text.size()};
  }

  // A folded name. REQUIRES: number < All<NameRecord>(kNames).size().
  std::string_view FoldedName(std::size_t number) const {
    const std::span<const NameRecord> names = All<NameRecord>(kNames);
    const std::size_t end = number + 1 < names.size() ? names[number + 1].text : kNone;
    const std::span<const char> text = Range<char>(kFoldedText, names[number].text, end);
    return {text.data(), text.size()};
  }

  // REQUIRES: number < All<NameRecord>(kNames).size().
  std::span<const NameMatch> MatchesOf(std::size_t number) const {
    const std::span<const NameRecord> names = All<NameRecord>(kNames);
    const std::size_t end = number + 1 < names.size() ? names[number + 1].first_match : kNone;
    return Range<NameMatch>(kMatches, names[number].first_match, end);
  }

  std::optional<std::uint32_t> NameNumber(std::string_view folded) const {
    return NameNumber(folded, HashOf(folded));
  }
  // `hash`: HashOf(folded).
  std::optional<std::uint32_t> NameNumber(std::string_view folded, std::uint64_t hash) const {
    return Probe<NameRecord>(kNameSlots, kNames, folded, hash,
                             [this](std::uint32_t number) { return FoldedName(number); });
  }

  const WordRecord* Word(std::string_view folded) const { return Word(folded, HashOf(folded)); }
  const WordRecord* Word(std::string_view folded, std::uint64_t hash) const {
    const std::span<const WordRecord> words = All<WordRecord>(kWords);
    const std::optional<std::uint32_t> number =
        Probe<WordRecord>(kWordSlots, kWords, folded, hash,
                          [&](std::uint32_t candidate) { return Text(words[candidate].text); });
    return number ? &words[*number] : nullptr;
  }

 private:
  template <class Record, class TextOf>
  std::optional<std::uint32_t> Probe(Table slot_table, Table record_table, std::string_view text,
                                     std::uint64_t hash, const TextOf& text_of) const {
    const std::span<const HashSlot> slots = All<HashSlot>(slot_table);
    if (slots.empty()) return std::nullopt;
    const std::size_t record_count = All<Record>(record_table).size();
    std::uint32_t at = SlotFor(hash, static_cast<std::uint32_t>(slots.size()));
    for (std::size_t tries = 0; tries < slots.size(); ++tries) {
      const HashSlot slot = slots[at];
      if (slot.number_plus_one == 0) return std::nullopt;
      const std::uint32_t number = slot.number_plus_one - 1;
      if (slot.tag == TagOf(hash) && number < record_count && text_of(number) == text)
        return number;
      at = at + 1 == slots.size() ? 0 : at + 1;
    }
    return std::nullopt;
  }

  std::string_view bytes_;
};

}  // namespace citygraph::importers::gazetteer_format

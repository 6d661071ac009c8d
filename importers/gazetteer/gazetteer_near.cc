// Gazetteer::FindNear: the folded names within a few edits of another.
//
// The names are sorted, so they form a trie that needs no nodes: each name says how many bytes it
// shares with the one before it, and the rows of the edit distance table that belong to the shared
// bytes stay. Where a prefix has used up all edits, every name that shares it is skipped by its
// length alone.
#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <ranges>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/base/unicode.h"
#include "importers/gazetteer/gazetteer.h"
#include "importers/gazetteer/gazetteer_format.h"
#include "importers/gazetteer/gazetteer_tables.h"

namespace citygraph::importers {
namespace {

namespace format = gazetteer_format;
using format::Tables;

constexpr std::size_t kMostEdits = 3;
constexpr std::size_t kLongestQuery = 200;  // code points
constexpr char32_t kFirstNonAscii = 0x80;

CodePoint Decode(std::string_view text, std::size_t offset) {
  const auto byte = static_cast<unsigned char>(text[offset]);
  return byte < kFirstNonAscii ? CodePoint{byte, 1} : DecodeAt(text, offset);
}

// The edit distance table between the query (columns) and the name at hand (rows), a row a code
// point of the name: optimal string alignment, as EditDistance has it. Of a row only is kept which
// columns lie within 0, 1, … edits, a bit a column, so that a row is a few operations on whole
// words. REQUIRES: the query is shorter than Bits has bits.
template <class Bits>
class EditRows {
 public:
  EditRows(std::u32string_view query, std::size_t limit)
      : columns_(query.size() + 1), limit_(limit), rows_(query.size() + limit + 2) {
    Bits column = 1;
    for (std::size_t j = 0; j < columns_; ++j, column <<= 1) {
      all_ |= column;
      for (std::size_t edits = j; edits <= limit_; ++edits) rows_[0].within[edits] |= column;
      if (j > 0) ColumnsOf(query[j - 1]) |= column;
    }
  }

  // Fills row `i` (from 1) for the name's i-th letter; false when nothing with this beginning is
  // near any more. REQUIRES: row i - 1 is filled, and said true.
  bool Fill(std::size_t i, char32_t letter) {
    Row& row = rows_[i];
    const Row& above = rows_[i - 1];
    row.same = Find(letter);
    row.within[0] = (above.within[0] << 1) & row.same;
    for (std::size_t edits = 1; edits <= limit_; ++edits) {
      const Bits& fewer = above.within[edits - 1];
      Bits within = ((above.within[edits] << 1) & row.same) | fewer | (fewer << 1) |
                    (row.within[edits - 1] << 1);
      if (i > 1) within |= (rows_[i - 2].within[edits - 1] << 2) & (row.same << 1) & above.same;
      row.within[edits] = within & all_;
    }
    return row.within[limit_] != Bits();
  }

  // The distance of a name of `i` letters; above the limit when it is further away than that.
  std::size_t Distance(std::size_t i) const {
    const Bits last = Bits(1) << (columns_ - 1);
    std::size_t edits = 0;
    while (edits <= limit_ && (rows_[i].within[edits] & last) == Bits()) ++edits;
    return edits;
  }

 private:
  struct Row {
    Bits same = {};                                // columns of the row's letter
    std::array<Bits, kMostEdits + 1> within = {};  // by edits
  };

  Bits& ColumnsOf(char32_t letter) {
    if (letter < kFirstNonAscii) return ascii_[letter];
    const auto known = std::ranges::find(others_, letter, &std::pair<char32_t, Bits>::first);
    return known != others_.end() ? known->second : others_.emplace_back(letter, Bits()).second;
  }
  Bits Find(char32_t letter) const {
    if (letter < kFirstNonAscii) return ascii_[letter];
    const auto known = std::ranges::find(others_, letter, &std::pair<char32_t, Bits>::first);
    return known != others_.end() ? known->second : Bits();
  }

  std::size_t columns_;
  std::size_t limit_;
  std::vector<Row> rows_;  // a name that fills them all is too far away
  Bits all_ = {};
  std::array<Bits, kFirstNonAscii> ascii_ = {};  // the columns of each letter
  std::vector<std::pair<char32_t, Bits>> others_;
};

struct NearName {
  std::uint32_t name = 0;
  std::size_t distance = 0;
};

template <class Bits>
std::vector<NearName> NearNames(const Tables& tables, std::u32string_view query,
                                std::string_view first_letter, std::size_t limit) {
  const auto shared = tables.All<std::uint8_t>(format::kSharedPrefix);
  const auto numbers =
      std::views::iota(std::uint32_t{0}, static_cast<std::uint32_t>(shared.size()));
  const std::uint32_t begin = *std::ranges::lower_bound(
      numbers, first_letter, {}, [&](std::uint32_t name) { return tables.FoldedName(name); });

  std::vector<NearName> near;
  EditRows<Bits> rows(query, limit);
  std::vector<std::size_t> ends = {0};  // ends[i]: where the name's i-th letter ends
  std::size_t dead = SIZE_MAX;          // bytes of the beginning that is too far away already
  for (std::uint32_t name = begin; name < shared.size(); ++name) {
    const std::size_t common = name == begin ? 0 : shared[name];
    if (common >= dead) continue;
    const std::string_view text = tables.FoldedName(name);
    if (!text.starts_with(first_letter)) break;
    while (ends.back() > std::min(common, text.size())) ends.pop_back();
    dead = SIZE_MAX;
    while (ends.back() < text.size()) {
      const CodePoint letter = Decode(text, ends.back());
      if (!rows.Fill(ends.size(), letter.value)) {
        dead = ends.back() + letter.size;
        break;
      }
      ends.push_back(ends.back() + letter.size);
    }
    if (dead != SIZE_MAX) continue;
    if (const std::size_t distance = rows.Distance(ends.size() - 1); distance <= limit) {
      near.push_back({.name = name, .distance = distance});
    }
  }
  return near;
}

std::vector<NearName> NearNames(const Tables& tables, std::string_view folded, std::size_t limit) {
  std::u32string query;
  for (std::size_t at = 0; at < folded.size();) {
    const CodePoint letter = Decode(folded, at);
    query.push_back(letter.value);
    at += letter.size;
  }
  if (query.empty() || query.size() > kLongestQuery) return {};
  const std::string_view first_letter = folded.substr(0, Decode(folded, 0).size);
  constexpr std::size_t kWord = 64;
  return query.size() < kWord
             ? NearNames<std::uint64_t>(tables, query, first_letter, limit)
             : NearNames<std::bitset<kLongestQuery + 1>>(tables, query, first_letter, limit);
}

}  // namespace

std::vector<NameMatch> Gazetteer::FindNear(std::string_view folded, std::size_t distance,
                                           std::size_t limit) const {
  const Tables tables(bytes_);
  const auto places = tables.All<format::PlaceRecord>(format::kPlaces);
  struct Candidate {
    std::size_t distance;
    std::uint32_t rank;
    NameMatch match;
  };
  std::vector<Candidate> candidates;
  for (const NearName& near : NearNames(tables, folded, std::min(distance, kMostEdits))) {
    for (const NameMatch& match : tables.MatchesOf(near.name)) {
      const std::uint32_t place = std::to_underlying(match.place);
      if (place >= places.size()) continue;
      candidates.push_back({near.distance, places[place].rank, match});
    }
  }
  std::ranges::sort(candidates, {}, [](const Candidate& candidate) {
    return std::tuple(candidate.distance, candidate.rank, candidate.match.kind);
  });
  std::vector<NameMatch> best;
  std::unordered_set<std::uint32_t> seen;
  for (const Candidate& candidate : candidates) {
    if (best.size() == limit) break;
    if (seen.insert(std::to_underlying(candidate.match.place)).second) {
      best.push_back(candidate.match);
    }
  }
  return best;
}

}  // namespace citygraph::importers

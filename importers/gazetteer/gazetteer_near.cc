// Gazetteer::FindNear: the folded names within a few edits of another.
//
// The names are sorted, so they form a trie that needs no nodes: each name says how many bytes it
// shares with the one before it, and the rows of the edit distance table that belong to the shared
// bytes stay. Where a prefix has used up all edits, every name that shares it is skipped by its
// length alone. Only the band of the table around the diagonal is computed.
#include <algorithm>
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
// point of the name: optimal string alignment, as EditDistance has it.
class EditRows {
 public:
  EditRows(std::u32string query, std::size_t limit)
      : query_(std::move(query)),
        limit_(limit),
        width_(query_.size() + 1),
        // A name longer than this is too far away before its end.
        cells_(width_ * (query_.size() + limit + 2), Over()),
        letters_(query_.size() + limit + 2) {
    for (std::size_t j = 0; j < width_; ++j) cells_[j] = Cell(std::min(j, limit_ + 1));
  }

  // Fills row `i` (from 1) for the name's i-th letter; false when nothing with this beginning is
  // near any more. REQUIRES: row i - 1 is filled.
  bool Fill(std::size_t i, char32_t letter) {
    if (i > query_.size() + limit_) return false;
    letters_[i] = letter;
    std::uint8_t* const row = &cells_[i * width_];
    const std::uint8_t* const above = row - width_;
    const std::size_t first = i > limit_ ? i - limit_ : 0;
    const std::size_t last = std::min(query_.size(), i + limit_);
    std::uint8_t best = Over();
    if (first == 0) {
      row[0] = Cell(i);
      best = row[0];
    } else {
      row[first - 1] = Over();
    }
    for (std::size_t j = std::max<std::size_t>(first, 1); j <= last; ++j) {
      std::size_t cell = above[j - 1] + (query_[j - 1] == letter ? 0U : 1U);
      cell = std::min<std::size_t>({cell, above[j] + 1U, row[j - 1] + 1U});
      if (i > 1 && j > 1 && letter == query_[j - 2] && letters_[i - 1] == query_[j - 1]) {
        cell = std::min<std::size_t>(cell, (above - width_)[j - 2] + 1U);
      }
      row[j] = Cell(std::min(cell, limit_ + 1));
      best = std::min(best, row[j]);
    }
    if (last < query_.size()) row[last + 1] = Over();
    return best <= limit_;
  }

  // The distance of a name of `i` letters; above the limit when it is further away than that.
  std::size_t Distance(std::size_t i) const {
    const bool in_band = i + limit_ >= query_.size();
    return in_band ? cells_[i * width_ + query_.size()] : limit_ + 1;
  }

 private:
  static std::uint8_t Cell(std::size_t value) { return static_cast<std::uint8_t>(value); }
  std::uint8_t Over() const { return Cell(limit_ + 1); }

  std::u32string query_;
  std::size_t limit_;
  std::size_t width_;
  std::vector<std::uint8_t> cells_;
  std::vector<char32_t> letters_;
};

struct NearName {
  std::uint32_t name = 0;
  std::size_t distance = 0;
};

std::vector<NearName> NearNames(const Tables& tables, std::string_view folded, std::size_t limit) {
  std::u32string query;
  for (std::size_t at = 0; at < folded.size();) {
    const CodePoint letter = Decode(folded, at);
    query.push_back(letter.value);
    at += letter.size;
  }
  if (query.empty() || query.size() > kLongestQuery) return {};
  const std::string_view first_letter = folded.substr(0, Decode(folded, 0).size);

  const auto shared = tables.All<std::uint8_t>(format::kSharedPrefix);
  const auto numbers =
      std::views::iota(std::uint32_t{0}, static_cast<std::uint32_t>(shared.size()));
  const std::uint32_t begin = *std::ranges::lower_bound(
      numbers, first_letter, {}, [&](std::uint32_t name) { return tables.FoldedName(name); });

  std::vector<NearName> near;
  EditRows rows(std::move(query), limit);
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

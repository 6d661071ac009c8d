// What a document left unsure when it was last read, kept beside the graph for a person to decide.
#pragma once

#include <cstdint>
#include <future>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/storage/transaction.h"
#include "importers/reading.h"

namespace citygraph::importers {

struct ReviewItem {
  std::string document;
  std::uint32_t line = 0;
  std::uint32_t column = 0;  // code points from 1; 0: the whole line
  std::string code;          // as issues have it: "unsure-place", "unknown-place", …
  std::string text;          // what it is about, as written; empty: the whole row
  std::string message;
  double sure = 0;  // that what was read is right; 0 for what was not read at all
  std::vector<std::string>
      choices;  // gazetteer keys: what it was read as, then what else it may be
};

// At most this many of a document are kept: the least sure.
inline constexpr std::size_t kMostReviewItems = 10'000;

// Places whose names are near one that the gazetteer lacks, as rows of the drafts have it. They are
// looked for in a thread of its own, while the drafts may be loaded: a tenth of a millisecond a
// name. The gazetteer must outlive it.
class NearPlaces {
 public:
  NearPlaces(const Gazetteer& gazetteer, std::span<const FileDraft> drafts);

  // Keys, at most three; of one that no issue was raised about, none.
  std::vector<std::string> Of(const PlaceMention& mention);

 private:
  using Matches = std::unordered_map<std::string, std::vector<NameMatch>>;  // by folded name

  const Gazetteer& gazetteer_;
  std::future<Matches> found_;
  Matches matches_;
};

// The places below kSurePlace, what the gazetteer lacks, and every issue, in the order of the rows.
inline constexpr double kSurePlace = 0.7;
std::vector<ReviewItem> ReviewOf(const Knowledge& knowledge, const FileDraft& draft);
// The same with a NearPlaces of this draft and others.
std::vector<ReviewItem> ReviewOf(const Knowledge& knowledge, const FileDraft& draft,
                                 NearPlaces& near);

// Replaces what was kept of the document. Errors: the store's.
Status SaveReview(Transaction& change, const std::string& document,
                  const std::vector<ReviewItem>& items);
// Of all documents that the graph was read from. Errors: the store's; kCorruption.
Result<std::vector<ReviewItem>> LoadReview(const GraphView& view);

}  // namespace citygraph::importers

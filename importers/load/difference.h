// What a document's newest reading changes: the facts it speaks for now and did not before, those
// it does no more, and the exchanges that it describes otherwise.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/storage/transaction.h"

namespace citygraph::importers {

struct Difference {
  enum class Kind : std::uint8_t { kAdded, kGone, kChanged };
  Kind kind = Kind::kAdded;
  std::string document;
  std::uint32_t line = 0;  // where it says so; of what is gone, where it did
  std::string from;        // "Lima"; of a changed exchange, its key
  std::string type;        // "TOOK_PART", with its role: "TOOK_PART visitor"; "year" of a change
  std::string to;          // "PLN-4"; of a change, "2018 -> 2019"
};
std::string_view DifferenceName(Difference::Kind kind);  // "added", "gone", "changed"

// What documents say in a graph at one moment.
class DocumentFacts {
 public:
  // Cost: one pass over the relationships. Errors: the store's.
  static Result<DocumentFacts> Of(const GraphView& view, const std::set<std::string>& documents);

  // From `before` to this, by kind, then document and line.
  std::vector<Difference> Since(const DocumentFacts& before) const;

 private:
  std::map<std::string, Difference> facts_;      // by document, start, type, end and role
  std::map<std::string, ValueMap> exchanges_;    // by key: what is known of them
  std::map<std::string, Difference> spoken_of_;  // by key: where
};

}  // namespace citygraph::importers

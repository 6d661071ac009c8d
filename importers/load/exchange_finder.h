// Which exchange of the graph a row means that adds to one (RowDraft::joins): by its key, by the
// series and number of a report on it, or by the title of the exchange or of any report on it,
// whatever its case, accents and edition mark. What could be two exchanges is none.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/storage/graph_view.h"
#include "importers/draft.h"

namespace citygraph::importers {

class ExchangeFinder {
 public:
  // `view` must outlive it, and hold all exchanges when Find is first called.
  explicit ExchangeFinder(const GraphView& view) : view_(&view) {}
  // Goes on with a later view of the graph, to which no exchange was added.
  void GoOn(const GraphView& view) { view_ = &view; }

  struct Found {
    std::optional<NodeId> exchange;
    std::string key;
    std::string code;     // where there is none: "unknown-exchange", "ambiguous-exchange"
    std::string message;  // and why, with what was looked for and the nearest there is
  };
  // Cost: a look-up by key; else the first call reads the titles of all exchanges and reports, and
  // a row without an answer is compared with all of them, the first kMostCompared such rows.
  // Errors: the store's.
  Result<Found> Find(const RowDraft& row);

 private:
  static constexpr std::size_t kMostCompared = 100;
  struct Title {
    std::string folded;  // of a title or a key
    std::string shown;   // the title
    NodeId exchange{};
  };
  using Exchanges = std::vector<NodeId>;  // each once

  Result<Exchanges> WithKey(const std::string& key) const;
  Exchanges WithTitle(const RowDraft& row) const;
  Status LearnTitles();
  void AddTitle(const Node& node, NodeId exchange);
  Result<std::string> KeyOf(NodeId exchange) const;
  Result<std::string> KeysOf(const Exchanges& exchanges) const;
  Result<Found> One(NodeId exchange) const;
  Result<std::string> Nearest(const std::string& text);

  const GraphView* view_;
  bool learnt_ = false;
  std::vector<Title> titles_;
  std::unordered_map<std::string, Exchanges> by_title_;  // folded
  std::unordered_map<std::int64_t, Exchanges> by_number_;
  std::unordered_map<std::string, std::string> nearest_;  // of texts that were compared
};

}  // namespace citygraph::importers

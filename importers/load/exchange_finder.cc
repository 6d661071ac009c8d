#include "importers/load/exchange_finder.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "engine/base/unicode.h"
#include "engine/model/schema.h"

namespace citygraph::importers {
namespace {

namespace label = schema::label;
namespace property = schema::property;
namespace type = schema::type;

constexpr std::size_t kBatch = 4096;

// What was looked for, as the row says it.
std::string Asked(const RowDraft& row) {
  std::string text = row.series;
  if (row.number) text += fmt::format("{}{}", text.empty() ? "number " : " ", *row.number);
  if (text.empty() && row.title.empty()) return row.event;
  if (!row.title.empty()) text += (text.empty() ? "" : " ") + row.title;
  return text;
}

using Trigrams = std::set<std::string_view>;
Trigrams TrigramsOf(std::string_view folded) {
  constexpr std::size_t kLength = 3;
  Trigrams all;
  if (folded.size() < kLength) all.insert(folded);
  for (std::size_t i = 0; i + kLength <= folded.size(); ++i) all.insert(folded.substr(i, kLength));
  return all;
}

// 1 for the same letters, 0 for none in common.
double Likeness(const Trigrams& a, std::string_view folded) {
  const Trigrams b = TrigramsOf(folded);
  const auto common =
      std::ranges::count_if(a, [&](std::string_view each) { return b.contains(each); });
  return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

void AddOnce(std::vector<NodeId>& all, NodeId node) {
  if (std::ranges::find(all, node) == all.end()) all.push_back(node);
}

}  // namespace

Result<ExchangeFinder::Found> ExchangeFinder::Find(const RowDraft& row) {
  Exchanges named;
  if (!row.event.empty()) {
    CITYGRAPH_TRY(named, WithKey(row.event));
  }
  if (named.size() == 1 && row.title.empty()) return One(named.front());
  CITYGRAPH_TRY(LearnTitles());
  if (named.empty() && row.number && row.series.empty()) {
    const auto numbered = by_number_.find(*row.number);
    if (numbered != by_number_.end()) named = numbered->second;
  }
  const Exchanges titled = WithTitle(row);
  if (!named.empty() && !titled.empty()) {
    Exchanges both;
    for (const NodeId each : named) {
      if (std::ranges::find(titled, each) != titled.end()) both.push_back(each);
    }
    if (both.empty()) {
      CITYGRAPH_TRY(const std::string by_name, KeysOf(named));
      CITYGRAPH_TRY(const std::string by_title, KeysOf(titled));
      return Found{.code = "ambiguous-exchange",
                   .message = fmt::format("\"{}\" names two exchanges: its number {}, its title {}",
                                          Asked(row), by_name, by_title)};
    }
    named = both;
  } else if (named.empty()) {
    named = titled;
  }
  if (named.size() == 1) return One(named.front());
  if (named.empty()) {
    CITYGRAPH_TRY(const std::string nearest, Nearest(Asked(row)));
    return Found{
        .code = "unknown-exchange",
        .message = fmt::format("no exchange \"{}\" is known from the graph or from another "
                               "file of this import{}",
                               Asked(row), nearest)};
  }
  CITYGRAPH_TRY(const std::string keys, KeysOf(named));
  return Found{.code = "ambiguous-exchange",
               .message = fmt::format("\"{}\" may be any of {} exchanges: {}; name it by its key",
                                      Asked(row), named.size(), keys)};
}

Result<ExchangeFinder::Exchanges> ExchangeFinder::WithKey(const std::string& key) const {
  return view_->NodesWithProperty(label::kExchange, property::kKey, key);
}

ExchangeFinder::Exchanges ExchangeFinder::WithTitle(const RowDraft& row) const {
  // "COP 26 follow-up" has no series: what looks like one is the beginning of the title.
  for (const std::string& text :
       {row.title,
        row.number ? fmt::format("{} {} {}", row.series, *row.number, row.title) : std::string()}) {
    if (text.empty() || row.title.empty()) continue;
    const auto found = by_title_.find(FoldName(text));
    if (found != by_title_.end()) return found->second;
  }
  return {};
}

void ExchangeFinder::AddTitle(const Node& node, NodeId exchange) {
  std::string title = StringOr(node.properties, property::kTitle);
  if (title.empty()) return;
  std::string folded = FoldName(title);
  AddOnce(by_title_[folded], exchange);
  titles_.push_back({.folded = std::move(folded), .shown = std::move(title), .exchange = exchange});
}

Status ExchangeFinder::LearnTitles() {
  if (learnt_) return {};
  learnt_ = true;
  CITYGRAPH_TRY(const auto exchanges, view_->NodesWithLabel(label::kExchange));
  const std::string_view documents = type::kDocuments;
  for (std::size_t i = 0; i < exchanges.size(); i += kBatch) {
    const std::span<const NodeId> some(exchanges.data() + i,
                                       std::min(kBatch, exchanges.size() - i));
    CITYGRAPH_TRY(const auto nodes, view_->Nodes(some));
    CITYGRAPH_TRY(const auto reports,
                  view_->Neighbours(some, Direction::kIncoming, std::span(&documents, 1)));
    std::vector<NodeId> report_ids;
    std::vector<NodeId> of;  // the exchange of each
    for (std::size_t n = 0; n < some.size(); ++n) {
      if (!nodes[n]) continue;
      AddTitle(*nodes[n], some[n]);
      titles_.push_back({.folded = FoldName(StringOr(nodes[n]->properties, property::kKey)),
                         .shown = StringOr(nodes[n]->properties, property::kTitle),
                         .exchange = some[n]});
      if (const std::int64_t number = IntegerOr(nodes[n]->properties, property::kNumber, -1);
          number >= 0)
        AddOnce(by_number_[number], some[n]);
      for (const Adjacent& each : reports[n]) {
        report_ids.push_back(each.neighbour);
        of.push_back(some[n]);
      }
    }
    CITYGRAPH_TRY(const auto found, view_->Nodes(report_ids));
    for (std::size_t n = 0; n < found.size(); ++n) {
      if (found[n]) AddTitle(*found[n], of[n]);
    }
  }
  return {};
}

Result<std::string> ExchangeFinder::KeyOf(NodeId exchange) const {
  CITYGRAPH_TRY(const auto node, view_->NodeAt(exchange));
  return node ? StringOr(node->properties, property::kKey) : std::string();
}

Result<std::string> ExchangeFinder::KeysOf(const Exchanges& exchanges) const {
  constexpr std::size_t kShown = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(exchanges.size(), kShown); ++i) {
    CITYGRAPH_TRY(const std::string key, KeyOf(exchanges[i]));
    text += (i == 0 ? "" : ", ") + key;
  }
  return exchanges.size() > kShown ? text + ", …" : text;
}

Result<ExchangeFinder::Found> ExchangeFinder::One(NodeId exchange) const {
  CITYGRAPH_TRY(std::string key, KeyOf(exchange));
  return Found{.exchange = exchange, .key = std::move(key), .code = {}, .message = {}};
}

Result<std::string> ExchangeFinder::Nearest(const std::string& text) {
  if (titles_.empty())
    return std::string("; there is none yet: import the list of reports with it");
  const auto known = nearest_.find(text);
  if (known != nearest_.end()) return known->second;
  if (nearest_.size() == kMostCompared) return std::string();
  constexpr double kAlike = 0.3;
  const std::string folded = FoldName(text);
  const Trigrams asked = TrigramsOf(folded);
  double best = kAlike;
  const Title* nearest = nullptr;
  for (const Title& title : titles_) {
    const double likeness = Likeness(asked, title.folded);
    if (likeness <= best) continue;
    best = likeness;
    nearest = &title;
  }
  std::string said;
  if (nearest != nullptr) {
    CITYGRAPH_TRY(const std::string key, KeyOf(nearest->exchange));
    said = fmt::format("; the nearest title is \"{}\" ({})", nearest->shown, key);
  }
  nearest_.emplace(text, said);
  return said;
}

}  // namespace citygraph::importers

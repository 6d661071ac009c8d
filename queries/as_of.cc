#include "queries/as_of.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "engine/model/schema.h"
#include "engine/model/temporal_text.h"
#include "engine/storage/property_columns.h"

namespace citygraph::queries {
namespace {

namespace label = schema::label;
namespace property = schema::property;
namespace type = schema::type;

// The first day on which it may have been.
std::optional<Date> FirstDayOf(const Value& date, const Value& year) {
  if (date.AsDate() != nullptr) return *date.AsDate();
  if (date.AsString() != nullptr) {
    if (const auto read = TemporalFromText(ValueKind::kDate, *date.AsString()))
      return *read->AsDate();
  }
  if (year.AsInteger() == nullptr || std::abs(*year.AsInteger()) > kLastYear) return std::nullopt;
  return ToDate({*year.AsInteger(), 1, 1});
}

class Keeper {
 public:
  Keeper(const GraphView& view, const TimePoint& time)
      : view_(view),
        time_(time),
        date_(Token(property::kDate)),
        year_(Token(property::kYear)),
        key_(Token(property::kKey)),
        exchange_(Token(property::kExchange)),
        hidden_(std::make_shared<Hidden>(view.state().next_node, view.state().next_relationship)) {}

  Result<std::shared_ptr<const Hidden>> Run() {
    CITYGRAPH_TRY(HideExchanges());
    CITYGRAPH_TRY(HideMentorings());
    CITYGRAPH_TRY(HideReports());
    return hidden_;
  }
  const LeftOut& left_out() const { return left_out_; }

 private:
  static constexpr std::size_t kAtOnce = std::size_t{1} << 16;  // neighbours
  using MaybeToken = std::optional<TokenId>;

  MaybeToken Token(std::string_view name) const {
    return view_.dictionary().Find(keys::WordKind::kProperty, name);
  }
  bool IsLater(Date day) const { return day > time_.last_day; }

  // From the base's columns where it is there, which is what makes this fast; null when not set.
  Result<Value> PropertyOf(NodeId node, MaybeToken name) const {
    if (!name) return Value();
    if (const auto place = view_.BasePlace(node))
      return ValueIn(place->table->FindColumn(*name), place->row);
    CITYGRAPH_TRY(auto records, view_.NodeRecords(std::span(&node, 1)));
    return records.front() ? ValueIn(records.front()->properties, *name) : Value();
  }
  Result<Value> PropertyOf(RelationshipId relationship, MaybeToken name) const {
    if (!name) return Value();
    if (const auto place = view_.BasePlace(relationship))
      return ValueIn(place->table->FindColumn(*name), place->position);
    CITYGRAPH_TRY(auto records, view_.RelationshipRecords(std::span(&relationship, 1)));
    return records.front() ? ValueIn(records.front()->properties, *name) : Value();
  }
  static Result<Value> ValueIn(const Column* column, std::uint64_t row) {
    return column == nullptr ? Value() : ValueAt(*column, row);
  }
  static Value ValueIn(const records::TokenProperties& properties, TokenId name) {
    const auto found = std::ranges::find(properties, name, &std::pair<TokenId, Value>::first);
    return found == properties.end() ? Value() : found->second;
  }
  template <class Id>
  Result<std::optional<Date>> DayOf(Id id) const {
    CITYGRAPH_TRY(const Value date, PropertyOf(id, date_));
    CITYGRAPH_TRY(const Value year, PropertyOf(id, year_));
    return FirstDayOf(date, year);
  }

  // Visits each relationship at the nodes: the node, its neighbour, the relationship.
  template <class Visit>
  Status EachNeighbour(std::span<const NodeId> nodes, Direction direction,
                       const std::vector<TokenId>* types, const Visit& visit) const {
    NeighbourRows rows;
    while (!nodes.empty()) {
      CITYGRAPH_TRY(const std::size_t did,
                    view_.NeighboursInto(nodes, direction, types, true, kAtOnce, rows));
      for (std::size_t i = 0; i < did; ++i) {
        for (std::uint64_t at = rows.BeginOf(i); at < rows.ends[i]; ++at) {
          CITYGRAPH_TRY(
              visit(nodes[i], NodeId{rows.neighbours[at]}, RelationshipId{rows.relationships[at]}));
        }
      }
      nodes = nodes.subspan(did);
    }
    return {};
  }

  Status HideExchanges() {
    CITYGRAPH_TRY(exchanges_, view_.NodesWithLabel(label::kExchange));
    std::vector<NodeId> left_out;
    for (const NodeId exchange : exchanges_) {
      CITYGRAPH_TRY(const auto day, DayOf(exchange));
      if (day && !IsLater(*day)) continue;
      ++(day ? left_out_.later : left_out_.undated);
      hidden_->Add(exchange);
      left_out.push_back(exchange);
    }
    CITYGRAPH_TRY(
        EachNeighbour(left_out, Direction::kBoth, nullptr,
                      [&](NodeId /*exchange*/, NodeId /*other*/, RelationshipId relationship) {
                        hidden_->Add(relationship);
                        return Status();
                      }));
    const auto documents = view_.TypeToken(type::kDocuments);
    if (!documents) return {};
    const std::vector<TokenId> types = {*documents};
    return EachNeighbour(left_out, Direction::kIncoming, &types,
                         [&](NodeId /*exchange*/, NodeId report, RelationshipId /*documents*/) {
                           reports_.insert(report);
                           return Status();
                         });
  }

  Status HideMentorings() {
    const auto mentored = view_.TypeToken(type::kMentored);
    if (!mentored) return {};
    const std::vector<TokenId> types = {*mentored};
    CITYGRAPH_TRY(const auto nodes, view_.AllNodes());
    std::vector<RelationshipId> undated;
    const auto hide = [&](RelationshipId mentoring) {
      ++left_out_.mentorings;
      hidden_->Add(mentoring);
    };
    CITYGRAPH_TRY(EachNeighbour(
        nodes, Direction::kOutgoing, &types,
        [&](NodeId /*mentor*/, NodeId /*mentee*/, RelationshipId mentoring) -> Status {
          if (hidden_->Has(mentoring)) return {};  // of what is left out
          CITYGRAPH_TRY(const auto day, DayOf(mentoring));
          if (!day) undated.push_back(mentoring);
          if (day && IsLater(*day)) hide(mentoring);
          return {};
        }));
    if (undated.empty()) return {};
    CITYGRAPH_TRY(const auto kept, KeysOfKept());
    for (const RelationshipId mentoring : undated) {
      CITYGRAPH_TRY(const Value exchange, PropertyOf(mentoring, exchange_));
      if (exchange.AsString() == nullptr || !kept.contains(*exchange.AsString())) hide(mentoring);
    }
    return {};
  }

  Result<std::unordered_set<std::string>> KeysOfKept() const {
    std::unordered_set<std::string> keys;
    for (const NodeId exchange : exchanges_) {
      if (hidden_->Has(exchange)) continue;
      CITYGRAPH_TRY(const Value key, PropertyOf(exchange, key_));
      if (key.AsString() != nullptr && !key.AsString()->empty()) keys.insert(*key.AsString());
    }
    return keys;
  }

  // A report of nothing that was.
  Status HideReports() {
    for (const NodeId report : reports_) {
      CITYGRAPH_TRY(const auto around, view_.NeighboursOf(report, Direction::kBoth));
      const auto is_hidden = [&](const Adjacent& each) { return hidden_->Has(each.relationship); };
      if (std::ranges::all_of(around, is_hidden)) hidden_->Add(report);
    }
    return {};
  }

  const GraphView& view_;
  TimePoint time_;
  MaybeToken date_;
  MaybeToken year_;
  MaybeToken key_;
  MaybeToken exchange_;
  std::shared_ptr<Hidden> hidden_;
  LeftOut left_out_;
  std::vector<NodeId> exchanges_;
  std::set<NodeId> reports_;  // of exchanges that are left out
};

}  // namespace

Result<TimePoint> ParseTimePoint(std::string_view text) {
  std::int64_t year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error == std::errc() && end == text.data() + text.size() && std::abs(year) <= kLastYear)
    return TimePoint{ToDate({year, 12, 31})};
  if (const auto date = TemporalFromText(ValueKind::kDate, text)) return TimePoint{*date->AsDate()};
  return Fail(
      ErrorCode::kInvalidInput,
      fmt::format("\"{}\" is neither a year such as 2019 nor a date such as 2019-06-30", text));
}

Result<LeftOut> KeepAsOf(GraphView& view, const TimePoint& time) {
  Keeper keeper(view, time);
  CITYGRAPH_TRY(auto hidden, keeper.Run());
  view.Hide(std::move(hidden));
  return keeper.left_out();
}

}  // namespace citygraph::queries

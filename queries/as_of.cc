#include "queries/as_of.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/model/schema.h"
#include "engine/model/temporal_text.h"

namespace citygraph::queries {
namespace {

namespace label = schema::label;
namespace property = schema::property;
namespace type = schema::type;

constexpr std::string_view kDate = "date";

// The first day on which it may have been.
std::optional<Date> FirstDayOf(const ValueMap& properties) {
  if (const Value* date = properties.Find(kDate)) {
    if (date->AsDate() != nullptr) return *date->AsDate();
    if (date->AsString() != nullptr) {
      if (const auto read = TemporalFromText(ValueKind::kDate, *date->AsString()))
        return *read->AsDate();
    }
  }
  const Value* year = properties.Find(property::kYear);
  if (year == nullptr || year->AsInteger() == nullptr) return std::nullopt;
  if (std::abs(*year->AsInteger()) > kLastYear) return std::nullopt;
  return ToDate({*year->AsInteger(), 1, 1});
}

class Keeper {
 public:
  Keeper(Transaction& graph, const TimePoint& time) : graph_(graph), time_(time) {}

  Result<LeftOut> Run() {
    CITYGRAPH_TRY(TakeOutExchanges());
    CITYGRAPH_TRY(TakeOutMentorings());
    CITYGRAPH_TRY(TakeOutReports());
    return left_out_;
  }

 private:
  bool IsLater(Date day) const { return day > time_.last_day; }

  Status TakeOut(NodeId node) {
    CITYGRAPH_TRY(const auto around, graph_.NeighboursOf(node, Direction::kBoth));
    for (const Adjacent& each : around) {
      CITYGRAPH_TRY(graph_.DeleteRelationship(each.relationship));
    }
    return graph_.DeleteNode(node);
  }

  Status TakeOutExchanges() {
    CITYGRAPH_TRY(const auto ids, graph_.NodesWithLabel(label::kExchange));
    CITYGRAPH_TRY(const auto exchanges, graph_.Nodes(ids));
    constexpr std::array kDocuments = {type::kDocuments};
    for (const auto& exchange : exchanges) {
      if (!exchange) continue;
      const std::string key = StringOr(exchange->properties, property::kKey);
      const auto day = FirstDayOf(exchange->properties);
      if (day && !IsLater(*day)) {
        if (!key.empty()) kept_.insert(key);
        continue;
      }
      ++(day ? left_out_.later : left_out_.undated);
      CITYGRAPH_TRY(const auto documented,
                    graph_.NeighboursOf(exchange->id, Direction::kIncoming, kDocuments));
      for (const Adjacent& each : documented) reports_.insert(each.neighbour);
      CITYGRAPH_TRY(TakeOut(exchange->id));
    }
    return {};
  }

  Status TakeOutMentorings() {
    CITYGRAPH_TRY(const auto places, graph_.NodesWithLabel(label::kPlace));
    constexpr std::array kMentored = {type::kMentored};
    CITYGRAPH_TRY(const auto lists, graph_.Neighbours(places, Direction::kOutgoing, kMentored));
    std::vector<RelationshipId> ids;
    for (const auto& list : lists) {
      for (const Adjacent& each : list) ids.push_back(each.relationship);
    }
    CITYGRAPH_TRY(const auto mentorings, graph_.Relationships(ids));
    for (const auto& mentoring : mentorings) {
      if (!mentoring) continue;
      const auto day = FirstDayOf(mentoring->properties);
      const bool known = day ? !IsLater(*day)
                             : kept_.contains(StringOr(mentoring->properties, property::kExchange));
      if (known) continue;
      ++left_out_.mentorings;
      CITYGRAPH_TRY(graph_.DeleteRelationship(mentoring->id));
    }
    return {};
  }

  Status TakeOutReports() {
    for (const NodeId report : reports_) {
      CITYGRAPH_TRY(const auto around, graph_.NeighboursOf(report, Direction::kBoth));
      if (around.empty()) CITYGRAPH_TRY(graph_.DeleteNode(report));
    }
    return {};
  }

  Transaction& graph_;
  TimePoint time_;
  LeftOut left_out_;
  std::set<std::string> kept_;  // keys of exchanges
  std::set<NodeId> reports_;    // of exchanges that are left out
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

Result<LeftOut> KeepAsOf(Transaction& graph, const TimePoint& time) {
  return Keeper(graph, time).Run();
}

}  // namespace citygraph::queries

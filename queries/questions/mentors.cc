#include "queries/questions/mentors.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "engine/model/schema.h"

namespace citygraph::queries {
namespace {

namespace property = schema::property;
constexpr std::array kMentored = {schema::type::kMentored};

Result<Mentoring> ToMentoring(const GraphView& view, RelationshipId id, int depth) {
  CITYGRAPH_TRY(auto relationship, view.RelationshipAt(id));
  if (!relationship)
    return Fail(ErrorCode::kCorruption, "a mentoring without its record; run: citygraph check");
  CITYGRAPH_TRY(auto mentor, view.NodeAt(relationship->start));
  CITYGRAPH_TRY(auto mentee, view.NodeAt(relationship->end));
  if (!mentor || !mentee)
    return Fail(ErrorCode::kCorruption, "a mentoring without its cities; run: citygraph check");
  Mentoring mentoring{.mentor = std::move(*mentor),
                      .mentee = std::move(*mentee),
                      .exchange = StringOr(relationship->properties, property::kExchange),
                      .depth = depth,
                      .confidence = ConfidenceOf(relationship->evidence),
                      .evidence = std::move(relationship->evidence)};
  std::ranges::stable_sort(mentoring.evidence, std::ranges::greater(), &Evidence::confidence);
  CITYGRAPH_TRY(const auto exchanges, view.NodesWithProperty(schema::label::kExchange,
                                                             property::kKey, mentoring.exchange));
  if (!exchanges.empty()) {
    CITYGRAPH_TRY(const auto exchange, view.NodeAt(exchanges.front()));
    if (exchange) mentoring.title = StringOr(exchange->properties, property::kTitle);
  }
  if (const std::int64_t year = IntegerOr(relationship->properties, property::kYear); year != 0)
    mentoring.year = year;
  return mentoring;
}

// Follows MENTORED from a city in one direction, step by step, each relationship once.
Status Follow(const GraphView& view, NodeId city, Chain chain, int depth,
              std::vector<Mentoring>& found) {
  const Direction direction =
      chain == Chain::kMentees ? Direction::kOutgoing : Direction::kIncoming;
  std::vector<NodeId> frontier = {city};
  std::set<std::uint64_t> visited = {Raw(city)};
  for (int step = 1; step <= depth && !frontier.empty(); ++step) {
    CITYGRAPH_TRY(const auto lists, view.Neighbours(frontier, direction, kMentored));
    frontier.clear();
    for (const auto& list : lists) {
      for (const Adjacent& each : list) {
        // Told at depth 1, where the city is the other end.
        if (each.neighbour == city && (step > 1 || chain == Chain::kMentors)) continue;
        CITYGRAPH_TRY(Mentoring mentoring, ToMentoring(view, each.relationship, step));
        mentoring.chain = chain;
        found.push_back(std::move(mentoring));
        if (visited.insert(Raw(each.neighbour)).second) frontier.push_back(each.neighbour);
      }
    }
  }
  return {};
}

}  // namespace

Result<std::vector<Mentoring>> FindMentorings(const GraphView& view, std::optional<NodeId> city,
                                              int depth) {
  std::vector<Mentoring> found;
  if (city) {
    CITYGRAPH_TRY(Follow(view, *city, Chain::kMentees, depth, found));
    CITYGRAPH_TRY(Follow(view, *city, Chain::kMentors, depth, found));
  } else {
    CITYGRAPH_TRY(const auto places, view.NodesWithLabel(schema::label::kPlace));
    CITYGRAPH_TRY(const auto lists, view.Neighbours(places, Direction::kOutgoing, kMentored));
    for (const auto& list : lists) {
      for (const Adjacent& each : list) {
        CITYGRAPH_TRY(Mentoring mentoring, ToMentoring(view, each.relationship, 1));
        found.push_back(std::move(mentoring));
      }
    }
  }
  std::ranges::stable_sort(found, {}, [](const Mentoring& each) {
    return std::tuple(each.depth, each.year.value_or(0),
                      StringOr(each.mentor.properties, property::kName),
                      StringOr(each.mentee.properties, property::kName), each.chain);
  });
  return found;
}

}  // namespace citygraph::queries

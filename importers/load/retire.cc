#include "importers/load/retire.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/model/schema.h"

namespace citygraph::importers {
namespace {

namespace label = schema::label;
namespace type = schema::type;

constexpr std::size_t kBatch = 4096;

// The properties that importing gives: a node with any other was enriched by someone.
bool HasOnlyImported(const Node& node) {
  static constexpr std::array<std::string_view, 20> kImported = {
      "name",      "key",      "geonameid", "lat",      "lon",    "population", "code",
      "id",        "sdgs",     "title",     "series",   "number", "type",       "year",
      "programme", "document", "line",      "language", "url",    "date"};
  return std::ranges::all_of(node.properties, [](const auto& property) {
    return std::ranges::find(kImported, property.key) != kImported.end();
  });
}

// Whether a relationship holds its start up: where a place lies and what a theme belongs to do not.
bool IsBackground(const Relationship& relationship, NodeId seen_from) {
  if (relationship.start != seen_from) return false;
  const bool kind = relationship.type == type::kIn || relationship.type == type::kBroader;
  return kind && std::ranges::all_of(relationship.evidence, [](const Evidence& each) {
           return each.document == "gazetteer" || each.document == "themes";
         });
}

bool IsImported(const Node& node) {
  return std::ranges::any_of(
      std::array{label::kPlace, label::kExchange, label::kReport, label::kTheme, label::kNetwork},
      [&](std::string_view each) { return node.HasLabel(each); });
}

}  // namespace

Result<Retirement> Retirement::Begin(const Transaction& change, std::set<std::string> documents) {
  Retirement retirement;
  retirement.documents_ = std::move(documents);
  if (retirement.documents_.empty()) return retirement;
  CITYGRAPH_TRY(const auto all, change.AllRelationships());
  for (std::size_t i = 0; i < all.size(); i += kBatch) {
    const std::span<const RelationshipId> some(all.data() + i, std::min(kBatch, all.size() - i));
    CITYGRAPH_TRY(const auto relationships, change.Relationships(some));
    for (const auto& each : relationships) {
      if (!each) continue;
      const bool speaks = std::ranges::any_of(each->evidence, [&](const Evidence& evidence) {
        return retirement.documents_.contains(evidence.document);
      });
      if (speaks) retirement.spoken_of_.push_back(each->id);
    }
  }
  return retirement;
}

Status Retirement::Finish(Transaction& change, const SaidAgain& said, LoadCounts& retired) {
  static const std::vector<Evidence> kNothing;
  for (std::size_t i = 0; i < spoken_of_.size(); i += kBatch) {
    const std::span<const RelationshipId> some(spoken_of_.data() + i,
                                               std::min(kBatch, spoken_of_.size() - i));
    CITYGRAPH_TRY(const auto relationships, change.Relationships(some));
    for (const auto& each : relationships) {
      if (!each) continue;
      const auto again = said.find(each->id);
      CITYGRAPH_TRY(
          RetireFrom(change, *each, again == said.end() ? kNothing : again->second, retired));
    }
  }
  return Sweep(change, retired);
}

Status Retirement::RetireFrom(Transaction& change, const Relationship& relationship,
                              const std::vector<Evidence>& said, LoadCounts& retired) {
  std::vector<Evidence> kept;
  for (const Evidence& each : relationship.evidence) {
    const bool stays =
        !documents_.contains(each.document) ||
        std::ranges::any_of(said, [&](const Evidence& one) { return one.SameStatement(each); });
    if (stays) kept.push_back(each);
  }
  if (kept.size() == relationship.evidence.size()) return {};
  if (kept.empty()) return DeleteWithEnds(change, relationship, retired);
  CITYGRAPH_TRY(change.SetEvidence(relationship.id, kept));
  if (relationship.type != type::kDocuments) return {};
  // The report is told of elsewhere still: there it stands now.
  const bool own = std::ranges::any_of(
      kept, [&](const Evidence& each) { return documents_.contains(each.document); });
  if (own) return {};
  CITYGRAPH_TRY(change.SetProperty(relationship.start, "document", kept.front().document));
  return change.SetProperty(relationship.start, "line",
                            static_cast<std::int64_t>(kept.front().line));
}

Status Retirement::DeleteWithEnds(Transaction& change, const Relationship& relationship,
                                  LoadCounts& retired) {
  CITYGRAPH_TRY(change.DeleteRelationship(relationship.id));
  ++retired.relationships[relationship.type];
  loosened_.push_back(relationship.start);
  loosened_.push_back(relationship.end);
  return {};
}

Status Retirement::Sweep(Transaction& change, LoadCounts& retired) {
  while (!loosened_.empty()) {
    const NodeId id = loosened_.back();
    loosened_.pop_back();
    CITYGRAPH_TRY(const auto node, change.NodeAt(id));
    if (!node || !IsImported(*node) || !HasOnlyImported(*node)) continue;
    CITYGRAPH_TRY(const auto adjacent, change.NeighboursOf(id, Direction::kBoth));
    std::vector<RelationshipId> ids;
    for (const Adjacent& each : adjacent) ids.push_back(each.relationship);
    CITYGRAPH_TRY(const auto relationships, change.Relationships(ids));
    const bool loose = std::ranges::all_of(
        relationships, [&](const auto& each) { return !each || IsBackground(*each, id); });
    if (!loose) continue;
    for (const auto& each : relationships) {
      if (each) CITYGRAPH_TRY(DeleteWithEnds(change, *each, retired));
    }
    CITYGRAPH_TRY(change.DeleteNode(id));
    for (const std::string& each : node->labels) ++retired.nodes[each];
  }
  return {};
}

}  // namespace citygraph::importers

#include "importers/load/difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "engine/encoding/json.h"
#include "engine/model/schema.h"

namespace citygraph::importers {
namespace {

namespace property = schema::property;
constexpr std::size_t kBatch = 4096;

std::string NameOf(const Node& node) {
  for (const std::string_view each : {property::kName, property::kKey, property::kTitle}) {
    if (node.HasLabel(schema::label::kExchange) && each == property::kName) continue;
    std::string name(StringOr(node.properties, each));
    if (!name.empty()) return name;
  }
  return {};
}

std::string Shown(const Value* value) { return value == nullptr ? "nothing" : ToJson(*value); }

}  // namespace

std::string_view DifferenceName(Difference::Kind kind) {
  switch (kind) {
    case Difference::Kind::kAdded:
      return "added";
    case Difference::Kind::kGone:
      return "gone";
    case Difference::Kind::kChanged:
      return "changed";
  }
  return "changed";
}

Result<DocumentFacts> DocumentFacts::Of(const GraphView& view,
                                        const std::set<std::string>& documents) {
  DocumentFacts facts;
  if (documents.empty()) return facts;
  CITYGRAPH_TRY(const auto all, view.AllRelationships());
  for (std::size_t i = 0; i < all.size(); i += kBatch) {
    const std::span<const RelationshipId> some(all.data() + i, std::min(kBatch, all.size() - i));
    CITYGRAPH_TRY(const auto relationships, view.Relationships(some));
    for (const auto& each : relationships) {
      if (!each) continue;
      const auto said = std::ranges::find_if(each->evidence, [&](const Evidence& evidence) {
        return documents.contains(evidence.document);
      });
      if (said == each->evidence.end()) continue;
      CITYGRAPH_TRY(const auto start, view.NodeAt(each->start));
      CITYGRAPH_TRY(const auto end, view.NodeAt(each->end));
      if (!start || !end) continue;
      const std::string role(StringOr(each->properties, "role"));
      Difference fact{.document = said->document,
                      .line = said->line,
                      .from = NameOf(*start),
                      .type = role.empty() ? each->type : each->type + ' ' + role,
                      .to = NameOf(*end)};
      if (end->HasLabel(schema::label::kExchange)) {
        facts.exchanges_[fact.to] = end->properties;
        facts.spoken_of_.emplace(fact.to, fact);
      }
      facts.facts_.emplace(
          fmt::format("{}\n{}\n{}\n{}", fact.document, fact.from, fact.type, fact.to),
          std::move(fact));
    }
  }
  return facts;
}

std::vector<Difference> DocumentFacts::Since(const DocumentFacts& before) const {
  std::vector<Difference> all;
  for (const auto& [key, fact] : facts_) {
    if (!before.facts_.contains(key)) all.push_back(fact);
  }
  for (const auto& [key, fact] : before.facts_) {
    if (facts_.contains(key)) continue;
    all.push_back(fact);
    all.back().kind = Difference::Kind::kGone;
  }
  for (const auto& [key, now] : exchanges_) {
    const auto was = before.exchanges_.find(key);
    if (was == before.exchanges_.end()) continue;
    for (const std::string_view each :
         {property::kTitle, property::kYear, property::kType, property::kProgramme}) {
      const Value* old_value = was->second.Find(each);
      const Value* new_value = now.Find(each);
      if (Shown(old_value) == Shown(new_value)) continue;
      Difference change = spoken_of_.at(key);
      change.kind = Difference::Kind::kChanged;
      change.from = key;
      change.type = each;
      change.to = fmt::format("{} -> {}", Shown(old_value), Shown(new_value));
      all.push_back(std::move(change));
    }
  }
  std::ranges::stable_sort(all, {}, [](const Difference& each) {
    return std::tuple(each.kind, each.document, each.line);
  });
  return all;
}

}  // namespace citygraph::importers

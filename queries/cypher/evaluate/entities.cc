#include "queries/cypher/evaluate/entities.h"

#include <algorithm>

#include "engine/storage/property_columns.h"

namespace citygraph::queries::cypher {
namespace {

constexpr std::size_t kMostKept = 1 << 16;

bool Deleted(std::string_view what, std::uint64_t id, Trap& trap) {
  return trap.Fail(
      ErrorKind::kEntityNotFound, "DeletedEntityAccess",
      std::string(what) + " " + std::to_string(id) + " has been deleted, its content is gone");
}

// Reads with `read` those of `wanted` that are not in `kept` yet.
template <class Id, class Record, class IsDeleted, class Read>
bool Fetch(std::span<const std::uint64_t> wanted, std::unordered_map<std::uint64_t, Record>& kept,
           std::uint64_t& reads, const IsDeleted& is_deleted, const Read& read, Trap& trap) {
  if (kept.size() > kMostKept) kept.clear();
  std::vector<Id> ids;
  for (const std::uint64_t id : wanted) {
    if (id == ~std::uint64_t{0} || is_deleted(id)) continue;
    if (kept.try_emplace(id).second) ids.push_back(Id{id});
  }
  if (ids.empty()) return true;
  reads += ids.size();
  auto records = read(std::span<const Id>(ids));
  if (!records) {
    kept.clear();
    return trap.Fail(std::move(records).error());
  }
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if ((*records)[i]) {
      kept[Raw(ids[i])] = *std::move((*records)[i]);
    } else {
      kept.erase(Raw(ids[i]));
    }
  }
  return true;
}

}  // namespace

bool Entities::Prefetch(std::span<const std::uint64_t> nodes, Trap& trap) {
  if (view_.HasOnlyBase()) return true;  // what is asked of them is read where they are
  std::vector<std::uint64_t> others;
  for (const std::uint64_t id : nodes) {
    if (!view_.BasePlace(NodeId{id})) others.push_back(id);
  }
  return Load(others, trap);
}

bool Entities::Load(std::span<const std::uint64_t> nodes, Trap& trap) {
  return Fetch<NodeId>(
      nodes, nodes_, reads_, [&](std::uint64_t id) { return deleted_nodes_.contains(id); },
      [&](std::span<const NodeId> ids) { return view_.NodeRecords(ids); }, trap);
}

bool Entities::PrefetchRelationships(std::span<const std::uint64_t> relationships, Trap& trap) {
  if (view_.HasOnlyBase()) return true;
  std::vector<std::uint64_t> others;
  for (const std::uint64_t id : relationships) {
    if (!view_.BasePlace(RelationshipId{id})) others.push_back(id);
  }
  return LoadRelationships(others, trap);
}

bool Entities::LoadRelationships(std::span<const std::uint64_t> relationships, Trap& trap) {
  return Fetch<RelationshipId>(
      relationships, relationships_, reads_,
      [&](std::uint64_t id) { return deleted_relationships_.contains(id); },
      [&](std::span<const RelationshipId> ids) { return view_.RelationshipRecords(ids); }, trap);
}

const records::NodeRecord* Entities::Find(NodeId id, Trap& trap) {
  auto found = nodes_.find(Raw(id));
  if (found == nodes_.end()) {
    const std::uint64_t raw = Raw(id);
    if (!Load({&raw, 1}, trap)) return nullptr;
    found = nodes_.find(raw);
  }
  if (found == nodes_.end()) {
    Deleted("node", Raw(id), trap);
    return nullptr;
  }
  return &found->second;
}

const records::RelationshipRecord* Entities::Find(RelationshipId id, Trap& trap) {
  auto found = relationships_.find(Raw(id));
  if (found == relationships_.end()) {
    const std::uint64_t raw = Raw(id);
    if (!LoadRelationships({&raw, 1}, trap)) return nullptr;
    found = relationships_.find(raw);
  }
  if (found == relationships_.end()) {
    Deleted("relationship", Raw(id), trap);
    return nullptr;
  }
  return &found->second;
}

bool Entities::EndsOf(RelationshipId id, RelationshipEnds& out, Trap& trap) {
  if (const auto place = view_.BasePlace(id)) {
    ++reads_;
    out = {place->table->type(), NodeId{place->table->StartAt(place->position)},
           NodeId{place->table->EndAt(place->position)}};
    return true;
  }
  const records::RelationshipRecord* record = Find(id, trap);
  if (record != nullptr) out = {record->type, record->start, record->end};
  return record != nullptr;
}

bool Entities::EndsEvenDeleted(RelationshipId id, RelationshipEnds& out, Trap& trap) {
  const auto found = deleted_relationships_.find(Raw(id));
  if (found == deleted_relationships_.end()) return EndsOf(id, out, trap);
  out = found->second;
  return true;
}

std::optional<NodePlace> Entities::FindBasePlace(NodeId id) {
  if (!base_unchanged_) {
    if (!deleted_nodes_.empty() && deleted_nodes_.contains(Raw(id))) return std::nullopt;
    return view_.BasePlace(id);
  }
  const auto run = view_.base()->RunAt(id);
  if (!run) return std::nullopt;
  run_ = *run;
  return run_.PlaceOf(id);
}

namespace {

bool ReadFrom(const citygraph::Column* column, std::uint64_t row, Value& out, Trap& trap) {
  out = Value();
  if (column == nullptr) return true;
  auto value = ValueAt(*column, row);
  if (!value) return trap.Fail(std::move(value).error());
  out = *std::move(value);
  return true;
}

// Null when it is not there.
Value ValueOf(const records::TokenProperties& properties, TokenId key) {
  const auto found =
      std::ranges::find(properties, key, [](const auto& each) { return each.first; });
  return found == properties.end() ? Value() : found->second;
}

}  // namespace

bool Entities::Property(NodeId id, TokenId key, Value& out, Trap& trap) {
  if (const auto place = BasePlace(id)) {
    ++reads_;
    return ReadFrom(place->table->FindColumn(key), place->row, out, trap);
  }
  const records::NodeRecord* record = Find(id, trap);
  if (record == nullptr) return false;
  out = ValueOf(record->properties, key);
  return true;
}

bool Entities::Property(RelationshipId id, TokenId key, Value& out, Trap& trap) {
  if (const auto place = view_.BasePlace(id)) {
    ++reads_;
    return ReadFrom(place->table->FindColumn(key), place->position, out, trap);
  }
  const records::RelationshipRecord* record = Find(id, trap);
  if (record == nullptr) return false;
  out = ValueOf(record->properties, key);
  return true;
}

void Entities::ToMap(const records::TokenProperties& properties, ValueMap& out) const {
  out = ValueMap();
  for (const auto& [token, value] : properties)
    out.Put(view_.dictionary().Word(keys::WordKind::kProperty, token), value);
}

bool Entities::Properties(NodeId id, ValueMap& out, Trap& trap) {
  const records::NodeRecord* record = Find(id, trap);
  if (record == nullptr) return false;
  ToMap(record->properties, out);
  return true;
}

bool Entities::Properties(RelationshipId id, ValueMap& out, Trap& trap) {
  const records::RelationshipRecord* record = Find(id, trap);
  if (record == nullptr) return false;
  ToMap(record->properties, out);
  return true;
}

bool Entities::Labels(NodeId id, std::span<const TokenId>& out, Trap& trap) {
  if (const auto place = BasePlace(id)) {
    out = place->table->labels();
    return true;
  }
  const records::NodeRecord* record = Find(id, trap);
  if (record == nullptr) return false;
  out = record->labels;
  return true;
}

namespace {

// `place_of` an id: the table that has its columns and the row there, or nothing.
template <class PlaceOf>
bool Flatten(std::span<const std::uint64_t> ids, TokenId key, const PlaceOf& place_of,
             FlatVector& out) {
  out.numbers.resize(ids.size());
  out.words = nullptr;
  const void* table = nullptr;
  const citygraph::Column* column = nullptr;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto place = place_of(ids[i]);
    if (!place) return false;
    if (place->first != table) {
      table = place->first;
      const citygraph::Column* other = place->first->FindColumn(key);
      if (other == nullptr) return false;
      const bool coded = other->kind() == ColumnKind::kText && other->has_dictionary();
      if (!coded && other->kind() != ColumnKind::kInteger) return false;
      // Codes of two dictionaries, or codes and integers, cannot be told apart.
      if (column != nullptr && (coded || out.form == FlatVector::Form::kWords)) return false;
      out.form = coded ? FlatVector::Form::kWords : FlatVector::Form::kIntegers;
      if (coded) out.words = other;
      column = other;
    }
    if (!column->Has(place->second)) return false;
    out.numbers[i] = column->Integer(place->second);
  }
  return column != nullptr;
}

}  // namespace

bool Entities::FlatNodeProperty(std::span<const std::uint64_t> nodes, TokenId key,
                                FlatVector& out) {
  using Place = std::optional<std::pair<const NodeTable*, std::uint64_t>>;
  const auto place_of = [&](std::uint64_t id) -> Place {  // none of null
    const auto place = BasePlace(NodeId{id});
    return place ? Place({place->table, place->row}) : std::nullopt;
  };
  return Flatten(nodes, key, place_of, out);
}

bool Entities::FlatRelationshipProperty(std::span<const std::uint64_t> relationships, TokenId key,
                                        FlatVector& out) {
  using Place = std::optional<std::pair<const RelationshipTable*, std::uint64_t>>;
  const auto place_of = [&](std::uint64_t id) -> Place {
    const auto place = view_.BasePlace(RelationshipId{id});
    return place ? Place({place->table, place->position}) : std::nullopt;
  };
  return Flatten(relationships, key, place_of, out);
}

bool Entities::Labels(NodeId id, std::vector<std::string>& out, Trap& trap) {
  std::span<const TokenId> labels;
  if (!Labels(id, labels, trap)) return false;
  out.clear();
  for (const TokenId label : labels)
    out.emplace_back(view_.dictionary().Word(keys::WordKind::kLabel, label));
  return true;
}

void Entities::MarkDeleted(NodeId id) {
  nodes_.erase(Raw(id));
  deleted_nodes_.insert(Raw(id));
}

bool Entities::MarkDeleted(RelationshipId id, Trap& trap) {
  RelationshipEnds ends;
  if (!EndsOf(id, ends, trap)) return false;
  deleted_relationships_.emplace(Raw(id), ends);
  relationships_.erase(Raw(id));
  return true;
}

}  // namespace citygraph::queries::cypher

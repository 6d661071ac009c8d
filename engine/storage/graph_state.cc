#include "engine/storage/graph_state.h"

#include <array>

#include "engine/encoding/keys.h"
#include "engine/encoding/records.h"
#include "engine/storage/fold.h"

namespace citygraph {
namespace {

Result<Shadows> LoadShadows(const Reader& reader) {
  Shadows shadows;
  bool sound = true;
  CITYGRAPH_TRY(ForEach(reader, PrefixRange(keys::TablePrefix(keys::Table::kShadow)),
                        [&](const KeyValue& row) {
                          const auto key = keys::ParseShadow(row.key);
                          sound = key.has_value();
                          if (!sound) return false;
                          if (key->kind == keys::ShadowKind::kNode) {
                            shadows.nodes.insert(key->id);
                          } else {
                            shadows.relationships.insert(key->id);
                            if (!row.value.empty()) shadows.deleted.insert(key->id);
                          }
                          return true;
                        }));
  if (!sound) return Fail(ErrorCode::kCorruption, "a shadow key of the wrong length");
  return shadows;
}

}  // namespace

Result<GraphState> ReadHead(const Reader& reader) {
  const std::array<std::string, 6> names = {
      keys::Meta(meta::kFormat),           keys::Meta(meta::kSequence), keys::Meta(meta::kNextNode),
      keys::Meta(meta::kNextRelationship), keys::Meta(meta::kChanges),  keys::Meta(meta::kBase)};
  CITYGRAPH_TRY(const auto rows, reader.Get(names));
  GraphState state;
  const std::array<std::uint64_t*, 5> numbers = {&state.format, &state.sequence, &state.next_node,
                                                 &state.next_relationship, &state.changes};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (!rows[i]) continue;
    CITYGRAPH_TRY(*numbers[i], records::DecodeNumber(*rows[i]));
  }
  if (rows[5]) state.base_name = *rows[5];
  return state;
}

Result<std::set<GraphState::LabelAndProperty>> FindIndexesOverBase(const Reader& reader,
                                                                   const GraphState& state) {
  std::vector<KeyRange> ranges;
  for (const auto& [label, property] : state.indexes)
    ranges.push_back(PrefixRange(keys::PropertyPrefix(label, property)));
  CITYGRAPH_TRY(const std::vector<Page> pages, reader.Scan(ranges, 1));
  std::set<GraphState::LabelAndProperty> found;
  auto page = pages.begin();
  for (const GraphState::LabelAndProperty& each : state.indexes) {
    if (!(page++)->rows.empty()) found.insert(each);
  }
  return found;
}

Result<std::shared_ptr<const GraphState>> GraphCache::StateOf(const Reader& reader) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t commit = reader.Commit();
  if (last_ && last_commit_ == commit) return last_;
  CITYGRAPH_TRY(const GraphState head, ReadHead(reader));
  CITYGRAPH_TRY(auto state, Load(reader, head));
  if (!last_ || last_commit_ < commit) {
    last_ = state;
    last_commit_ = commit;
  }
  return state;
}

void GraphCache::Note(const Reader& reader, std::shared_ptr<const GraphState> state) {
  const std::lock_guard lock(mutex_);
  last_ = std::move(state);
  last_commit_ = reader.Commit();
  committed_ = true;
}

Result<std::shared_ptr<const GraphState>> GraphCache::Load(const Reader& reader,
                                                           const GraphState& head) {
  auto state = std::make_shared<GraphState>(head);
  CITYGRAPH_TRY(Dictionary dictionary, Dictionary::Load(reader));
  state->dictionary = std::make_shared<Dictionary>(std::move(dictionary));
  CITYGRAPH_TRY(ForEach(reader, PrefixRange(keys::TablePrefix(keys::Table::kIndex)),
                        [&](const KeyValue& row) {
                          if (const auto key = keys::ParseIndex(row.key))
                            state->indexes.emplace(key->label, key->property);
                          return true;
                        }));
  CITYGRAPH_TRY(state->indexes_over_base, FindIndexesOverBase(reader, *state));
  if (head.base_name.empty()) return state;
  if (last_ && last_->base_name == head.base_name) {
    state->base = last_->base;
  } else {
    CITYGRAPH_TRY(state->base, OpenBase(reader, *state));
  }
  // A base made anew from all that is there has no shadows.
  if (state->base->sequence() == head.sequence) return state;
  CITYGRAPH_TRY(Shadows shadows, LoadShadows(reader));
  state->shadows = std::make_shared<Shadows>(std::move(shadows));
  return state;
}

// A base that is missing or damaged is made anew in memory, from the truth: slower, and as right.
Result<std::shared_ptr<const Adjacency>> GraphCache::OpenBase(const Reader& reader,
                                                              const GraphState& state) {
  if (folder_) {
    if (auto base = Adjacency::Open(*folder_ / state.base_name)) return *base;
  }
  return BuildBase(reader, state, std::nullopt);
}

Result<std::shared_ptr<const DeltaAdjacency>> GraphCache::DeltaOf(const Reader& reader,
                                                                  const GraphState& state) {
  const std::uint64_t first = state.base_relationships();
  std::shared_ptr<DeltaAdjacency> adjacency;
  {
    const std::lock_guard lock(mutex_);
    const bool fits = delta_ && delta_->first == first && delta_->changes == state.changes;
    adjacency = fits ? delta_->adjacency : std::make_shared<DeltaAdjacency>(first);
    const bool newer = !delta_ || delta_->first < first || delta_->changes <= state.changes;
    if (!fits && newer) delta_ = Delta{first, state.changes, adjacency};
  }
  CITYGRAPH_TRY(adjacency->Extend(reader, state.next_relationship));
  return adjacency;
}

Result<std::shared_ptr<const RelationshipBlock>> GraphCache::BlockOf(const Reader& reader,
                                                                     RelationshipId id) {
  constexpr std::size_t kMostBlocks = 256;
  const auto holds = [&](const RelationshipBlock& block) {
    return static_cast<std::uint64_t>(block.ids.front()) <= Raw(id);
  };
  {
    const std::lock_guard lock(mutex_);
    const auto cached = blocks_.lower_bound(Raw(id));
    if (cached != blocks_.end() && holds(*cached->second)) return cached->second;
  }
  const KeyRange range{keys::RelationshipBlock(id),
                       PrefixRange(keys::TablePrefix(keys::Table::kRelationshipBlock)).last};
  CITYGRAPH_TRY(const auto pages, reader.Scan(std::span(&range, 1), 1));
  if (pages.front().rows.empty()) return nullptr;
  CITYGRAPH_TRY(RelationshipBlock block, DecodeRelationshipBlock(pages.front().rows.front().value));
  if (!holds(block)) return nullptr;
  auto shared = std::make_shared<const RelationshipBlock>(std::move(block));
  const std::lock_guard lock(mutex_);
  if (blocks_.size() >= kMostBlocks) blocks_.clear();
  blocks_.emplace(static_cast<std::uint64_t>(shared->ids.back()), shared);
  return shared;
}

}  // namespace citygraph

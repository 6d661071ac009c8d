#include "engine/storage/graph.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "engine/encoding/format_version.h"
#include "engine/storage/background_fold.h"
#include "engine/storage/fold.h"

namespace citygraph {
namespace {

Shadows ShadowsOf(const FoldJournal& journal) {
  Shadows shadows;
  shadows.nodes.insert(journal.nodes().begin(), journal.nodes().end());
  for (const auto& [id, deleted] : journal.relationships()) {
    shadows.relationships.insert(id);
    if (deleted) shadows.deleted.insert(id);
  }
  return shadows;
}

}  // namespace

Result<std::unique_ptr<Graph>> Graph::Open(std::unique_ptr<Store> store) {
  CITYGRAPH_TRY(auto snapshot, store->Snapshot());
  CITYGRAPH_TRY(auto row, GetOne(*snapshot, keys::Meta("format")));
  if (row) {
    CITYGRAPH_TRY(const std::uint64_t version, records::DecodeNumber(*row));
    if (version > kFormatVersion) {
      return Fail({.code = ErrorCode::kUnsupported,
                   .message = "the database has format " + std::to_string(version) +
                              ", this program reads up to " + std::to_string(kFormatVersion),
                   .hint = "use the newer citygraph that wrote it"});
    }
  } else {
    const KeyRange everything;
    CITYGRAPH_TRY(auto pages, snapshot->Scan(std::span(&everything, 1), 1));
    if (!pages.front().rows.empty()) {
      return Fail(
          {.code = ErrorCode::kCorruption,
           .message = "the store holds data but no citygraph format number",
           .hint = "it is damaged or was made by another program; name another folder with --db"});
    }
  }
  snapshot.reset();
  return std::unique_ptr<Graph>(new Graph(std::move(store)));
}

Graph::Graph(std::unique_ptr<Store> store)
    : store_(std::move(store)), cache_(std::make_shared<GraphCache>(store_->Folder())) {}

Result<std::unique_ptr<GraphView>> Graph::Read() const {
  CITYGRAPH_TRY(auto snapshot, store_->Snapshot());
  CITYGRAPH_TRY(auto state, cache_->StateOf(*snapshot));
  return std::make_unique<GraphView>(std::move(snapshot), std::move(state), cache_);
}

Graph::~Graph() = default;

Result<std::unique_ptr<Transaction>> Graph::Begin() {
  // The one before it is as right, only slower to read over.
  if (const auto taken = TakeFold(false); !taken) IgnoreError(taken, "tried again later");
  CITYGRAPH_TRY(auto snapshot, store_->Snapshot());
  CITYGRAPH_TRY(auto state, cache_->StateOf(*snapshot));
  // A transaction's changes refer to the base that is on disk: one that was missing or damaged is
  // made again first.
  const std::optional<std::filesystem::path> folder = store_->Folder();
  if (folder && state->base && state->base->name() != (*folder / state->base_name).string()) {
    // What is open for reading alone takes no commit, and so needs none.
    if (Status folded = Fold(); !folded && folded.error().code != ErrorCode::kUnsupported)
      return std::unexpected(std::move(folded).error());
    CITYGRAPH_TRY(snapshot, store_->Snapshot());
    CITYGRAPH_TRY(state, cache_->StateOf(*snapshot));
  }
  if (cache_->committed() && IsFoldDue(*state))
    IgnoreError(StartFold(), "reading over what is not in the base is slower, and as right");
  return Transaction::Begin(*store_, std::move(snapshot), std::move(state), cache_);
}

bool Graph::IsFoldDue(const GraphState& state) const {
  const std::uint64_t in_base = state.base_nodes() + state.base_relationships();
  return state.delta_size() > std::max({policy_.least, in_base / policy_.share, 2 * failed_at_});
}

Status Graph::FoldIfAbove(std::uint64_t delta) {
  CITYGRAPH_TRY(auto snapshot, store_->Snapshot());
  CITYGRAPH_TRY(const auto state, cache_->StateOf(*snapshot));
  if (state->delta_size() <= delta) return {};
  return Fold();
}

Status Graph::Compact() {
  CITYGRAPH_TRY(FoldIfAbove(0));
  return store_->Compact();
}

Status Graph::Fold() {
  fold_.reset();
  cache_->journal().Stop();
  const std::optional<std::filesystem::path> folder = store_->Folder();
  if (!folder) return {};
  CITYGRAPH_TRY(const auto snapshot, store_->Snapshot());
  CITYGRAPH_TRY(const auto state, cache_->StateOf(*snapshot));
  if (state->sequence == 0) return {};
  RemoveBasesBut(*folder, std::array{state->base_name});  // what killed writers left
  CITYGRAPH_TRY(const MadeBase made, MakeBase(*snapshot, *state, *folder));
  return PutInPlace(made, {});
}

Status Graph::StartFold() {
  const std::optional<std::filesystem::path> folder = store_->Folder();
  if (fold_ || !folder) return {};
  CITYGRAPH_TRY(auto snapshot, store_->Snapshot());
  CITYGRAPH_TRY(auto state, cache_->StateOf(*snapshot));
  if (state->sequence == 0) return {};
  RemoveBasesBut(*folder, std::array{state->base_name});
  cache_->journal().Start(state->next_node, state->next_relationship);
  fold_ = std::make_unique<BackgroundFold>(std::move(snapshot), std::move(state), *folder);
  return {};
}

Result<bool> Graph::TakeFold(bool wait) {
  if (!fold_ || (!wait && !fold_->done())) return false;
  const std::unique_ptr<BackgroundFold> fold = std::move(fold_);
  const FoldJournal since = cache_->journal().Stop();
  const Result<MadeBase> made = fold->Take();
  Status placed = made ? PutInPlace(*made, since) : Status(std::unexpected(made.error()));
  if (placed) {
    failed_at_ = 0;
    return true;
  }
  CITYGRAPH_TRY(const auto snapshot, store_->Snapshot());
  CITYGRAPH_TRY(const auto state, cache_->StateOf(*snapshot));
  failed_at_ = state->delta_size();
  return std::unexpected(std::move(placed).error());
}

Status Graph::PutInPlace(const MadeBase& made, const FoldJournal& since) {
  CITYGRAPH_TRY(auto snapshot, store_->Snapshot());
  CITYGRAPH_TRY(const auto before, cache_->StateOf(*snapshot));
  CITYGRAPH_TRY(store_->Commit(BatchFor(made, since)));
  auto next = std::make_shared<GraphState>(*before);
  next->base_name = made.name;
  next->base = made.base;
  next->format = kFormatVersion;
  next->shadows = std::make_shared<Shadows>(ShadowsOf(since));
  CITYGRAPH_TRY(snapshot, store_->Snapshot());
  next->indexes_over_base.clear();
  // A look would walk over all that was just deleted.
  const bool base_has_all = made.needed.empty() && made.base->sequence() == before->sequence;
  if (!base_has_all) {
    CITYGRAPH_TRY(next->indexes_over_base, FindIndexesOverBase(*snapshot, *next));
  }
  cache_->Note(*snapshot, std::move(next));
  RemoveBasesBut(*store_->Folder(), std::array{made.name, before->base_name});
  return {};
}

}  // namespace citygraph

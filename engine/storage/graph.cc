#include "engine/storage/graph.h"

#include <array>
#include <filesystem>

#include "engine/encoding/format_version.h"
#include "engine/storage/fold.h"

namespace citygraph {

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

Result<std::unique_ptr<Transaction>> Graph::Begin() {
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
  return Transaction::Begin(*store_, std::move(snapshot), std::move(state), cache_);
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
  const std::optional<std::filesystem::path> folder = store_->Folder();
  if (!folder) return {};
  CITYGRAPH_TRY(auto snapshot, store_->Snapshot());
  CITYGRAPH_TRY(GraphState state, ReadHead(*snapshot));
  if (state.sequence == 0) return {};
  CITYGRAPH_TRY(const auto before, cache_->StateOf(*snapshot));
  auto next = std::make_shared<GraphState>(*before);
  RemoveBasesBut(*folder, std::array{before->base_name});  // what killed writers left
  // A name of its own, so that one who still reads the old file by its name is not disturbed.
  next->base_name = BaseFileName(state.sequence);
  if (next->base_name == before->base_name) next->base_name += "-1";
  CITYGRAPH_TRY(next->base, BuildBase(*snapshot, *before, *folder / next->base_name));
  CITYGRAPH_TRY(WriteBatch batch, ReplacedRows(*snapshot, *next->base, *before));
  batch.Put(keys::Meta(meta::kBase), next->base_name);
  batch.Put(keys::Meta(meta::kFormat), records::EncodeNumber(kFormatVersion));
  CITYGRAPH_TRY(store_->Commit(batch));
  next->format = kFormatVersion;
  next->shadows = std::make_shared<Shadows>();
  CITYGRAPH_TRY(snapshot, store_->Snapshot());
  CITYGRAPH_TRY(next->indexes_over_base, FindIndexesOverBase(*snapshot, *next));
  const std::string new_name = next->base_name;
  cache_->Note(*snapshot, std::move(next));
  RemoveBasesBut(*folder, std::array{new_name, before->base_name});
  return {};
}

}  // namespace citygraph

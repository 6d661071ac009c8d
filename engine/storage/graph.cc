#include "engine/storage/graph.h"

#include "engine/encoding/format_version.h"

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

Result<std::unique_ptr<GraphView>> Graph::Read() const {
  CITYGRAPH_TRY(auto snapshot, store_->Snapshot());
  CITYGRAPH_TRY(Dictionary dictionary, Dictionary::Load(*snapshot));
  return std::make_unique<GraphView>(std::move(snapshot), std::move(dictionary));
}

Result<std::unique_ptr<Transaction>> Graph::Begin() { return Transaction::Begin(*store_); }

}  // namespace citygraph

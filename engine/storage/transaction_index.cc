// How a transaction keeps the ways in to a node in step with it: labels, properties, names.
#include <algorithm>

#include "engine/base/sort_unique.h"
#include "engine/base/unicode.h"
#include "engine/model/schema.h"
#include "engine/storage/folded_names.h"
#include "engine/storage/transaction.h"

namespace citygraph {
namespace {

bool Contains(const std::vector<TokenId>& tokens, TokenId token) {
  return std::ranges::find(tokens, token) != tokens.end();
}

}  // namespace

using keys::WordKind;

std::string Transaction::FoldedNameOf(const records::NodeRecord& record) const {
  const auto token = dictionary_->Find(WordKind::kProperty, schema::property::kName);
  if (!token) return {};
  for (const auto& [property, value] : record.properties) {
    if (property == *token && value.AsString() != nullptr) return FoldName(*value.AsString());
  }
  return {};
}

Status Transaction::ReindexNames(NodeId node, const records::NodeRecord& before,
                                 const records::NodeRecord& after) {
  const std::string old_name = FoldedNameOf(before);
  const std::string new_name = FoldedNameOf(after);
  if (old_name == new_name) return {};
  if (!old_name.empty()) {
    CITYGRAPH_TRY(const auto aliases, AliasesOf(node));
    if (std::ranges::find(aliases, old_name) == aliases.end())
      overlay_->Delete(keys::Name(old_name, node));
  }
  if (!new_name.empty()) overlay_->Put(keys::Name(new_name, node), "");
  return {};
}

bool Transaction::Shadow(NodeId node) {
  if (!BasePlace(node)) return false;
  changes_.shadowed_nodes.insert(Raw(node));
  overlay_->Put(keys::Shadow(keys::ShadowKind::kNode, Raw(node)), "");
  return true;
}

void Transaction::Reindex(NodeId node, const records::NodeRecord& before,
                          const records::NodeRecord& after) {
  for (const TokenId label : before.labels) {
    if (!Contains(after.labels, label)) Count(WordKind::kLabel, label, -1);
  }
  for (const TokenId label : after.labels) {
    if (!Contains(before.labels, label)) Count(WordKind::kLabel, label, +1);
  }
  const auto entries = [&](const records::NodeRecord& record) {
    std::vector<std::string> index_keys;
    for (const TokenId label : record.labels) {
      index_keys.push_back(keys::Label(label, node));
      for (const auto& [property, value] : record.properties) {
        if (indexes_.contains({label, property}) && keys::OrderedBytes(value)) {
          index_keys.push_back(keys::Property(label, property, value, node));
          changes_.NoteIndexed(label, property, index_keys.back());
        }
      }
    }
    SortUnique(index_keys);
    return index_keys;
  };
  // What the base says of the node has entries of its own there, and single ones from now on. The
  // base may lack an index that is younger than itself, so that entries may be there all the same.
  const bool was_in_base = Shadow(node);
  const std::vector<std::string> old_keys = entries(before);
  const std::vector<std::string> new_keys = entries(after);
  for (const std::string& key : old_keys) {
    if (!std::ranges::binary_search(new_keys, key)) overlay_->Delete(key);
  }
  for (const std::string& key : new_keys) {
    if (was_in_base || !std::ranges::binary_search(old_keys, key)) overlay_->Put(key, "");
  }
}

Status Transaction::Rewrite(NodeId node, const records::NodeRecord& before,
                            const records::NodeRecord& after) {
  Reindex(node, before, after);
  CITYGRAPH_TRY(ReindexNames(node, before, after));
  overlay_->Put(keys::Node(node), records::Encode(after));
  return {};
}

Status Transaction::SetAliases(NodeId node, std::span<const std::string> names) {
  CITYGRAPH_TRY(const auto record, NodeRecordOf(node));
  CITYGRAPH_TRY(const auto before, AliasesOf(node));
  const std::vector<std::string> after = FoldedNames(names);
  if (after == before) return {};
  const std::string own = FoldedNameOf(record);
  for (const std::string& name : before) {
    if (name != own) overlay_->Delete(keys::Name(name, node));
  }
  if (after.empty()) overlay_->Delete(keys::Aliases(node));
  PutAliases(node, after);
  return {};
}

void Transaction::PutAliases(NodeId node, const std::vector<std::string>& folded) {
  if (folded.empty()) return;
  for (const std::string& name : folded) overlay_->Put(keys::Name(name, node), "");
  overlay_->Put(keys::Aliases(node), records::EncodeNames(folded));
}

Status Transaction::CreateIndex(std::string_view label, std::string_view property) {
  const TokenId label_token = Token(WordKind::kLabel, label);
  const TokenId property_token = Token(WordKind::kProperty, property);
  if (!indexes_.emplace(label_token, property_token).second) return {};
  overlay_->Put(keys::Index(label_token, property_token), "");
  CITYGRAPH_TRY(const auto nodes, NodesWithLabel(label));
  for (const NodeId node : nodes) {
    CITYGRAPH_TRY(auto record, NodeRecordOf(node));
    const auto value =
        std::ranges::find(record.properties, property_token, &std::pair<TokenId, Value>::first);
    if (value != record.properties.end() && keys::OrderedBytes(value->second)) {
      const std::string key = keys::Property(label_token, property_token, value->second, node);
      overlay_->Put(key, "");
      changes_.NoteIndexed(label_token, property_token, key);
    }
  }
  return {};
}

}  // namespace citygraph

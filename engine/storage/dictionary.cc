#include "engine/storage/dictionary.h"

namespace citygraph {

Result<Dictionary> Dictionary::Load(const Reader& reader) {
  Dictionary dictionary;
  bool dense = true;
  CITYGRAPH_TRY(ForEach(reader, PrefixRange(keys::TablePrefix(keys::Table::kDictionary)),
                        [&](const KeyValue& row) {
                          const auto key = keys::ParseDictionary(row.key);
                          dense = key && dictionary.Add(key->kind, row.value) == key->token;
                          return dense;
                        }));
  if (!dense) return Fail(ErrorCode::kCorruption, "the dictionary has a gap or a word twice");
  return dictionary;
}

std::optional<TokenId> Dictionary::Find(keys::WordKind kind, std::string_view word) const {
  const auto& tokens = tokens_[Slot(kind)];
  const auto found = tokens.find(word);
  return found == tokens.end() ? std::nullopt : std::optional(found->second);
}

TokenId Dictionary::Add(keys::WordKind kind, std::string_view word) {
  if (const auto known = Find(kind, word)) return *known;
  auto& words = words_[Slot(kind)];
  const TokenId token{static_cast<std::uint32_t>(words.size())};
  words.emplace_back(word);
  tokens_[Slot(kind)].emplace(word, token);
  return token;
}

std::string_view Dictionary::Word(keys::WordKind kind, TokenId token) const {
  const auto& words = words_[Slot(kind)];
  return Raw(token) < words.size() ? std::string_view(words[Raw(token)]) : std::string_view();
}

}  // namespace citygraph

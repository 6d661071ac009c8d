// The words of a graph (labels, types, property names, documents and rules) and their numbers.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/encoding/keys.h"
#include "engine/storage/store.h"

namespace citygraph {

// Numbers are dense from 0 within a kind and never change. A copy is a snapshot.
class Dictionary {
 public:
  static Result<Dictionary> Load(const Reader& reader);

  std::optional<TokenId> Find(keys::WordKind kind, std::string_view word) const;
  // Gives the word the next number when it has none yet; the caller stores it.
  TokenId Add(keys::WordKind kind, std::string_view word);

  // Empty for a number that was never given out.
  std::string_view Word(keys::WordKind kind, TokenId token) const;
  const std::vector<std::string>& Words(keys::WordKind kind) const { return words_[Slot(kind)]; }

 private:
  static constexpr std::size_t kKinds = 4;
  static std::size_t Slot(keys::WordKind kind) { return static_cast<std::size_t>(kind); }

  std::array<std::vector<std::string>, kKinds> words_;
  std::array<std::map<std::string, TokenId, std::less<>>, kKinds> tokens_;
};

}  // namespace citygraph

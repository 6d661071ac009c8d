// A kind of Store for tests that run on several: see store_contract.h.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "engine/storage/store.h"

namespace citygraph {

inline void PrintTo(const KeyValue& row, std::ostream* out) {
  *out << ::testing::PrintToString(row.key) << " = " << ::testing::PrintToString(row.value);
}

}  // namespace citygraph

namespace citygraph::testing {

// A store of some kind that starts empty. Tests call Step() between what they do, so that a kind
// may close and open its store there.
class StoreHolder {
 public:
  virtual ~StoreHolder() = default;
  virtual Store& store() = 0;
  virtual void Step() {}
  virtual void Close() = 0;  // REQUIRES: no call of the others after it
};

struct StoreKind {
  std::string name;
  std::function<std::unique_ptr<StoreHolder>()> make;
  int random_steps = 0;  // for the property test: as many as take a second or two
  bool snapshots_outlive_steps = true;
};

inline std::string KindName(const ::testing::TestParamInfo<StoreKind>& info) {
  return info.param.name;
}
inline void PrintTo(const StoreKind& kind, std::ostream* out) { *out << kind.name; }

}  // namespace citygraph::testing

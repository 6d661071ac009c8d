// How we want RocksDB to be.
#pragma once

#include "engine/storage/rocks_store.h"

namespace rocksdb {
struct Options;
}

namespace citygraph {

rocksdb::Options MakeRocksOptions(OpenMode mode, const RocksOptions& options);

}  // namespace citygraph

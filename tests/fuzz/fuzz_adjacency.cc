// Damaged adjacencies: whatever Open() accepts, no accessor may read outside. The input is a small
// true one with some of its bytes changed (pairs of a position and a value); the checksums of
// header and directory are made right again, since damage would never get past them.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "engine/adjacency/adjacency.h"
#include "engine/adjacency/adjacency_builder.h"
#include "engine/adjacency/adjacency_format.h"
#include "engine/adjacency/checksum.h"
#include "tests/engine/adjacency/adjacency_fixture.h"
#include "tests/support/temporary_folder.h"

namespace {

namespace format = citygraph::adjacency_format;

constexpr std::size_t kPatchSize = 3;  // a position of 2 bytes, a value

const std::string& SmallAdjacency() {
  static const std::string kBytes = [] {
    const citygraph::testing::TemporaryFolder folder;
    const auto builder = citygraph::testing::Must(
        citygraph::AdjacencyBuilder::ToFile(folder / "a", citygraph::testing::kFixtureOptions));
    citygraph::testing::Must(citygraph::testing::AddFixture(*builder));
    citygraph::testing::Must(builder->Finish());
    const auto bytes = citygraph::testing::Must(citygraph::FileBytes::Map(folder / "a"));
    return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }();
  return kBytes;
}

void Seal(std::string& bytes) {
  format::Header header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  const auto whole = std::as_bytes(std::span(bytes));
  if (header.directory_offset <= bytes.size()) {
    header.directory_checksum = citygraph::Xxh64(whole.subspan(header.directory_offset));
  }
  std::memcpy(bytes.data(), &header, sizeof(header));
  header.header_checksum = citygraph::Xxh64(whole.first(offsetof(format::Header, header_checksum)));
  std::memcpy(bytes.data(), &header, sizeof(header));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes = SmallAdjacency();
  if (size > 0 && data[0] == 0xff) {  // another catalogue altogether
    format::Header header;
    std::memcpy(&header, bytes.data(), sizeof(header));
    bytes.resize(bytes.size() - header.catalogue_size);
    bytes.append(reinterpret_cast<const char*>(data) + 1, size - 1);
    header.catalogue_size = size - 1;
    header.file_size = bytes.size();
    std::memcpy(bytes.data(), &header, sizeof(header));
  } else {
    for (std::size_t at = 0; at + kPatchSize <= size; at += kPatchSize) {
      const std::size_t position = (std::size_t{data[at]} << 8U | data[at + 1]) % bytes.size();
      bytes[position] = static_cast<char>(data[at + 2]);
    }
  }
  Seal(bytes);
  const auto adjacency = citygraph::Adjacency::Open(citygraph::FileBytes::Hold(bytes, "fuzzed"));
  if (!adjacency) return 0;
  citygraph::testing::ReadEverything(**adjacency);
  citygraph::IgnoreError((*adjacency)->Verify(), "only whether it reads outside");
  return 0;
}

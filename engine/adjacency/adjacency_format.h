// The fixed parts of an adjacency file, used in place. ADJACENCY.md draws the whole.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "engine/adjacency/adjacency.h"

namespace citygraph::adjacency_format {

static_assert(std::endian::native == std::endian::little, "the sections are used in place");

inline constexpr std::array<char, 8> kMagic = {'C', 'I', 'T', 'Y', 'A', 'D', 'J', '\n'};
// Raised with every change that an older program would misread. Versions from kOldestVersion on are
// read, so that a new program opens an old database at once; kVersion is written.
inline constexpr std::uint32_t kOldestVersion = 1;  // 2: texts may be packed
inline constexpr std::uint32_t kVersion = 2;
inline constexpr std::uint64_t kAlignment = 64;
inline constexpr std::uint64_t kMaxNodes = 0xffffffff;  // ids are below this
inline constexpr std::uint64_t kMaxEntries = 0xffffffff;

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t section_count = 0;
  std::uint64_t file_size = 0;
  std::uint64_t directory_offset = 0;
  std::uint64_t catalogue_size = 0;
  std::uint64_t sequence = 0;
  std::uint64_t node_limit = 0;
  std::uint64_t relationship_limit = 0;
  std::uint64_t directory_checksum = 0;  // Xxh64 from directory_offset to the end
  std::uint64_t header_checksum = 0;     // Xxh64 of all before it
  std::array<std::uint64_t, 6> zero{};
};

struct SectionRef {
  std::uint64_t offset = 0;  // a multiple of kAlignment
  std::uint64_t size = 0;
  std::uint64_t checksum = 0;  // Xxh64
};

static_assert(sizeof(Header) == 128 && offsetof(Header, header_checksum) == 72);
static_assert(sizeof(SectionRef) == 24 && sizeof(NodeRun) == 12 && sizeof(TableRun) == 16);
static_assert(std::is_trivially_copyable_v<TableRun> && offsetof(TableRun, table) == 12);

// Flags of a column in the catalogue.
inline constexpr std::uint8_t kCoded = 1;
inline constexpr std::uint8_t kIndexed = 2;
inline constexpr std::uint8_t kPacked = 4;

}  // namespace citygraph::adjacency_format

// Reads the directory of an adjacency file and makes the views of its sections.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/adjacency/adjacency.h"
#include "engine/adjacency/adjacency_format.h"
#include "engine/base/bytes.h"
#include "engine/base/result.h"

namespace citygraph {

// Every size is compared with what the catalogue makes of it, so that views never reach outside
// their sections. The first thing wrong is kept; all further reads give empty views.
class CatalogueReader {
 public:
  static Result<std::shared_ptr<const Adjacency>> Read(FileBytes bytes);

 private:
  CatalogueReader(Adjacency& adjacency, std::span<const adjacency_format::SectionRef> sections,
                  std::string_view catalogue)
      : adjacency_(adjacency), sections_(sections), reader_(catalogue) {}

  void ReadAll();
  NodeTable ReadNodeTable();
  RelationshipTable ReadRelationshipTable();
  NeighbourLists ReadLists();
  Column ReadColumn(std::uint64_t rows);
  PackedIntegers ReadPacked();
  // As many as `count` things to come, each of at least one byte of the catalogue.
  std::uint64_t ReadCount();
  TokenId ReadToken();
  void ReadColumns(std::vector<Column>& columns, std::uint64_t rows);

  // The section whose number comes next: `size` bytes, or empty when its number is 0.
  std::span<const std::byte> ReadSection(std::uint64_t size);
  // Of any size; empty when its number is 0.
  std::span<const std::byte> ReadSection();
  template <class T>
  std::span<const T> ReadArray(std::uint64_t count);
  template <class T>
  std::span<const T> ReadArray();

  void Wrong(std::string what);

  Adjacency& adjacency_;
  std::span<const adjacency_format::SectionRef> sections_;
  ByteReader reader_;
  std::string wrong_;
};

}  // namespace citygraph

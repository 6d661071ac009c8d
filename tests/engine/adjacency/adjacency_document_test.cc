// The example in engine/adjacency/ADJACENCY.md is what the code writes, byte by byte.
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "engine/adjacency/adjacency_format.h"
#include "tests/engine/adjacency/adjacency_fixture.h"
#include "tests/support/temporary_folder.h"

namespace citygraph {
namespace {

using namespace testing;
using Rows = std::vector<std::pair<std::string, std::string>>;  // name, hex

std::string Hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char byte : bytes) {
    if (!hex.empty()) hex.push_back(' ');
    hex.push_back(kDigits[static_cast<unsigned char>(byte) >> 4]);
    hex.push_back(kDigits[static_cast<unsigned char>(byte) & 15]);
  }
  return hex;
}

Rows Written() {
  const TemporaryFolder folder;
  const auto builder = Must(AdjacencyBuilder::ToFile(
      folder / "a", {.sequence = 9, .node_limit = 3, .relationship_limit = 7, .sync = false}));
  Must(builder->AddNodes({.labels = {TokenId{0}}, .runs = {{0, 2}}}));
  Must(builder->AddNodes({.labels = {TokenId{1}},
                          .runs = {{2, 3}},
                          .columns = {Integers(TokenId{4}, {2024}), Texts(TokenId{5}, {"Tour"})}}));
  Must(builder->AddRelationships(
      {.type = TokenId{3}, .start = {1, 0}, .end = {2, 2}, .first_id = 5}));
  Must(builder->Finish());
  std::ostringstream text;
  text << std::ifstream(folder / "a", std::ios::binary).rdbuf();
  const std::string bytes = text.str();

  adjacency_format::Header header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  Rows rows;
  rows.emplace_back("header, 80 bytes of it", Hex(bytes.substr(0, 80)));
  const std::vector<std::string> names = {"runs of table 0",     "runs of table 1",
                                          "heap of titles",      "entries of outgoing",
                                          "entries of incoming", "runs of all tables"};
  std::size_t at = header.directory_offset;
  for (std::size_t i = 0; i < header.section_count; ++i) {
    adjacency_format::SectionRef section;
    std::memcpy(&section, bytes.data() + at, sizeof(section));
    rows.emplace_back("section " + std::to_string(i + 1) + " at " + std::to_string(section.offset) +
                          ": " + names.at(i),
                      Hex(bytes.substr(section.offset, section.size)));
    rows.emplace_back("reference " + std::to_string(i + 1), Hex(bytes.substr(at, sizeof(section))));
    at += sizeof(section);
  }
  rows.emplace_back("catalogue", Hex(bytes.substr(at)));
  return rows;
}

// The rows `| name | hex |` under the heading "## Example".
Rows Documented() {
  std::ifstream file(CITYGRAPH_SOURCE_DIR "/engine/adjacency/ADJACENCY.md");
  EXPECT_TRUE(file) << "there is no engine/adjacency/ADJACENCY.md";
  Rows rows;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) inside = line == "## Example";
    if (!inside || !line.starts_with("| ") || !line.ends_with(" |")) continue;
    const std::size_t middle = line.rfind(" | ");
    std::string name = line.substr(2, middle - 2);
    std::string hex = line.substr(middle + 3, line.size() - middle - 5);
    if (name == "part" || name.starts_with("---")) continue;
    rows.emplace_back(std::move(name), std::move(hex));
  }
  return rows;
}

TEST(AdjacencyDocumentTest, TheExampleIsWhatTheCodeWrites) {
  const Rows written = Written();
  if (Documented() == written) return;
  std::string table;
  for (const auto& [name, hex] : written) table += "| " + name + " | " + hex + " |\n";
  FAIL() << "If the bytes were meant to change, raise adjacency_format::kVersion and make the "
            "table:\n"
         << table;
}

}  // namespace
}  // namespace citygraph

// Any plain lines read in tiny pieces: the rows are those of the whole file, each once, in order.
#include <stdlib.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "importers/json/json_rows.h"
#include "importers/pieces/piece_reader.h"
#include "tests/fuzz/fuzz_import.h"

namespace importers = citygraph::importers;

namespace {

const std::string& File() {
  static const std::string kFile = [] {
    std::string path = std::filesystem::temp_directory_path() / "fuzz_pieces_XXXXXX";
    const int file = mkstemp(path.data());
    CITYGRAPH_CHECK(file >= 0);
    close(file);
    std::atexit([] { unlink(File().c_str()); });
    return path;
  }();
  return kFile;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t piece = 1 + data[0] * 4U;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (!importers::IsCutIntoLines("fuzz.txt", bytes)) return 0;
  std::ofstream(File(), std::ios::binary | std::ios::trunc) << bytes;
  auto reader = importers::PieceReader::Open(importers::BuiltInKnowledge(), File(), {},
                                             {.piece = piece, .progress = {}});
  if (!reader) return 0;
  // Of JSON several values may stand on one line.
  const bool json = importers::LooksLikeJson({.name = "fuzz.txt", .text = bytes, .encoding = {}});
  std::uint32_t line = 0;
  importers::FileDraft draft;
  while (true) {
    const auto more = reader->Next(draft);
    if (!more || !*more) break;
    importers::CheckDraft(draft, importers::Lines::kMayRepeat);
    for (const importers::RowDraft& row : draft.rows) {
      CITYGRAPH_CHECK(row.line > line || (json && row.line == line));
      line = row.line;
    }
  }
  return 0;
}

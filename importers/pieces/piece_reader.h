// Reads a large file of plain lines (a list, CSV, JSON Lines) piece by piece, so that memory does
// not grow with it.
//
// A piece is some kPiece bytes, up to the end of a line, or of a record of a table. What the pieces
// before it must hand on is explicit, and all there is:
//   - the shape, told from the first piece, and a table's header line, which heads every piece;
//   - of a list, ListState: its series, that it is numbered, the countries it speaks of;
//   - the rows at the end that what follows may change (FileDraft::open): rows of one exchange, the
//     items below a heading. Their lines go to the next piece, as its first. When they are more
//     than half of the piece, rows of an exchange are taken as they are, and of a heading its line
//     alone goes on.
// So rows of one exchange that stand apart by more than a piece are read as exchanges of their own,
// unless they have a key (a numbered report, a pair of cities without a programme).
#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "importers/importer.h"
#include "importers/text/line_keeper.h"

namespace citygraph::importers {

class PieceReader {
 public:
  // A file that is not larger is read whole, all or nothing.
  static constexpr std::uint64_t kWholeFile = std::uint64_t{4} << 20;
  static constexpr std::size_t kPiece = std::size_t{1} << 20;

  // Whether a file is read in pieces: it is larger than kWholeFile and can be cut between lines.
  // Not standard input, which could not be read twice.
  static bool Takes(const std::string& path);

  struct Options {
    std::size_t piece = kPiece;                 // bytes, at least
    std::function<void(double)> progress = {};  // of Open, which reads all: 0 to 1
  };
  // Reads the file once, to see that all of it is text and what tells it from others. `knowledge`
  // must outlive the reader. REQUIRES: a file of plain lines. Errors: kNotFound, kIo,
  // kInvalidInput.
  static Result<PieceReader> Open(const Knowledge& knowledge, const std::string& path,
                                  std::optional<Shape> shape, Options options);
  static Result<PieceReader> Open(const Knowledge& knowledge, const std::string& path,
                                  std::optional<Shape> shape) {
    return Open(knowledge, path, shape, Options());
  }

  // The next piece's rows; false at the end. Errors: kIo, and those of the shape's reader.
  Result<bool> Next(FileDraft& draft);

  const std::string& path() const { return path_; }
  const std::string& place() const { return place_; }    // absolute
  const std::string& digest() const { return digest_; }  // DigestOf of its text
  double done() const;                                   // share of the file, in [0, 1]
  std::uint32_t line() const;  // the last line of which a row was handed out

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct CutLine {
    std::string text;
    std::uint32_t number = 0;
  };
  PieceReader(const Knowledge& knowledge, std::string path, std::optional<Shape> shape,
              std::size_t piece);

  Status Rewind();
  // Bytes up to a line end, at least piece_ of them unless the file ends; empty at its end.
  Result<std::string> ReadPiece();
  Result<SourceText> Compose();
  void HandOn(const SourceText& text, FileDraft& draft);
  bool IsTable() const {
    return shape_ == Shape::kNetworkTable || shape_ == Shape::kParticipantsTable;
  }

  const Knowledge* knowledge_;
  std::string path_;
  std::string name_;
  std::string place_;
  std::string digest_;
  std::size_t piece_;
  std::uint64_t size_ = 0;
  std::uint64_t read_ = 0;
  std::unique_ptr<std::FILE, Closer> file_;
  std::optional<Shape> shape_;
  bool ended_ = false;
  bool quotes_ = false;  // a line end in quotes is none: the text is a table
  LineKeeper keeper_;
  std::string rest_;             // bytes behind the last cut
  std::uint32_t next_line_ = 1;  // of the file
  std::uint32_t last_line_ = 0;
  std::optional<CutLine> header_;
  std::vector<CutLine> carried_;
  bool context_only_ = false;  // carried_ is a heading that was counted already
  ListState state_;
  std::unique_ptr<Corrections> corrections_;  // of the file
};

}  // namespace citygraph::importers

// Which files a graph was read from, so that a file that is read again replaces what it said
// before.
//
// A document is a file as an analyst means it. It is known again
//   1. by its place: the same path, whatever it holds now (it was corrected);
//   2. else by its content: the same text elsewhere (a folder was moved, or copied).
// Anything else is a document of its own, so that list.txt in two folders are two. Its name, which
// evidence carries, is the file's name, with as much of the folder as tells it from the others.
// Standard input has no place: each text is a document of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/storage/transaction.h"

namespace citygraph::importers {

struct Document {
  std::string name;    // as in evidence: "list.txt", "2024/list.txt"
  std::string path;    // absolute; empty for standard input
  std::string digest;  // of the text
  std::string shape;   // as it was last read; empty: not known
};

class Documents {
 public:
  // Errors: the store's.
  static Result<Documents> Load(const GraphView& view);

  struct Known {
    std::string name;
    bool before = false;  // the graph holds what it said when it was last read
  };
  // The document of a file, entered when it is new. `path` is absolute, empty for standard input.
  Known Identify(const std::string& path, const std::string& digest, const GraphView& view);

  const std::vector<Document>& all() const { return all_; }
  // The name of the document that was read from this path; empty when none was.
  std::string NameAt(const std::string& path) const;
  // REQUIRES: the name of a document that was identified.
  void SetShape(std::string_view name, std::string_view shape);

  // Errors: the store's.
  Status Save(Transaction& change) const;

 private:
  bool IsTaken(std::string_view name) const;
  std::string FreeName(const std::string& path) const;

  std::vector<Document> all_;  // in the order of their first import
};

// "7f3a…": tells texts apart.
std::string DigestOf(std::string_view text);

}  // namespace citygraph::importers

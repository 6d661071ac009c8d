// The years and dates that tables of participants gave to exchanges, kept beside the graph: a date
// is a property and has no evidence, and so could not be taken back, nor be kept when the list that
// told of the exchange is read again.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/temporal.h"
#include "engine/storage/transaction.h"
#include "importers/load/documents.h"

namespace citygraph::importers {

struct GivenDate {
  int year = 0;  // 0: the exchange had it already
  std::optional<Date> date;

  bool operator==(const GivenDate&) const = default;
};

class GivenDates {
 public:
  GivenDates() = default;
  // Of all documents. Errors: the store's; kCorruption.
  static Result<GivenDates> Load(const GraphView& view, const Documents& documents);

  // What any document gave to the exchange; null: none did.
  const GivenDate* Of(const std::string& exchange) const;
  // What this document gave.
  const GivenDate* Of(const std::string& document, const std::string& exchange) const;

  void Give(const std::string& document, const std::string& exchange, const GivenDate& date) {
    by_document_[document][exchange] = date;
  }
  // Forgets what the document gave, and hands it out.
  std::map<std::string, GivenDate> Take(const std::string& document);

  // Replaces what is kept of a document: what it gave, and of other exchanges what it gave
  // `before`. Errors: the store's.
  Status Save(const std::string& document, const std::map<std::string, GivenDate>& before,
              Transaction& change) const;

 private:
  std::map<std::string, std::map<std::string, GivenDate>> by_document_;  // then by exchange
};

}  // namespace citygraph::importers

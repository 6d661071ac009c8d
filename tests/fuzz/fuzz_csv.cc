// Any bytes are some CSV: the reader must come to an end, lose no byte and keep its places right.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/result.h"
#include "importers/csv/csv_reader.h"

namespace {

using citygraph::importers::CsvDialect;
using citygraph::importers::CsvReader;
using citygraph::importers::CsvRecord;

void Read(std::string_view text, CsvDialect dialect) {
  CsvReader reader(text, "fuzz.csv", dialect);
  CsvRecord record;
  std::uint32_t line = 0;
  std::size_t offset = 0;
  while (true) {
    const auto more = reader.Next(record);
    if (!more) {
      CITYGRAPH_CHECK(more.error().where.line > line);
      CITYGRAPH_CHECK(more.error().where.column >= 1);
      CITYGRAPH_CHECK(dialect.quote != '\0');
    } else if (!*more) {
      break;
    } else {
      CITYGRAPH_CHECK(record.size() > 0);
      CITYGRAPH_CHECK(record.line() > line);
      std::size_t bytes = 0;
      for (std::size_t field = 0; field <= record.size(); ++field) {
        CITYGRAPH_CHECK(record.PlaceOf(field).line >= record.line());
        if (field < record.size()) bytes += record[field].size();
      }
      CITYGRAPH_CHECK(bytes <= record.raw().size());
    }
    CITYGRAPH_CHECK(reader.offset() > offset || !more);
    offset = reader.offset();
    line = reader.line() - 1;
    if (offset == text.size()) line = 0;  // the last record may lack a line end
  }
  CITYGRAPH_CHECK(reader.offset() == text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Read(text, {});
  Read(text, {.delimiter = ';', .quote = '\'', .skip_blank_lines = false});
  Read(text, {.delimiter = '\t', .quote = '\0'});
  return 0;
}

#include "importers/csv/participants_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>

#include "engine/base/unicode.h"
#include "importers/csv/participants_header.h"
#include "importers/csv/table_cells.h"
#include "importers/report_list/title_parser.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

bool IsWordForReport(std::string_view folded) {
  static const WordSet kWords("report note informe nota relatorio rapport reporte no nr n numero");
  return kWords.contains(folded);
}

std::optional<int> NumberIn(std::string_view digits) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number < 0)
    return std::nullopt;
  return number;
}

// "PLN 4", "pln-04", "#4", "4", "Report 4", a title with or without them before it, or a key.
void ReadReference(std::string_view text, RowDraft& row) {
  const Words words(text);
  if (words.empty()) return;
  if (words.size() == 1 && words[0].number) {
    row.number = NumberIn(words.Folded(0));
    if (row.number) return;
  }
  if (words.size() == 2 && words[1].number) {
    const std::string_view series = words.Folded(0);
    row.number = NumberIn(words.Folded(1));
    if (row.number) {
      if (!IsWordForReport(series)) row.series = ToUpper(series);
      return;
    }
  }
  const RowAnatomy anatomy = ReadAnatomy(words);
  row.series = anatomy.series;
  row.number = anatomy.number;
  if (anatomy.title_first < anatomy.title_last)
    row.title = words.Text(anatomy.title_first, anatomy.title_last);
  if (!row.number && text.find_first_of(" \t") == std::string_view::npos) row.event = text;
}

class ParticipantsReader {
 public:
  ParticipantsReader(const Knowledge& knowledge, const SourceText& source)
      : cells_(knowledge), source_(source) {}

  Result<FileDraft> Read() {
    FileDraft draft{
        .file = source_.name, .shape = "participants-table", .encoding = source_.encoding};
    CITYGRAPH_TRY(ReadTableRows(
        source_, draft,
        [&](const CsvRecord& header) -> Status {
          columns_ = ReadParticipantsHeader(header);
          if (columns_.IsComplete()) return {};
          return NoColumn(source_, header, columns_.city ? "for the exchange" : "for the city",
                          ParticipantsColumnsUnderstood());
        },
        [&](const CsvRecord& record, RowDraft& row) { ReadRow(record, row); }));
    CountOpen(draft);
    return draft;
  }

 private:
  void ReadRow(const CsvRecord& record, RowDraft& row) {
    row.joins = true;
    row.verdict = Verdict::kMerged;
    ReadExchange(record, row);
    cells_.ReadYear(CellAt(record, columns_.date), row, true);
    const TableCell city = CellAt(record, columns_.city);
    if (row.event.empty() && !row.number && row.title.empty()) {
      Reject(row, 0, "no-exchange", "the row names no exchange that the city took part in");
    } else if (FoldName(city.text).empty()) {
      Reject(row, city.column, "no-city", "the row names no city");
    } else {
      cells_.ReadPlace(city, CellAt(record, columns_.country),
                       {.cell = CellAt(record, columns_.role),
                        .in_header = columns_.city_is,
                        .else_role = Role::kParticipant,
                        .else_rule = "listed-participant"},
                       row);
    }
  }

  // The rows at the end that name one exchange.
  static void CountOpen(FileDraft& draft) {
    const auto named = [](const RowDraft& row) {
      return std::tie(row.event, row.series, row.number, row.title);
    };
    while (draft.open < draft.rows.size() &&
           named(draft.rows[draft.rows.size() - 1 - draft.open]) == named(draft.rows.back()))
      ++draft.open;
  }

  void ReadExchange(const CsvRecord& record, RowDraft& row) const {
    ReadReference(TextAt(record, columns_.exchange), row);
    if (const auto title = TextAt(record, columns_.title); !title.empty()) {
      RowDraft titled;
      ReadReference(title, titled);
      // A title of digits alone is a title.
      row.title = titled.title.empty() ? std::string(title) : titled.title;
      if (!row.number && row.event.empty()) {
        row.series = titled.series;
        row.number = titled.title.empty() ? std::nullopt : titled.number;
      }
    }
    if (const auto number = TextAt(record, columns_.number); !number.empty()) {
      RowDraft numbered;
      ReadReference(fmt::format("{} {}", TextAt(record, columns_.series), number), numbered);
      row.number = numbered.number;
      row.series = numbered.series;
    }
    if (row.event.empty() && row.number && !row.series.empty())
      row.event = fmt::format("{}-{}", row.series, *row.number);
  }

  CellReader cells_;
  const SourceText& source_;
  ParticipantsHeader columns_;
};

}  // namespace

Result<FileDraft> ReadParticipantsTable(const Knowledge& knowledge, const SourceText& source) {
  return ParticipantsReader(knowledge, source).Read();
}

}  // namespace citygraph::importers

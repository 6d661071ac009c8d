#include "importers/csv/network_table.h"

#include <fmt/format.h>

#include <optional>

#include "importers/csv/csv_reader.h"
#include "importers/csv/exchange_groups.h"
#include "importers/csv/table_cells.h"
#include "importers/csv/table_header.h"
#include "importers/networks/networks.h"
#include "importers/report_list/event_type.h"

namespace citygraph::importers {
namespace {

class TableReader {
 public:
  TableReader(const Knowledge& knowledge, const SourceText& source)
      : knowledge_(knowledge), cells_(knowledge), source_(source) {
    draft_.file = source.name;
    draft_.shape = "network-table";
    draft_.encoding = source.encoding;
  }

  Result<FileDraft> Read() {
    CITYGRAPH_TRY(ReadTableRows(
        source_, draft_,
        [&](const CsvRecord& header) -> Status {
          columns_ = ReadTableHeader(header);
          if (columns_.HasBothCities()) return {};
          std::string_view missing = "for the cities that met";
          if (columns_[kCityFrom]) missing = "\"city_to\" for the second city";
          if (columns_[kCityTo]) missing = "\"city_from\" for the first city";
          return NoColumn(source_, header, missing, ColumnsUnderstood());
        },
        [&](const CsvRecord& record, RowDraft& row) { ReadRow(record, row); }));
    AssignEvents();
    MarkMerged(draft_);
    CountOpen();
    return std::move(draft_);
  }

 private:
  void ReadRow(const CsvRecord& record, RowDraft& row) {
    std::string key;
    for (const Column column : {kProgramme, kYear, kTheme, kSource})
      key += std::string(TextAt(record, columns_[column])) + '\n';
    row.programme = TextAt(record, columns_[kProgramme]);
    row.url = TextAt(record, columns_[kSource]);
    cells_.ReadYear(CellAt(record, columns_[kYear]), row);
    const auto read_place = [&](Column city, Column country, Column role, Role in_header) {
      TableCell cell = CellAt(record, columns_[city]);
      if (cell.column == 0) cell.column = record.PlaceOf(*columns_[city]).column;
      return cells_.ReadPlace(cell, CellAt(record, columns_[country]),
                              {.cell = CellAt(record, columns_[role]), .in_header = in_header},
                              row);
    };
    const bool from = read_place(kCityFrom, kCountryFrom, kRoleFrom, columns_.role_from);
    const bool to = read_place(kCityTo, kCountryTo, kRoleTo, columns_.role_to);
    if (from && to && row.verdict == Verdict::kReport) {
      cells_.ReadThemes(CellAt(record, columns_[kTheme]), row);
      row.type = TypeOf(row);
      const auto gives = [](Role role) {
        return role == Role::kMentor || role == Role::kHost || role == Role::kLead;
      };
      const bool swap = gives(row.places[1].role) && !gives(row.places[0].role);
      row.pairs.emplace_back(swap ? 1 : 0, swap ? 0 : 1);
    }
    group_keys_.push_back(row.programme.empty() ? std::string() : std::move(key));
    rows_of_records_.push_back(draft_.rows.size());  // where it will be
  }

  static std::string TypeOf(const RowDraft& row) {
    for (const PlaceMention& place : row.places) {
      if (place.role == Role::kMentor || place.role == Role::kMentee) return "mentoring";
      if (place.role == Role::kVisitor) return "study visit";
    }
    return std::string(EventTypeOf(Words(row.programme)));
  }

  void AssignEvents() {
    std::vector<PairRow> pairs;
    for (std::size_t i = 0; i < rows_of_records_.size(); ++i) {
      const RowDraft& row = draft_.rows[rows_of_records_[i]];
      if (row.verdict != Verdict::kReport) continue;
      pairs.push_back(
          {.row = rows_of_records_[i],
           .group = group_keys_[i],
           .from = IdentityOf(knowledge_.gazetteer, row.places[0]),
           .to = IdentityOf(knowledge_.gazetteer, row.places[1]),
           .from_leads = row.places[0].role == Role::kLead || row.places[0].role == Role::kHost,
           .to_leads = row.places[1].role == Role::kLead || row.places[1].role == Role::kHost});
    }
    for (const ExchangeGroup& group : GroupIntoExchanges(pairs)) {
      const RowDraft& first = draft_.rows[group.rows.front()];
      std::string key = first.programme.empty() ? "pair" : Slug(first.programme);
      if (first.year) key += fmt::format(":{}", *first.year);
      key += ':' + group.cities;
      // A programme that names a numbered report tells of that report's exchange.
      if (std::string numbered = NumberedReportIn(first.programme); !numbered.empty())
        key = std::move(numbered);
      for (const std::size_t row : group.rows) {
        draft_.rows[row].event = key;
        draft_.rows[row].title = TitleOf(draft_.rows[row], group.rows.size());
      }
    }
  }

  // The rows at the end that tell of one exchange, as far as they stand together.
  void CountOpen() {
    std::size_t first = group_keys_.size();
    while (first > 0 && !group_keys_.back().empty() && group_keys_[first - 1] == group_keys_.back())
      --first;
    if (first < group_keys_.size()) draft_.open = draft_.rows.size() - rows_of_records_[first];
  }

  static std::string TitleOf(const RowDraft& row, std::size_t rows) {
    if (!row.programme.empty() && rows > 1) return row.programme;
    const std::string pair = fmt::format("{} – {}", row.places[0].text, row.places[1].text);
    return row.programme.empty() ? pair : fmt::format("{}: {}", row.programme, pair);
  }

  const Knowledge& knowledge_;
  CellReader cells_;
  const SourceText& source_;
  FileDraft draft_;
  TableHeader columns_;
  std::vector<std::size_t>
      rows_of_records_;  // position in draft_.rows of each record that was read
  std::vector<std::string>
      group_keys_;  // beside it: what rows of one exchange share; empty: nothing
};

}  // namespace

bool LooksLikeNetworkTable(std::string_view text) {
  const TableKind kind = KindOfTable(text);
  return kind == TableKind::kPairs || kind == TableKind::kForeign;
}

Result<FileDraft> ReadNetworkTable(const Knowledge& knowledge, const SourceText& source) {
  return TableReader(knowledge, source).Read();
}

}  // namespace citygraph::importers

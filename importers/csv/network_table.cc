#include "importers/csv/network_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "engine/base/unicode.h"
#include "importers/corrections/corrections.h"
#include "importers/csv/csv_reader.h"
#include "importers/csv/exchange_groups.h"
#include "importers/csv/table_header.h"
#include "importers/networks/networks.h"
#include "importers/places/place_resolver.h"
#include "importers/report_list/event_type.h"
#include "importers/themes/sdg_finder.h"

namespace citygraph::importers {
namespace {

struct RoleWord {
  std::string_view folded;
  Role role;
};
constexpr std::array kRoleWords = {
    RoleWord{"mentor", Role::kMentor},      RoleWord{"expert", Role::kMentor},
    RoleWord{"mentee", Role::kMentee},      RoleWord{"recipient", Role::kMentee},
    RoleWord{"beneficiary", Role::kMentee}, RoleWord{"host", Role::kHost},
    RoleWord{"visitor", Role::kVisitor},    RoleWord{"guest", Role::kVisitor},
    RoleWord{"lead", Role::kLead},          RoleWord{"lead partner", Role::kLead},
    RoleWord{"leader", Role::kLead},        RoleWord{"coordinator", Role::kLead},
    RoleWord{"lighthouse", Role::kLead},    RoleWord{"partner", Role::kPartner},
    RoleWord{"twin", Role::kPartner},       RoleWord{"fellow", Role::kPartner},
    RoleWord{"pilot", Role::kPartner},      RoleWord{"participant", Role::kParticipant},
};

std::string_view Cell(const CsvRecord& record, std::optional<std::size_t> column) {
  if (!column || *column >= record.size()) return {};
  std::string_view cell = record[*column];
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
  return cell;
}

// Theme cells hold several themes separated by semicolons, or by bars where semicolons separate
// columns.
bool SeparatesThemes(char c) { return c == ';' || c == '|'; }

class TableReader {
 public:
  TableReader(const Knowledge& knowledge, const SourceText& source)
      : knowledge_(knowledge), memo_(knowledge.gazetteer), source_(source) {
    draft_.file = source.name;
    draft_.shape = "network-table";
    draft_.encoding = source.encoding;
  }

  Result<FileDraft> Read() {
    CsvReader reader(source_.text, source_.name, {.delimiter = DelimiterOf(source_.text)});
    CsvRecord record;
    CITYGRAPH_TRY(const bool any, reader.Next(record));
    if (any) columns_ = ReadTableHeader(record);
    if (!columns_.HasBothCities()) return NoCities(record);
    while (true) {
      const Result<bool> more = reader.Next(record);
      if (!more) {
        RowDraft row{.line = record.line()};  // where it began; the error may lie further on
        Reject(row, more.error().where.column, "malformed-record", more.error().message);
        draft_.rows.push_back(std::move(row));
        continue;
      }
      if (!*more) break;
      ReadRow(record);
    }
    AssignEvents();
    MarkMerged(draft_);
    return std::move(draft_);
  }

 private:
  std::unexpected<Error> NoCities(const CsvRecord& header) const {
    std::string found;
    for (std::size_t i = 0; i < header.size(); ++i)
      found += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", header[i]);
    std::string_view missing = "for the cities that met";
    if (columns_[kCityFrom]) missing = "\"city_to\" for the second city";
    if (columns_[kCityTo]) missing = "\"city_from\" for the first city";
    return Fail({.code = ErrorCode::kInvalidInput,
                 .message = fmt::format("has no column {}; its columns are {}", missing, found),
                 .where = {.file = source_.name, .line = 1},
                 .hint = ColumnsUnderstood()});
  }

  static void Reject(RowDraft& row, std::uint32_t column, std::string code, std::string message) {
    row.verdict = Verdict::kRejected;
    row.reason = message;
    row.issues.push_back(
        {Issue::Severity::kError, row.line, column, std::move(code), std::move(message)});
  }
  static void Warn(RowDraft& row, std::uint32_t column, std::string code, std::string message,
                   std::string_view text) {
    row.issues.push_back({Issue::Severity::kWarning, row.line, column, std::move(code),
                          std::move(message), std::string(text)});
  }

  // Where a cell stands in the row, as evidence counts: a record over several lines counts whole.
  Span SpanOf(const CsvRecord& record, Column column) const {
    if (!columns_[column] || *columns_[column] >= record.size()) return {};  // a short row
    const SourcePlace place = record.PlaceOf(*columns_[column]);
    const bool quoted = record.WasQuoted(*columns_[column]);
    if (place.line != record.line()) return {};
    const std::uint32_t start = place.column - 1 + (quoted ? 1 : 0);
    return {start,
            start + static_cast<std::uint32_t>(CountCodePoints(Cell(record, columns_[column])))};
  }

  void ReadRow(const CsvRecord& record) {
    RowDraft row{
        .line = record.line(), .text = std::string(record.raw()), .verdict = Verdict::kReport};
    if (FoldName(record.raw()).empty()) {  // a line of delimiters, as spreadsheets leave behind
      row.verdict = Verdict::kIgnored;
      row.reason = "empty";
      draft_.rows.push_back(std::move(row));
      return;
    }
    std::string key;
    for (const Column column : {kProgramme, kYear, kTheme, kSource})
      key += std::string(Cell(record, columns_[column])) + '\n';
    row.programme = Cell(record, columns_[kProgramme]);
    row.url = Cell(record, columns_[kSource]);
    ReadYear(record, row);
    const bool from = ReadPlace(record, row, kCityFrom, kCountryFrom, kRoleFrom);
    const bool to = ReadPlace(record, row, kCityTo, kCountryTo, kRoleTo);
    if (from && to && row.verdict == Verdict::kReport) {
      ReadThemes(record, row);
      row.type = TypeOf(row);
      const auto gives = [](Role role) {
        return role == Role::kMentor || role == Role::kHost || role == Role::kLead;
      };
      const bool swap = gives(row.places[1].role) && !gives(row.places[0].role);
      row.pairs.emplace_back(swap ? 1 : 0, swap ? 0 : 1);
    }
    group_keys_.push_back(row.programme.empty() ? std::string() : std::move(key));
    draft_.rows.push_back(std::move(row));
    rows_of_records_.push_back(draft_.rows.size() - 1);
  }

  void ReadYear(const CsvRecord& record, RowDraft& row) {
    const std::string_view cell = Cell(record, columns_[kYear]);
    if (cell.empty()) return;
    int year = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), year);
    // A date tells its year: "2019-05-03", as dates of workbooks come.
    const bool date = cell.size() == std::string_view("2019-05-03").size() &&
                      end != cell.data() + cell.size() && *end == '-';
    if (error != std::errc() || (end != cell.data() + cell.size() && !date) || year < 1000 ||
        year > 2999) {
      Warn(row, SpanOf(record, kYear).start + 1, "bad-year",
           fmt::format("\"{}\" is not a year such as 2019; the row is kept without one", cell),
           cell);
      return;
    }
    row.year = year;
    row.year_span = SpanOf(record, kYear);
  }

  // The code of the cell's country; empty when the cell is.
  std::string CountryCode(std::string_view cell, bool& known) const {
    known = true;
    if (cell.empty()) return {};
    std::string upper(cell);
    std::ranges::transform(upper, upper.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    if (knowledge_.gazetteer.Country(upper)) return upper;
    for (const NameMatch& match : knowledge_.gazetteer.Find(FoldName(cell))) {
      const Place place = knowledge_.gazetteer.At(match.place);
      if (place.kind == PlaceKind::kCountry) return std::string(place.country);
    }
    known = false;
    return {};
  }

  bool ReadPlace(const CsvRecord& record, RowDraft& row, Column city, Column country, Column role) {
    const std::string_view name = Cell(record, columns_[city]);
    if (FoldName(name).empty()) {
      Reject(row, record.PlaceOf(*columns_[city]).column, "no-city",
             "a city is missing: both are needed");
      return false;
    }
    bool known = true;
    const std::string code = CountryCode(Cell(record, columns_[country]), known);
    if (!known) {
      Warn(row, SpanOf(record, country).start + 1, "unknown-country",
           fmt::format("\"{}\" is neither a country code such as ZA nor a country's name",
                       Cell(record, columns_[country])),
           Cell(record, columns_[country]));
    }
    auto mention = ResolveCell(memo_, name, code);
    if (knowledge_.corrections != nullptr &&
        !knowledge_.corrections->CorrectCell(knowledge_.gazetteer, name, row.line, mention)) {
      row.verdict = Verdict::kIgnored;
      row.reason = fmt::format("a person decided that \"{}\" is not a place", name);
      return false;
    }
    if (mention && !mention->place && mention->country.empty()) mention->country = code;
    if (!mention) {
      mention = PlaceMention{.text = std::string(name),
                             .country = code,
                             .confidence = 0.5,
                             .why = {Reason("not in the gazetteer: kept as the file names it")}};
      Warn(
          row, SpanOf(record, city).start + 1, "unknown-place",
          fmt::format("\"{}\"{} is not in the gazetteer; kept under this name, without coordinates",
                      name, code.empty() ? "" : fmt::format(" ({})", code)),
          name);
    }
    mention->span = SpanOf(record, city);
    ReadRole(record, role, row, *mention);
    row.places.push_back(std::move(*mention));
    return true;
  }

  void ReadRole(const CsvRecord& record, Column column, RowDraft& row,
                PlaceMention& mention) const {
    const std::string folded = FoldName(Cell(record, columns_[column]));
    mention.role = Role::kPartner;
    mention.role_rule = "row-of-two";
    mention.role_confidence = 0.8;
    const Role implied = column == kRoleFrom ? columns_.role_from : columns_.role_to;
    if (folded.empty() && implied != Role::kUnknown) {
      mention.role = implied;
      mention.role_rule = "role-in-header";
      mention.role_confidence = 0.95;
      mention.why.emplace_back("its column is headed as {}", RoleName(implied));
    }
    if (folded.empty()) return;
    const auto found = std::ranges::find(kRoleWords, folded, &RoleWord::folded);
    if (found == kRoleWords.end()) {
      mention.role = Role::kUnknown;
      Warn(row, SpanOf(record, column).start + 1, "unknown-role",
           fmt::format("\"{}\" is not a role we know; kept as unknown",
                       Cell(record, columns_[column])),
           Cell(record, columns_[column]));
      return;
    }
    mention.role = found->role;
    mention.role_rule = "role-column";
    mention.role_confidence = 0.95;
    mention.why.emplace_back("the row says \"{}\"", Cell(record, columns_[column]));
  }

  void ReadThemes(const CsvRecord& record, RowDraft& row) const {
    std::string_view cell = Cell(record, columns_[kTheme]);
    std::uint32_t start = columns_[kTheme] ? SpanOf(record, kTheme).start : 0;
    while (!cell.empty()) {
      const auto end =
          static_cast<std::size_t>(std::ranges::find_if(cell, SeparatesThemes) - cell.begin());
      const std::string_view label = cell.substr(0, end);
      const std::size_t blank = std::min(label.find_first_not_of(" \t"), label.size());
      const std::size_t text_end = label.find_last_not_of(" \t") + 1;  // 0 when all is blank
      if (blank < text_end) {
        ReadTheme(label.substr(blank, text_end - blank),
                  start + static_cast<std::uint32_t>(CountCodePoints(label.substr(0, blank))), row);
      }
      if (end == cell.size()) break;
      start += static_cast<std::uint32_t>(CountCodePoints(label)) + 1;
      cell.remove_prefix(end + 1);
    }
    AddSdgsOfThemes(knowledge_.themes.vocabulary(), row.themes, row.sdgs);
  }

  void ReadTheme(std::string_view label, std::uint32_t start, RowDraft& row) const {
    const Words words(label);
    if (words.empty()) return;
    std::vector<ThemeMention> found;
    if (const auto theme = knowledge_.themes.FindLabel(label)) {
      found.push_back({.span = {0, static_cast<std::uint32_t>(CountCodePoints(label))},
                       .text = std::string(label),
                       .theme = *theme,
                       .confidence = 0.95});
    } else {
      found = knowledge_.themes.Find(words, GuessLanguage(words).language);
    }
    const bool known = !found.empty();
    const bool decided = knowledge_.corrections != nullptr &&
                         knowledge_.corrections->CorrectThemes(knowledge_.themes.vocabulary(),
                                                               words, row.line, found);
    if (!known && !decided) {
      Warn(row, start + 1, "unknown-theme",
           fmt::format("\"{}\" is not in the theme vocabulary; add it with --themes FILE", label),
           label);
    }
    for (ThemeMention& mention : found) {
      mention.span.start += start;
      mention.span.end += start;
      row.themes.push_back(std::move(mention));
    }
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

  static std::string TitleOf(const RowDraft& row, std::size_t rows) {
    if (!row.programme.empty() && rows > 1) return row.programme;
    const std::string pair = fmt::format("{} – {}", row.places[0].text, row.places[1].text);
    return row.programme.empty() ? pair : fmt::format("{}: {}", row.programme, pair);
  }

  const Knowledge& knowledge_;
  PlaceMemo memo_;
  const SourceText& source_;
  FileDraft draft_;
  TableHeader columns_;
  std::vector<std::size_t>
      rows_of_records_;  // position in draft_.rows of each record that was read
  std::vector<std::string>
      group_keys_;  // beside it: what rows of one exchange share; empty: nothing
};

}  // namespace

bool LooksLikeNetworkTable(std::string_view text) { return KindOfTable(text) != TableKind::kNone; }

Result<FileDraft> ReadNetworkTable(const Knowledge& knowledge, const SourceText& source) {
  return TableReader(knowledge, source).Read();
}

}  // namespace citygraph::importers

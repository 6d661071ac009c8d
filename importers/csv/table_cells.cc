#include "importers/csv/table_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/base/unicode.h"
#include "importers/corrections/corrections.h"
#include "importers/csv/role_words.h"
#include "importers/csv/table_header.h"
#include "importers/places/place_resolver.h"
#include "importers/themes/sdg_finder.h"

namespace citygraph::importers {
namespace {

constexpr int kFirstYear = 1000;
constexpr int kLastPlainYear = 2999;

// Theme cells hold several themes separated by semicolons, or by bars where semicolons separate
// columns.
bool SeparatesThemes(char c) { return c == ';' || c == '|'; }

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

struct Day {
  int year = 0;
  std::optional<Date> date;  // nothing: the text says the year alone, or a day in two ways
};

// Nothing when the text is neither a year nor a day of the calendar.
std::optional<Day> ParseDay(std::string_view text) {
  std::array<int, 3> numbers{};
  std::array<std::size_t, 3> digits{};
  std::size_t count = 0;
  char mark = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (count < numbers.size()) {
    const auto [next, error] = std::from_chars(at, end, numbers[count]);
    if (error != std::errc() || numbers[count] < 0) return std::nullopt;
    digits[count++] = static_cast<std::size_t>(next - at);
    at = next;
    if (at == end) break;
    if (count == numbers.size()) break;
    if ((*at != '-' && *at != '.' && *at != '/') || (mark != 0 && *at != mark)) return std::nullopt;
    mark = *at++;
  }
  // A workbook's moment: "2019-05-03T00:00:00", "2019-05-03 00:00:00".
  if (at != end && (count < 3 || (*at != ' ' && *at != 'T'))) return std::nullopt;
  constexpr std::size_t kYearDigits = 4;
  if (count == 1 && digits[0] == kYearDigits) return Day{numbers[0], {}};
  if (count != 3) return std::nullopt;
  const bool year_first = digits[0] == kYearDigits;
  if (!year_first && digits[2] != kYearDigits) return std::nullopt;
  CivilDate civil{
      .year = numbers[year_first ? 0 : 2], .month = numbers[1], .day = numbers[year_first ? 2 : 0]};
  const auto is_day = [](const CivilDate& day) {
    return day.month >= 1 && day.month <= 12 && day.day >= 1 && day.year >= kFirstYear &&
           day.day <= DaysInMonth(day.year, day.month);
  };
  const CivilDate swapped{.year = civil.year, .month = civil.day, .day = civil.month};
  const Day year_alone{static_cast<int>(civil.year), {}};
  if (mark != '/' || year_first)
    return is_day(civil) ? std::optional(Day{year_alone.year, ToDate(civil)}) : std::nullopt;
  // With slashes, Americans write the month first.
  if (is_day(civil) && is_day(swapped) && !(civil == swapped)) return year_alone;
  if (is_day(civil)) return Day{year_alone.year, ToDate(civil)};
  if (is_day(swapped)) return Day{year_alone.year, ToDate(swapped)};
  return std::nullopt;
}

// "12 May 2015", "mayo de 2015": the one year beside words.
std::optional<Day> YearAmongWords(std::string_view text) {
  const Words words(text);
  std::optional<Day> found;
  bool has_word = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    has_word = has_word || !words[i].number;
    const std::string_view digits = words.Folded(i);
    constexpr std::size_t kYearDigits = 4;
    if (!words[i].number || digits.size() != kYearDigits) continue;
    if (found) return std::nullopt;
    found = ParseDay(digits);
  }
  return has_word ? found : std::nullopt;
}

}  // namespace

std::string_view TextAt(const CsvRecord& record, std::optional<std::size_t> column) {
  return column && *column < record.size() ? Trimmed(record[*column]) : std::string_view();
}

TableCell CellAt(const CsvRecord& record, std::optional<std::size_t> column) {
  if (!column || *column >= record.size()) return {};
  const SourcePlace place = record.PlaceOf(*column);
  TableCell cell{.text = TextAt(record, column), .column = place.column};
  if (place.line != record.line()) return cell;
  const std::uint32_t start = place.column - 1 + (record.WasQuoted(*column) ? 1 : 0);
  cell.span = {start, start + static_cast<std::uint32_t>(CountCodePoints(cell.text))};
  return cell;
}

Status ReadTableRows(const SourceText& source, FileDraft& draft,
                     const std::function<Status(const CsvRecord&)>& head,
                     const std::function<void(const CsvRecord&, RowDraft&)>& read) {
  CsvReader reader(source.text, source.name, {.delimiter = DelimiterOf(source.text)});
  CsvRecord record;
  CITYGRAPH_TRY([[maybe_unused]] const bool any, reader.Next(record));  // no text: no columns
  CITYGRAPH_TRY(head(record));
  while (true) {
    const Result<bool> more = reader.Next(record);
    if (!more) {
      RowDraft row{
          .line = source.LineAt(record.line())};  // where it began; the error may lie further on
      Reject(row, more.error().where.column, "malformed-record", more.error().message);
      draft.rows.push_back(std::move(row));
      continue;
    }
    if (!*more) break;
    RowDraft row{.line = source.LineAt(record.line()),
                 .text = std::string(record.raw()),
                 .verdict = Verdict::kReport};
    if (FoldName(record.raw()).empty()) {  // a line of delimiters, as spreadsheets leave behind
      row.verdict = Verdict::kIgnored;
      row.reason = "empty";
    } else {
      read(record, row);
    }
    draft.rows.push_back(std::move(row));
  }
  const bool alone = std::ranges::all_of(draft.rows, [](const RowDraft& row) {
    return row.verdict == Verdict::kIgnored && row.reason == "empty";
  });
  if (alone) {
    draft.issues.push_back({.line = source.LineAt(1),
                            .code = "header-alone",
                            .message = "a header and no row below it: there is nothing to read"});
  }
  return {};
}

std::unexpected<Error> NoColumn(const SourceText& source, const CsvRecord& header,
                                std::string_view missing, std::string hint) {
  std::string found;
  for (std::size_t i = 0; i < header.size(); ++i)
    found += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", header[i]);
  return Fail({.code = ErrorCode::kInvalidInput,
               .message = fmt::format("has no column {}; its columns are {}", missing, found),
               .where = {.file = source.name, .line = 1},
               .hint = std::move(hint)});
}

void Reject(RowDraft& row, std::uint32_t column, std::string code, std::string message) {
  row.verdict = Verdict::kRejected;
  row.reason = message;
  row.issues.push_back(
      {Issue::Severity::kError, row.line, column, std::move(code), std::move(message)});
}

void Warn(RowDraft& row, std::uint32_t column, std::string code, std::string message,
          std::string_view text) {
  row.issues.push_back({Issue::Severity::kWarning, row.line, column, std::move(code),
                        std::move(message), std::string(text)});
}

void CellReader::ReadYear(const TableCell& cell, RowDraft& row, bool with_date) const {
  if (cell.text.empty()) return;
  auto day = ParseDay(cell.text);
  if (!day) day = YearAmongWords(cell.text);
  if (!day || day->year < kFirstYear || day->year > kLastPlainYear) {
    Warn(row, cell.span.start + 1, "bad-year",
         fmt::format("\"{}\" is not a year such as 2019; the row is kept without one", cell.text),
         cell.text);
    return;
  }
  row.year = day->year;
  row.year_span = cell.span;
  if (with_date) row.date = day->date;
}

std::string CellReader::CountryCode(const TableCell& cell, RowDraft& row) const {
  if (cell.text.empty()) return {};
  std::string upper(cell.text);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  if (knowledge_.gazetteer.Country(upper)) return upper;
  for (const NameMatch& match : knowledge_.gazetteer.Find(FoldName(cell.text))) {
    const Place place = knowledge_.gazetteer.At(match.place);
    if (place.kind == PlaceKind::kCountry) return std::string(place.country);
  }
  Warn(row, cell.span.start + 1, "unknown-country",
       fmt::format("\"{}\" is neither a country code such as ZA nor a country's name", cell.text),
       cell.text);
  return {};
}

bool CellReader::ReadPlace(const TableCell& city, const TableCell& country, const RoleSource& role,
                           RowDraft& row) {
  const std::string_view name = city.text;
  if (FoldName(name).empty()) {
    Reject(row, city.column, "no-city", "a city is missing: both are needed");
    return false;
  }
  const std::string code = CountryCode(country, row);
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
    Warn(row, city.span.start + 1, "unknown-place",
         fmt::format("\"{}\"{} is not in the gazetteer; kept under this name, without coordinates",
                     name, code.empty() ? "" : fmt::format(" ({})", code)),
         name);
  }
  mention->span = city.span;
  ReadRole(role, row, *mention);
  row.places.push_back(std::move(*mention));
  return true;
}

void CellReader::ReadRole(const RoleSource& source, RowDraft& row, PlaceMention& mention) {
  mention.role = source.else_role;
  mention.role_rule = source.else_rule;
  mention.role_confidence = 0.8;
  const std::string folded = FoldName(source.cell.text);
  if (folded.empty() && source.in_header != Role::kUnknown) {
    mention.role = source.in_header;
    mention.role_rule = "role-in-header";
    mention.role_confidence = 0.95;
    mention.why.emplace_back("its column is headed as {}", RoleName(source.in_header));
  }
  if (folded.empty()) return;
  const auto role = RoleNamed(folded);
  if (!role) {
    mention.role = Role::kUnknown;
    Warn(row, source.cell.span.start + 1, "unknown-role",
         fmt::format("\"{}\" is not a role we know; kept as unknown", source.cell.text),
         source.cell.text);
    return;
  }
  mention.role = *role;
  mention.role_rule = "role-column";
  mention.role_confidence = 0.95;
  mention.why.emplace_back("the row says \"{}\"", source.cell.text);
}

void CellReader::ReadThemes(const TableCell& themes, RowDraft& row) const {
  std::string_view cell = themes.text;
  std::uint32_t start = themes.span.start;
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

void CellReader::ReadTheme(std::string_view label, std::uint32_t start, RowDraft& row) const {
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
  const bool decided =
      knowledge_.corrections != nullptr &&
      knowledge_.corrections->CorrectThemes(knowledge_.themes.vocabulary(), words, row.line, found);
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

}  // namespace citygraph::importers

#include "importers/corrections/correction.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "engine/base/unicode.h"
#include "importers/csv/csv_reader.h"

namespace citygraph::importers {
namespace {

struct Named {
  Decision decision;
  std::string_view name;
};
constexpr std::array kDecisions = {
    Named{Decision::kPlace, "place"},          Named{Decision::kNotAPlace, "not-a-place"},
    Named{Decision::kSamePlace, "same-place"}, Named{Decision::kSameExchange, "same-exchange"},
    Named{Decision::kTheme, "theme"},          Named{Decision::kNotATheme, "not-a-theme"},
};

enum Field : std::uint8_t { kDecision, kText, kMeaning, kDocument, kLine, kPerson, kDate, kFields };
constexpr std::array<std::string_view, kFields> kHeader = {
    "decision", "text", "meaning", "document", "line", "person", "date"};

bool NeedsMeaning(Decision decision) {
  return decision != Decision::kNotAPlace && decision != Decision::kNotATheme;
}

// "2026-11-24", or nothing.
bool IsDate(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  if (text.size() != kShape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kShape[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  return two(5) >= 1 && two(5) <= 12 && two(8) >= 1 && two(8) <= 31;
}

// One record by the columns of the header.
class CorrectionReader {
 public:
  CorrectionReader(const CsvRecord& header, const std::string& file) : file_(file) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      const auto named = std::ranges::find(kHeader, header[i]);
      if (named != kHeader.end()) columns_[static_cast<std::size_t>(named - kHeader.begin())] = i;
    }
  }
  bool IsHeader() const { return columns_[kDecision] && columns_[kText]; }

  Result<Correction> Read(const CsvRecord& record) const {
    Correction correction{.text = std::string(Cell(record, kText)),
                          .meaning = std::string(Cell(record, kMeaning)),
                          .document = std::string(Cell(record, kDocument)),
                          .person = std::string(Cell(record, kPerson)),
                          .date = std::string(Cell(record, kDate))};
    auto decision = DecisionFromName(Cell(record, kDecision));
    if (!decision) return Wrong(record, kDecision, decision.error().message);
    correction.decision = *decision;
    if (FoldName(correction.text).empty())
      return Wrong(record, kText, "the text that the decision is about is missing");
    if (correction.meaning.empty() && NeedsMeaning(correction.decision)) {
      return Wrong(record, kMeaning,
                   fmt::format("a decision \"{}\" needs a meaning", DecisionName(*decision)));
    }
    if (!correction.date.empty() && !IsDate(correction.date)) {
      return Wrong(record, kDate,
                   fmt::format("\"{}\" is not a date such as 2026-11-24", correction.date));
    }
    const std::string_view line = Cell(record, kLine);
    const auto [end, error] =
        std::from_chars(line.data(), line.data() + line.size(), correction.line);
    if (!line.empty() && (error != std::errc() || end != line.data() + line.size()))
      return Wrong(record, kLine, fmt::format("\"{}\" is not the number of a line", line));
    return correction;
  }

 private:
  std::string_view Cell(const CsvRecord& record, Field field) const {
    if (!columns_[field] || *columns_[field] >= record.size()) return {};
    std::string_view cell = record[*columns_[field]];
    while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
    while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
    return cell;
  }
  std::unexpected<Error> Wrong(const CsvRecord& record, Field field, std::string message) const {
    SourcePlace where{.file = file_, .line = record.line()};
    if (columns_[field]) where = record.PlaceOf(*columns_[field]);
    where.file = file_;
    return Fail(ErrorCode::kInvalidInput, std::move(message), std::move(where));
  }

  std::string file_;
  std::array<std::optional<std::size_t>, kFields> columns_;
};

std::string Quoted(std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(cell);
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::string_view DecisionName(Decision decision) {
  return std::ranges::find(kDecisions, decision, &Named::decision)->name;
}

Result<Decision> DecisionFromName(std::string_view name) {
  const auto named = std::ranges::find(kDecisions, name, &Named::name);
  if (named != kDecisions.end()) return named->decision;
  std::string all;
  for (const Named& each : kDecisions)
    all += fmt::format("{}{}", all.empty() ? "" : ", ", each.name);
  return Fail(ErrorCode::kInvalidInput,
              fmt::format("\"{}\" is not a decision; there are {}", name, all));
}

bool Correction::DecidesTheSame(const Correction& other) const {
  const auto about = [](Decision each) {
    if (each == Decision::kTheme || each == Decision::kNotATheme) return 1;
    return each == Decision::kSameExchange ? 2 : 0;
  };
  return about(decision) == about(other.decision) && document == other.document &&
         line == other.line && FoldName(text) == FoldName(other.text) &&
         (about(decision) != 1 || meaning == other.meaning || meaning.empty() ||
          other.meaning.empty());
}

Result<std::vector<Correction>> ParseCorrections(std::string_view csv, const std::string& file) {
  CsvReader reader(csv, file);
  CsvRecord record;
  CITYGRAPH_TRY(const bool any, reader.Next(record));
  const CorrectionReader rows(record, file);
  if (!any || !rows.IsHeader()) {
    return Fail({.code = ErrorCode::kInvalidInput,
                 .message = "is not a file of corrections: its first line lacks the columns "
                            "\"decision\" and \"text\"",
                 .where = {.file = file, .line = 1},
                 .hint = "columns: decision,text,meaning,document,line,person,date"});
  }
  std::vector<Correction> corrections;
  while (true) {
    CITYGRAPH_TRY(const bool more, reader.Next(record));
    if (!more) return corrections;
    CITYGRAPH_TRY(Correction correction, rows.Read(record));
    corrections.push_back(std::move(correction));
  }
}

std::string ToCsv(const std::vector<Correction>& corrections) {
  std::string csv = fmt::format("{}\n", fmt::join(kHeader, ","));
  for (const Correction& each : corrections) {
    csv += fmt::format("{},{},{},{},{},{},{}\n", DecisionName(each.decision), Quoted(each.text),
                       Quoted(each.meaning), Quoted(each.document),
                       each.line == 0 ? "" : std::to_string(each.line), Quoted(each.person),
                       Quoted(each.date));
  }
  return csv;
}

}  // namespace citygraph::importers

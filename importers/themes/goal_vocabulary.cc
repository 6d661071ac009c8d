#include "importers/themes/goal_vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "importers/csv/csv_reader.h"
#include "importers/embedded.h"
#include "importers/themes/cells.h"

namespace citygraph::importers {
namespace {

constexpr std::size_t kMissing = static_cast<std::size_t>(-1);

struct Columns {
  std::size_t goal = kMissing;
  std::size_t weight = kMissing;
  std::array<std::size_t, kLanguages> phrases{kMissing, kMissing, kMissing, kMissing};
};

Result<Columns> ReadHeader(const CsvRecord& header) {
  Columns columns;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string_view name = CellOf(header, i);
    if (name == "goal") columns.goal = i;
    if (name == "weight") columns.weight = i;
    for (std::size_t language = 0; language < kLanguages; ++language)
      if (name == LanguageCode(static_cast<Language>(language))) columns.phrases[language] = i;
  }
  if (columns.goal == kMissing || columns.weight == kMissing ||
      std::ranges::find(columns.phrases, kMissing) != columns.phrases.end()) {
    return Fail(ErrorCode::kInvalidInput,
                "a table of goals needs the columns goal, weight, en, es, pt and fr",
                header.PlaceOf(0));
  }
  return columns;
}

// The number that the whole cell is, if it is one.
template <class Number>
std::optional<Number> NumberIn(std::string_view cell) {
  Number number{};
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return number;
}

}  // namespace

const GoalVocabulary& GoalVocabulary::BuiltIn() {
  static const GoalVocabulary kBuiltIn = [] {
    auto parsed = Parse(embedded::Goals(), "built-in goals");
    CITYGRAPH_CHECK(parsed.has_value());  // the tests read the same bytes
    return std::move(*parsed);
  }();
  return kBuiltIn;
}

Result<GoalVocabulary> GoalVocabulary::Parse(std::string_view csv, const std::string& file) {
  GoalVocabulary vocabulary;
  Columns columns;
  const auto on_header = [&](const CsvRecord& header) -> Status {
    CITYGRAPH_TRY(columns, ReadHeader(header));
    return {};
  };
  const auto on_record = [&](const CsvRecord& record) -> Status {
    const auto goal = NumberIn<int>(CellOf(record, columns.goal));
    if (!goal || *goal < 1 || *goal > kGoals)
      return Fail(ErrorCode::kInvalidInput,
                  fmt::format("\"{}\" is not a goal from 1 to 17", CellOf(record, columns.goal)),
                  record.PlaceOf(columns.goal));
    const auto weight = NumberIn<double>(CellOf(record, columns.weight));
    if (!weight || !(*weight > 0 && *weight <= 1))
      return Fail(ErrorCode::kInvalidInput,
                  fmt::format("\"{}\" is not a weight above 0 and at most 1",
                              CellOf(record, columns.weight)),
                  record.PlaceOf(columns.weight));
    for (std::size_t language = 0; language < kLanguages; ++language) {
      const std::size_t column = columns.phrases[language];
      for (const std::string& phrase : SplitCell(CellOf(record, column))) {
        CITYGRAPH_TRY(vocabulary.Add(static_cast<Language>(language), phrase,
                                     {.goal = *goal, .weight = *weight}, record.PlaceOf(column)));
      }
    }
    return {};
  };
  CITYGRAPH_TRY(ReadTable(csv, file, "table of goals", on_header, on_record));
  return vocabulary;
}

Status GoalVocabulary::Add(Language language, std::string_view phrase, Vote vote,
                           const SourcePlace& place) {
  const auto fresh = static_cast<std::uint32_t>(votes_.size());
  const auto number =
      tables_[static_cast<std::size_t>(language)].Add(Words(phrase), language, fresh);
  if (!number) {
    return Fail(ErrorCode::kInvalidInput, fmt::format("\"{}\" says nothing", phrase), place);
  }
  if (*number == fresh) votes_.emplace_back();
  std::vector<Vote>& votes = votes_[*number];
  // Forms of one word share a stem ("farm", "farming"): the first, which weighs most, stands.
  if (std::ranges::find(votes, vote.goal, &Vote::goal) == votes.end()) votes.push_back(vote);
  return {};
}

std::vector<GoalVocabulary::Hit> GoalVocabulary::Find(const StemmedWords& text) const {
  std::vector<Hit> hits;
  for (const PhraseTable::Match& match :
       tables_[static_cast<std::size_t>(text.language)].Find(text)) {
    hits.push_back({.first = match.first,
                    .last = match.last,
                    .phrase = match.value,
                    .votes = &votes_[match.value]});
  }
  return hits;
}

}  // namespace citygraph::importers

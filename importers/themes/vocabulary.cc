#include "importers/themes/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "engine/base/unicode.h"
#include "importers/csv/csv_reader.h"
#include "importers/embedded.h"
#include "importers/themes/cells.h"

namespace citygraph::importers {
namespace {

constexpr std::size_t kMissing = static_cast<std::size_t>(-1);

struct Columns {
  std::size_t id = kMissing;
  std::size_t broader = kMissing;
  std::size_t sdgs = kMissing;
  std::array<std::size_t, kLanguages> labels{kMissing, kMissing, kMissing, kMissing};
};

Result<Columns> ReadHeader(const CsvRecord& header) {
  Columns columns;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string_view name = CellOf(header, i);
    if (name == "id") columns.id = i;
    if (name == "broader") columns.broader = i;
    if (name == "sdgs") columns.sdgs = i;
    for (std::size_t language = 0; language < kLanguages; ++language) {
      if (name == LanguageCode(static_cast<Language>(language))) columns.labels[language] = i;
    }
  }
  const auto no_label = [&] {
    return std::ranges::all_of(columns.labels, [](std::size_t i) { return i == kMissing; });
  };
  if (columns.id == kMissing || no_label()) {
    return Fail(
        ErrorCode::kInvalidInput,
        "a theme table needs a column \"id\" and at least one of \"en\", \"es\", \"pt\", \"fr\"",
        header.PlaceOf(0));
  }
  return columns;
}

Result<Theme> ReadTheme(const CsvRecord& record, const Columns& columns) {
  Theme theme{.id = std::string(CellOf(record, columns.id)),
              .broader = SplitCell(CellOf(record, columns.broader))};
  if (theme.id.empty()) {
    return Fail(ErrorCode::kInvalidInput, "a theme without an id", record.PlaceOf(columns.id));
  }
  for (const std::string& item : SplitCell(CellOf(record, columns.sdgs))) {
    int goal = 0;
    const auto [end, error] = std::from_chars(item.data(), item.data() + item.size(), goal);
    if (error != std::errc() || end != item.data() + item.size() || goal < 1 || goal > 17) {
      return Fail(ErrorCode::kInvalidInput, fmt::format("\"{}\" is not a goal from 1 to 17", item),
                  record.PlaceOf(columns.sdgs));
    }
    theme.sdgs.push_back(goal);
  }
  bool labelled = false;
  for (std::size_t language = 0; language < kLanguages; ++language) {
    theme.labels[language] = SplitCell(CellOf(record, columns.labels[language]));
    labelled = labelled || !theme.labels[language].empty();
  }
  if (!labelled) {
    return Fail(ErrorCode::kInvalidInput, fmt::format("theme \"{}\" has no label", theme.id),
                record.PlaceOf(0));
  }
  return theme;
}

}  // namespace

std::string_view Theme::name() const {
  for (const auto& list : labels) {
    if (!list.empty()) return list.front();
  }
  return id;
}

const ThemeVocabulary& ThemeVocabulary::BuiltIn() {
  static const ThemeVocabulary kBuiltIn = [] {
    auto parsed = Parse(embedded::Themes(), "built-in themes");
    CITYGRAPH_CHECK(parsed.has_value());  // the tests read the same bytes
    return std::move(*parsed);
  }();
  return kBuiltIn;
}

Result<ThemeVocabulary> ThemeVocabulary::Parse(std::string_view csv, const std::string& file) {
  ThemeVocabulary vocabulary;
  Columns columns;
  const auto on_header = [&](const CsvRecord& header) -> Status {
    CITYGRAPH_TRY(columns, ReadHeader(header));
    return {};
  };
  const auto on_record = [&](const CsvRecord& record) -> Status {
    CITYGRAPH_TRY(Theme theme, ReadTheme(record, columns));
    const auto index = static_cast<std::uint32_t>(vocabulary.themes_.size());
    if (!vocabulary.by_id_.emplace(theme.id, index).second) {
      return Fail(ErrorCode::kInvalidInput, fmt::format("theme \"{}\" is there twice", theme.id),
                  record.PlaceOf(columns.id));
    }
    vocabulary.themes_.push_back(std::move(theme));
    vocabulary.lines_.push_back(record.line());
    return {};
  };
  CITYGRAPH_TRY(ReadTable(csv, file, "theme table", on_header, on_record));
  CITYGRAPH_TRY(vocabulary.CheckBroader(file));
  return vocabulary;
}

Status ThemeVocabulary::CheckBroader(const std::string& file) const {
  // Colours of a depth-first walk: 0 new, 1 on the path, 2 done.
  std::vector<int> state(themes_.size());
  std::vector<std::pair<std::uint32_t, std::size_t>> path;
  for (std::uint32_t start = 0; start < themes_.size(); ++start) {
    if (state[start] == 0) path.emplace_back(start, 0);
    while (!path.empty()) {
      const std::uint32_t theme = path.back().first;
      state[theme] = 1;
      if (path.back().second == themes_[theme].broader.size()) {
        state[theme] = 2;
        path.pop_back();
        continue;
      }
      const std::string& id = themes_[theme].broader[path.back().second++];
      const auto broader = Find(id);
      if (!broader || state[*broader] == 1) {
        return Fail(
            ErrorCode::kInvalidInput,
            fmt::format("theme \"{}\" has the broader theme \"{}\", which {}", themes_[theme].id,
                        id, broader ? "is narrower than itself" : "is not in the table"),
            {.file = file, .line = lines_[theme]});
      }
      if (state[*broader] == 0) path.emplace_back(*broader, 0);
    }
  }
  return {};
}

std::optional<std::uint32_t> ThemeVocabulary::Find(std::string_view id) const {
  const auto found = by_id_.find(std::string(id));
  return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace citygraph::importers

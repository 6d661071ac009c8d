#include "importers/report_list/report_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/base/unicode.h"
#include "importers/networks/networks.h"
#include "importers/report_list/heading_carrier.h"
#include "importers/report_list/list_context.h"
#include "importers/report_list/no_report.h"
#include "importers/report_list/participants.h"
#include "importers/report_list/row_reader.h"
#include "importers/report_list/series.h"
#include "importers/report_list/title_parser.h"

namespace citygraph::importers {
namespace {

bool EndsLikeSentence(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t");
  return last != std::string_view::npos &&
         (text[last] == '.' || text[last] == '!' || text[last] == '?');
}

constexpr std::size_t kLongestTitle = 30;     // words; more is prose
constexpr std::size_t kLongestSentence = 45;  // of a list that is not numbered, about one place

bool IsProse(const ListLine& line) { return line.words.size() > kLongestTitle; }

class ListReader {
 public:
  ListReader(const Knowledge& knowledge, const SourceText& source, ListState& state)
      : knowledge_(knowledge), source_(source), state_(state), reader_(knowledge) {
    draft_.file = source.name;
    draft_.shape = "report-list";
    draft_.encoding = source.encoding;
    for (const std::string_view line : SplitLines(source.text)) {
      const bool too_long = line.size() > kLongestRow;
      lines_.emplace_back(too_long ? std::string_view() : line);
      too_long_.push_back(too_long);
    }
  }

  FileDraft Read() {
    ReadAnatomies();
    LearnContext();
    const auto numbered = [](const ListLine& line) { return line.anatomy.number.has_value(); };
    const auto first =
        state_.numbered > 0 ? lines_.begin() : std::ranges::find_if(lines_, numbered);
    const auto first_number = static_cast<std::size_t>(first - lines_.begin());
    state_.numbered += static_cast<std::size_t>(std::ranges::count_if(lines_, numbered));
    numbered_ = state_.numbered >= 2;
    draft_.rows.reserve(lines_.size());
    of_table_.resize(lines_.size(), false);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      RowDraft& row = draft_.rows.emplace_back();
      row.line = source_.LineAt(static_cast<std::uint32_t>(i + 1));
      row.text = lines_[i].text;
      if (too_long_[i]) {
        RejectTooLong(row);
      } else if (ReadTable(lines_[i], row)) {
        of_table_[i] = true;
      } else if (numbered_) {
        ReadNumbered(lines_[i], row, i >= first_number);
      } else {
        ReadFree(lines_[i], row);
      }
    }
    HeadingCarrier headings(knowledge_.gazetteer, reader_, context_, lines_, of_table_, draft_);
    headings.CarryPlaces();
    headings.JoinLabelledLines();
    headings.IgnoreTitles();
    IgnoreStatements();
    headings.CarryYears();
    MarkMerged(draft_);
    state_.known = true;
    return std::move(draft_);
  }

 private:
  // A first pass over all lines: which marks at their heads are series is told by the list.
  void ReadAnatomies() {
    std::vector<std::optional<SeriesMark>> marks;
    SeriesOfList& series = state_.series;
    bool& begun = state_.begun;
    for (const ListLine& line : lines_) {
      if (!line.words.empty()) style_.Add(line.text);
      marks.push_back(ReadSeriesMark(line.words));
      begun = begun || marks.back();
      if (!begun || line.words.empty() || IsProse(line) || EndsLikeSentence(line.text)) continue;
      series.AddTitle(marks.back());
    }
    context_ = state_.context;
    if (!state_.known) {
      context_.no_capitals = std::ranges::none_of(
          lines_, [](const ListLine& line) { return line.words.has_capitals(); });
    }
    for (std::size_t i = 0; i < lines_.size(); ++i)
      lines_[i].anatomy = ReadAnatomy(lines_[i].words, marks[i] && series.Counts(*marks[i]));
  }

  // What the lines tell of one another is learnt from the first of them.
  void LearnContext() {
    if (state_.known) return;
    constexpr std::size_t kRead = 200;
    ListContext learnt;
    std::size_t read = 0;
    for (const ListLine& line : lines_) {
      if (line.words.size() < 2 || IsProse(line)) continue;
      learnt.Add(knowledge_.gazetteer, reader_.PlacesOf(line, context_));
      learnt.AddLanguage(GuessLanguage(line.words).language);
      if (++read == kRead) break;
    }
    context_ = learnt.Learnt(std::move(context_));
    state_.context = context_;
  }

  // A header among the lines, or a row below it.
  bool ReadTable(const ListLine& line, RowDraft& row) {
    if (line.words.empty() || line.anatomy.number) return false;
    if (auto table = ListTable::HeadedBy(line.words)) {
      state_.table = std::move(table);
      Ignore(row, "header of a table");
      return true;
    }
    if (!state_.table) return false;
    if (!state_.table->HasRow(line.text)) {
      state_.table.reset();
      return false;
    }
    reader_.Read(line, context_, row, &*state_.table);
    return true;
  }

  // Lines that name a place and tell of no exchange: known once headings have taken their items.
  void IgnoreStatements() {
    for (std::size_t i = 0; i < draft_.rows.size(); ++i) {
      RowDraft& row = draft_.rows[i];
      if (row.verdict != Verdict::kReport || row.number || row.subject || of_table_[i]) continue;
      const std::string_view what = StatementOf(knowledge_.gazetteer, lines_[i].words, row, style_);
      if (!what.empty()) Ignore(row, std::string(what));
    }
  }

  static void RejectTooLong(RowDraft& row) {
    row.verdict = Verdict::kRejected;
    row.reason =
        fmt::format("the line is longer than the {} bytes that a title has at most", kLongestRow);
    row.issues.push_back({.severity = Issue::Severity::kError,
                          .line = row.line,
                          .code = "line-too-long",
                          .message = row.reason});
  }

  void ReadNumbered(const ListLine& line, RowDraft& row, bool list_has_begun) {
    if (line.words.empty()) return Ignore(row, "empty");
    if (!line.anatomy.number) {
      if (!list_has_begun) return Ignore(row, "stands before the list");
      if (IsProse(line)) return Ignore(row, "prose");
      if (EndsLikeSentence(line.text)) {
        // "Cairns is working with Lae on waste.": a sentence, but of two.
        reader_.Read(line, context_, row);
        if (CountLocal(knowledge_.gazetteer, row) < 2) Ignore(row, "prose");
        return;
      }
      if (EndsWithColon(line.text)) return Ignore(row, "heading");
      const std::string_view aside = AsideOf(line.words, style_);
      if (!aside.empty()) return Ignore(row, std::string(aside));
    }
    reader_.Read(line, context_, row);
    const bool bare = !row.number && row.places.empty() && row.themes.empty();
    if (bare) return Ignore(row, "unnumbered, and names neither place nor theme");
    if (row.number && row.title.empty()) {
      row.verdict = Verdict::kRejected;
      row.reason = "a number without a title";
      row.issues.push_back({.severity = Issue::Severity::kError,
                            .line = row.line,
                            .code = "no-title",
                            .message = row.reason});
    }
  }

  void ReadFree(const ListLine& line, RowDraft& row) {
    if (line.words.empty()) return Ignore(row, "empty");
    const std::string_view aside = AsideOf(line.words, style_);
    if (!aside.empty()) return Ignore(row, std::string(aside));
    reader_.Read(line, context_, row);
    if (line.words.size() > kLongestSentence && EndsLikeSentence(line.text) &&
        CountLocal(knowledge_.gazetteer, row) < 2) {
      return Ignore(row, "prose");
    }
    const auto taking_part = std::ranges::count_if(
        row.places, [](const PlaceMention& place) { return TakesPart(place.role); });
    if (taking_part == 0) return Ignore(row, "names no place that takes part");
  }

  const Knowledge& knowledge_;
  const SourceText& source_;
  ListState& state_;
  RowReader reader_;
  FileDraft draft_;
  std::vector<ListLine> lines_;
  std::vector<bool> too_long_;  // beside lines_
  std::vector<bool> of_table_;
  ListStyle style_;
  bool numbered_ = false;
  PlaceContext context_;
};

}  // namespace

FileDraft ReadReportList(const Knowledge& knowledge, const SourceText& source) {
  ListState alone;
  return ListReader(knowledge, source, alone).Read();
}

FileDraft ReadReportList(const Knowledge& knowledge, const SourceText& source, ListState& state) {
  return ListReader(knowledge, source, state).Read();
}

}  // namespace citygraph::importers

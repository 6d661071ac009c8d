#include "importers/report_list/report_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "engine/base/unicode.h"
#include "importers/corrections/corrections.h"
#include "importers/networks/networks.h"
#include "importers/places/place_resolver.h"
#include "importers/report_list/event_type.h"
#include "importers/report_list/headings.h"
#include "importers/report_list/list_context.h"
#include "importers/report_list/no_report.h"
#include "importers/report_list/participants.h"
#include "importers/report_list/roles.h"
#include "importers/report_list/series.h"
#include "importers/report_list/title_parser.h"

namespace citygraph::importers {
namespace {

struct Line {
  std::string_view text;
  Words words;
  RowAnatomy anatomy;

  explicit Line(std::string_view line) : text(line), words(line) {}
};

bool EndsLikeSentence(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t");
  return last != std::string_view::npos &&
         (text[last] == '.' || text[last] == '!' || text[last] == '?');
}

bool EndsWithColon(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t_");
  return last != std::string_view::npos && text[last] == ':';
}

constexpr std::size_t kLongestTitle = 30;  // words; more is prose
constexpr std::size_t kShortLine = 8;      // words of an item of a list of places

bool IsProse(const Line& line) { return line.words.size() > kLongestTitle; }

// The title as a person would write it: from its first word to its last, with the marks between.
std::string TitleOf(const Line& line) {
  const RowAnatomy& anatomy = line.anatomy;
  if (anatomy.title_last <= anatomy.title_first) return {};
  return std::string(line.words.Text(anatomy.title_first, anatomy.title_last));
}

std::string EventKey(const Line& line, const RowDraft& row) {
  if (row.number) {
    std::string key = row.series.empty() ? "report" : row.series;
    key += '-';
    return key += std::to_string(*row.number);
  }
  if (row.title.empty() || !line.words.folds_by_words()) return Slug(row.title);
  return SlugOfFolded(line.words.Folded(line.anatomy.title_first, line.anatomy.title_last));
}

class ListReader {
 public:
  ListReader(const Knowledge& knowledge, const SourceText& source, ListState& state)
      : knowledge_(knowledge),
        source_(source),
        state_(state),
        memo_(knowledge.gazetteer),
        cells_(knowledge) {
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
    const auto numbered = [](const Line& line) { return line.anatomy.number.has_value(); };
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
    CarryHeadings();
    JoinLabelledLines();
    IgnoreStatements();
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
    for (const Line& line : lines_) {
      if (!line.words.empty()) style_.Add(line.text);
      marks.push_back(ReadSeriesMark(line.words));
      begun = begun || marks.back();
      if (!begun || line.words.empty() || IsProse(line) || EndsLikeSentence(line.text)) continue;
      series.AddTitle(marks.back());
    }
    context_ = state_.context;
    if (!state_.known) {
      context_.no_capitals =
          std::ranges::none_of(lines_, [](const Line& line) { return line.words.has_capitals(); });
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
    for (const Line& line : lines_) {
      if (line.words.size() < 2 || IsProse(line)) continue;
      learnt.Add(knowledge_.gazetteer, PlacesOf(line));
      learnt.AddLanguage(GuessLanguage(line.words).language);
      if (++read == kRead) break;
    }
    context_ = learnt.Learnt(std::move(context_));
    state_.context = context_;
  }

  // Whether a row may stand below the heading, and how.
  enum class Item : std::uint8_t { kNone, kCity, kOther };
  Item ItemAt(const Heading& heading, std::size_t at, bool marked) const {
    const auto& gazetteer = knowledge_.gazetteer;
    const RowDraft& row = draft_.rows[at];
    const Words& words = lines_[at].words;
    if (of_table_[at]) return Item::kNone;
    const bool begins = BeginsWithPlace(words, row);
    if (!marked && !heading.alone && !begins) return Item::kNone;
    // "Madrid y … son ciudades hermanas": a partner that is not known is one all the same.
    const bool own = !marked && begins && !row.type.empty() && AndFollowsPlace(words, row);
    if (MayBeItem(gazetteer, row)) return own ? Item::kNone : Item::kCity;
    if (MayBeItemOfSeveral(gazetteer, words, row) &&
        (marked || (begins && (heading.colon || !heading.alone))))
      return Item::kCity;
    if ((marked || heading.colon) && MayBeCountryItem(gazetteer, row)) return Item::kOther;
    if (heading.alone && MayBeCaptionedItem(gazetteer, row)) return Item::kOther;
    return Item::kNone;
  }

  // Whether a line that names no place stands between those that do.
  bool IsPassedOver(std::size_t at) const {
    return draft_.rows[at].verdict == Verdict::kIgnored && lines_[at].words.size() <= kShortLine;
  }

  // The rows below a heading that are its items, and where its reach ends.
  struct Reach {
    std::vector<std::pair<std::size_t, Item>> items;
    std::size_t end = 0;
  };
  // Whether the line behind one has a mark, and another than it.
  bool MarksFollow(std::size_t at) const {
    const char32_t own = MarkOf(lines_[at].text);
    for (++at; at < lines_.size(); ++at) {
      if (lines_[at].words.empty()) continue;
      const char32_t mark = MarkOf(lines_[at].text);
      return mark != 0 && mark != own;
    }
    return false;
  }
  Reach ReachOf(const Heading& heading, std::size_t at) const {
    const auto& gazetteer = knowledge_.gazetteer;
    Reach reach{.items = {}, .end = at + 1};
    while (reach.end < lines_.size() && lines_[reach.end].words.empty()) ++reach.end;
    if (reach.end == lines_.size()) return reach;
    const char32_t mark = MarkOf(lines_[reach.end].text);
    const bool marked = mark != 0 && mark != MarkOf(lines_[at].text);
    if (heading.marked && !marked) return reach;
    for (; reach.end < lines_.size(); ++reach.end) {
      const std::size_t row = reach.end;
      if (lines_[row].words.empty()) continue;
      if (marked != (MarkOf(lines_[row].text) == mark && mark != 0)) break;
      const Item item = ItemAt(heading, row, marked);
      if (!marked) {
        const auto next = HeadingIn(gazetteer, lines_[row].words, draft_.rows[row]);
        if (next && (next->alone || !BeginsWithPlace(lines_[row].words, draft_.rows[row]))) break;
        // One of them whose place is not known ends no list.
        const bool followed =
            row + 1 < lines_.size() && ItemAt(heading, row + 1, marked) != Item::kNone;
        if (item == Item::kNone) {
          if (!reach.items.empty() && IsPassedOver(row) && followed) continue;
          break;
        }
      }
      if (item != Item::kNone) reach.items.emplace_back(row, item);
    }
    const std::size_t fewest = heading.alone || marked ? 1 : 2;
    if (reach.items.size() < fewest) reach.items.clear();
    return reach;
  }

  // A heading that names one place gives it to the items below.
  void CarryHeadings() {
    const auto& gazetteer = knowledge_.gazetteer;
    for (std::size_t at = 0; at < draft_.rows.size(); ++at) {
      RowDraft& row = draft_.rows[at];
      if (of_table_[at]) continue;
      const auto heading = HeadingIn(gazetteer, lines_[at].words, row, MarksFollow(at));
      if (!heading) continue;
      const Reach reach = ReachOf(*heading, at);
      if (reach.end == draft_.rows.size()) draft_.open = reach.end - at;
      if (reach.items.empty()) {
        if (!heading->alone) continue;
        // A title above the heading proper.
        const auto next = at + 1 < draft_.rows.size()
                              ? HeadingIn(gazetteer, lines_[at + 1].words, draft_.rows[at + 1])
                              : std::nullopt;
        if (heading->colon || (next && next->alone)) Ignore(row, "heading");
        continue;
      }
      TellApart(row, *heading, reach);
      for (const auto& [item, kind] : reach.items) ReadItem(row, *heading, item, kind);
      row.reason = "heading: its place takes part in the lines below";
      row.verdict = Verdict::kIgnored;
      at = reach.end - 1;
    }
  }

  // "The sister cities of León: León (Mexico), …": a city is not its own partner.
  void TellApart(RowDraft& row, const Heading& heading, const Reach& reach) const {
    std::set<PlaceIndex> partners;
    for (const auto& [item, kind] : reach.items) {
      for (const PlaceMention& each : draft_.rows[item].places) {
        if (TakesPart(each.role) && each.place) partners.insert(*each.place);
      }
    }
    PlaceMention& subject = row.places[heading.place];
    if (!subject.place || !partners.contains(*subject.place)) return;
    const auto other = std::ranges::find_if(subject.other, [&](const PlaceCandidate& candidate) {
      return !partners.contains(candidate.place);
    });
    if (other == subject.other.end()) return;
    std::swap(*subject.place, other->place);
    subject.country = knowledge_.gazetteer.At(*subject.place).country;
    subject.why.emplace_back("the other of that name is among its partners");
  }

  // Reads a line again, now that it is known whose partners it lists.
  void ReadItem(const RowDraft& heading_row, const Heading& heading, std::size_t at, Item kind) {
    RowDraft& row = draft_.rows[at];
    if (kind == Item::kCity) {
      PlaceContext context = context_;
      context.home = heading_row.places[heading.place].country;
      std::swap(context, context_);
      RowDraft again{.line = row.line, .text = row.text};
      ReadReport(lines_[at], again);
      std::swap(context, context_);
      if (MayBeItem(knowledge_.gazetteer, again) ||
          MayBeItemOfSeveral(knowledge_.gazetteer, lines_[at].words, again))
        row = std::move(again);
    }
    PutUnder(knowledge_.gazetteer, heading_row, heading, lines_[at].words, row);
  }

  // A header among the lines, or a row below it.
  bool ReadTable(const Line& line, RowDraft& row) {
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
    ReadReport(line, row, &*state_.table);
    return true;
  }

  // "Mentors: Brussels", and in the next line "Mentees: Jelgava": one exchange.
  void JoinLabelledLines() {
    for (std::size_t i = 1; i < draft_.rows.size(); ++i) {
      const RowDraft& before = draft_.rows[i - 1];
      RowDraft& row = draft_.rows[i];
      if (row.subject || before.subject || row.number || before.number) continue;
      const Role said = LabelledRole(before);
      const Role other = LabelledRole(row);
      if (!(Gives(said) && Takes(other)) && !(Takes(said) && Gives(other))) continue;
      const auto known = std::ranges::find_if(before.places, [](const PlaceMention& each) {
        return TakesPart(each.role) && each.place;
      });
      if (known == before.places.end()) continue;
      row.subject = *known;
      row.subject_line = before.line;
      row.event = before.event;
      if (!row.year) row.year = before.year;
      if (row.type.empty()) row.type = before.type;
    }
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

  static void Ignore(RowDraft& row, std::string reason) {
    row.verdict = Verdict::kIgnored;
    row.reason = std::move(reason);
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

  void ReadNumbered(const Line& line, RowDraft& row, bool list_has_begun) {
    if (line.words.empty()) return Ignore(row, "empty");
    if (!line.anatomy.number) {
      if (!list_has_begun) return Ignore(row, "stands before the list");
      if (IsProse(line) || EndsLikeSentence(line.text)) return Ignore(row, "prose");
      if (EndsWithColon(line.text)) return Ignore(row, "heading");
      const std::string_view aside = AsideOf(line.words, style_);
      if (!aside.empty()) return Ignore(row, std::string(aside));
    }
    ReadReport(line, row);
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

  void ReadFree(const Line& line, RowDraft& row) {
    if (line.words.empty()) return Ignore(row, "empty");
    const std::string_view aside = AsideOf(line.words, style_);
    if (!aside.empty()) return Ignore(row, std::string(aside));
    if (IsProse(line) && EndsLikeSentence(line.text) &&
        line.text.find("“") == std::string_view::npos &&
        line.text.find('"') == std::string_view::npos &&
        line.text.find('(') == std::string_view::npos) {
      return Ignore(row, "prose");
    }
    ReadReport(line, row);
    const auto taking_part = std::ranges::count_if(
        row.places, [](const PlaceMention& place) { return TakesPart(place.role); });
    if (taking_part == 0) return Ignore(row, "names no place that takes part");
  }

  void ReadReport(const Line& line, RowDraft& row, const ListTable* table = nullptr) {
    const RowAnatomy& anatomy = line.anatomy;
    row.verdict = Verdict::kReport;
    row.series = anatomy.series;
    row.number = anatomy.number;
    row.title = TitleOf(line);
    row.year = anatomy.year;
    row.year_span = anatomy.year_span;
    row.date = anatomy.date;
    row.type = EventTypeOf(line.words);
    if (row.type.empty()) row.type = UsualTypeOf(row.series);
    const LanguageGuess guess = GuessLanguage(line.words);
    row.language = anatomy.edition ? anatomy.edition : guess.language;
    row.language_marked = anatomy.edition.has_value();
    row.places = PlacesOf(line);
    if (knowledge_.corrections != nullptr) {
      knowledge_.corrections->CorrectPlaces(knowledge_.gazetteer, line.words, row.line, row.places);
    }
    AssignRoles(knowledge_.gazetteer, line.words, anatomy.title_last, row);
    if (table != nullptr) table->ReadRow(cells_, row);
    // An edition's title may be in another language than the edition: its own words tell.
    FindThemes(knowledge_, line.words, guess.language ? guess.language : anatomy.edition, row);
    row.event = EventKey(line, row);
    NoteUnsurePlaces(row);
    NoteContradictions(row);
  }

  // Places of the title alone: series, number and edition mark name none.
  std::vector<PlaceMention> PlacesOf(const Line& line) {
    std::vector<PlaceMention> places = ResolvePlaces(memo_, line.words, context_);
    const RowAnatomy& anatomy = line.anatomy;
    if (anatomy.title_last <= anatomy.title_first) return {};
    const std::uint32_t first = line.words[anatomy.title_first].start;
    const std::uint32_t last = line.words[anatomy.title_last - 1].end;
    std::erase_if(places, [&](const PlaceMention& place) {
      return place.span.start < first || place.span.end > last;
    });
    return places;
  }

  // "Lodz - United Kingdom": the country named beside a place is not where it lies.
  void NoteContradictions(RowDraft& row) const {
    for (std::size_t i = 1; i < row.places.size(); ++i) {
      const PlaceMention& country = row.places[i];
      const PlaceMention& place = row.places[i - 1];
      if (country.role != Role::kContext || country.role_rule != "says-where" || !country.place ||
          !place.place || country.country == place.country || country.country.empty())
        continue;
      const Place named = knowledge_.gazetteer.At(*country.place);
      const Place found = knowledge_.gazetteer.At(*place.place);
      if (named.kind != PlaceKind::kCountry || found.kind == PlaceKind::kCountry) continue;
      row.issues.push_back(
          {.severity = Issue::Severity::kWarning,
           .line = row.line,
           .column = place.span.start + 1,
           .code = "contradiction",
           .message = fmt::format("\"{}\" lies in {}, but the text says \"{}\"", place.text,
                                  CountryName(found.country), country.text),
           .text = place.text});
    }
  }

  std::string CountryName(std::string_view code) const {
    const auto country = knowledge_.gazetteer.Country(code);
    return country ? std::string(knowledge_.gazetteer.At(*country).name) : std::string(code);
  }

  void NoteUnsurePlaces(RowDraft& row) const {
    constexpr double kSure = 0.7;
    for (const PlaceMention& mention : row.places) {
      if (mention.confidence >= kSure || !mention.place || mention.other.empty()) continue;
      const Place place = knowledge_.gazetteer.At(*mention.place);
      const Place other = knowledge_.gazetteer.At(mention.other.front().place);
      row.issues.push_back(
          {.severity = Issue::Severity::kWarning,
           .line = row.line,
           .column = mention.span.start + 1,
           .code = "unsure-place",
           .message = fmt::format("\"{}\" was read as {} ({}), {:.0f} % sure; it could be {} ({})",
                                  mention.text, place.name, place.country, mention.confidence * 100,
                                  other.name, other.country),
           .text = mention.text});
    }
  }

  const Knowledge& knowledge_;
  const SourceText& source_;
  ListState& state_;
  PlaceMemo memo_;
  CellReader cells_;
  FileDraft draft_;
  std::vector<Line> lines_;
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

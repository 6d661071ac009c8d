#include "importers/report_list/heading_carrier.h"

#include <algorithm>
#include <optional>
#include <set>

#include "importers/report_list/heading_sense.h"
#include "importers/report_list/participants.h"

namespace citygraph::importers {
namespace {

constexpr std::size_t kShortLine = 8;      // words of an item of a list of places
constexpr std::size_t kLongestTitle = 16;  // words

// Whether an ignored line may be a heading without a year, which ends what the one before it said:
// "Work shadowing events", but not "Source: …" or "Page 3".
bool EndsHeading(const ListLine& line, const RowDraft& row) {
  const bool plain = row.verdict == Verdict::kIgnored && !line.words.empty() &&
                     line.words.size() <= kShortLine && line.words[0].capital &&
                     MarkOf(line.text) == 0;
  return plain && line.text.find_first_of(":.|\t0123456789") == std::string_view::npos;
}

// The year of a heading that names no place; nothing when the line is none.
std::optional<int> YearOfHeading(const ListLine& line, const RowDraft& row) {
  if (row.verdict != Verdict::kIgnored || line.words.size() > kLongestTitle || !line.anatomy.year)
    return std::nullopt;
  const bool takes_part = std::ranges::any_of(
      row.places, [](const PlaceMention& each) { return TakesPart(each.role); });
  if (takes_part || MarkOf(line.text) == U'•' || line.text.ends_with('.')) return std::nullopt;
  std::size_t years = 0;
  for (std::size_t i = 0; i < line.words.size(); ++i)
    years += line.words[i].number && line.words[i].end - line.words[i].start == 4 ? 1 : 0;
  return years == 1 ? line.anatomy.year : std::nullopt;
}

}  // namespace

// Whether a row may stand below the heading, and how.
HeadingCarrier::Item HeadingCarrier::ItemAt(const Heading& heading, std::size_t at,
                                            bool marked) const {
  const RowDraft& row = draft_.rows[at];
  const Words& words = lines_[at].words;
  if (of_table_[at]) return Item::kNone;
  const bool begins = BeginsWithPlace(words, row);
  if (!marked && !heading.alone && !begins) return Item::kNone;
  // "Madrid y … son ciudades hermanas": a partner that is not known is one all the same.
  const bool own = !marked && begins && !row.type.empty() && AndFollowsPlace(words, row);
  if (MayBeItem(gazetteer_, row)) return own ? Item::kNone : Item::kCity;
  if (MayBeItemOfSeveral(gazetteer_, words, row) &&
      (marked || (begins && (heading.colon || !heading.alone))))
    return Item::kCity;
  if ((marked || heading.colon) && MayBeCountryItem(gazetteer_, row)) return Item::kOther;
  if (heading.alone && MayBeCaptionedItem(gazetteer_, row)) return Item::kOther;
  return Item::kNone;
}

// Whether a line that names no place stands between those that do.
bool HeadingCarrier::IsPassedOver(std::size_t at) const {
  return draft_.rows[at].verdict == Verdict::kIgnored && lines_[at].words.size() <= kShortLine;
}

// Whether the line behind one has a mark, and another than it.
bool HeadingCarrier::MarksFollow(std::size_t at) const {
  const char32_t own = MarkOf(lines_[at].text);
  for (++at; at < lines_.size(); ++at) {
    if (lines_[at].words.empty()) continue;
    const char32_t mark = MarkOf(lines_[at].text);
    return mark != 0 && mark != own;
  }
  return false;
}
HeadingCarrier::Reach HeadingCarrier::ReachOf(const Heading& heading, std::size_t at) const {
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
      const auto next = HeadingIn(gazetteer_, lines_[row].words, draft_.rows[row]);
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

void HeadingCarrier::CarryPlaces() {
  for (std::size_t at = 0; at < draft_.rows.size(); ++at) {
    RowDraft& row = draft_.rows[at];
    if (of_table_[at]) continue;
    const auto heading = HeadingIn(gazetteer_, lines_[at].words, row, MarksFollow(at));
    if (!heading) continue;
    const Reach reach = ReachOf(*heading, at);
    if (reach.end == draft_.rows.size()) draft_.open = reach.end - at;
    if (reach.items.empty()) {
      if (!heading->alone) continue;
      // A title above the heading proper.
      const auto next = at + 1 < draft_.rows.size()
                            ? HeadingIn(gazetteer_, lines_[at + 1].words, draft_.rows[at + 1])
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
void HeadingCarrier::TellApart(RowDraft& row, const Heading& heading, const Reach& reach) const {
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
  subject.country = gazetteer_.At(*subject.place).country;
  subject.why.emplace_back("the other of that name is among its partners");
}

// Reads a line again, now that it is known whose partners it lists.
void HeadingCarrier::ReadItem(const RowDraft& heading_row, const Heading& heading, std::size_t at,
                              Item kind) {
  RowDraft& row = draft_.rows[at];
  if (kind == Item::kCity) {
    PlaceContext context = context_;
    context.home = heading_row.places[heading.place].country;
    RowDraft again{.line = row.line, .text = row.text};
    reader_.Read(lines_[at], context, again);
    if (MayBeItem(gazetteer_, again) || MayBeItemOfSeveral(gazetteer_, lines_[at].words, again))
      row = std::move(again);
  }
  PutUnder(gazetteer_, heading_row, heading, lines_[at].words, row);
}

void HeadingCarrier::IgnoreTitles() {
  for (std::size_t at = 0; at < draft_.rows.size(); ++at) {
    RowDraft& row = draft_.rows[at];
    const bool plain = row.verdict == Verdict::kReport && !row.number && !row.subject &&
                       !of_table_[at] && MarkOf(row.text) == 0;
    if (!plain || lines_[at].words.size() > kLongestTitle || !MarksFollow(at)) continue;
    if (CountLocal(gazetteer_, row) == 0) Ignore(row, "heading");
  }
}

void HeadingCarrier::CarryYears() {
  std::optional<int> year;
  for (std::size_t i = 0; i < draft_.rows.size(); ++i) {
    RowDraft& row = draft_.rows[i];
    if (row.verdict == Verdict::kReport) {
      // "Winners of 2014" is over where a sentence tells of another year.
      if (row.year && row.year != year && lines_[i].words.size() > kLongestTitle) year.reset();
      if (year && !row.year && !row.number) row.year = year;
    } else if (!lines_[i].words.empty() && (!of_table_[i] || lines_[i].anatomy.year)) {
      // "Updated 2021" and "© 2023" speak of the page.
      const bool heads = SpeaksOfMany(lines_[i].words) || !row.type.empty() ||
                         (MarkOf(lines_[i].text) == 0 && MarksFollow(i));
      const auto said = heads ? YearOfHeading(lines_[i], row) : std::nullopt;
      if (said || row.reason.starts_with("heading") || heads || EndsHeading(lines_[i], row))
        year = said;
    }
  }
}

void HeadingCarrier::JoinLabelledLines() {
  for (std::size_t i = 1; i < draft_.rows.size(); ++i) {
    const RowDraft& before = draft_.rows[i - 1];
    RowDraft& row = draft_.rows[i];
    if (row.subject || before.subject || row.number || before.number) continue;
    const Role said = LabelledRole(before);
    const Role other = LabelledRole(row);
    if (!(Gives(said) && Takes(other)) && !(Takes(said) && Gives(other))) continue;
    const auto known = std::ranges::find_if(
        before.places, [](const PlaceMention& each) { return TakesPart(each.role) && each.place; });
    if (known == before.places.end()) continue;
    row.subject = *known;
    row.subject_line = before.line;
    row.event = before.event;
    if (!row.year) row.year = before.year;
    if (row.type.empty()) row.type = before.type;
  }
}

}  // namespace citygraph::importers

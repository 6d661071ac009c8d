#include "importers/report_list/row_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "importers/corrections/corrections.h"
#include "importers/networks/networks.h"
#include "importers/places/place_resolver.h"
#include "importers/report_list/event_type.h"
#include "importers/report_list/participants.h"
#include "importers/report_list/roles.h"

namespace citygraph::importers {
namespace {

// The title as a person would write it: from its first word to its last, with the marks between.
std::string TitleOf(const ListLine& line) {
  const RowAnatomy& anatomy = line.anatomy;
  if (anatomy.title_last <= anatomy.title_first) return {};
  std::string title(line.words.Text(anatomy.title_first, anatomy.title_last));
  // "… from Udine (IT)" ends with its bracket.
  const std::size_t end = line.words[anatomy.title_last - 1].byte_end;
  const bool open = std::ranges::count(title, '(') == std::ranges::count(title, ')') + 1;
  if (open && line.words.row().substr(end).starts_with(')')) title += ')';
  return title;
}

std::string EventKey(const ListLine& line, const RowDraft& row) {
  if (row.number) {
    std::string key = row.series.empty() ? "report" : row.series;
    key += '-';
    return key += std::to_string(*row.number);
  }
  if (row.title.empty() || !line.words.folds_by_words()) return Slug(row.title);
  return SlugOfFolded(line.words.Folded(line.anatomy.title_first, line.anatomy.title_last));
}

}  // namespace

void Ignore(RowDraft& row, std::string reason) {
  row.verdict = Verdict::kIgnored;
  row.reason = std::move(reason);
}

RowReader::RowReader(const Knowledge& knowledge)
    : knowledge_(knowledge), memo_(knowledge.gazetteer), cells_(knowledge) {}

void RowReader::Read(const ListLine& line, const PlaceContext& context, RowDraft& row,
                     const ListTable* table) {
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
  row.places = PlacesOf(line, context);
  if (knowledge_.corrections != nullptr) {
    knowledge_.corrections->CorrectPlaces(knowledge_.gazetteer, line.words, row.line, row.places);
  }
  AssignRoles(knowledge_.gazetteer, line.words, anatomy.title_last, row);
  if (table != nullptr) table->ReadRow(cells_, row);
  // An edition's title may be in another language than the edition: its own words tell.
  FindThemes(knowledge_, line.words, guess.language ? guess.language : anatomy.edition, row);
  row.event = EventKey(line, row);
  NoteUnsurePlaces(row);
  NoteContradictions(line.words, row);
}

std::vector<PlaceMention> RowReader::PlacesOf(const ListLine& line, const PlaceContext& context) {
  std::vector<PlaceMention> places = ResolvePlaces(memo_, line.words, context);
  const RowAnatomy& anatomy = line.anatomy;
  if (anatomy.title_last <= anatomy.title_first) return {};
  const std::uint32_t first = line.words[anatomy.title_first].start;
  const std::uint32_t last = line.words[anatomy.title_last - 1].end;
  std::erase_if(places, [&](const PlaceMention& place) {
    return place.span.start < first || place.span.end > last;
  });
  return places;
}

// "Lodz - United Kingdom": the country named right beside a place is not where it lies.
void RowReader::NoteContradictions(const Words& words, RowDraft& row) const {
  for (std::size_t i = 1; i < row.places.size(); ++i) {
    const PlaceMention& country = row.places[i];
    const PlaceMention& place = row.places[i - 1];
    if (country.role != Role::kContext || country.role_rule != "says-where" || !country.place ||
        !place.place || country.country == place.country || country.country.empty() ||
        WordAt(words, place.span.end - 1) + 1 != WordAt(words, country.span.start))
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

std::string RowReader::CountryName(std::string_view code) const {
  const auto country = knowledge_.gazetteer.Country(code);
  return country ? std::string(knowledge_.gazetteer.At(*country).name) : std::string(code);
}

void RowReader::NoteUnsurePlaces(RowDraft& row) const {
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

}  // namespace citygraph::importers

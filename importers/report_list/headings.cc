#include "importers/report_list/headings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/base/unicode.h"
#include "importers/places/place_cues.h"
#include "importers/reading.h"
#include "importers/report_list/participants.h"

namespace citygraph::importers {
namespace {

bool AreOnePlace(const Gazetteer& gazetteer, const PlaceMention& a, const PlaceMention& b) {
  if (a.place && b.place) return *a.place == *b.place;
  return IdentityOf(gazetteer, a) == IdentityOf(gazetteer, b);
}

// The one place that takes part; nothing when there is none or there are several.
std::optional<std::size_t> OnlyPlace(const Gazetteer& gazetteer, const RowDraft& row) {
  std::optional<std::size_t> only;
  for (std::size_t i = 0; i < row.places.size(); ++i) {
    const PlaceMention& mention = row.places[i];
    if (!TakesPart(mention.role)) continue;
    if (!IsLocal(gazetteer, mention)) return std::nullopt;
    if (only && !AreOnePlace(gazetteer, row.places[*only], mention)) return std::nullopt;
    if (!only) only = i;
  }
  return only;
}

// "Protocolo de geminação com Beira" tells of one partner and heads no list of them.
bool IsLedByWith(const Words& words, const PlaceMention& mention) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].start < mention.span.start) continue;
    std::size_t before = i;
    while (before > 0 && (words.Is(before - 1, WordClass::kOf) || KindCue(words, before - 1)))
      --before;
    if (before == 0) return false;
    const std::string_view word = words.Folded(before - 1);
    return word == "with" || word == "con" || word == "com" || word == "avec" || word == "und";
  }
  return false;
}

bool IsReport(const RowDraft& row) {
  return row.verdict == Verdict::kReport || row.verdict == Verdict::kMerged;
}

// Whether two places stand side by side as equals: "A, B", "A and B", "A (Peru) and the city of B".
bool AreJoined(const Words& words, const PlaceMention& a, const PlaceMention& b) {
  const std::size_t first = WordAt(words, a.span.end - 1);
  const std::size_t last = WordAt(words, b.span.start);
  const std::string_view between = words.Between(first, last);
  if (between.find_first_of(";|\t:") != std::string_view::npos) return false;
  for (std::size_t i = first; i < last; ++i) {
    if (words[i].gap == Gap::kDash) return false;
    if (i > first && words.Is(i, WordClass::kWith)) return false;
  }
  return between.find(" / ") == std::string_view::npos;
}

}  // namespace

bool EndsWithColon(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t_");
  return last != std::string_view::npos && text[last] == ':';
}

char32_t MarkOf(std::string_view line) {
  std::size_t i = 0;
  CodePoint c{};
  for (; i < line.size(); i += c.size) {
    c = DecodeAt(line, i);
    if (!IsWhitespace(c.value)) break;
  }
  if (i >= line.size()) return 0;
  constexpr std::u32string_view kBullets = U"•-–—*·◦▪‣●○►";
  if (kBullets.find(c.value) != std::u32string_view::npos) return c.value;
  const auto is_digit = [&](std::size_t at) { return line[at] >= '0' && line[at] <= '9'; };
  const auto is_letter = [&](std::size_t at) { return line[at] >= 'a' && line[at] <= 'z'; };
  const bool open = line[i] == '(';
  std::size_t end = open ? i + 1 : i;
  const std::size_t first = end;
  while (end < line.size() && is_digit(end)) ++end;
  const bool number = end > first;
  if (!number && end < line.size() && is_letter(end)) ++end;
  constexpr std::size_t kLongest = 3;
  if (end == first || end - first > kLongest || end >= line.size()) return 0;
  const bool closed = line[end] == ')' || (number && !open && line[end] == '.');
  const bool blank = end + 1 < line.size() && (line[end + 1] == ' ' || line[end + 1] == '\t');
  if (!closed || !blank) return 0;
  return number ? U'1' : U'a';
}

std::optional<Heading> HeadingIn(const Gazetteer& gazetteer, const Words& words,
                                 const RowDraft& row, bool before_marks) {
  constexpr std::size_t kLongest = 16;  // words
  if (row.verdict != Verdict::kReport || row.number || words.size() > kLongest) return std::nullopt;
  const char32_t mark = MarkOf(row.text);
  if (mark != 0 && mark != U'1' && mark != U'a') return std::nullopt;
  const bool colon = EndsWithColon(row.text);
  const bool partners = words.classes().Has(WordClass::kPartners);
  const bool many = mark == 0 && SpeaksOfMany(words);
  if (!colon && !partners && !many && !before_marks) return std::nullopt;
  const auto place = OnlyPlace(gazetteer, row);
  if (!place) return std::nullopt;
  const PlaceMention& mention = row.places[*place];
  // "Städte, gemellate con Monselice" is a heading in the plural.
  const bool plural = words.classes().Has(WordClass::kPartnersInPlural);
  Heading heading{.place = *place, .sense = {}, .colon = colon};
  heading.alone =
      colon ? !row.year || many : partners && !row.year && (plural || !IsLedByWith(words, mention));
  heading.sense = SenseOfHeading(words, WordAt(words, mention.span.start),
                                 WordAt(words, mention.span.end - 1) + 1);
  if (heading.alone) return heading;
  // "Gaza: markets and visits" begins as items do.
  heading.marked = !many || BeginsWithPlace(words, row);
  const bool directed = heading.sense.items != Role::kPartner;
  const bool may_be = many ? !heading.marked || before_marks : before_marks && directed;
  return may_be ? std::optional(heading) : std::nullopt;
}

bool MayBeItem(const Gazetteer& gazetteer, const RowDraft& row) {
  return IsReport(row) && !row.number && OnlyPlace(gazetteer, row).has_value();
}

bool MayBeItemOfSeveral(const Gazetteer& gazetteer, const Words& words, const RowDraft& row) {
  if (!IsReport(row) || row.number || row.type == "twinning" || row.type == "pairing") return false;
  const PlaceMention* before = nullptr;
  for (const PlaceMention& each : row.places) {
    if (!TakesPart(each.role)) continue;
    if (!IsLocal(gazetteer, each) || !IsGuessed(each)) return false;
    if (before != nullptr && !AreJoined(words, *before, each)) return false;
    before = &each;
  }
  return before != nullptr;
}

bool MayBeCaptionedItem(const Gazetteer& gazetteer, const RowDraft& row) {
  if (!IsReport(row) || row.number) return false;
  std::size_t known = 0;
  std::size_t unknown = 0;
  for (const PlaceMention& each : row.places) {
    if (!TakesPart(each.role)) continue;
    if (!IsLocal(gazetteer, each) || each.role_rule != "named-together") return false;
    ++(each.place ? known : unknown);
  }
  return known == 1 && unknown == 1 &&
         (row.text.find(" - ") != std::string::npos || row.text.find(" – ") != std::string::npos);
}

bool MayBeCountryItem(const Gazetteer& gazetteer, const RowDraft& row) {
  std::size_t countries = 0;
  for (const PlaceMention& each : row.places) {
    if (!TakesPart(each.role)) continue;
    if (!IsCountry(gazetteer, each) || !IsGuessed(each)) return false;
    ++countries;
  }
  return IsReport(row) && !row.number && countries == 1;
}

bool BeginsWithPlace(const Words& words, const RowDraft& row) {
  const auto place = std::ranges::find_if(
      row.places, [](const PlaceMention& each) { return TakesPart(each.role); });
  if (place == row.places.end()) return false;
  for (std::size_t i = 0; i < words.size() && words[i].start < place->span.start; ++i) {
    const bool passed = words[i].number || words.Is(i, WordClass::kOf) || KindCue(words, i) ||
                        words.Is(i, WordClass::kSmallInNames) || words[i].end - words[i].start <= 3;
    if (!passed) return false;
  }
  const std::size_t last = WordAt(words, place->span.end - 1);
  return last + 1 == words.size() || words[last].gap != Gap::kSpace ||
         words.Is(last + 1, WordClass::kAnd);
}

bool AndFollowsPlace(const Words& words, const RowDraft& row) {
  const auto place = std::ranges::find_if(
      row.places, [](const PlaceMention& each) { return TakesPart(each.role); });
  if (place == row.places.end()) return false;
  const std::size_t next = WordAt(words, place->span.end - 1) + 1;
  return next < words.size() && words.Is(next, WordClass::kAnd);
}

Role LabelledRole(const RowDraft& row) {
  if (row.verdict != Verdict::kReport) return Role::kUnknown;
  Role role = Role::kUnknown;
  for (const PlaceMention& each : row.places) {
    if (!TakesPart(each.role)) continue;
    if (!each.role_rule.ends_with("-label") || (role != Role::kUnknown && role != each.role))
      return Role::kUnknown;
    role = each.role;
  }
  return role;
}

void PutUnder(const Gazetteer& gazetteer, const RowDraft& heading_row, const Heading& heading,
              const Words& words, RowDraft& item) {
  const bool country = MayBeCountryItem(gazetteer, item);
  if (MayBeCaptionedItem(gazetteer, item))
    std::erase_if(item.places, [](const PlaceMention& each) { return !each.place; });
  const PlaceMention& subject = heading_row.places[heading.place];
  for (const PlaceMention& each : item.places) {
    // The row tells of the heading's place itself.
    if (TakesPart(each.role) && each.place && each.place == subject.place) return;
  }
  const bool partners = heading.sense.items == Role::kPartner;
  const std::string_view rule = partners ? "heading-names-partner" : "heading-gives-roles";
  item.subject = subject;
  item.subject_line = heading_row.line;
  item.subject->role = heading.sense.subject;
  item.subject->role_rule = rule;
  item.subject->role_confidence = 0.8;
  if (item.type.empty()) item.type = heading_row.type;
  if (!item.year && heading_row.year) item.year = heading_row.year;
  for (PlaceMention& each : item.places) {
    if (!TakesPart(each.role) || !IsGuessed(each)) continue;
    // "The city of that name in Ecuador" lies there.
    const std::size_t first = WordAt(words, each.span.start);
    const bool lies_in = country && each.role_rule == "held-in" && first > 1 &&
                         words.Is(first - 1, WordClass::kLeadsInto);
    each.role = lies_in ? Role::kContext : heading.sense.items;
    each.role_rule = lies_in ? "says-where" : rule;
    each.role_confidence = 0.8;
    each.why.back() = Reason(partners ? fmt::format("the heading in line {} names its partner, {}",
                                                    heading_row.line, item.subject->text)
                                      : fmt::format("the heading in line {} says so, of {}",
                                                    heading_row.line, item.subject->text));
  }
  // They met the heading's place, not one another.
  item.pairs.clear();
  // The same city may be the partner of several.
  item.event = Slug(item.subject->text) + ':' + item.event;
}

}  // namespace citygraph::importers

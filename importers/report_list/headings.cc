#include "importers/report_list/headings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "importers/places/place_cues.h"
#include "importers/reading.h"
#include "importers/report_list/event_type.h"

namespace citygraph::importers {
namespace {

bool IsLocal(const Gazetteer& gazetteer, const PlaceMention& mention) {
  const PlaceKind kind = mention.place ? gazetteer.KindOf(*mention.place) : mention.kind;
  return kind == PlaceKind::kCity || kind == PlaceKind::kRegion;
}

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

bool EndsWithColon(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t_");
  return last != std::string_view::npos && text[last] == ':';
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

}  // namespace

bool MayBeHeading(const Gazetteer& gazetteer, const Words& words, const RowDraft& row,
                  bool bullet) {
  if (bullet || row.number || row.year) return false;
  const bool colon = EndsWithColon(row.text);
  if (!colon && !words.classes().Has(WordClass::kPartners)) return false;
  const auto place = OnlyPlace(gazetteer, row);
  if (!place) return false;
  if (colon) return true;
  // "Städte, gemellate con Monselice" is a heading in the plural.
  const bool plural = words.classes().Has(WordClass::kPartnersInPlural);
  return plural || !IsLedByWith(words, row.places[*place]);
}

bool MayBeItem(const Gazetteer& gazetteer, const RowDraft& row) {
  const bool report = row.verdict == Verdict::kReport || row.verdict == Verdict::kMerged;
  return report && !row.number && OnlyPlace(gazetteer, row).has_value();
}

void PutUnder(const RowDraft& heading, RowDraft& item) {
  for (const PlaceMention& each : heading.places) {
    if (TakesPart(each.role)) item.subject = each;
  }
  if (!item.subject) return;
  item.subject_line = heading.line;
  item.subject->role = Role::kPartner;
  item.subject->role_rule = "heading-names-partner";
  item.subject->role_confidence = 0.8;
  if (item.type.empty()) item.type = heading.type;
  for (PlaceMention& each : item.places) {
    const bool guessed = each.role_rule == "only-place" || each.role_rule == "trailing-place" ||
                         each.role_rule == "held-in";
    if (!TakesPart(each.role) || !guessed) continue;
    each.role = Role::kPartner;
    each.role_rule = "heading-names-partner";
    each.role_confidence = 0.8;
    each.why.back() = Reason(fmt::format("the heading in line {} names its partner, {}",
                                         heading.line, item.subject->text));
  }
  // The same city may be the partner of several.
  item.event = Slug(item.subject->text) + ':' + item.event;
}

}  // namespace citygraph::importers

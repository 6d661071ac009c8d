// What a row of a list was read as, before anything is stored: `extract` prints it, `import` loads
// it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/model/temporal.h"
#include "importers/gazetteer/gazetteer.h"
#include "importers/reason.h"
#include "importers/seldom.h"
#include "importers/text/language.h"

namespace citygraph::importers {

// Code points in the row, `end` excluded.
struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;

  bool operator==(const Span&) const = default;
  bool Overlaps(const Span& other) const { return start < other.end && other.start < end; }
};

enum class Verdict : std::uint8_t {
  kReport,    // tells of an exchange that no earlier row told of
  kMerged,    // tells of one that is known: another edition, another pair of the same exchange
  kIgnored,   // not a report: heading, prose, empty
  kRejected,  // meant to be one, but could not be read; `reason` says why
};
std::string_view VerdictName(Verdict verdict);

enum class Role : std::uint8_t {
  kUnknown,
  kMentor,
  kMentee,
  kHost,
  kVisitor,
  kLead,
  kPartner,
  kParticipant,
  kScope,    // the exchange is about this place
  kContext,  // says where another place lies
};
std::string_view RoleName(Role role);
// Whether a place with this role takes part in the exchange.
constexpr bool TakesPart(Role role) { return role != Role::kScope && role != Role::kContext; }

// Who decided what a text means, for a correction.
struct Decided {
  std::string person;
  std::string date;  // "2026-11-24"
};

struct PlaceCandidate {
  PlaceIndex place{};
  double probability = 0;  // among the candidates and "no place"
  Reason why;              // why it lost: "smaller: 17000 inhabitants", "not in BR"
};

struct PlaceMention {
  Span span;
  std::string text;  // as written
  std::optional<PlaceIndex>
      place;            // nothing: named as a place by the file, but not in the gazetteer
  std::string country;  // ISO code, of the place or as the file says; empty: none
  NameKind name_kind = NameKind::kPreferred;
  Role role = Role::kUnknown;
  PlaceKind kind = PlaceKind::kCity;  // of a place that the gazetteer lacks
  double confidence = 0;              // that it is this place, in [0, 1]
  std::string_view role_rule;         // the rule that gave the role; lives as long as the program
  double role_confidence = 0;
  std::vector<Reason> why;            // what spoke for the place, then for the role
  std::vector<PlaceCandidate> other;  // the losing candidates, likeliest first
  std::string name;                   // what it is known as, where a person said so; else as `text`
  Seldom<Decided> decided;
};
// Whether it is a country that the gazetteer knows.
bool IsCountry(const Gazetteer& gazetteer, const PlaceMention& mention);
// Whether it is a city or a region, known or not.
bool IsLocal(const Gazetteer& gazetteer, const PlaceMention& mention);

struct ThemeMention {
  Span span;
  std::string text;
  std::uint32_t theme = 0;  // index in the vocabulary
  double confidence = 0;
  Seldom<Decided> decided = {};
};

struct SdgMention {
  int goal = 0;              // 1..17
  bool is_explicit = false;  // printed as "SDG 11"; else it follows from a theme
  Span span;
  std::string why;  // the text or the theme
};

struct Issue {
  enum class Severity : std::uint8_t { kInfo, kWarning, kError };
  Severity severity = Severity::kWarning;
  std::uint32_t line = 0;
  std::uint32_t column = 0;  // code points from 1; 0: the whole line
  std::string code;          // stable, kebab-case: "ambiguous-place"
  std::string message;
  std::string text = {};  // what of the row it is about; empty: the whole row
};

struct RowDraft {
  std::uint32_t line = 0;
  std::string text;
  Verdict verdict = Verdict::kIgnored;
  std::string reason;  // why it is ignored or rejected
  std::string series;  // "PLN"
  std::optional<int> number;
  std::string title;  // without series, number and edition mark
  std::optional<Language> language;
  bool language_marked = false;  // printed as an edition mark
  std::string event;             // the key of the exchange it tells of
  // It only adds to an exchange that another row, file or import tells of: the one with this key,
  // or this series and number, or this title. Which that is, is found when it is loaded.
  bool joins = false;
  Seldom<Decided> decided;  // who said that it is this exchange
  std::string type;         // "mentoring", "peer learning", "twinning", …
  std::optional<int> year;
  Span year_span;
  std::optional<Date> date;  // of that year, where the row says the day
  std::string programme;
  std::string url;
  std::vector<PlaceMention> places;
  std::vector<std::pair<std::size_t, std::size_t>>
      pairs;  // positions in `places`: who met whom, the giver first
  Seldom<PlaceMention>
      subject;  // the place that the heading above speaks of: it met each place of the row
  std::uint32_t subject_line = 0;  // the heading's
  std::vector<ThemeMention> themes;
  std::vector<SdgMention> sdgs;
  std::vector<Issue> issues;
};

}  // namespace citygraph::importers

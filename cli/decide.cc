#include "cli/decide.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include "cli/usage.h"
#include "engine/base/unicode.h"
#include "importers/places/place_resolver.h"

namespace citygraph::cli {
namespace {

using importers::Gazetteer;
using importers::NameKind;
using importers::NameMatch;
using importers::Place;
using importers::PlaceKind;

std::string Candidate(const Place& place) {
  return fmt::format("{} {}", place.key, Described(place));
}

// The country's code of "AR", "Argentina"; empty when it is neither.
std::string CountryCode(std::string_view text) {
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  for (const NameMatch& match : gazetteer.Find(FoldName(text))) {
    const Place place = gazetteer.At(match.place);
    if (place.kind == PlaceKind::kCountry) return std::string(place.country);
  }
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return gazetteer.Country(upper) ? upper : std::string();
}

std::vector<std::string> Candidates(std::span<const NameMatch> matches) {
  constexpr std::size_t kShown = 8;
  std::vector<std::string> all;
  for (const NameMatch& match : matches) {
    if (match.kind == NameKind::kAdjective || match.kind == NameKind::kPrefix) continue;
    if (all.size() < kShown) all.push_back(Candidate(Gazetteer::BuiltIn().At(match.place)));
  }
  return all;
}

}  // namespace

std::string Described(const Place& place) {
  return fmt::format("{} ({}{}{})", place.name, importers::KindName(place.kind),
                     place.country.empty() ? "" : ", ", place.country);
}

std::string ShellQuoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string PersonHere() {
  for (const char* variable : {"CITYGRAPH_PERSON", "USER", "LOGNAME"}) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value != '\0') return value;
  }
  return {};
}

std::string Today() { return fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::time(nullptr))); }

Result<Place> FindInGazetteer(const std::string& text) {
  constexpr double kClear = 0.9;
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  if (const auto place = gazetteer.ByKey(text.substr(0, text.find(' '))))
    return gazetteer.At(*place);
  std::string name = text;
  std::string country;
  if (const std::size_t comma = text.rfind(','); comma != std::string::npos) {
    country = CountryCode(
        std::string_view(text).substr(text.find_first_not_of(' ', comma + 1) == std::string::npos
                                          ? text.size()
                                          : text.find_first_not_of(' ', comma + 1)));
    if (!country.empty()) name = text.substr(0, comma);
  }
  importers::PlaceMemo memo(gazetteer);
  const auto mention = importers::ResolveCell(memo, name, country);
  if (mention && mention->place && mention->confidence >= kClear)
    return gazetteer.At(*mention->place);
  const auto matches = gazetteer.Find(FoldName(name));
  if (!matches.empty()) {
    return Fail({.code = ErrorCode::kAmbiguous,
                 .message = fmt::format("\"{}\" means several places", text),
                 .hint = "give the key, or NAME, COUNTRY",
                 .candidates = Candidates(matches)});
  }
  return Fail({.code = ErrorCode::kNotFound,
               .message = fmt::format("the gazetteer knows no place \"{}\"", text),
               .hint = "a place that it lacks is joined to another name with --same-as NAME",
               .candidates = Candidates(gazetteer.FindNear(FoldName(name), 2, 5))});
}

Result<std::uint32_t> FindInVocabulary(const importers::ThemeFinder& themes,
                                       const std::string& text) {
  if (const auto theme = themes.vocabulary().Find(text)) return *theme;
  if (const auto theme = themes.FindLabel(text)) return *theme;
  std::vector<std::string> ids;
  for (const importers::Theme& theme : themes.vocabulary().themes()) ids.push_back(theme.id);
  Error error{.code = ErrorCode::kNotFound,
              .message = fmt::format("\"{}\" is not a theme of the vocabulary", text),
              .hint = "another vocabulary is given with --themes FILE"};
  if (std::string near = Nearest(text, ids); !near.empty()) error.candidates = {std::move(near)};
  return Fail(std::move(error));
}

}  // namespace citygraph::cli

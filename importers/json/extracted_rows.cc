#include "importers/json/extracted_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <mutex>
#include <set>

#include "engine/base/unicode.h"
#include "engine/model/temporal_text.h"
#include "importers/corrections/corrections.h"
#include "importers/csv/table_cells.h"
#include "importers/json/json_rows.h"

namespace citygraph::importers {
namespace {

// A rule's name as the program knows it, for as long as it runs. Files name few rules, those of
// `extract`; after many different names, as no extracted file has them, all are as-extracted.
std::string_view RuleNamed(const std::string& name) {
  constexpr std::size_t kMostRules = 256;
  static std::mutex mutex;
  static std::set<std::string> known;
  const std::lock_guard lock(mutex);
  if (name.empty() || (known.size() >= kMostRules && !known.contains(name))) return "as-extracted";
  return *known.insert(name).first;
}

// An object of a row, and where it is in it: "places[1]". Asking for what is there in another kind
// is an error that names both.
class Fields {
 public:
  Fields(const ValueMap& map, std::string where) : map_(map), where_(std::move(where)) {}

  Result<std::string> Text(std::string_view key) const {
    const Value* value = Get(key);
    if (value == nullptr) return std::string();
    if (value->AsString() == nullptr) return Wrong(key, "a string");
    return *value->AsString();
  }
  // Nothing when it is not there. `least` and `most` are included.
  Result<std::optional<std::int64_t>> Whole(std::string_view key, std::int64_t least,
                                            std::int64_t most) const {
    const Value* value = Get(key);
    if (value == nullptr) return std::nullopt;
    const std::int64_t* number = value->AsInteger();
    if (number == nullptr || *number < least || *number > most)
      return Wrong(key, fmt::format("a whole number from {} to {}", least, most));
    return *number;
  }
  Result<double> Share(std::string_view key, double otherwise) const {
    const Value* value = Get(key);
    if (value == nullptr) return otherwise;
    const double number = value->AsFloat() != nullptr     ? *value->AsFloat()
                          : value->AsInteger() != nullptr ? static_cast<double>(*value->AsInteger())
                                                          : -1;
    if (!(number >= 0 && number <= 1)) return Wrong(key, "a number from 0 to 1");
    return number;
  }
  Result<bool> Flag(std::string_view key) const {
    const Value* value = Get(key);
    if (value == nullptr) return false;
    if (value->AsBoolean() == nullptr) return Wrong(key, "true or false");
    return *value->AsBoolean();
  }
  Result<ValueList> List(std::string_view key) const {
    const Value* value = Get(key);
    if (value == nullptr) return ValueList();
    if (value->AsList() == nullptr) return Wrong(key, "a list");
    return *value->AsList();
  }
  // `read` is given the fields of each object of a list.
  template <class Read>
  Status Each(std::string_view key, const Read& read) const {
    CITYGRAPH_TRY(const ValueList list, List(key));
    for (std::size_t i = 0; i < list.size(); ++i) {
      const ValueMap* map = list[i].AsMap();
      if (map == nullptr) return Wrong(key, "a list of objects");
      CITYGRAPH_TRY(read(Fields(*map, fmt::format("{}{}[{}].", where_, key, i))));
    }
    return {};
  }
  std::optional<Fields> Object(std::string_view key) const {
    const Value* value = Get(key);
    if (value == nullptr || value->AsMap() == nullptr) return std::nullopt;
    return Fields(*value->AsMap(), fmt::format("{}{}.", where_, key));
  }
  std::unexpected<Error> Wrong(std::string_view key, std::string_view expected) const {
    return Fail(ErrorCode::kInvalidInput,
                fmt::format("\"{}{}\" must be {}", where_, key, expected));
  }

  // Also where it is null.
  bool Has(std::string_view key) const { return map_.Find(key) != nullptr; }

 private:
  const Value* Get(std::string_view key) const {
    const Value* value = map_.Find(key);
    return value == nullptr || value->is_null() ? nullptr : value;
  }

  const ValueMap& map_;
  std::string where_;
};

// The one of `all` with that name, or an error that names the field.
template <class Kind, std::size_t kCount, class NameOf>
Result<Kind> Named(const Fields& fields, std::string_view key, std::string_view text,
                   const std::array<Kind, kCount>& all, const NameOf& name_of) {
  std::string names;
  for (const Kind each : all) {
    if (name_of(each) == text) return each;
    names += (names.empty() ? "" : ", ") + std::string(name_of(each));
  }
  return fields.Wrong(key, "one of " + names);
}

constexpr std::array kRoles = {Role::kUnknown, Role::kMentor, Role::kMentee,  Role::kHost,
                               Role::kVisitor, Role::kLead,   Role::kPartner, Role::kParticipant,
                               Role::kScope,   Role::kContext};
constexpr std::array kVerdicts = {Verdict::kReport, Verdict::kMerged, Verdict::kIgnored,
                                  Verdict::kRejected};
constexpr std::array kKinds = {PlaceKind::kCity, PlaceKind::kRegion, PlaceKind::kCountry,
                               PlaceKind::kArea};

class RowReader {
 public:
  RowReader(const Knowledge& knowledge, RowDraft& row) : knowledge_(knowledge), row_(row) {}

  Status Read(const ValueMap& object) {
    const Fields fields(object, "");
    CITYGRAPH_TRY(row_.text, fields.Text("text"));
    length_ = static_cast<std::int64_t>(CountCodePoints(row_.text));
    CITYGRAPH_TRY(const std::string verdict, fields.Text("verdict"));
    if (!verdict.empty()) {
      CITYGRAPH_TRY(row_.verdict, Named(fields, "verdict", verdict, kVerdicts, VerdictName));
    }
    CITYGRAPH_TRY(row_.reason, fields.Text("reason"));
    if (row_.verdict == Verdict::kIgnored || row_.verdict == Verdict::kRejected) return {};
    CITYGRAPH_TRY(ReadHead(fields));
    CITYGRAPH_TRY(fields.Each("places", [&](const Fields& place) -> Status {
      CITYGRAPH_TRY(PlaceMention mention, ReadPlace(place, length_));
      row_.places.push_back(std::move(mention));
      return {};
    }));
    if (const auto subject = fields.Object("subject")) {
      CITYGRAPH_TRY(row_.subject, ReadPlace(*subject, kAnyLength));
      CITYGRAPH_TRY(const auto line, subject->Whole("line", 1, kAnyLength));
      row_.subject_line = static_cast<std::uint32_t>(line.value_or(row_.line));
    }
    CITYGRAPH_TRY(ReadPairs(fields));
    CITYGRAPH_TRY(ReadThemes(fields));
    return ReadGoals(fields);
  }

 private:
  static constexpr std::int64_t kAnyLength = std::numeric_limits<std::uint32_t>::max();

  Status ReadHead(const Fields& fields) {
    constexpr std::int64_t kLargest = std::numeric_limits<int>::max();
    CITYGRAPH_TRY(row_.series, fields.Text("series"));
    CITYGRAPH_TRY(const auto number, fields.Whole("number", 0, kLargest));
    if (number) row_.number = static_cast<int>(*number);
    CITYGRAPH_TRY(row_.title, fields.Text("title"));
    CITYGRAPH_TRY(const std::string language, fields.Text("language"));
    if (!language.empty()) {
      row_.language = LanguageFromMark(FoldName(language));
      if (!row_.language) return fields.Wrong("language", "one of en, es, pt, fr");
    }
    CITYGRAPH_TRY(row_.event, fields.Text("event"));
    CITYGRAPH_TRY(row_.type, fields.Text("type"));
    CITYGRAPH_TRY(const auto year, fields.Whole("year", 1000, 2999));
    if (year) row_.year = static_cast<int>(*year);
    CITYGRAPH_TRY(const std::string date, fields.Text("date"));
    if (!date.empty()) {
      const auto day = TemporalFromText(ValueKind::kDate, date);
      if (!day) return fields.Wrong("date", "a day such as 2019-05-03");
      row_.date = *day->AsDate();
    }
    CITYGRAPH_TRY(row_.programme, fields.Text("programme"));
    CITYGRAPH_TRY(row_.url, fields.Text("source"));
    CITYGRAPH_TRY(row_.joins, fields.Flag("joins"));
    if (row_.title.empty() && !row_.joins) row_.title = row_.text;
    if (row_.event.empty() && !row_.joins) row_.event = Slug(row_.title);
    if (row_.event.empty() && row_.title.empty() && !row_.number)
      return fields.Wrong("event", "the key of an exchange, or \"title\" its title");
    return {};
  }

  Result<Span> ReadSpan(const Fields& fields, std::int64_t length) const {
    CITYGRAPH_TRY(const auto start, fields.Whole("start", 0, length));
    CITYGRAPH_TRY(const auto end, fields.Whole("end", start.value_or(0), length));
    return Span{static_cast<std::uint32_t>(start.value_or(0)),
                static_cast<std::uint32_t>(end.value_or(start.value_or(0)))};
  }

  Result<PlaceMention> ReadPlace(const Fields& fields, std::int64_t length) const {
    PlaceMention mention;
    CITYGRAPH_TRY(mention.span, ReadSpan(fields, length));
    CITYGRAPH_TRY(mention.text, fields.Text("text"));
    CITYGRAPH_TRY(const std::string name, fields.Text("name"));
    if (mention.text.empty()) mention.text = name;
    if (FoldName(mention.text).empty()) return fields.Wrong("name", "the name of a place");
    CITYGRAPH_TRY(const std::string kind, fields.Text("kind"));
    if (!kind.empty()) {
      CITYGRAPH_TRY(mention.kind, Named(fields, "kind", kind, kKinds, KindName));
    }
    CITYGRAPH_TRY(mention.country, fields.Text("country"));
    mention.country = ToUpper(mention.country);
    if (!mention.country.empty() && !knowledge_.gazetteer.Country(mention.country))
      return fields.Wrong("country", "the code of a country, such as ZA");
    CITYGRAPH_TRY(const auto geonameid,
                  fields.Whole("geonameid", 0, std::numeric_limits<std::uint32_t>::max()));
    mention.place = Find(static_cast<std::uint32_t>(geonameid.value_or(0)), fields.Has("geonameid"),
                         name.empty() ? mention.text : name, mention);
    if (mention.place) {
      mention.kind = knowledge_.gazetteer.KindOf(*mention.place);
      mention.country = knowledge_.gazetteer.At(*mention.place).country;
    } else if (FoldName(name) != FoldName(mention.text)) {
      mention.name = name;
    }
    CITYGRAPH_TRY(const std::string role, fields.Text("role"));
    if (!role.empty()) {
      CITYGRAPH_TRY(mention.role, Named(fields, "role", role, kRoles, RoleName));
    }
    CITYGRAPH_TRY(const std::string rule, fields.Text("role_rule"));
    mention.role_rule = RuleNamed(rule);
    CITYGRAPH_TRY(mention.confidence, fields.Share("confidence", kUnsaid));
    CITYGRAPH_TRY(mention.role_confidence, fields.Share("role_confidence", kUnsaid));
    CITYGRAPH_TRY(const ValueList why, fields.List("why"));
    for (const Value& each : why) {
      if (each.AsString() != nullptr) mention.why.emplace_back(*each.AsString());
    }
    return mention;
  }

  // By its number; else the largest place of that name, kind and, where it is said, country. A row
  // that says that there is no number means a place without one, or one that is not known.
  std::optional<PlaceIndex> Find(std::uint32_t geonameid, bool says_number, const std::string& name,
                                 const PlaceMention& mention) const {
    const Gazetteer& gazetteer = knowledge_.gazetteer;
    if (geonameid != 0) {
      if (const auto place = gazetteer.ByGeonameId(geonameid)) return place;
    }
    for (const NameMatch& match : gazetteer.Find(FoldName(name))) {
      const Place place = gazetteer.At(match.place);
      const bool there = mention.country.empty() || place.country == mention.country;
      if (place.kind == mention.kind && there && (!says_number || place.geonameid == 0))
        return match.place;
    }
    return std::nullopt;
  }

  std::string_view NameOf(const PlaceMention& mention) const {
    if (mention.place) return knowledge_.gazetteer.At(*mention.place).name;
    return mention.name.empty() ? mention.text : mention.name;
  }

  // Pairs name places of the row; those with the subject follow from it.
  Status ReadPairs(const Fields& fields) {
    CITYGRAPH_TRY(const ValueList pairs, fields.List("pairs"));
    const auto position = [&](const Value& name, std::size_t other) -> std::optional<std::size_t> {
      if (name.AsString() == nullptr) return std::nullopt;
      for (std::size_t i = 0; i < row_.places.size(); ++i) {
        if (i != other && NameOf(row_.places[i]) == *name.AsString()) return i;
      }
      return std::nullopt;
    };
    for (const Value& pair : pairs) {
      const ValueList* names = pair.AsList();
      if (names == nullptr || names->size() != 2)
        return fields.Wrong("pairs", "a list of pairs of names");
      const auto first = position((*names)[0], row_.places.size());
      const auto second = position((*names)[1], first.value_or(row_.places.size()));
      if (first && second) row_.pairs.emplace_back(*first, *second);
      if ((first && second) || row_.subject) continue;
      return fields.Wrong("pairs", "pairs of names of its places");
    }
    return {};
  }

  Status ReadThemes(const Fields& fields) {
    return fields.Each("themes", [&](const Fields& theme) -> Status {
      ThemeMention mention;
      CITYGRAPH_TRY(mention.span, ReadSpan(theme, length_));
      CITYGRAPH_TRY(mention.text, theme.Text("text"));
      CITYGRAPH_TRY(const std::string id, theme.Text("theme"));
      const auto known = knowledge_.themes.vocabulary().Find(id);
      if (!known) {
        Warn(row_, 0, "unknown-theme",
             fmt::format("\"{}\" is not in the theme vocabulary; add it with --themes FILE", id),
             id);
        return {};
      }
      mention.theme = *known;
      CITYGRAPH_TRY(mention.confidence, theme.Share("confidence", kUnsaid));
      row_.themes.push_back(std::move(mention));
      return {};
    });
  }

  Status ReadGoals(const Fields& fields) {
    return fields.Each("sdgs", [&](const Fields& goal) -> Status {
      SdgMention mention;
      CITYGRAPH_TRY(const auto number, goal.Whole("goal", 1, 17));
      if (!number) return goal.Wrong("goal", "a goal from 1 to 17");
      mention.goal = static_cast<int>(*number);
      CITYGRAPH_TRY(mention.is_explicit, goal.Flag("explicit"));
      CITYGRAPH_TRY(mention.span, ReadSpan(goal, length_));
      CITYGRAPH_TRY(const ValueList why, goal.List("why"));
      if (!why.empty() && why.front().AsString() != nullptr) mention.why = *why.front().AsString();
      row_.sdgs.push_back(std::move(mention));
      return {};
    });
  }

  static constexpr double kUnsaid = 0.9;  // how sure a row is that does not say it

  const Knowledge& knowledge_;
  RowDraft& row_;
  std::int64_t length_ = 0;
};

}  // namespace

bool LooksLikeExtractedRows(const SourceText& source) {
  if (!LooksLikeJson(source)) return false;
  JsonRows rows(source);
  Value value;
  if (!rows.Next(value).value_or(false) || value.AsMap() == nullptr) return false;
  return std::ranges::all_of(std::array{"text", "verdict", "places"}, [&](std::string_view key) {
    return value.AsMap()->Find(key) != nullptr;
  });
}

Result<FileDraft> ReadExtractedRows(const Knowledge& knowledge, const SourceText& source) {
  FileDraft draft{.file = source.name, .shape = "extracted-rows", .encoding = source.encoding};
  JsonRows rows(source);
  Value value;
  while (true) {
    const Result<bool> more = rows.Next(value);
    if (!more && rows.in_list()) return std::unexpected(more.error());
    if (more && !*more) break;
    RowDraft row{.line = source.LineAt(rows.line()), .verdict = Verdict::kReport};
    if (!more) {
      Reject(row, more.error().where.column, "malformed-record", more.error().message);
    } else if (value.AsMap() == nullptr) {
      Reject(row, 0, "malformed-record", "the row of an exchange must be an object");
    } else if (const Status read = RowReader(knowledge, row).Read(*value.AsMap()); !read) {
      row = {.line = row.line, .text = std::move(row.text)};
      Reject(row, 0, "malformed-record", read.error().message);
    }
    draft.rows.push_back(std::move(row));
  }
  MarkMerged(draft);
  return draft;
}

}  // namespace citygraph::importers

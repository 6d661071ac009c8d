#include "importers/csv/table_header.h"

#include <algorithm>
#include <set>
#include <vector>

#include "engine/base/unicode.h"
#include "importers/csv/header_words.h"
#include "importers/csv/participants_header.h"
#include "importers/gazetteer/gazetteer.h"
#include "importers/text/word_table.h"
#include "importers/text/words.h"

namespace citygraph::importers {
namespace {

// Our own headers and their nearest kin, folded; the first is the one that messages name.
constexpr std::array<std::array<std::string_view, 6>, kColumns> kHeaders = {{
    {"city from", "from city", "city a", "city 1", "ciudad origen", "ville a"},
    {"city to", "to city", "city b", "city 2", "ciudad destino", "ville b"},
    {"country from", "from country", "country a", "country 1", "pais origen", "pays a"},
    {"country to", "to country", "country b", "country 2", "pais destino", "pays b"},
    {"role from", "from role", "role a", "role 1", "rol origen", "role de a"},
    {"role to", "to role", "role b", "role 2", "rol destino", "role de b"},
    {"theme", "themes", "topic", "tema", "theme s", "temas"},
    {"year", "ano", "annee", "date", "fecha", "data"},
    {"programme", "program", "network", "programa", "red", "reseau"},
    {"source", "url", "link", "fuente", "fonte", "address"},
}};

enum class Side : std::uint8_t { kUnsaid, kFrom, kTo };

const WordSet& FromWords() {
  static const WordSet kWords = {"from",   "a",      "1",       "origin",
                                 "origen", "origem", "origine", "first"};
  return kWords;
}
const WordSet& ToWords() {
  static const WordSet kWords = {
      "to",        "b",           "2",        "destination", "destino",     "second",
      "other",     "partner",     "partners", "partenaire",  "partenaires", "socio",
      "socios",    "socia",       "socias",   "parceiro",    "parceiros",   "parceira",
      "parceiras", "sister",      "hermana",  "hermanas",    "hermanada",   "hermanadas",
      "irma",      "irmas",       "twin",     "twins",       "twinned",     "jumelee",
      "jumelees",  "jumele",      "jumelles", "geminada",    "geminadas",   "counterpart",
      "homologue", "contraparte", "paired",   "matched"};
  return kWords;
}
// Names of the other city alone, without a word for city: "Partner", "Twin".
bool NamesOther(std::string_view word) {
  return ToWords().contains(word) && word.size() > 2 && word != "other" && word != "second";
}

// Columns that need no side, told by one word of a short header.
std::optional<Column> OtherColumn(std::string_view word) {
  static const WordMap<Column> kWords = {{"theme", kTheme},
                                         {"themes", kTheme},
                                         {"topic", kTheme},
                                         {"topics", kTheme},
                                         {"tema", kTheme},
                                         {"temas", kTheme},
                                         {"thematique", kTheme},
                                         {"tematica", kTheme},
                                         {"subject", kTheme},
                                         {"sujet", kTheme},
                                         {"assunto", kTheme},
                                         {"area", kTheme},
                                         {"field", kTheme},
                                         {"sector", kTheme},
                                         {"campo", kTheme},
                                         {"ambito", kTheme},
                                         {"domaine", kTheme},
                                         {"setor", kTheme},
                                         {"since", kYear},
                                         {"desde", kYear},
                                         {"depuis", kYear},
                                         {"year", kYear},
                                         {"ano", kYear},
                                         {"annee", kYear},
                                         {"any", kYear},
                                         {"anno", kYear},
                                         {"jahr", kYear},
                                         {"date", kYear},
                                         {"fecha", kYear},
                                         {"data", kYear},
                                         {"programme", kProgramme},
                                         {"program", kProgramme},
                                         {"programa", kProgramme},
                                         {"project", kProgramme},
                                         {"projet", kProgramme},
                                         {"proyecto", kProgramme},
                                         {"projeto", kProgramme},
                                         {"network", kProgramme},
                                         {"red", kProgramme},
                                         {"rede", kProgramme},
                                         {"reseau", kProgramme},
                                         {"source", kSource},
                                         {"url", kSource},
                                         {"link", kSource},
                                         {"fuente", kSource},
                                         {"fonte", kSource},
                                         {"lien", kSource},
                                         {"enlace", kSource},
                                         {"website", kSource},
                                         {"web", kSource}};
  const Column* const found = kWords.Find(word);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

// What the words of one header say.
struct HeaderCell {
  bool city = false;
  bool country = false;
  bool role = false;
  Side side = Side::kUnsaid;
  Role implied = Role::kUnknown;
  std::optional<Column> other;

  explicit HeaderCell(std::string_view text) {
    const Words words(text);
    constexpr std::size_t kShort = 3;
    bool names_other = false;
    // "Chef de file", "Lead partner".
    if (words.empty()) return;
    if (const auto said = RoleOfHeader(words.Folded(0, words.size()))) Imply(*said);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string_view word = words.Folded(i);
      city = city || IsCityWord(word);
      country = country || IsCountryWord(word);
      role = role || IsRoleWord(word);
      names_other = names_other || NamesOther(word);
      if (FromWords().contains(word)) side = Side::kFrom;
      if (ToWords().contains(word) && implied != Role::kLead) side = Side::kTo;
      if (const auto said = RoleOfHeader(word)) Imply(*said);
      if (const auto column = OtherColumn(word); column && words.size() <= kShort) other = column;
    }
    // "Learning city", "Ciudad que la adopta".
    // The last word tells most: "Pilot city (shares)".
    for (std::size_t i = words.size(); city && implied == Role::kUnknown && i-- > 0;) {
      const auto said = RoleBesideCity(words.Folded(i));
      if (!said) continue;
      const Side before = side;
      Imply(*said);
      if (before != Side::kUnsaid) side = before;
    }
    // "Delegation from", "Visited".
    const bool open = !city && !country && !role && !other && words.size() <= kShort;
    for (std::size_t i = 0; open && implied == Role::kUnknown && i < words.size(); ++i) {
      const auto said = RoleBesideCity(words.Folded(i));
      if (said == Role::kHost || said == Role::kVisitor) Imply(*said);
    }
    // "Partner", "Mentor": a city, where no other word says what of it.
    if (!country && !role && !other && words.size() <= kShort)
      city = city || names_other || implied != Role::kUnknown;
  }

 private:
  void Imply(Role said) {
    implied = said;
    side = said == Role::kMentee || said == Role::kVisitor ? Side::kTo : Side::kFrom;
  }
};

// Fills what our own names left open, from left to right.
void MapByWords(const CsvRecord& header, std::vector<bool>& taken, TableHeader& mapped) {
  Side last_city = Side::kUnsaid;
  const auto take = [&](Column column, std::size_t i) {
    if (mapped.columns[column]) return false;
    mapped.columns[column] = i;
    taken[i] = true;
    return true;
  };
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (taken[i]) continue;
    const HeaderCell cell(header[i]);
    Side side = cell.side;
    if (cell.role || cell.country) {
      const Column from = cell.role ? kRoleFrom : kCountryFrom;
      const Column to = cell.role ? kRoleTo : kCountryTo;
      if (side == Side::kUnsaid) side = last_city == Side::kTo ? Side::kTo : Side::kFrom;
      if (cell.side == Side::kUnsaid && side == Side::kFrom && mapped.columns[from])
        side = Side::kTo;
      take(side == Side::kTo ? to : from, i);
    } else if (cell.city) {
      if (side == Side::kUnsaid) side = mapped.columns[kCityFrom] ? Side::kTo : Side::kFrom;
      // "Receiving city, Giving city": both give as far as their words tell.
      if (mapped.columns[side == Side::kTo ? kCityTo : kCityFrom] && cell.implied != Role::kUnknown)
        side = side == Side::kTo ? Side::kFrom : Side::kTo;
      if (!take(side == Side::kTo ? kCityTo : kCityFrom, i)) continue;
      (side == Side::kTo ? mapped.role_to : mapped.role_from) = cell.implied;
      last_city = side;
    } else if (cell.other) {
      take(*cell.other, i);
    }
  }
}

bool NamesPlace(std::string_view cell) {
  constexpr std::uint64_t kKnownTown = 100'000;
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  const std::string folded = FoldName(cell);
  return std::ranges::any_of(gazetteer.Find(folded), [&](const NameMatch& match) {
    const Place place = gazetteer.At(match.place);
    return place.kind == PlaceKind::kCountry ||
           (place.population >= kKnownTown && !gazetteer.IsOrdinaryWord(folded));
  });
}

// A header of short names, most of them different, none of them a number or a place.
bool LooksLikeHeader(const CsvRecord& header) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const Words words(header[i]);
    constexpr std::size_t kLongestName = 5;
    if (words.empty() || words.size() > kLongestName || words[0].number) return false;
    if (NamesPlace(header[i])) return false;
    names.insert(FoldName(header[i]));
  }
  return 2 * names.size() >= header.size();
}

}  // namespace

TableHeader ReadTableHeader(const CsvRecord& header) {
  TableHeader mapped;
  std::vector<bool> taken(header.size());
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string name = FoldName(header[i]);
    for (std::size_t column = 0; column < kColumns; ++column) {
      const auto& known = kHeaders[column];
      if (mapped.columns[column] || std::ranges::find(known, name) == known.end()) continue;
      mapped.columns[column] = i;
      taken[i] = true;
    }
  }
  MapByWords(header, taken, mapped);
  return mapped;
}

std::optional<TableHeader> ReadHeaderInList(const CsvRecord& cells) {
  if (cells.size() < 2 || !LooksLikeHeader(cells)) return std::nullopt;
  const TableHeader header = ReadTableHeader(cells);
  const auto known = static_cast<std::size_t>(
      std::ranges::count_if(header.columns, [](const auto& at) { return at.has_value(); }));
  const bool city = header[kCityFrom] || header[kCityTo];
  // "Kansas City | Panama City" are no names of columns.
  const bool said = header.role_from != Role::kUnknown || header.role_to != Role::kUnknown ||
                    known > (header.HasBothCities() ? 2U : 1U);
  if (!city || !said || 2 * known < cells.size()) return std::nullopt;
  return header;
}

std::string ColumnsUnderstood() {
  return "the first line must name the cities that met: city_from and city_to, or city and "
         "partner, "
         "mentor and mentee, host and visitor; and may name country_from, country_to, role_from, "
         "role_to, theme, year, programme, source (English, Spanish, Portuguese or French). "
         "--as report-list reads the file as a list of titles";
}

char DelimiterOf(std::string_view text) {
  const std::string_view first_line = text.substr(0, text.find('\n'));
  char best = ',';
  for (const char each : {';', '\t'}) {
    if (std::ranges::count(first_line, each) > std::ranges::count(first_line, best)) best = each;
  }
  return best;
}

TableKind KindOfTable(std::string_view text) {
  const char delimiter = DelimiterOf(text);
  const std::string_view first_line = text.substr(0, text.find('\n'));
  CsvReader first(first_line, {}, {.delimiter = delimiter});
  CsvRecord header;
  const Result<bool> any = first.Next(header);
  if (!any || !*any || header.size() < 2) return TableKind::kNone;
  // One name of ours is enough: what the others lack is then an error that says so, and not a list
  // misread.
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string name = FoldName(header[i]);
    for (const Column column : {kCityFrom, kCityTo, kCountryFrom, kCountryTo}) {
      if (std::ranges::find(kHeaders[column], name) != kHeaders[column].end())
        return TableKind::kPairs;
    }
  }
  if (!LooksLikeHeader(header)) return TableKind::kNone;
  const TableHeader mapped = ReadTableHeader(header);
  const ParticipantsHeader participants = ReadParticipantsHeader(header);
  const bool known = participants.IsLikely() ||
                     std::ranges::any_of(mapped.columns, [](const auto& at) { return !!at; });
  const std::size_t fields = header.size();
  if (!known && fields < 3) return TableKind::kNone;
  CsvReader reader(text, {}, {.delimiter = delimiter});
  CsvRecord record;
  constexpr std::size_t kSample = 200;
  std::size_t read = 0;
  std::size_t alike = 0;
  while (read < kSample) {
    const Result<bool> more = reader.Next(record);
    if (more && !*more) break;
    ++read;
    alike += more && record.size() == fields ? 1 : 0;
  }
  const bool complete = mapped.HasBothCities() || participants.IsLikely();
  if ((read < 2 && !complete) || 10 * alike < 9 * read) return TableKind::kNone;
  if (mapped.HasBothCities()) return TableKind::kPairs;
  return participants.IsLikely() ? TableKind::kParticipants : TableKind::kForeign;
}

}  // namespace citygraph::importers

#include "importers/places/unknown_places.h"

#include <algorithm>
#include <optional>
#include <string>

#include "importers/places/joined_places.h"
#include "importers/places/named_in_prose.h"
#include "importers/places/place_cues.h"
#include "importers/places/segments.h"
#include "importers/places/surroundings.h"

namespace citygraph::importers {
namespace {

// Words [first, last) that may be a name.
struct Run {
  std::size_t first = 0;
  std::size_t last = 0;
};

constexpr WordClasses kNoPlaceWord = {WordClass::kNoPlace, WordClass::kInstitution,
                                      WordClass::kExchange};
// What cannot begin a name, "of" and "province" besides.
constexpr WordClasses kBeginsNoName = {
    WordClass::kNoPlace, WordClass::kInstitution, WordClass::kExchange, WordClass::kCity,
    WordClass::kRegion,  WordClass::kCountry,     WordClass::kOf,       WordClass::kJoinsNames};

bool MayBeginName(const Word& word) {
  return word.capital && !word.number && !word.classes.HasAny(kBeginsNoName);
}

// Whether some word that belongs to none of the places, which are in the row's order, may begin a
// name: most rows have none.
bool HasNameBeside(const Words& words, const std::vector<PlaceMention>& places) {
  auto place = places.begin();
  for (std::size_t i = 0; i < words.size(); ++i) {
    while (place != places.end() && place->span.end <= words[i].start) ++place;
    const bool taken = place != places.end() && place->span.start < words[i].end;
    if (!taken && MayBeginName(words[i])) return true;
  }
  return false;
}

class UnknownReader {
 public:
  UnknownReader(PlaceMemo& memo, const Words& words, std::vector<PlaceMention>& places)
      : memo_(memo),
        gazetteer_(memo.gazetteer()),
        words_(words),
        places_(places),
        taken_(words.size(), false) {
    for (const PlaceMention& each : places) {
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].start < each.span.end && each.span.start < words[i].end) taken_[i] = true;
      }
    }
  }

  void Read() {
    const std::size_t known = places_.size();
    std::optional<bool> only_names;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (taken_[i]) continue;
      const auto run = RunAt(i);
      const std::size_t before = places_.size();
      if (run) {
        if (!only_names) only_names = OnlyNames();
        if (const PlaceMention* country = CountryBehind(*run, known)) {
          Add(*run, country->country, Reason("named beside {}", country->text));
        } else if (const auto cue = CueBefore(*run); cue && !words_.shouting()) {
          Add(*run, SharedCountry(known), Reason("a word for a kind of place stands before it"),
              *cue);
        } else if (*only_names && IsPlainName(i) && IsBesidePlace(*run)) {
          Add(*run, {}, Reason("beside a place, in a row of names"));
        } else if (const auto shared = CountryOfSeveral(*run)) {
          Add(*run, *shared, Reason("one of several places"));
        }
        if (places_.size() > before) i = run->last - 1;
      }
      if (places_.size() == before) {
        if (const auto named = NameInProseAt(words_, i, taken_)) {
          AddFromProse(*named, known);
          i = named->last - 1;
        } else if (run) {
          i = run->last - 1;
        }
      }
    }
    if (places_.size() == known) return;
    std::ranges::stable_sort(places_, {}, [](const PlaceMention& each) { return each.span.start; });
    ShareCountries(gazetteer_, words_, places_);
  }

 private:
  bool Capital(std::size_t i) const { return words_[i].capital && !words_[i].number; }

  // The capitalised words that fill the segment from word i.
  std::optional<Run> RunAt(std::size_t i) const {
    constexpr std::size_t kLongest = 5;
    if (!MayBeginName(words_[i])) return std::nullopt;
    Run run{i, i + 1};
    while (!PartsBefore(words_, run.last)) {
      const std::size_t next = run.last;
      if (CountryOf(run)) break;
      if (taken_[next] || words_[next].classes.HasAny(kNoPlaceWord)) return std::nullopt;
      if (!Capital(next) && !words_.Is(next, WordClass::kSmallInNames)) break;
      ++run.last;
      if (run.last - run.first > kLongest) return std::nullopt;
    }
    while (run.last > run.first + 1 && !Capital(run.last - 1)) --run.last;
    if (!FillsSegment(words_, run.first, run.last) && !CountryOf(run)) return std::nullopt;
    // One letter, or a number's mark, names nothing.
    if (run.last == run.first + 1 && words_[i].end - words_[i].start < 2) return std::nullopt;
    if (IsOtherThing(words_, run.last - 1)) return std::nullopt;
    return run;
  }

  // The country of "Tlokwe in South Africa", of "Marikina City (Philippines)", and within a
  // sentence of "d'Ait Ourir (Marroc)"; null where none stands so.
  const PlaceMention* CountryOf(const Run& run) const {
    const std::size_t behind = run.last;
    const std::size_t known = places_.size();
    if (behind >= words_.size()) return nullptr;
    const Gap gap = words_[behind - 1].gap;
    if (gap == Gap::kSpace && behind + 1 < words_.size()) {
      if (words_.Is(behind, WordClass::kLeadsInto) && PartsBefore(words_, run.first))
        return CountryAt(behind + 1, known);
      const Gap next = words_[behind].gap;
      const bool kind = words_[behind].capital && KindCue(words_, behind) == PlaceKind::kCity;
      if (kind && (next == Gap::kOpen || next == Gap::kComma)) return CountryAt(behind + 1, known);
    }
    const bool in_sentence = run.first > 0 && !words_[run.first - 1].capital &&
                             !words_[run.first].all_caps && IsMostlySmall(words_);
    return gap == Gap::kOpen && in_sentence ? CountryAt(behind, known) : nullptr;
  }

  const PlaceMention* CountryAt(std::size_t word, std::size_t known) const {
    return PlaceAt(word, known, PlaceKind::kCountry);
  }

  const PlaceMention* PlaceAt(std::size_t word, std::size_t known, PlaceKind kind) const {
    for (std::size_t i = 0; i < known; ++i) {
      const PlaceMention& each = places_[i];
      if (each.span.start != words_[word].start || !each.place) continue;
      if (gazetteer_.KindOf(*each.place) == kind && each.name_kind != NameKind::kAdjective)
        return &each;
    }
    return nullptr;
  }

  const PlaceMention* CountryBehind(const Run& run, std::size_t known) const {
    if (run.last >= words_.size()) return nullptr;
    if (const PlaceMention* country = CountryOf(run)) return country;
    const Gap gap = words_[run.last - 1].gap;
    const bool bracket = gap == Gap::kOpen;
    if (!bracket && gap != Gap::kComma && !EndsCell(words_, run.last - 1) && gap != Gap::kDash)
      return nullptr;
    bool abbreviation = !words_.shouting();
    for (std::size_t i = run.first; i < run.last; ++i)
      abbreviation = abbreviation && words_[i].all_caps;
    if (!bracket && abbreviation) return nullptr;
    // "Vaudreuil-Soulanges (Québec)".
    if (bracket && !words_.shouting() && !words_[run.first].all_caps) {
      if (const PlaceMention* region = PlaceAt(run.last, known, PlaceKind::kRegion)) return region;
    }
    return CountryAt(run.last, known);
  }

  // A name that running words say to be a place's. Where they only say that one may stand there
  // ("visited"), it must be a misspelling of one that is known well.
  void AddFromProse(const NameInProse& named, std::size_t known) {
    const Run run{named.first, named.last};
    if (named.kind) {
      Add(run, CountryInProse(run, known), Reason("\"{}\" says that it is a place", named.said_by),
          *named.kind);
      return;
    }
    constexpr std::size_t kLongEnough = 8;
    if (run.last != run.first + 1 || words_.Folded(run.first).size() < kLongEnough ||
        !IsMostlySmall(words_))
      return;
    if (Near(words_.Folded(run.first), {}))
      Add(run, {}, Reason("a place stands behind \"{}\"", named.said_by));
  }

  // "(Zliten, Zintan, Daraj)": an item of three or more, of which some is a place, that hold
  // nothing but names. The country that these share, if they do.
  std::optional<std::string> CountryOfSeveral(const Run& run) const {
    constexpr std::size_t kFewWords = 2;
    constexpr std::size_t kSeveral = 3;
    if (words_.shouting() || words_[run.first].all_caps || run.last - run.first > kFewWords ||
        !IsMostlySmall(words_))
      return std::nullopt;
    std::size_t items = 1;
    std::size_t places = 0;
    std::string country;
    bool shared = true;
    const auto read = [&](std::size_t first, std::size_t last) {
      if (last - first > kFewWords + 1) return false;
      for (std::size_t i = first; i < last; ++i) {
        if (words_[i].number || !(words_[i].capital || words_.Is(i, WordClass::kSmallInNames)))
          return false;
      }
      ++items;
      if (const PlaceMention* place = LocalAt(first)) {
        shared = shared && (places == 0 || place->country == country);
        country = place->country;
        ++places;
      }
      return true;
    };
    const auto joins = [&](std::size_t i) {
      return words_[i].gap == Gap::kComma || words_.Is(i + 1, WordClass::kAnd);
    };
    for (std::size_t end = run.first; end > 0 && joins(end - 1);) {
      std::size_t last = end;
      while (last > 0 && words_.Is(last - 1, WordClass::kAnd)) --last;
      std::size_t first = last;
      while (first > 0 && (first == last || !PartsBefore(words_, first))) --first;
      if (first == last || !read(first, last)) break;
      end = first;
    }
    for (std::size_t begin = run.last; begin < words_.size() && joins(begin - 1);) {
      std::size_t first = begin;
      while (first < words_.size() && words_.Is(first, WordClass::kAnd)) ++first;
      std::size_t last = first;
      while (last < words_.size() && (last == first || !PartsBefore(words_, last))) ++last;
      if (first == last || !read(first, last)) break;
      begin = last;
    }
    if (items < kSeveral || places == 0) return std::nullopt;
    return shared ? country : std::string();
  }

  const PlaceMention* LocalAt(std::size_t word) const {
    const auto found = std::ranges::find_if(places_, [&](const PlaceMention& each) {
      const PlaceKind kind = each.place ? gazetteer_.KindOf(*each.place) : each.kind;
      return each.span.start == words_[word].start &&
             (kind == PlaceKind::kCity || kind == PlaceKind::kRegion);
    });
    return found == places_.end() ? nullptr : &*found;
  }

  // Of a name within a sentence: that of the place right before it ("Durban – quartier de …"), or
  // of all the others, where these are several.
  std::string CountryInProse(const Run& run, std::size_t known) const {
    // "Kapiti District Council, New Zealand".
    const std::size_t end = EndOfName(words_, {.first = run.first, .last = run.last});
    const Gap gap = words_[end - 1].gap;
    if (end < words_.size() && (gap == Gap::kComma || gap == Gap::kOpen)) {
      if (const PlaceMention* country = CountryAt(end, known)) return country->country;
    }
    // "Diama au Sénégal", "Monapo, em Moçambique".
    if (end + 1 < words_.size() && words_.Is(end, WordClass::kLeadsInto) &&
        (gap == Gap::kComma || gap == Gap::kSpace)) {
      if (const PlaceMention* country = CountryAt(end + 1, known)) return country->country;
    }
    constexpr std::size_t kNear = 2;
    for (std::size_t i = run.first; i > 0 && run.first - i <= kNear; --i) {
      if (words_.Is(i - 1, WordClass::kAnd)) break;
      if (!taken_[i - 1]) continue;
      for (const PlaceMention& each : places_) {
        if (each.span.end == words_[i - 1].end) return each.country;
      }
    }
    return known > 1 ? SharedCountry(known) : std::string();
  }

  // "communes d'A, B et C": the word may stand before the first of several.
  std::optional<PlaceKind> CueBefore(const Run& run) const {
    if (words_[run.first].all_caps) return std::nullopt;
    std::size_t i = run.first;
    // "Région Haute-Matsiatra"; "Cidade Digital" is no city.
    if (i > 0 && !PartsBefore(words_, i) && KindCue(words_, i - 1) == PlaceKind::kRegion)
      return PlaceKind::kRegion;
    while (i > 0) {
      const std::size_t before = i - 1;
      const bool joins = words_.Is(before, WordClass::kJoinsNames);
      if (words_.Is(before, WordClass::kOf)) {
        if (before > 0) {
          if (const auto cue = KindCue(words_, before - 1); cue && !words_[before - 1].capital)
            return cue;
        }
        --i;
        continue;
      }
      const bool joined = words_[before].gap == Gap::kComma || joins;
      if (!joined && !PartsBefore(words_, i) && !Capital(before)) return std::nullopt;
      if (!Capital(before) && !joins) return std::nullopt;
      if (words_[before].gap == Gap::kOpen || words_[before].gap == Gap::kClose ||
          words_[before].gap == Gap::kOther)
        return std::nullopt;
      --i;
    }
    return std::nullopt;
  }

  // The country of all the places, where they share one.
  std::string SharedCountry(std::size_t known) const {
    std::string country;
    for (std::size_t i = 0; i < known; ++i) {
      if (!places_[i].place || places_[i].name_kind == NameKind::kAdjective ||
          places_[i].name_kind == NameKind::kPrefix)
        continue;
      if (!country.empty() && country != places_[i].country) return {};
      country = places_[i].country;
    }
    return country;
  }

  // Whether every segment is a place or a run of capitals, and two names stand beside one another.
  bool OnlyNames() const {
    if (words_.shouting() || places_.empty()) return false;
    std::size_t names = 0;
    for (std::size_t i = 0; i < words_.size();) {
      std::size_t end = i + 1;
      while (!PartsBefore(words_, end)) ++end;
      bool says_nothing = true;
      const bool code = end == i + 1 && IsCode(i);
      for (std::size_t word = i; word < end; ++word)
        says_nothing = says_nothing && (code || SaysNoName(words_, word));
      std::size_t taken = i;
      while (taken < end && !taken_[taken]) ++taken;
      std::size_t behind = taken;
      while (behind < end && taken_[behind]) ++behind;
      const bool place = taken < end && FillsSegment(words_, taken, behind, taken_);
      const std::size_t first = FirstName(i, end);
      if (place || (taken == end && first < end && IsPlainName(first))) {
        ++names;
      } else if (!says_nothing && !(end == i + 1 && words_.Is(i, WordClass::kJoinsNames))) {
        return false;
      }
      i = end;
    }
    return names >= 2;
  }

  // "(AP)", a code of a state or country.
  bool IsCode(std::size_t i) const {
    constexpr std::uint32_t kLongest = 3;
    return i > 0 && words_[i].all_caps && words_[i - 1].gap == Gap::kOpen &&
           words_[i].end - words_[i].start <= kLongest;
  }

  // Whether the next name on either side is a place. "Public Space, Durban" is a title and a place,
  // so that a comma or a dash alone joins names only among several.
  bool IsBesidePlace(const Run& run) const {
    std::size_t local = 0;
    for (const PlaceMention& each : places_) {
      const PlaceKind kind = each.place ? gazetteer_.KindOf(*each.place) : each.kind;
      local += kind == PlaceKind::kCity || kind == PlaceKind::kRegion ? 1 : 0;
    }
    const bool joined = (run.first > 0 && words_.Is(run.first - 1, WordClass::kJoinsEquals)) ||
                        (run.last < words_.size() && words_.Is(run.last, WordClass::kJoinsEquals));
    const bool dash = (run.first > 0 && words_[run.first - 1].gap == Gap::kDash) ||
                      (run.last < words_.size() && words_[run.last - 1].gap == Gap::kDash);
    std::size_t capitals = 0;
    for (std::size_t i = run.first; i < run.last; ++i) capitals += Capital(i) ? 1 : 0;
    constexpr std::size_t kSeveral = 2;
    constexpr std::size_t kFewWords = 2;
    if (capitals > kFewWords) return false;
    if (!joined && (local < kSeveral || dash) && !NamesExchangeHere()) return false;
    if (words_.Is(run.last - 1, WordClass::kNoPlaceBehind)) return false;
    // A cell of a table is no neighbour of the next: it may hold anything.
    const auto cell = [&](std::size_t i) { return i > 0 && EndsCell(words_, i - 1); };
    std::size_t before = run.first;
    while (before > 0 && !cell(before) && !taken_[before - 1] && SaysNoNameOrJoins(before - 1))
      --before;
    if (before > 0 && !cell(before) && taken_[before - 1]) return true;
    std::size_t behind = run.last;
    while (behind < words_.size() && !cell(behind) && !taken_[behind] && SaysNoNameOrJoins(behind))
      ++behind;
    return behind < words_.size() && !cell(behind) && taken_[behind];
  }
  bool NamesExchangeHere() const { return words_.classes().Has(WordClass::kExchange); }
  bool SaysNoNameOrJoins(std::size_t i) const {
    return IsCode(i) || (!words_.Is(i, WordClass::kExchange) &&
                         (SaysNoName(words_, i) || words_.Is(i, WordClass::kJoinsEquals)));
  }

  // A run that is no abbreviation.
  bool IsPlainName(std::size_t first) const {
    const auto run = RunAt(first);
    return run && !words_[run->first].all_caps;
  }

  std::size_t FirstName(std::size_t first, std::size_t last) const {
    while (first < last && !Capital(first)) ++first;
    return first;
  }

  void Add(const Run& run, const std::string& country, Reason why,
           PlaceKind kind = PlaceKind::kCity) {
    PlaceMention mention{.span = {words_[run.first].start, words_[run.last - 1].end},
                         .text = std::string(words_.Text(run.first, run.last)),
                         .country = country,
                         .kind = kind == PlaceKind::kRegion ? kind : PlaceKind::kCity,
                         .confidence = 0.5};
    if (KindCue(words_, run.last - 1) == PlaceKind::kRegion) mention.kind = PlaceKind::kRegion;
    mention.why.push_back(std::move(why));
    if (const auto near = Near(words_.Folded(run.first, run.last), country)) {
      const Place place = gazetteer_.At(*near);
      mention.place = near;
      mention.country = place.country;
      mention.confidence = 0.6;
      mention.why.emplace_back("one letter off {}", place.name);
    } else {
      mention.why.emplace_back("not in the gazetteer: kept as the file names it");
      if (words_[run.first].all_caps && !words_.shouting()) mention.kind = PlaceKind::kRegion;
    }
    places_.push_back(std::move(mention));
  }

  std::optional<PlaceIndex> Near(std::string_view folded, const std::string& country) const {
    constexpr std::size_t kShortest = 5;
    constexpr std::size_t kShortestAnywhere = 7;
    return folded.size() < (country.empty() ? kShortestAnywhere : kShortest)
               ? std::nullopt
               : memo_.Near(folded, country);
  }

  PlaceMemo& memo_;
  const Gazetteer& gazetteer_;
  const Words& words_;
  std::vector<PlaceMention>& places_;
  std::vector<bool> taken_;
};

}  // namespace

void AddUnknown(PlaceMemo& memo, const Words& words, std::vector<PlaceMention>& places) {
  if (places.empty() || !HasNameBeside(words, places)) return;
  UnknownReader(memo, words, places).Read();
}

}  // namespace citygraph::importers

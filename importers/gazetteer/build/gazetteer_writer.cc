#include "importers/gazetteer/build/gazetteer_writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "engine/base/result.h"
#include "engine/base/unicode.h"
#include "importers/gazetteer/build/name_rules.h"
#include "importers/gazetteer/gazetteer_format.h"

namespace citygraph::importers::gazetteer_build {
namespace {

namespace format = gazetteer_format;

constexpr std::size_t kMostShared = 255;
constexpr std::size_t kMostWords = 255;
constexpr std::size_t kMostText = 0xffff;

// Countries, areas, regions, cities: the order of the table of places.
int KindOrder(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::kCountry:
      return 0;
    case PlaceKind::kArea:
      return 1;
    case PlaceKind::kRegion:
      return 2;
    case PlaceKind::kCity:
      return 3;
  }
  return 3;
}

std::uint32_t Narrow(std::size_t value) {
  CITYGRAPH_CHECK(value < format::kNone);
  return static_cast<std::uint32_t>(value);
}

std::int32_t Microdegrees(double degrees) {
  return static_cast<std::int32_t>(std::lround(degrees * format::kMicrodegrees));
}

// kText: strings behind a length of two bytes, each once.
class TextPool {
 public:
  std::uint32_t Put(std::string_view text) {
    const auto [at, is_new] = offsets_.emplace(text, Narrow(bytes_.size()));
    if (is_new) {
      CITYGRAPH_CHECK(text.size() <= kMostText);
      bytes_.push_back(static_cast<char>(text.size() & 0xff));
      bytes_.push_back(static_cast<char>(text.size() >> 8));
      bytes_.append(text);
    }
    return at->second;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::unordered_map<std::string, std::uint32_t> offsets_;
};

// Open addressing, two thirds full.
template <class TextOf>
std::vector<format::HashSlot> HashTable(std::size_t count, const TextOf& text_of) {
  std::vector<format::HashSlot> slots(count + count / 2 + 1);
  for (std::size_t number = 0; number < count; ++number) {
    const std::uint64_t hash = format::HashOf(text_of(number));
    std::size_t at = format::SlotFor(hash, Narrow(slots.size()));
    while (slots[at].number_plus_one != 0) at = at + 1 == slots.size() ? 0 : at + 1;
    slots[at] = {.tag = format::TagOf(hash), .number_plus_one = Narrow(number + 1)};
  }
  return slots;
}

class Writer {
 public:
  explicit Writer(const GazetteerDraft& draft)
      : draft_(draft), people_(CountPeople(draft)), names_(CollectNames(draft, people_)) {}

  std::string Write() {
    NumberPlaces();
    NumberNames();
    WritePlaces();
    WriteMatches();
    WriteWords();
    WriteOrders();
    WriteAreas();
    Put<char>(format::kText, text_.bytes());
    return Finish();
  }

 private:
  const PlaceDraft& Draft(std::size_t number) const { return draft_.places[order_[number]]; }

  // order_: the number of a place -> its number in the draft; number_: back; rank_: by number.
  void NumberPlaces() {
    const auto by_kind = [&](std::size_t place) {
      const PlaceDraft& draft = draft_.places[place];
      return std::tuple(KindOrder(draft.kind), ~people_[place], std::string_view(draft.key));
    };
    order_.resize(draft_.places.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::ranges::sort(order_, {}, by_kind);
    number_.resize(order_.size());
    for (std::size_t i = 0; i < order_.size(); ++i) number_[order_[i]] = Narrow(i);

    std::vector<std::uint32_t> by_people(order_.size());
    std::iota(by_people.begin(), by_people.end(), 0U);
    std::ranges::sort(by_people, {}, [&](std::uint32_t number) {
      return std::tuple(~people_[order_[number]], number);
    });
    rank_.resize(order_.size());
    for (std::size_t rank = 0; rank < by_people.size(); ++rank) {
      rank_[by_people[rank]] = Narrow(rank);
    }
    const auto count = [&](PlaceKind kind) {
      return Narrow(
          static_cast<std::size_t>(std::ranges::count(draft_.places, kind, &PlaceDraft::kind)));
    };
    header_.first_area = count(PlaceKind::kCountry);
    header_.first_region = header_.first_area + count(PlaceKind::kArea);
    header_.first_city = header_.first_region + count(PlaceKind::kRegion);
  }

  // folded_: the distinct names, sorted.
  void NumberNames() {
    for (const std::vector<FoldedName>& list : names_) {
      for (const FoldedName& name : list) folded_.push_back(name.text);
    }
    std::ranges::sort(folded_);
    folded_.erase(std::ranges::unique(folded_).begin(), folded_.end());
    for (std::size_t i = 0; i < folded_.size(); ++i) name_numbers_.emplace(folded_[i], Narrow(i));
  }

  void WritePlaces() {
    std::vector<format::PlaceRecord> records;
    std::vector<std::uint32_t> place_names;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const PlaceDraft& place = Draft(i);
      format::PlaceRecord record;
      record.population = static_cast<std::uint32_t>(
          std::min<std::uint64_t>(place.population, std::numeric_limits<std::uint32_t>::max()));
      record.rank = rank_[i];
      record.lat = Microdegrees(place.lat);
      record.lon = Microdegrees(place.lon);
      record.geonameid = place.geonameid;
      record.name = text_.Put(place.name);
      record.key = text_.Put(place.key);
      if (const auto at = draft_.by_key.find(place.region_key); at != draft_.by_key.end()) {
        record.region = number_[at->second];
      }
      record.first_name = Narrow(place_names.size());
      if (!place.country.empty()) record.country = {place.country[0], place.country[1]};
      record.level = place.level;
      record.flags = static_cast<std::uint8_t>((place.capital ? format::kCapital : 0) |
                                               (place.seat ? format::kSeat : 0) |
                                               (place.section ? format::kSection : 0));
      records.push_back(record);
      for (const FoldedName& name : names_[order_[i]]) {
        place_names.push_back(name_numbers_.at(name.text));
      }
    }
    Put<format::PlaceRecord>(format::kPlaces, records);
    Put<std::uint32_t>(format::kPlaceNames, place_names);
  }

  void WriteMatches() {
    std::vector<std::vector<NameMatch>> matches(folded_.size());
    for (std::size_t i = 0; i < order_.size(); ++i) {
      for (const FoldedName& name : names_[order_[i]]) {
        matches[name_numbers_.at(name.text)].push_back(
            {.place = PlaceIndex{Narrow(i)}, .kind = name.kind});
      }
    }
    std::vector<format::NameRecord> records;
    std::vector<std::uint8_t> shared;
    std::string text;
    std::string flat;  // NameMatch has padding: its bytes are set one by one
    std::string_view before;
    for (std::size_t i = 0; i < folded_.size(); ++i) {
      records.push_back(
          {.text = Narrow(text.size()), .first_match = Narrow(flat.size() / sizeof(NameMatch))});
      const auto common = static_cast<std::size_t>(std::ranges::mismatch(folded_[i], before).in1 -
                                                   folded_[i].begin());
      shared.push_back(static_cast<std::uint8_t>(std::min(common, kMostShared)));
      text += folded_[i];
      before = folded_[i];
      std::ranges::sort(matches[i], {}, [&](const NameMatch& match) {
        return rank_[std::to_underlying(match.place)];
      });
      for (const NameMatch& match : matches[i]) {
        const std::uint64_t bytes =
            std::to_underlying(match.place) | (std::uint64_t{std::to_underlying(match.kind)} << 32);
        flat.append(std::string_view(reinterpret_cast<const char*>(&bytes), sizeof(bytes)));
      }
    }
    Put<format::NameRecord>(format::kNames, records);
    Put<char>(format::kFoldedText, text);
    Put<std::uint8_t>(format::kSharedPrefix, shared);
    PutBytes(format::kMatches, flat, flat.size() / sizeof(NameMatch));
    Put<format::HashSlot>(format::kNameSlots, HashTable(folded_.size(), [&](std::size_t i) {
                            return std::string_view(folded_[i]);
                          }));
  }

  void WriteWords() {
    struct Word {
      std::string text;
      std::uint8_t longest;
      std::uint8_t ordinary;
    };
    std::vector<Word> words;
    for (const std::string_view name : folded_) {
      const auto spaces = static_cast<std::size_t>(std::ranges::count(name, ' '));
      if (spaces == 0) continue;
      words.push_back({std::string(name.substr(0, name.find(' '))),
                       static_cast<std::uint8_t>(std::min(spaces + 1, kMostWords)), 0});
    }
    for (const OrdinaryWord& word : draft_.ordinary_words)
      words.push_back({FoldName(word.text), 0, word.languages});
    std::ranges::sort(words, {}, &Word::text);
    std::vector<Word> merged;
    for (Word& word : words) {
      if (word.text.empty()) continue;
      if (merged.empty() || merged.back().text != word.text) {
        merged.push_back(std::move(word));
      } else {
        merged.back().longest = std::max(merged.back().longest, word.longest);
        merged.back().ordinary |= word.ordinary;
      }
    }
    std::vector<format::WordRecord> records;
    for (const Word& word : merged) {
      records.push_back(
          {.text = text_.Put(word.text), .longest = word.longest, .ordinary = word.ordinary});
    }
    Put<format::WordRecord>(format::kWords, records);
    Put<format::HashSlot>(format::kWordSlots, HashTable(merged.size(), [&](std::size_t i) {
                            return std::string_view(merged[i].text);
                          }));
  }

  void WriteOrders() {
    std::vector<std::uint32_t> by_geonameid;
    std::vector<std::uint32_t> by_key;
    std::vector<std::uint32_t> countries(format::kCountryCodeCount);
    for (std::uint32_t i = 0; i < order_.size(); ++i) {
      (Draft(i).geonameid != 0 ? by_geonameid : by_key).push_back(i);
      if (Draft(i).kind == PlaceKind::kCountry) {
        countries[format::CountryCodeNumber(Draft(i).country)] = i + 1;
      }
    }
    std::ranges::sort(by_geonameid, {}, [&](std::uint32_t i) { return Draft(i).geonameid; });
    std::ranges::sort(by_key, {}, [&](std::uint32_t i) { return std::string_view(Draft(i).key); });
    Put<std::uint32_t>(format::kGeonameOrder, by_geonameid);
    Put<std::uint32_t>(format::kKeyOrder, by_key);
    Put<std::uint32_t>(format::kCountryCodes, countries);
  }

  void WriteAreas() {
    std::vector<format::AreaRecord> areas;
    std::vector<format::CountryCode> codes;
    for (std::uint32_t i = header_.first_area; i < header_.first_region; ++i) {
      areas.push_back({.first_country = Narrow(codes.size())});
      for (const std::string& code : Draft(i).countries) codes.push_back({code[0], code[1]});
    }
    Put<format::AreaRecord>(format::kAreas, areas);
    Put<format::CountryCode>(format::kAreaCountries, codes);
  }

  template <class Record>
  void Put(format::Table table, std::span<const Record> records) {
    static_assert(std::has_unique_object_representations_v<Record>, "padding would be written");
    PutBytes(table, {reinterpret_cast<const char*>(records.data()), records.size_bytes()},
             records.size());
  }

  void PutBytes(format::Table table, std::string_view bytes, std::size_t count) {
    tables_[table] = bytes;
    header_.tables[table] = {.count = Narrow(count), .record_size = format::kRecordSizes[table]};
    CITYGRAPH_CHECK(bytes.size() == count * format::kRecordSizes[table]);
  }

  std::string Finish() {
    std::string body;
    for (std::size_t i = 0; i < format::kTableCount; ++i) {
      body.resize((body.size() + format::kTableAlignment - 1) / format::kTableAlignment *
                  format::kTableAlignment);
      header_.tables[i].offset = sizeof(format::Header) + body.size();
      body += tables_[i];
    }
    header_.file_size = sizeof(format::Header) + body.size();
    header_.checksum = Fnv1a(body);
    std::string bytes(reinterpret_cast<const char*>(&header_), sizeof(header_));
    return bytes + body;
  }

  const GazetteerDraft& draft_;
  std::vector<std::uint64_t> people_;           // by number in the draft
  std::vector<std::vector<FoldedName>> names_;  // by number in the draft
  std::vector<std::size_t> order_;
  std::vector<std::uint32_t> number_;
  std::vector<std::uint32_t> rank_;
  std::vector<std::string_view> folded_;
  std::unordered_map<std::string_view, std::uint32_t> name_numbers_;
  TextPool text_;
  std::array<std::string, format::kTableCount> tables_;
  format::Header header_;
};

}  // namespace

std::vector<std::uint64_t> CountPeople(const GazetteerDraft& draft) {
  std::vector<std::uint64_t> people;
  std::uint64_t world = 0;
  for (const PlaceDraft& place : draft.places) {
    people.push_back(place.population);
    if (place.kind == PlaceKind::kCountry) world += place.population;
  }
  std::unordered_map<std::string_view, std::uint64_t> in_region;
  for (const PlaceDraft& place : draft.places) {
    if (place.kind != PlaceKind::kCity || place.section) continue;  // a section's people count once
    in_region[place.region_key] += place.population;
    in_region[place.district_key] += place.population;
  }
  for (std::size_t i = 0; i < draft.places.size(); ++i) {
    const PlaceDraft& place = draft.places[i];
    if (place.kind == PlaceKind::kRegion && place.population == 0) {
      if (const auto at = in_region.find(place.key); at != in_region.end()) people[i] = at->second;
    }
    if (place.kind != PlaceKind::kArea) continue;
    if (place.countries.empty()) people[i] = world;
    for (const std::string& code : place.countries) {
      const PlaceDraft* country = draft.Get(CountryKey(code));
      people[i] += country == nullptr ? 0 : country->population;
    }
  }
  return people;
}

std::string WriteGazetteer(const GazetteerDraft& draft) { return Writer(draft).Write(); }

}  // namespace citygraph::importers::gazetteer_build

#include "importers/documents/document_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <unordered_map>

#include "importers/documents/calibration.h"
#include "importers/documents/mention_context.h"
#include "importers/documents/senses.h"
#include "importers/places/place_finder.h"
#include "importers/places/region_codes.h"

namespace citygraph::importers {
namespace {

// Log-odds. As in place_resolver.cc, but a running text has more words that are no places.
constexpr double kPerTenfoldPopulation = 1.5;
constexpr double kUnknownPopulation = 2.0;
constexpr double kCountry = 13.5;
constexpr double kArea = 10.5;
constexpr double kFirstLevel = 4.6;  // and half of what its inhabitants would count for a city
constexpr double kSecondLevel = 2.0;
constexpr double kOtherRegion = 3.0;
constexpr double kCapital = 1.5;
constexpr double kSeat = 0.5;
constexpr double kSection = -1.5;
constexpr double kPreferred = 1.0;
constexpr double kNamedBeside = 9.0;  // "Paris, Texas"
constexpr double kCue = 3.0;
constexpr double kNoPlace = 7.0;
constexpr double kSurname = 5.0;  // "Steele", after "Christopher Steele"
constexpr std::size_t kMostCandidates = 32;

struct Mention {
  std::size_t first = 0;  // words
  std::size_t last = 0;
  std::size_t sense = 0;
  double place_evidence = 0;  // of the words around, that it is a place at all
  bool person = false;
};

std::array<double, 3> DirectionOf(const Place& place) {
  const double lat = place.lat * std::numbers::pi / 180;
  const double lon = place.lon * std::numbers::pi / 180;
  return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

double BaseScore(const Place& place, NameKind kind) {
  const double inhabitants =
      place.population == 0
          ? kUnknownPopulation
          : kPerTenfoldPopulation * std::log10(static_cast<double>(place.population) + 10);
  double score = 0;
  switch (place.kind) {
    case PlaceKind::kCountry:
      score = kCountry;
      break;
    case PlaceKind::kArea:
      score = kArea;
      break;
    case PlaceKind::kRegion:
      score = inhabitants / 2 + (place.level == 1   ? kFirstLevel
                                 : place.level == 2 ? kSecondLevel
                                                    : kOtherRegion);
      break;
    case PlaceKind::kCity:
      score = inhabitants;
      break;
  }
  if (place.capital) score += kCapital;
  if (place.seat) score += kSeat;
  if (place.section) score += kSection;
  if (kind == NameKind::kPreferred) score += kPreferred;
  return score;
}

SenseCandidate CandidateOf(const Gazetteer& gazetteer, PlaceIndex index, NameKind kind) {
  const Place place = gazetteer.At(index);
  return {.place = place,
          .kind = kind,
          .base = BaseScore(place, kind),
          .direction = DirectionOf(place)};
}

bool LiesIn(const Place& inner, const Place& outer) {
  if (outer.kind == PlaceKind::kCountry)
    return inner.kind != PlaceKind::kCountry && inner.country == outer.country;
  return outer.kind == PlaceKind::kRegion && inner.region == outer.index;
}

class Reader {
 public:
  Reader(PlaceMemo& memo, const Words& words)
      : memo_(memo), gazetteer_(memo.gazetteer()), words_(words) {}

  std::vector<PlaceMention> Read() {
    Collect();
    WeighPersons();
    for (std::size_t i = 0; i + 1 < mentions_.size(); ++i) WeighNeighbours(i);
    WeighDateline();
    for (Sense& sense : senses_) {
      std::erase_if(sense.candidates,
                    [](const SenseCandidate& each) { return each.kind == NameKind::kPrefix; });
    }
    WeighTogether(senses_);
    std::vector<PlaceMention> places;
    for (const Mention& mention : mentions_) Decide(mention, places);
    return places;
  }

 private:
  static bool NamesCountry(const Sense& sense) {
    return std::ranges::any_of(sense.candidates, [](const SenseCandidate& each) {
      return each.place.kind == PlaceKind::kCountry && each.kind == NameKind::kPreferred;
    });
  }

  void Collect() {
    const std::vector<NamedSpan> spans = FindNames(memo_, words_, !words_.has_capitals());
    std::size_t behind = 0;  // the last mention's end
    for (std::size_t i = 0; i <= spans.size(); ++i) {
      const std::size_t next = i < spans.size() ? spans[i].first : words_.size();
      // Short forms of regions stand behind a place: they may be names or everyday words too.
      // Others are letters with full stops ("B.C.").
      while (behind < words_.size()) {
        const bool after_place = !mentions_.empty() && behind == mentions_.back().last &&
                                 words_[behind - 1].gap == Gap::kComma;
        if ((after_place || IsDotted(behind)) && AddShortForm(behind)) {
          behind = mentions_.back().last;
        } else if (behind < next) {
          ++behind;
        } else {
          break;
        }
      }
      if (i == spans.size()) break;
      const NamedSpan& span = spans[i];
      if (!mentions_.empty() && span.first < mentions_.back().last) continue;
      Add(span);
      behind = span.last;
    }
  }

  // "B.C.", "N.S.W."; no year ("300 B.C.") and no initials ("D.C. Smith").
  bool IsDotted(std::size_t first) const {
    const auto is_letter = [&](std::size_t i) {
      return i < words_.size() && words_[i].end - words_[i].start == 1 && words_[i].capital &&
             words_[i].gap == Gap::kPeriod;
    };
    return is_letter(first) && is_letter(first + 1) &&
           (first == 0 || !(words_[first - 1].number || words_[first - 1].gap == Gap::kPeriod));
  }

  bool AddShortForm(std::size_t first) {
    if (first >= words_.size() || !words_[first].capital) return false;
    for (std::size_t last = std::min(first + 3, words_.size()); last > first; --last) {
      bool joined = true;
      for (std::size_t i = first; i + 1 < last; ++i)
        joined = joined && words_[i].gap == Gap::kPeriod && words_[i].all_caps == false;
      if (!joined) continue;
      const std::string_view key = RegionOfShortForm(words_.Folded(first, last));
      const auto region = key.empty() ? std::nullopt : gazetteer_.ByKey(key);
      if (!region) continue;
      const std::size_t sense = SenseOf(key);
      if (senses_[sense].candidates.empty()) {
        senses_[sense].candidates.push_back(CandidateOf(gazetteer_, *region, NameKind::kVariant));
        senses_[sense].candidates.back().base += kNamedBeside;
      }
      ++senses_[sense].mentions;
      mentions_.push_back({.first = first, .last = last, .sense = sense});
      return true;
    }
    return false;
  }

  void Add(const NamedSpan& span) {
    const std::size_t sense = SenseOf(words_.Folded(span.first, span.last));
    if (senses_[sense].candidates.empty()) {
      for (const NameMatch& match : span.matches) {
        if (senses_[sense].candidates.size() == kMostCandidates) break;
        senses_[sense].candidates.push_back(CandidateOf(gazetteer_, match.place, match.kind));
      }
    }
    Sense& named = senses_[sense];
    ++named.mentions;
    const MentionContext context = ContextOf(memo_, words_, span);
    if (context.kind) {
      for (SenseCandidate& each : named.candidates)
        if (each.place.kind == *context.kind)
          each.base += kCue / static_cast<double>(named.mentions);
    }
    mentions_.push_back({.first = span.first,
                         .last = span.last,
                         .sense = sense,
                         .place_evidence = context.place,
                         .person = context.person});
  }

  std::size_t SenseOf(std::string_view folded) {
    const auto [at, is_new] = by_name_.try_emplace(folded, senses_.size());
    if (is_new) senses_.push_back({.folded = folded});
    return at->second;
  }

  // Where a text names a person once in full, the surname alone is that person too.
  void WeighPersons() {
    for (const Mention& mention : mentions_)
      if (mention.person) senses_[mention.sense].person = true;
    for (Mention& mention : mentions_)
      if (senses_[mention.sense].person && !mention.person) mention.place_evidence -= kSurname;
  }

  // "Paris, Texas" and "Cordova (Spain)": each speaks for the readings of the other that fit.
  void WeighNeighbours(std::size_t at) {
    const Mention& inner = mentions_[at];
    const Mention& outer = mentions_[at + 1];
    if (inner.last != outer.first || inner.sense == outer.sense) return;
    const Gap gap = words_[inner.last - 1].gap;
    if (gap != Gap::kComma && gap != Gap::kOpen) return;
    for (SenseCandidate& in : senses_[inner.sense].candidates) {
      for (SenseCandidate& out : senses_[outer.sense].candidates) {
        if (out.kind == NameKind::kAdjective || !LiesIn(in.place, out.place)) continue;
        // "… in Russia, U.S. officials said": a country lies in no other.
        if (out.place.kind == PlaceKind::kCountry && in.place.kind == PlaceKind::kCity &&
            NamesCountry(senses_[inner.sense])) {
          continue;
        }
        if (!in.named_beside) in.base += kNamedBeside;
        in.named_beside = true;
        if (senses_[outer.sense].candidates.size() > 1 && !out.named_beside) {
          out.base += kNamedBeside / 3;
          out.named_beside = true;
        }
      }
    }
  }

  // The place that a report was written at stands before its first words, in capitals or before a
  // dash: "LOUISVILLE, Ky. (AP) — …". What it tells of lies around it.
  void WeighDateline() {
    constexpr double kDateline = 3.0;
    for (Sense& sense : senses_) {
      sense.weight = 1 + std::log(static_cast<double>(std::max<std::size_t>(sense.mentions, 1)));
    }
    constexpr std::size_t kFirstWords = 3;
    if (mentions_.empty() || mentions_.front().first >= kFirstWords) return;
    const Mention& first = mentions_.front();
    bool dateline = words_[first.first].all_caps && !words_.shouting();
    for (std::size_t i = first.last; i <= first.last + 4 && i <= words_.size(); ++i)
      dateline = dateline || words_[i - 1].gap == Gap::kDash;
    if (dateline) senses_[first.sense].weight *= kDateline;
  }

  void Decide(const Mention& mention, std::vector<PlaceMention>& places) const {
    const Sense& sense = senses_[mention.sense];
    if (sense.candidates.empty()) return;
    std::vector<const SenseCandidate*> order;
    for (const SenseCandidate& each : sense.candidates) order.push_back(&each);
    std::ranges::stable_sort(order, std::ranges::greater(), &SenseCandidate::probability);
    const SenseCandidate& best = *order.front();
    const double margin = best.base + best.context + mention.place_evidence - kNoPlace;
    if (margin <= 0) return;
    constexpr std::size_t kOthersKept = 5;
    PlaceMention place{
        .span = {words_[mention.first].start, words_[mention.last - 1].end},
        .text = std::string(words_.Text(mention.first, mention.last)),
        .place = best.place.index,
        .country = std::string(best.place.country),
        .name_kind = best.kind,
        .confidence = CalibratedConfidence(best.probability / (1 + std::exp(-margin)))};
    if (best.named_beside) place.why.emplace_back("the place it lies in is named beside it");
    if (best.context > 1) place.why.emplace_back("other places of the text lie near");
    if (best.place.population >= 100'000)
      place.why.emplace_back(fmt::format("{} inhabitants", best.place.population));
    if (order.size() == 1) place.why.emplace_back("the only place of this name");
    for (std::size_t i = 1; i < order.size() && place.other.size() < kOthersKept; ++i) {
      place.other.push_back({.place = order[i]->place.index,
                             .probability = order[i]->probability,
                             .why = order[i]->place.population < best.place.population
                                        ? Reason("smaller")
                                        : Reason("fits the rest of the text less")});
    }
    places.push_back(std::move(place));
  }

  PlaceMemo& memo_;
  const Gazetteer& gazetteer_;
  const Words& words_;
  std::vector<Mention> mentions_;
  std::vector<Sense> senses_;
  std::unordered_map<std::string_view, std::size_t> by_name_;
};

}  // namespace

std::vector<PlaceMention> FindDocumentPlaces(PlaceMemo& memo, const Words& words) {
  memo.Trim();
  return Reader(memo, words).Read();
}

}  // namespace citygraph::importers

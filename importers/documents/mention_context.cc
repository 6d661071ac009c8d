#include "importers/documents/mention_context.h"

#include "importers/places/place_cues.h"
#include "importers/text/person_names.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

// Log-odds. A running text has more words that are no places than a title.
constexpr double kOrdinary = 3.0;
constexpr double kSeveralWords = 2.5;
constexpr double kInsideName = 4.0;  // "Jack London", "Paris Hilton"
constexpr double kPerson = 5.0;      // "Mr Lincoln"
constexpr double kSpeaks = 2.0;      // "Lincoln said"; but so do capitals
constexpr double kDirection = 4.0;   // "North", "Central": a region somewhere, a word everywhere
constexpr double kLocalBody = 1.0;   // "Saskatoon Police"
constexpr double kFramework = 10.0;
constexpr double kPreposition = 1.5;

bool IsDirection(std::string_view folded) {
  static const WordSet kWords = {"north",     "south",   "east",      "west",      "northern",
                                 "southern",  "eastern", "western",   "central",   "centre",
                                 "center",    "far",     "northwest", "northeast", "southwest",
                                 "southeast", "upper",   "lower",     "mid",       "middle"};
  return kWords.contains(folded);
}

// What towns and counties have and persons have not.
bool IsLocalBody(std::string_view folded) {
  static const WordSet kWords = {"police",     "council",  "school",   "schools", "high",
                                 "elementary", "hospital", "airport",  "fire",    "sheriff",
                                 "court",      "jail",     "board",    "mayor",   "city",
                                 "town",       "borough",  "township", "parish",  "county"};
  return kWords.contains(folded);
}

class Reader {
 public:
  Reader(PlaceMemo& memo, const Words& words, const NamedSpan& span)
      : memo_(memo), words_(words), span_(span) {}

  MentionContext Read() const {
    MentionContext context{.person = IsPerson()};
    double& score = context.place;
    if (span_.ordinary != 0) score -= kOrdinary;
    if (span_.last - span_.first > 1) score += kSeveralWords;
    if (IsAllDirections()) score -= kDirection;
    if (IsOneWord() && IsCalendarWord(words_.Folded(span_.first))) score -= kDirection;
    if (IsOneWord() && words_.Is(span_.first, WordClass::kNoPlaceBehind)) score -= kFramework;
    if (HasNext() && words_[span_.last].capital && IsLocalBody(words_.Folded(span_.last)))
      score += kLocalBody;
    if (HasNext() && words_.Is(span_.last, WordClass::kNoPlaceBehind)) score -= kFramework;
    if (HasNext() && IsSpeechVerb(words_.Folded(span_.last))) score -= kSpeaks;
    if (InsideName()) score -= kInsideName;
    if (context.person) score -= kPerson;
    if (span_.first > 0) ReadBefore(context);
    return context;
  }

 private:
  bool IsOneWord() const { return span_.last - span_.first == 1; }
  bool HasNext() const {
    return span_.last < words_.size() && words_[span_.last - 1].gap == Gap::kSpace;
  }
  // A capitalised word right before the name; its full stop may be an abbreviation's ("Mr.
  // Steele").
  bool HasNameBefore() const {
    if (span_.first == 0 || !words_[span_.first - 1].capital) return false;
    const Gap gap = words_[span_.first - 1].gap;
    return gap == Gap::kSpace || gap == Gap::kPeriod;
  }

  bool IsPerson() const {
    if (IsOneWord() && IsGivenName(words_.Folded(span_.first)) && HasNext() &&
        words_[span_.last].capital && !words_.shouting() && !KindCue(words_, span_.last) &&
        !IsCalendarWord(words_.Folded(span_.last))) {
      return true;
    }
    if (!HasNameBefore()) return false;
    const std::string_view before = words_.Folded(span_.first - 1);
    return IsPersonTitle(before) ||
           (IsGivenName(before) && words_[span_.first - 1].gap == Gap::kSpace);
  }

  bool IsAllDirections() const {
    for (std::size_t i = span_.first; i < span_.last; ++i)
      if (!IsDirection(words_.Folded(i))) return false;
    return true;
  }

  bool StartsSentence(std::size_t word) const {
    if (word == 0) return true;
    const Gap gap = words_[word - 1].gap;
    return gap != Gap::kSpace && gap != Gap::kHyphen && gap != Gap::kApostrophe &&
           gap != Gap::kComma;
  }

  // Whether a capitalised word that is no part of a place's name touches the name.
  bool InsideName() const {
    const auto is_name_word = [&](std::size_t i) {
      return words_[i].capital && !words_[i].number && !KindCue(words_, i) &&
             !IsCalendarWord(words_.Folded(i)) && memo_.FactsOf(words_.Folded(i)).matches.empty();
    };
    if (words_.shouting()) return false;
    if (span_.first > 0 && words_[span_.first - 1].gap == Gap::kSpace &&
        !StartsSentence(span_.first - 1) && is_name_word(span_.first - 1)) {
      return true;
    }
    return HasNext() && is_name_word(span_.last);
  }

  void ReadBefore(MentionContext& context) const {
    std::size_t before = span_.first;
    while (before > 1 && span_.first - before < 2 && words_.Is(before - 1, WordClass::kOf))
      --before;
    if (words_[before - 1].gap != Gap::kSpace) return;
    if (words_.Is(before - 1, WordClass::kLeadsToPlace)) context.place += kPreposition;
    if (before < span_.first) context.kind = KindCue(words_, before - 1);
  }

  PlaceMemo& memo_;
  const Words& words_;
  const NamedSpan& span_;
};

}  // namespace

MentionContext ContextOf(PlaceMemo& memo, const Words& words, const NamedSpan& span) {
  return Reader(memo, words, span).Read();
}

}  // namespace citygraph::importers

// What single words tell the rules that read rows: "and" joins names, "province" is a kind of
// place, "desde" is a function word of Spanish. Each word of a row is looked up once, when it is
// read (Words); a rule then tests a bit.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace citygraph::importers {

enum class WordClass : std::uint8_t {
  // Articles, prepositions, conjunctions, pronouns, auxiliary verbs; in the order of Language.
  kFunctionEnglish,
  kFunctionSpanish,
  kFunctionPortuguese,
  kFunctionFrench,
  // Words that one of the four languages has to itself in our texts, function words apart.
  kTellingEnglish,
  kTellingSpanish,
  kTellingPortuguese,
  kTellingFrench,
  // The kind that a word says of the name beside it (place_cues.h).
  kCity,
  kRegion,
  kCountry,
  kStateOfBrazil,    // its code, as lists put it behind a city: "Cáceres (MT)"
  kBody,             // of the name of a body of several municipalities: "metropolitan", "urbaine"
  kInstitution,      // before a name, makes the whole an institution: "Universidade"
  kGovernment,       // behind a name, is its government: "Assembly", "Board"
  kDirection,        // of the compass; names a region somewhere, and says where everywhere
  kNoPlaceBehind,    // behind a name, makes the whole a framework, a body or a document
  kLeadsToPlace,     // "in", "em", "à"
  kOf,               // may stand between a cue and the name: "of", "do", "d"
  kSmallInNames,     // written small between the others: "Rio de Janeiro", "Stratford-upon-Avon"
  kPluralPlaceNoun,  // in the plural alone: "Flemish cities"
  kPlaceNoun,        // after an adjective or name: "African cities", "villes amazoniennes"
  kSeldomCountry,    // a country's name that is an everyday word far more often: "reunião"
  kLeadsInto,        // between a place and the country where it lies: "in", "em", "au"
  kExchange,     // what a list is about or who is who in it: "jumelage", "mentor"; names no place
  kJoinsNames,   // or puts one beside another: "and", "y", "avec", "between"
  kJoinsEquals,  // of these, those that put equals side by side: "and", "with", not "to"
  kNoPlace,      // bodies, people's titles and the like, which stand beside places in lists
  kAnd,
  kWith,
  kGroupOfPlaces,  // "and the cities of": what follows is one group
  // Nouns whose prepositions tell giver and taker (role_phrases.h).
  kVisit,
  kMentoring,
  kTraining,
  kDelegation,       // who comes from the place that it is of
  kActsFor,          // for a place, beside its name: "experts", "the city council", "staff"
  kAuxiliary,        // before what a place does: "has been", "a été", "se"
  kForSomeone,       // "for": who is taught
  kLeadsThere,       // where a journey goes: "to", "a", "em"
  kLeadsFrom,        // where it comes from; "of" and "de" may also be where it goes
  kSurelyLeadsFrom,  // of these, those that may not: "from", "by"
  kGathering,        // that a place holds: "workshop", "taller", "encontro"
  kJoinsPlaces,      // between two places of one group, saying nothing of roles: "and the city of"
  kPartners,         // what lists of a city's partners are headed with: "jumelages"
  kPartnersInPlural,
  kGoalMark,         // "SDG", "ODS": what follows are goals of the 2030 Agenda
  kGenericGoalMark,  // "Goal", "Objectif": a goal where it is written as a name
  kTargetMark,       // "target 11.3"
  kJoinsNumbers,     // "SDGs 11 and 16"
  kThrough,          // "8 to 11"
  kBesideGoalMark,   // between a mark and its number: "Objetivo de Desarrollo Sostenible (ODS) 8"
};

// Some classes of words.
class WordClasses {
 public:
  constexpr WordClasses() = default;
  constexpr WordClasses(std::initializer_list<WordClass> classes) {
    for (const WordClass each : classes) bits_ |= Bit(each);
  }
  constexpr bool Has(WordClass which) const { return (bits_ & Bit(which)) != 0; }
  constexpr bool HasAny(WordClasses of) const { return (bits_ & of.bits_) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr void Add(WordClasses more) { bits_ |= more.bits_; }

 private:
  static constexpr std::uint64_t Bit(WordClass which) {
    return std::uint64_t{1} << static_cast<unsigned>(which);
  }
  std::uint64_t bits_ = 0;
};

// The classes that a folded word is in; none of most words. Cost: one hash probe.
WordClasses ClassesOf(std::string_view folded);

}  // namespace citygraph::importers

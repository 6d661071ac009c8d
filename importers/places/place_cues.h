// Words that tell what stands beside them: a kind of place ("province of"), or that a name is not a
// place at all ("Sendai Framework").
#pragma once

#include <optional>
#include <string_view>

#include "importers/gazetteer/gazetteer.h"

namespace citygraph::importers {

// The kind that a word says of the name beside it: "province", "estado", "município". Folded.
std::optional<PlaceKind> KindCue(std::string_view folded);

// Whether a word for a municipality or a region is that country's: "prefeitura", "landkreis".
bool IsWordOfCountry(std::string_view folded_cue, std::string_view country);

// The code of a state of Brazil, as lists put it behind a city: "Cáceres (MT)".
bool IsStateOfBrazil(std::string_view folded);

// A word of the name of a body that joins several municipalities: "metropolitan", "métropole",
// "mancomunidad", "urbaine" (of "communauté urbaine").
bool IsBodyWord(std::string_view folded);

// A word before a name that makes the whole an institution: "Universidade", "Instituto".
bool LeadsInstitution(std::string_view folded);

// A country's name that is an everyday word far more often: "reunião".
bool IsSeldomCountry(std::string_view folded);

// A word after a place's name that makes the whole a framework, a body or a document.
bool MakesItNoPlace(std::string_view folded_next_word);

// A preposition that leads to a place: "in", "em", "à".
bool LeadsToPlace(std::string_view folded);

// "in", "en", "em", "au": between a place and the country where it lies.
bool LeadsInto(std::string_view folded);

// "of", "de", "do", "d": may stand between a cue and the name.
bool IsOf(std::string_view folded);

// A word that names write small between their others: "Rio de Janeiro", "Stratford-upon-Avon".
bool IsSmallInNames(std::string_view folded);

// The same in the plural alone: "Flemish cities".
bool IsPluralPlaceNoun(std::string_view folded);

// A plural after an adjective or name: "African cities", "villes amazoniennes".
bool IsPlaceNoun(std::string_view folded);

}  // namespace citygraph::importers

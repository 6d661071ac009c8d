// What a person types to say which place or theme is meant, of all that are known and not only of
// those in the graph.
#pragma once

#include <string>

#include "importers/reading.h"

namespace citygraph::cli {

// A key of the gazetteer ("geonames:3836277"), "NAME" or "NAME, COUNTRY". A name that is clearly
// one place's is that place. Errors: kNotFound and kAmbiguous, with candidates that can be typed.
Result<importers::Place> FindInGazetteer(const std::string& text);

// A theme's id or one of its labels. Errors: kNotFound, with candidates.
Result<std::uint32_t> FindInVocabulary(const importers::ThemeFinder& themes,
                                       const std::string& text);

// "Santa Fe (city, AR)".
std::string Described(const importers::Place& place);

// Who decides where nothing says it: $CITYGRAPH_PERSON, else $USER, else $LOGNAME; may be empty.
std::string PersonHere();
// "2026-11-24", in UTC.
std::string Today();

// As a shell takes it: 'São Tomé'.
std::string ShellQuoted(const std::string& text);

}  // namespace citygraph::cli

// Reads the tables that are written by hand (data/gazetteer/README.md): names, adjectives and
// places that GeoNames lacks. They go on top of the draft that ReadGeonames made.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "importers/gazetteer/build/place_draft.h"

namespace citygraph::importers::gazetteer_build {

// Each reads one CSV table. Errors: kInvalidInput, with line and column of `file`.

// Names, adjectives and prefixes of countries. Countries that GeoNames lacks are added.
Status ReadCountries(std::string_view text, const std::string& file, GazetteerDraft& draft);
// World areas: continents, basins, groups of states.
Status ReadAreas(std::string_view text, const std::string& file, GazetteerDraft& draft);
// More names for divisions, and regions that are no divisions (code "x-…").
Status ReadRegions(std::string_view text, const std::string& file, GazetteerDraft& draft);
// More names for cities, by geonameid.
Status ReadCities(std::string_view text, const std::string& file, GazetteerDraft& draft);
// Cities and regions that GeoNames lacks.
Status ReadMorePlaces(std::string_view text, const std::string& file, GazetteerDraft& draft);
// Words that are names of places too, but usually mean something else.
Status ReadOrdinaryWords(std::string_view text, const std::string& file, GazetteerDraft& draft);

}  // namespace citygraph::importers::gazetteer_build

// Reads geonames.tsv, our extract of GeoNames (data/gazetteer/README.md says how it is made).
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "importers/gazetteer/build/place_draft.h"

namespace citygraph::importers::gazetteer_build {

// Adds the countries, regions and cities of the sections of `text` to `draft`. A section begins
// with a line `#section <name> <column><TAB><column>…`.
// Errors: kInvalidInput, with line and column of `file`.
Status ReadGeonames(std::string_view text, const std::string& file, GazetteerDraft& draft);

}  // namespace citygraph::importers::gazetteer_build

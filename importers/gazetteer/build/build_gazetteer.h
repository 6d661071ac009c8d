// From the folder of source tables to the bytes of a gazetteer.
#pragma once

#include <filesystem>
#include <string>

#include "engine/base/result.h"
#include "importers/gazetteer/build/place_draft.h"

namespace citygraph::importers::gazetteer_build {

enum class MissingTables { kRefused, kTakenAsEmpty };

// Reads geonames.tsv.zst, countries.csv, areas.csv, regions.csv, cities.csv, more_places.csv and
// ordinary_words.csv from `folder`. geonames.tsv.zst must be there in any case.
// Errors: kNotFound, kIo, kCorruption (zstd), kInvalidInput with file, line and column.
Result<GazetteerDraft> ReadSources(const std::filesystem::path& folder, MissingTables missing);

// ReadSources, then WriteGazetteer. Cost: some seconds and 500 MB for the built-in data.
Result<std::string> BuildGazetteer(const std::filesystem::path& folder, MissingTables missing);

}  // namespace citygraph::importers::gazetteer_build

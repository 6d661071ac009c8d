#include "importers/gazetteer/build/build_gazetteer.h"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <sstream>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "importers/gazetteer/build/gazetteer_writer.h"
#include "importers/gazetteer/build/read_curated.h"
#include "importers/gazetteer/build/read_geonames.h"

namespace citygraph::importers::gazetteer_build {
namespace {

constexpr std::string_view kGeonamesFile = "geonames.tsv.zst";
constexpr int kLongestWindow = 27;  // as zstd --long=27 writes

struct CuratedTable {
  std::string_view file;
  Status (*read)(std::string_view, const std::string&, GazetteerDraft&);
};

constexpr std::array<CuratedTable, 6> kCuratedTables = {
    {{"countries.csv", ReadCountries},
     {"areas.csv", ReadAreas},
     {"regions.csv", ReadRegions},
     {"cities.csv", ReadCities},
     {"more_places.csv", ReadMorePlaces},
     {"ordinary_words.csv", ReadOrdinaryWords}}};

Result<std::string> ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Fail(ErrorCode::kNotFound, "cannot open the file", {.file = path.string()});
  std::ostringstream text;
  text << in.rdbuf();
  if (in.bad()) return Fail(ErrorCode::kIo, "cannot read the file", {.file = path.string()});
  return std::move(text).str();
}

Result<std::string> Decompress(std::string_view bytes, const std::string& file) {
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                                     &ZSTD_freeDCtx);
  CITYGRAPH_CHECK(context != nullptr);
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kLongestWindow);
  std::string text;
  std::string piece(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  std::size_t left = 1;  // 0: a frame ended with all that was read
  while (in.pos < in.size || left != 0) {
    ZSTD_outBuffer out{piece.data(), piece.size(), 0};
    const std::size_t read_before = in.pos;
    left = ZSTD_decompressStream(context.get(), &out, &in);
    if (ZSTD_isError(left) != 0U) {
      return Fail(ErrorCode::kCorruption, std::string("zstd: ") + ZSTD_getErrorName(left),
                  {.file = file});
    }
    text.append(piece.data(), out.pos);
    if (out.pos == 0 && in.pos == read_before && left != 0) {
      return Fail(ErrorCode::kCorruption, "zstd: the file ends too early", {.file = file});
    }
  }
  return text;
}

// The geographic centre of first-level regions, as maps have it: the middle of what their cities
// span. The source gives where their inhabitants live on average, which in British Columbia or
// Queensland is hundreds of kilometres away. Regions across the date line keep theirs.
void CentreRegions(GazetteerDraft& draft) {
  struct Extent {
    double south = 90;
    double north = -90;
    double west = 180;
    double east = -180;
  };
  constexpr double kWidest = 180;
  std::unordered_map<std::string_view, Extent> extents;
  for (const PlaceDraft& place : draft.places) {
    if (place.kind != PlaceKind::kCity) continue;
    Extent& extent = extents[place.region_key];
    extent.south = std::min(extent.south, place.lat);
    extent.north = std::max(extent.north, place.lat);
    extent.west = std::min(extent.west, place.lon);
    extent.east = std::max(extent.east, place.lon);
  }
  for (PlaceDraft& place : draft.places) {
    if (place.kind != PlaceKind::kRegion || place.level != 1) continue;
    const auto found = extents.find(place.key);
    if (found == extents.end() || found->second.east - found->second.west > kWidest) continue;
    place.lat = (found->second.south + found->second.north) / 2;
    place.lon = (found->second.west + found->second.east) / 2;
  }
}

}  // namespace

Result<GazetteerDraft> ReadSources(const std::filesystem::path& folder, MissingTables missing) {
  GazetteerDraft draft;
  const std::filesystem::path geonames = folder / kGeonamesFile;
  {
    CITYGRAPH_TRY(const std::string bytes, ReadFile(geonames));
    CITYGRAPH_TRY(const std::string text, Decompress(bytes, geonames.string()));
    std::filesystem::path unpacked = geonames;
    CITYGRAPH_TRY(ReadGeonames(text, unpacked.replace_extension().string(), draft));
    CentreRegions(draft);
  }
  for (const CuratedTable& table : kCuratedTables) {
    const std::filesystem::path path = folder / table.file;
    if (missing == MissingTables::kTakenAsEmpty && !std::filesystem::exists(path)) continue;
    CITYGRAPH_TRY(const std::string text, ReadFile(path));
    CITYGRAPH_TRY(table.read(text, path.string(), draft));
  }
  return draft;
}

Result<std::string> BuildGazetteer(const std::filesystem::path& folder, MissingTables missing) {
  CITYGRAPH_TRY(const GazetteerDraft draft, ReadSources(folder, missing));
  return WriteGazetteer(draft);
}

}  // namespace citygraph::importers::gazetteer_build

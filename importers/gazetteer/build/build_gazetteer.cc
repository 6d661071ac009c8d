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
// Queensland is hundreds of kilometres away. Where there are many, the outermost 2 % are left out:
// some stand under the wrong region in the source. Regions across the date line keep theirs.
void CentreRegions(GazetteerDraft& draft) {
  struct Positions {
    std::vector<double> lat;
    std::vector<double> lon;
  };
  constexpr double kWidest = 180;
  constexpr std::size_t kOneInStray = 50;
  std::unordered_map<std::string_view, Positions> positions;
  for (const PlaceDraft& place : draft.places) {
    if (place.kind != PlaceKind::kCity) continue;
    Positions& of_region = positions[place.region_key];
    of_region.lat.push_back(place.lat);
    of_region.lon.push_back(place.lon);
  }
  for (auto& [region, each] : positions) {
    std::ranges::sort(each.lat);
    std::ranges::sort(each.lon);
  }
  for (PlaceDraft& place : draft.places) {
    if (place.kind != PlaceKind::kRegion || place.level != 1) continue;
    const auto found = positions.find(place.key);
    if (found == positions.end()) continue;
    const auto& [lat, lon] = found->second;
    const std::size_t first = lat.size() / kOneInStray;
    const std::size_t last = lat.size() - 1 - first;
    if (lon[last] - lon[first] > kWidest) continue;
    place.lat = (lat[first] + lat[last]) / 2;
    place.lon = (lon[first] + lon[last]) / 2;
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

// The words for a division or a town that stand before or behind its proper name, folded. Only
// those that leave the name as it is: "Stockholms län" without its last word is not "Stockholm",
// so Swedish, Greek, Latvian and Lithuanian genitives are missing on purpose.
#pragma once

#include <array>
#include <string_view>

namespace citygraph::importers::gazetteer_build {

// Before the name of a region. Where two fit, the longer is taken.
inline constexpr auto kRegionPrefixes = std::to_array<std::string_view>({
    "amphoe", "arrondissement d", "arrondissement de", "arrondissement du", "autonomous region of",
    "bashkia", "bezirk", "borough of", "canton d", "canton de", "canton du", "canton of",
    "changwat", "city of", "commune de", "commune of", "comuna", "comuna de", "comunidad de",
    "county of", "departamento", "departamento de", "departamento del", "departement d",
    "departement de", "departement de la", "departement des", "departement du", "department of",
    "distrito", "distrito de", "district de", "district of", "estado de", "estado do",
    "gemeente", "gmina", "gouvernorat de", "governorate of", "grad", "judetul", "kabupaten",
    "kecamatan", "khet", "komuna e", "kota", "kreis", "landkreis", "municipality of",
    "municipio", "municipio de", "municipiul", "muntamak", "nahiyat", "obshtina", "okres",
    "opcina", "oras", "parish of", "partido de", "politischer bezirk", "powiat", "prefecture de",
    "province d", "province de", "province de la", "province des", "province du", "province of",
    "provincia", "provincia de", "provincia del", "provincia dell", "provincia della",
    "provincia di", "provincie", "raionul", "region de", "region del", "region du", "region of",
    "regiao de", "regione", "republic of", "respublika", "srok", "state of", "territory of",
    "urban municipality of", "wilaya d", "wilaya de",
});

// Behind the name of a region.
inline constexpr auto kRegionSuffixes = std::to_array<std::string_view>({
    "atoll", "autonomous district", "autonomous oblast", "autonomous okrug", "autonomous region", "borough",
    "county", "county borough", "department", "district", "district municipality", "division", "governorate", "gun", "ilcesi",
    "kommune", "krai", "kraj", "municipal district", "municipality", "oblast", "okrug",
    "parish", "prefecture", "province", "raion", "rayon", "regency", "region",
    "regional district", "regional municipality", "regional state", "shi", "state", "subregion", "territory", "urban raion",
});

// Before the name of a city. Nothing is cut from its end: Kansas City is not Kansas.
inline constexpr auto kCityPrefixes = std::to_array<std::string_view>({
    "amphoe", "bayan ng", "city of", "ciudad de", "comuna de", "dakbayan sa", "gmina",
    "kecamatan", "king amphoe", "lungsod ng", "municipality of", "municipio de", "stadt",
    "town of", "village of",
});

// Words that are no name by themselves, however many stand together.
inline constexpr auto kWordsThatAreNoNames = std::to_array<std::string_view>({
    "alto", "and", "area", "autonomous", "baja", "bajo", "capital", "center", "central", "centrale",
    "centre", "centro", "city", "coast", "coastal", "de", "del", "do", "du", "east", "eastern",
    "est", "este", "far", "grand", "grande", "great", "greater", "high", "hill", "hills", "islands",
    "la", "lake", "le", "leste", "los", "lower", "metropolitan", "mid", "middle", "midland", "mount",
    "mountain", "new", "nord", "norte", "north", "northeast", "northeastern", "northern",
    "northwest", "northwestern", "occidental", "oeste", "old", "oriental", "ouest", "outer", "plain",
    "river", "rural", "saint", "san", "santa", "sud", "sul", "sur", "south", "southeast",
    "southeastern", "southern", "southwest", "southwestern", "the", "town", "union", "upper",
    "urban", "valley", "west", "western",
});

}  // namespace citygraph::importers::gazetteer_build

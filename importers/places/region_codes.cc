#include "importers/places/region_codes.h"

#include <algorithm>
#include <array>

namespace citygraph::importers {
namespace {

struct ShortForm {
  std::string_view folded;
  std::string_view key;
};

// Sorted by the short form.
constexpr std::array kShortForms = {
    ShortForm{"ab", "region:CA.01"},    ShortForm{"act", "region:AU.01"},
    ShortForm{"ak", "region:US.AK"},    ShortForm{"al", "region:US.AL"},
    ShortForm{"ala", "region:US.AL"},   ShortForm{"alta", "region:CA.01"},
    ShortForm{"ar", "region:US.AR"},    ShortForm{"ariz", "region:US.AZ"},
    ShortForm{"ark", "region:US.AR"},   ShortForm{"az", "region:US.AZ"},
    ShortForm{"b c", "region:CA.02"},   ShortForm{"bc", "region:CA.02"},
    ShortForm{"ca", "region:US.CA"},    ShortForm{"calif", "region:US.CA"},
    ShortForm{"co", "region:US.CO"},    ShortForm{"colo", "region:US.CO"},
    ShortForm{"conn", "region:US.CT"},  ShortForm{"ct", "region:US.CT"},
    ShortForm{"d c", "region:US.DC"},   ShortForm{"dc", "region:US.DC"},
    ShortForm{"de", "region:US.DE"},    ShortForm{"del", "region:US.DE"},
    ShortForm{"fl", "region:US.FL"},    ShortForm{"fla", "region:US.FL"},
    ShortForm{"ga", "region:US.GA"},    ShortForm{"hi", "region:US.HI"},
    ShortForm{"ia", "region:US.IA"},    ShortForm{"id", "region:US.ID"},
    ShortForm{"il", "region:US.IL"},    ShortForm{"ill", "region:US.IL"},
    ShortForm{"in", "region:US.IN"},    ShortForm{"ind", "region:US.IN"},
    ShortForm{"kan", "region:US.KS"},   ShortForm{"kans", "region:US.KS"},
    ShortForm{"ks", "region:US.KS"},    ShortForm{"ky", "region:US.KY"},
    ShortForm{"la", "region:US.LA"},    ShortForm{"ma", "region:US.MA"},
    ShortForm{"man", "region:CA.03"},   ShortForm{"mass", "region:US.MA"},
    ShortForm{"mb", "region:CA.03"},    ShortForm{"md", "region:US.MD"},
    ShortForm{"me", "region:US.ME"},    ShortForm{"mi", "region:US.MI"},
    ShortForm{"mich", "region:US.MI"},  ShortForm{"minn", "region:US.MN"},
    ShortForm{"miss", "region:US.MS"},  ShortForm{"mn", "region:US.MN"},
    ShortForm{"mo", "region:US.MO"},    ShortForm{"mont", "region:US.MT"},
    ShortForm{"ms", "region:US.MS"},    ShortForm{"mt", "region:US.MT"},
    ShortForm{"n b", "region:CA.04"},   ShortForm{"n c", "region:US.NC"},
    ShortForm{"n d", "region:US.ND"},   ShortForm{"n h", "region:US.NH"},
    ShortForm{"n j", "region:US.NJ"},   ShortForm{"n l", "region:CA.05"},
    ShortForm{"n m", "region:US.NM"},   ShortForm{"n s", "region:CA.07"},
    ShortForm{"n s w", "region:AU.02"}, ShortForm{"n w t", "region:CA.13"},
    ShortForm{"n y", "region:US.NY"},   ShortForm{"nb", "region:CA.04"},
    ShortForm{"nc", "region:US.NC"},    ShortForm{"nd", "region:US.ND"},
    ShortForm{"ne", "region:US.NE"},    ShortForm{"neb", "region:US.NE"},
    ShortForm{"nebr", "region:US.NE"},  ShortForm{"nev", "region:US.NV"},
    ShortForm{"nfld", "region:CA.05"},  ShortForm{"nh", "region:US.NH"},
    ShortForm{"nj", "region:US.NJ"},    ShortForm{"nl", "region:CA.05"},
    ShortForm{"nm", "region:US.NM"},    ShortForm{"ns", "region:CA.07"},
    ShortForm{"nsw", "region:AU.02"},   ShortForm{"nu", "region:CA.14"},
    ShortForm{"nv", "region:US.NV"},    ShortForm{"nwt", "region:CA.13"},
    ShortForm{"ny", "region:US.NY"},    ShortForm{"oh", "region:US.OH"},
    ShortForm{"ok", "region:US.OK"},    ShortForm{"okla", "region:US.OK"},
    ShortForm{"ont", "region:CA.08"},   ShortForm{"or", "region:US.OR"},
    ShortForm{"ore", "region:US.OR"},   ShortForm{"p e i", "region:CA.09"},
    ShortForm{"pa", "region:US.PA"},    ShortForm{"pe", "region:CA.09"},
    ShortForm{"pei", "region:CA.09"},   ShortForm{"penn", "region:US.PA"},
    ShortForm{"qc", "region:CA.10"},    ShortForm{"qld", "region:AU.04"},
    ShortForm{"que", "region:CA.10"},   ShortForm{"r i", "region:US.RI"},
    ShortForm{"ri", "region:US.RI"},    ShortForm{"s c", "region:US.SC"},
    ShortForm{"s d", "region:US.SD"},   ShortForm{"sask", "region:CA.11"},
    ShortForm{"sc", "region:US.SC"},    ShortForm{"sd", "region:US.SD"},
    ShortForm{"sk", "region:CA.11"},    ShortForm{"tas", "region:AU.06"},
    ShortForm{"tenn", "region:US.TN"},  ShortForm{"tex", "region:US.TX"},
    ShortForm{"tn", "region:US.TN"},    ShortForm{"tx", "region:US.TX"},
    ShortForm{"ut", "region:US.UT"},    ShortForm{"va", "region:US.VA"},
    ShortForm{"vic", "region:AU.07"},   ShortForm{"vt", "region:US.VT"},
    ShortForm{"w va", "region:US.WV"},  ShortForm{"wa", "region:US.WA"},
    ShortForm{"wash", "region:US.WA"},  ShortForm{"wi", "region:US.WI"},
    ShortForm{"wis", "region:US.WI"},   ShortForm{"wisc", "region:US.WI"},
    ShortForm{"wv", "region:US.WV"},    ShortForm{"wy", "region:US.WY"},
    ShortForm{"wyo", "region:US.WY"},   ShortForm{"y t", "region:CA.12"},
    ShortForm{"yt", "region:CA.12"},
};
static_assert(std::ranges::is_sorted(kShortForms, {}, &ShortForm::folded));

// By code, as ISO 3166-2:BR has them.
constexpr std::array kStatesOfBrazil = {
    ShortForm{"ac", "acre"},
    ShortForm{"al", "alagoas"},
    ShortForm{"am", "amazonas"},
    ShortForm{"ap", "amapa"},
    ShortForm{"ba", "bahia"},
    ShortForm{"ce", "ceara"},
    ShortForm{"df", "distrito federal"},
    ShortForm{"es", "espirito santo"},
    ShortForm{"go", "goias"},
    ShortForm{"ma", "maranhao"},
    ShortForm{"mg", "minas gerais"},
    ShortForm{"ms", "mato grosso do sul"},
    ShortForm{"mt", "mato grosso"},
    ShortForm{"pa", "para"},
    ShortForm{"pb", "paraiba"},
    ShortForm{"pe", "pernambuco"},
    ShortForm{"pi", "piaui"},
    ShortForm{"pr", "parana"},
    ShortForm{"rj", "rio de janeiro"},
    ShortForm{"rn", "rio grande do norte"},
    ShortForm{"ro", "rondonia"},
    ShortForm{"rr", "roraima"},
    ShortForm{"rs", "rio grande do sul"},
    ShortForm{"sc", "santa catarina"},
    ShortForm{"se", "sergipe"},
    ShortForm{"sp", "sao paulo"},
    ShortForm{"to", "tocantins"},
};
static_assert(std::ranges::is_sorted(kStatesOfBrazil, {}, &ShortForm::folded));

}  // namespace

std::string_view RegionOfShortForm(std::string_view folded) {
  const auto at = std::ranges::lower_bound(kShortForms, folded, {}, &ShortForm::folded);
  return at == kShortForms.end() || at->folded != folded ? std::string_view() : at->key;
}

std::string_view StateOfBrazil(std::string_view folded_code) {
  const auto found = std::ranges::lower_bound(kStatesOfBrazil, folded_code, {}, &ShortForm::folded);
  return found != kStatesOfBrazil.end() && found->folded == folded_code ? found->key
                                                                        : std::string_view();
}

}  // namespace citygraph::importers

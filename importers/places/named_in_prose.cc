#include "importers/places/named_in_prose.h"

#include "importers/places/place_cues.h"
#include "importers/places/surroundings.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

constexpr std::uint32_t kShortestName = 4;  // letters of one that a single word may be

bool IsJoining(Gap gap) {
  return gap == Gap::kSpace || gap == Gap::kHyphen || gap == Gap::kApostrophe;
}

bool MayBelong(const Words& words, std::size_t i) {
  return words[i].capital && !words[i].number && !IsOtherThing(words, i);
}

bool IsKind(const Words& words, std::size_t i) {
  const auto kind = KindCue(words, i);
  return kind == PlaceKind::kCity || kind == PlaceKind::kRegion;
}

// The capitals from word i on, with the small words between them: "Saint-Jean-de-la-Ruelle".
std::size_t EndOfRun(const Words& words, std::size_t i, const std::vector<bool>& taken) {
  std::size_t end = i + 1;
  for (std::size_t at = end; at < words.size() && IsJoining(words[at - 1].gap) && !taken[at];
       ++at) {
    if (MayBelong(words, at) && !IsKind(words, at)) {
      end = at + 1;
    } else if (!words.Is(at, WordClass::kOf) || words[at].capital) {
      break;
    }
  }
  return end;
}

// Whether a person who speaks for a town, or a party of them: "mayor of", "delegation from".
bool SpeaksForPlace(std::string_view folded, bool surely_from) {
  static const WordSet kOf = {"mayor",    "alcalde",     "alcaldesa",  "intendente", "prefeito",
                              "prefeita", "maire",       "delegation", "delegacion", "delegacao",
                              "comitiva", "councillors", "councilors", "vereadores", "concejales",
                              "elus",     "quartier",    "barrio",     "bairro",     "village",
                              "localite", "localidad",   "suburb",     "township"};
  static const WordSet kFrom = {"officials", "officers", "experts",  "leaders", "delegates",
                                "team",      "teams",    "visitors", "mayors",  "engineers",
                                "mission",   "group",    "managers", "staff",   "trainees"};
  return kOf.contains(folded) || (surely_from && kFrom.contains(folded));
}

// "commune de", "Municipality of", "mayor of", "delegation from".
std::optional<NameInProse> AfterWord(const Words& words, std::size_t first, std::size_t last) {
  std::size_t before = first;
  bool from = false;
  while (before > 0 && IsJoining(words[before - 1].gap) && !words[before - 1].capital &&
         (words.Is(before - 1, WordClass::kOf) || words.Folded(before - 1) == "from")) {
    --before;
    from = from || words.Folded(before) == "from";
  }
  if (before == 0 || before == first || words[before - 1].gap != Gap::kSpace) return std::nullopt;
  const std::size_t said = before - 1;
  const std::string_view word = words.Folded(said);
  const auto kind = KindCue(words, said);
  // "City of Tomorrow" is a title, "the city of" a place.
  static const WordSet kSaidOfIdeas = {"city",   "cities",  "town",     "towns",    "ville",
                                       "villes", "ciudad",  "ciudades", "cidade",   "cidades",
                                       "state",  "region",  "regiao",   "regional", "provincial",
                                       "land",   "village", "villages"};
  const bool idea = kSaidOfIdeas.contains(word);
  if ((kind == PlaceKind::kCity || kind == PlaceKind::kRegion) && !(words[said].capital && idea)) {
    return NameInProse{.first = first, .last = last, .kind = kind, .said_by = word};
  }
  if (SpeaksForPlace(word, from))
    return NameInProse{.first = first, .last = last, .kind = PlaceKind::kCity, .said_by = word};
  return std::nullopt;
}

// "der Stadt Geestland", "ihre Partnerkommune Ketu South": German has no "of" between.
std::optional<NameInProse> AfterGermanWord(const Words& words, std::size_t first,
                                           const std::vector<bool>& taken) {
  static const WordSet kKinds(
      "stadt kleinstadt partnerstadt gemeinde partnergemeinde kommune "
      "partnerkommune verbandsgemeinde samtgemeinde");
  if (first < 2 || words[first - 1].gap != Gap::kSpace || words[first - 2].gap != Gap::kSpace ||
      words[first - 2].capital || !words[first - 1].capital)
    return std::nullopt;
  const std::string_view word = words.Folded(first - 1);
  if (!kKinds.contains(word)) return std::nullopt;
  return NameInProse{.first = first,
                     .last = EndOfRun(words, first, taken),
                     .kind = PlaceKind::kCity,
                     .said_by = word};
}

// "Binh Dinh province", "the Mtwapa Municipality Board".
std::optional<NameInProse> BeforeWord(const Words& words, std::size_t first, std::size_t last) {
  static const WordSet kWords = {"municipality", "province",   "county",      "regency",
                                 "district",     "prefecture", "governorate", "town"};
  constexpr std::size_t kMostWords = 3;
  if (last >= words.size() || words[last - 1].gap != Gap::kSpace || last - first > kMostWords)
    return std::nullopt;
  if (!kWords.contains(words.Folded(last))) return std::nullopt;
  if (words[last].capital && !IsMostlySmall(words)) return std::nullopt;
  return NameInProse{
      .first = first, .last = last, .kind = KindCue(words, last), .said_by = words.Folded(last)};
}

bool StandsWherePlacesDo(const Words& words, std::size_t first) {
  static const WordSet kBefore = {"in",      "visited", "visits",   "visit", "visito", "visita",
                                  "visitou", "visite",  "visitent", "en",    "em",     "a",
                                  "to",      "at",      "by",       "from",  "hosts",  "para",
                                  "nach",    "aus",     "bei",      "an"};
  return first > 0 && words[first - 1].gap == Gap::kSpace && !words[first - 1].capital &&
         kBefore.contains(words.Folded(first - 1));
}

}  // namespace

bool IsOtherThing(const Words& words, std::size_t i) {
  static const WordSet kOthers(
      "parliament parlamento parlement government gobierno governo state estado etat civil "
      "society nations alliance alianza alianca company corporation commission comision "
      "comissao committee comite forum foro summit cumbre cupula sommet local rural urban "
      "metropolitan municipal regional autonomous pilot partner host new old central green "
      "smart digital public national international school each every this our their tomorrow "
      "demain manana amanha paz peace paix senado senate senat congreso congresso camara "
      "consorcio consortium secretaria secretariat departamento banco bank banque utility "
      "operator operador mr authority board service services water agency mrs ms dr sr sra "
      "mme recipients beneficiary beneficiaries beneficiario beneficiarios beneficiaria "
      "beneficiarias beneficiaire beneficiaires beneficiari destinatarios visitors guests "
      "visitantes");
  constexpr WordClasses kNoPlace = {WordClass::kNoPlace, WordClass::kInstitution,
                                    WordClass::kExchange, WordClass::kNoPlaceBehind};
  return words[i].classes.HasAny(kNoPlace) || kOthers.contains(words.Folded(i));
}

std::optional<NameInProse> NameInProseAt(const Words& words, std::size_t i,
                                         const std::vector<bool>& taken) {
  if (words.shouting() || words[i].all_caps || !MayBelong(words, i) || IsKind(words, i) ||
      words.Is(i, WordClass::kOf) || words.Is(i, WordClass::kJoinsNames))
    return std::nullopt;
  if (const auto found = AfterGermanWord(words, i, taken)) return found;
  // Not in the middle of a name.
  if (i > 0 && IsJoining(words[i - 1].gap) && (words[i - 1].capital || taken[i - 1]))
    return std::nullopt;
  const std::size_t last = EndOfRun(words, i, taken);
  constexpr std::size_t kMostWords = 5;
  if (last - i > kMostWords || words[last - 1].end - words[i].start < kShortestName)
    return std::nullopt;
  // "Sewerage Authority", "Kilifi Springs Lyon": it goes on.
  if (last < words.size() && words[last - 1].gap == Gap::kSpace && words[last].capital &&
      !words[last].number && !IsKind(words, last) && !words.Is(last, WordClass::kGovernment))
    return std::nullopt;
  if (const auto found = BeforeWord(words, i, last)) return found;
  if (const auto found = AfterWord(words, i, last)) return found;
  constexpr std::size_t kFewWords = 2;
  if (last - i <= kFewWords && StandsWherePlacesDo(words, i))
    return NameInProse{.first = i, .last = last, .said_by = words.Folded(i - 1)};
  return std::nullopt;
}

}  // namespace citygraph::importers

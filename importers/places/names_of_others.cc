#include "importers/places/names_of_others.h"

#include "importers/places/place_cues.h"
#include "importers/places/segments.h"
#include "importers/text/months.h"
#include "importers/text/person_names.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

// "26 Jun 2019", "28. Juli", "Juni 2020".
bool IsMonthOfDate(const Words& words, std::size_t i) {
  if (!MonthOf(words.Folded(i))) return false;
  return (i > 0 && words[i - 1].number) || (i + 1 < words.size() && words[i + 1].number);
}

// "Gestão Urbana": an adjective behind what it tells of.
bool IsAdjectiveOfThing(const Words& words, std::size_t i) {
  static const WordSet kAdjectives("urbana urbano");
  return i > 0 && words[i - 1].capital && words[i - 1].gap == Gap::kSpace &&
         kAdjectives.contains(words.Folded(i));
}

// "London Borough of Havering": of the city that it is in.
bool IsOfItsBorough(const Words& words, std::size_t i) {
  return i + 2 < words.size() && words[i].gap == Gap::kSpace && words.Folded(i + 1) == "borough" &&
         words.Folded(i + 2) == "of";
}

// "Peer-to-Peer", "Mesa Técnica", "Friendship City": a word that names a place elsewhere.
bool IsPartOfTerm(const Words& words, std::size_t i) {
  if (i + 1 >= words.size()) return false;
  const std::string_view word = words.Folded(i);
  const std::string_view next = words.Folded(i + 1);
  if (i + 2 < words.size() && next == "to" && words.Folded(i + 2) == word) return true;
  if (i > 1 && words.Folded(i - 1) == "to" && words.Folded(i - 2) == word) return true;
  static const WordSet kTables("tecnica tecnicas de redonda directiva sectorial ejecutiva");
  if (word == "mesa" && words[i].gap == Gap::kSpace) return kTables.contains(next);
  return word == "friendship" && (next == "city" || next == "cities");
}

// "its Twin City of Chipata".
bool SaysKindOfPartner(const Words& words, const NamedSpan& span) {
  return span.last == span.first + 2 && words.Is(span.first, WordClass::kPartners) &&
         words.Is(span.first + 1, WordClass::kCity);
}

// The first of the words with a capital that stand before word i with spaces or hyphens between.
std::size_t BeginOfCapitals(const Words& words, std::size_t i) {
  const auto joins = [&](std::size_t at) {
    return words[at].gap == Gap::kSpace || words[at].gap == Gap::kHyphen;
  };
  while (i > 0 && joins(i - 1) && words[i - 1].capital && !words[i - 1].number &&
         !words[i - 1].all_caps)
    --i;
  return i;
}

// "mayor Américo Zúñiga", "the architect Osvaldo Fortes": who has an office, and two words of a
// name behind.
bool IsNamedWithOffice(const Words& words, const NamedSpan& span) {
  static const WordSet kOffices(
      "alcalde alcaldesa prefeito prefeita intendente presidente presidenta maire mairesse "
      "mayor sindaco sindaca governor gobernador gobernadora governador governadora director "
      "directora diretor diretora directeur concejal concejala vereador vereadora regidor "
      "arquiteto arquiteta arquitecto arquitecta secretario secretaria ministro ministra "
      "burgermeister burgermeisterin oberburgermeister adjoint adjointe president councillor "
      "chairperson chairman");
  const std::size_t begin = BeginOfCapitals(words, span.first);
  if (begin == 0 || words[begin - 1].gap != Gap::kSpace ||
      !kOffices.contains(words.Folded(begin - 1)))
    return false;
  const bool goes_on = span.last < words.size() && words[span.last - 1].gap == Gap::kSpace &&
                       words[span.last].capital && !SaysNoName(words, span.last);
  return begin < span.first || goes_on;
}

}  // namespace

bool SaysNoPlace(const Words& words, const NamedSpan& span) {
  if (SaysKindOfPartner(words, span)) return true;
  if (span.last != span.first + 1) return false;
  if (IsMonthOfDate(words, span.first) || IsAdjectiveOfThing(words, span.first) ||
      IsOfItsBorough(words, span.first) || IsPartOfTerm(words, span.first))
    return true;
  // "Die Städtepartnerschaft", "Nel Regno Unito", "Tre agenti".
  static const WordSet kOthers(
      "die der das den dem des nel nei gli dal dai del dei uno una due tre");
  if (kOthers.contains(words.Folded(span.first)) && words[span.first].gap == Gap::kSpace)
    return true;
  constexpr WordClasses kNoPlace = {WordClass::kNoPlace, WordClass::kDirection};
  // "GEMINADA COM SANTA CATARINA"; but "Como" and "Pará".
  constexpr WordClasses kFunction = {WordClass::kFunctionEnglish, WordClass::kFunctionSpanish,
                                     WordClass::kFunctionPortuguese, WordClass::kFunctionFrench};
  const Word& word = words[span.first];
  constexpr std::uint32_t kShort = 3;
  if (word.classes.HasAny(kFunction) &&
      (words.shouting() || !word.capital || word.end - word.start <= kShort))
    return true;
  // "From Quito to Lima", "Tema: movilidad".
  if (words.Is(span.first, WordClass::kFunctionEnglish) && word.gap == Gap::kSpace) return true;
  static const WordSet kLabels("tema temas theme themes topic topics");
  if (kLabels.contains(words.Folded(span.first)) && word.gap == Gap::kOther) return true;
  if (SaysNoName(words, span.first) || words[span.first].classes.HasAny(kNoPlace)) return true;
  if (span.ordinary == 0 || span.last >= words.size() || words[span.first].gap != Gap::kSpace)
    return false;
  // "Lei Municipal".
  const std::string_view behind = words.Folded(span.last);
  if (KindCue(words, span.last) && behind.ends_with("al")) return true;
  constexpr std::uint32_t kYear = 4;  // "Tours 2019"
  return words[span.last].number && words[span.last].end - words[span.last].start != kYear;
}

bool IsPersonName(const Words& words, const std::vector<RowName>& names, std::size_t at) {
  const RowName& name = names[at];
  const NamedSpan& span = name.span;
  if (words.shouting() || span.last != span.first + 1 || name.readings->country) return false;
  if (!name.readings->big_city && IsNamedWithOffice(words, span)) return true;
  // "Antonio Rodríguez Mendoza".
  const std::size_t begin = BeginOfCapitals(words, span.first);
  if (!name.readings->big_city && begin + 1 < span.first && IsGivenName(words.Folded(begin)))
    return true;
  // "Santiago Lima" are two cities.
  const bool behind_city = at > 0 && names[at - 1].span.last == span.first &&
                           (names[at - 1].readings->big_city || names[at - 1].readings->country);
  if (span.first > 0 && words[span.first - 1].gap == Gap::kSpace && !behind_city &&
      words[span.first - 1].capital && IsGivenName(words.Folded(span.first - 1)))
    return true;
  if (name.readings->big_city) return false;
  if (span.last >= words.size() || words[span.first].gap != Gap::kSpace ||
      !IsGivenName(words.Folded(span.first)))
    return false;
  constexpr WordClasses kOther = {WordClass::kDirection, WordClass::kGovernment,
                                  WordClass::kSmallInNames, WordClass::kInstitution};
  const Word& next = words[span.last];
  return next.capital && !next.all_caps && !SaysNoName(words, span.last) &&
         !next.classes.HasAny(kOther);
}

}  // namespace citygraph::importers

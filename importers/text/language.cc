#include "importers/text/language.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

#include "engine/base/unicode.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

// Function words: articles, prepositions, conjunctions, pronouns, auxiliary verbs.
constexpr std::array<std::string_view, kLanguages> kFunctionWords = {
    "the of and for in on to a an with from by as at or is are its their between through towards "
    "into how what based under that this be has have was were s it which not been these those "
    "they we our also but more than such can will would should may who there other both",
    "el la los las de del y e en para por con un una al desde hacia entre sobre su sus como a o u "
    "lo que se es son sin ha han fue este esta estos estas ante tras mas muy cada donde cuando",
    "o a os as de do da dos das e em no na nos nas para por com um uma ao aos pelo pela entre "
    "sobre seu sua como que desde num numa ou se sem pelos pelas foi sao este esta estes estas "
    "mais muito cada onde quando ate seus suas isso",
    "le la les de du des et en pour par avec un une au aux vers entre sur dans l d sa ses comme ou "
    "que qui se est sont sans a matiere leur leurs ce cette ces il elle ils ont ete plus chez n s "
    "qu y son nos notre"};

// Words that one of the four languages has to itself in our texts, function words apart.
constexpr std::array<std::string_view, kLanguages> kTellingWords = {
    "city cities learning exchange development policies sustainable planning housing services "
    "resilience sustainability twinning cooperation management waste water health government "
    "governments energy mobility youth women food heritage community communities strengthening "
    "building improving partnership growth report visit peer study climate education "
    "urban policy people",
    "resiliencia urbana ciudad ciudades hermanamiento desarrollo cooperacion gobierno gobiernos "
    "vivienda viviendas mujeres aprendizaje fortalecimiento mejoramiento planificacion sostenible "
    "movilidad espacio espacios empleo taller buenas alcaldia basura educacion salud "
    "juventud jovenes barrios intercambio seguridad desechos vecinal",
    "cidade cidades geminacao desenvolvimento cooperacao habitacao moradia mulheres jovens saude "
    "planejamento planeamento sustentavel mobilidade orcamento lixo oficina boas espaco espacos "
    "gestao educacao emprego seguranca governanca prefeitura camara aprendizagem melhoria",
    "ville villes jumelage developpement eau eaux dechets dechet logement logements jeunes femmes "
    "sante "
    "durable mobilite quartier quartiers collectivites territoires gouvernance participatif "
    "economie assainissement formation reseau atelier lutte amenagement echange renforcement "
    "citoyenne urbaine urbain habitants communes projet"};

using LanguageSet = std::array<bool, kLanguages>;

struct KnownWord {
  LanguageSet function{};
  LanguageSet telling{};
};

const WordMap<KnownWord>& KnownWords() {
  static const auto kKnown = [] {
    WordMap<KnownWord> known;
    const auto add = [&](std::string_view list, std::size_t language,
                         LanguageSet KnownWord::* set) {
      while (!list.empty()) {
        const std::size_t space = list.find(' ');
        (known.Add(list.substr(0, space)).*set)[language] = true;
        list.remove_prefix(space == list.npos ? list.size() : space + 1);
      }
    };
    for (std::size_t language = 0; language < kLanguages; ++language) {
      add(kFunctionWords[language], language, &KnownWord::function);
      add(kTellingWords[language], language, &KnownWord::telling);
    }
    return known;
  }();
  return kKnown;
}

bool IsAscii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool EndsInOneOf(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view each) { return word.ends_with(each); });
}

// Endings and letters of one language. `folded` is the word folded.
std::optional<Language> FromSpelling(std::string_view written, std::string_view folded) {
  if (!IsAscii(written)) {
    const std::string word = ToLower(written);
    if (EndsInOneOf(word, {"ção", "ções", "ões", "ça", "ças"}) || word.find("ã") != word.npos)
      return Language::kPortuguese;
    if (EndsInOneOf(word, {"ión"}) || word.find("ñ") != word.npos) return Language::kSpanish;
    if (EndsInOneOf(word, {"ité", "ités", "ée", "ées", "tion", "tions"}) ||
        word.find("œ") != word.npos || word.find("ê") != word.npos || word.find("è") != word.npos) {
      return Language::kFrench;
    }
  }
  if (EndsInOneOf(folded, {"idad", "amiento", "imiento", "ciones"})) return Language::kSpanish;
  if (EndsInOneOf(folded, {"idade", "agem", "agens", "amento", "imento"}))
    return Language::kPortuguese;
  if (EndsInOneOf(folded, {"ique", "iques", "eaux", "euse", "euses"})) return Language::kFrench;
  if (EndsInOneOf(folded, {"ing", "ness", "ship"})) return Language::kEnglish;
  return std::nullopt;
}

}  // namespace

std::string_view LanguageCode(Language language) {
  constexpr std::array<std::string_view, kLanguages> kCodes = {"en", "es", "pt", "fr"};
  return kCodes[static_cast<std::size_t>(language)];
}

std::optional<Language> LanguageFromMark(std::string_view folded) {
  struct Mark {
    std::string_view text;
    Language language;
  };
  static constexpr std::array kMarks = {
      Mark{"eng", Language::kEnglish},
      Mark{"en", Language::kEnglish},
      Mark{"english", Language::kEnglish},
      Mark{"ingles", Language::kEnglish},
      Mark{"anglais", Language::kEnglish},
      Mark{"esp", Language::kSpanish},
      Mark{"es", Language::kSpanish},
      Mark{"spa", Language::kSpanish},
      Mark{"cas", Language::kSpanish},
      Mark{"espanol", Language::kSpanish},
      Mark{"spanish", Language::kSpanish},
      Mark{"castellano", Language::kSpanish},
      Mark{"por", Language::kPortuguese},
      Mark{"pt", Language::kPortuguese},
      Mark{"portugues", Language::kPortuguese},
      Mark{"portuguese", Language::kPortuguese},
      Mark{"fra", Language::kFrench},
      Mark{"fre", Language::kFrench},
      Mark{"fr", Language::kFrench},
      Mark{"francais", Language::kFrench},
      Mark{"french", Language::kFrench},
      Mark{"frances", Language::kFrench},
      Mark{"ing", Language::kEnglish},
      Mark{"ang", Language::kEnglish},
  };
  const auto found = std::ranges::find(kMarks, folded, &Mark::text);
  return found == kMarks.end() ? std::nullopt : std::optional(found->language);
}

LanguageGuess GuessLanguage(const Words& words) {
  constexpr std::size_t kEnoughWords = 1000;
  constexpr double kSpelt = 0.6;
  constexpr std::size_t kShortWord = 4;  // its letters tell little
  std::array<double, kLanguages> score{};
  for (std::size_t i = 0; i < std::min(words.size(), kEnoughWords); ++i) {
    const std::string_view written = words.Text(i, i + 1);
    if (const KnownWord* const known = KnownWords().Find(words.Folded(i))) {
      const auto& [function, telling] = *known;
      const auto share = static_cast<double>(std::ranges::count(function, true));
      const auto told = static_cast<double>(std::ranges::count(telling, true));
      for (std::size_t language = 0; language < kLanguages; ++language) {
        if (function[language]) score[language] += 1 / share;
        // English has no accents: "coopération" is not its word.
        const bool foreign =
            language == static_cast<std::size_t>(Language::kEnglish) && !IsAscii(written);
        if (telling[language] && !foreign) score[language] += 1 / told;
      }
    }
    if (const auto spelt = FromSpelling(written, words.Folded(i));
        spelt && words.Folded(i).size() > kShortWord)
      score[static_cast<std::size_t>(*spelt)] += kSpelt;
  }
  const auto best = std::ranges::max_element(score);
  double total = 0;
  for (const double each : score) total += each;
  if (total == 0) return {};
  return {static_cast<Language>(best - score.begin()), *best / total};
}

bool IsFunctionWord(Language language, std::string_view folded) {
  const KnownWord* const known = KnownWords().Find(folded);
  return known != nullptr && known->function[static_cast<std::size_t>(language)];
}

}  // namespace citygraph::importers

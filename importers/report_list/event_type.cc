#include "importers/report_list/event_type.h"

#include <array>
#include <string>

namespace citygraph::importers {
namespace {

// The first rule that fires decides. A pattern is the start of a folded word, or of several.
struct Rule {
  std::string_view pattern;
  std::string_view type;
};
constexpr std::array kRules = {
    Rule{"mentor", "mentoring"},
    Rule{"tutorat", "mentoring"},
    Rule{"parrainage", "mentoring"},
    Rule{"apadrinhamento", "mentoring"},
    Rule{"study visit", "study visit"},
    Rule{"study tour", "study visit"},
    Rule{"study mission", "study visit"},
    Rule{"site visit", "study visit"},
    Rule{"visita de estudo", "study visit"},
    Rule{"visita tecnica", "study visit"},
    Rule{"visita de estudio", "study visit"},
    Rule{"voyage d etude", "study visit"},
    Rule{"visite d etude", "study visit"},
    Rule{"visit ", "study visit"},
    Rule{"visits ", "study visit"},
    Rule{"workshop", "workshop"},
    Rule{"atelier", "workshop"},
    Rule{"taller", "workshop"},
    Rule{"oficina", "workshop"},
    Rule{"seminar", "workshop"},
    Rule{"reuniao", "workshop"},
    Rule{"reunion", "workshop"},
    Rule{"conference", "conference"},
    Rule{"conferencia", "conference"},
    Rule{"congress", "conference"},
    Rule{"congreso", "conference"},
    Rule{"forum", "conference"},
    Rule{"summit", "conference"},
    Rule{"training", "training"},
    Rule{"formacion", "training"},
    Rule{"formacao", "training"},
    Rule{"twinning", "twinning"},
    Rule{"twinned", "twinning"},
    Rule{"twin cit", "twinning"},
    Rule{"sister cit", "twinning"},
    Rule{"jumelage", "twinning"},
    Rule{"jumele", "twinning"},
    Rule{"geminac", "twinning"},
    Rule{"geminad", "twinning"},
    Rule{"hermanamiento", "twinning"},
    Rule{"hermanad", "twinning"},
    Rule{"ciudades hermanas", "twinning"},
    Rule{"paired", "pairing"},
    Rule{"pairing", "pairing"},
    Rule{"decentralized cooperation", "decentralised cooperation"},
    Rule{"decentralised cooperation", "decentralised cooperation"},
    Rule{"cooperation decentralisee", "decentralised cooperation"},
    Rule{"cooperacion descentralizada", "decentralised cooperation"},
    Rule{"cooperacao descentralizada", "decentralised cooperation"},
    Rule{"partenariat", "decentralised cooperation"},
    Rule{"peer learning", "peer learning"},
    Rule{"peer exchange", "peer learning"},
    Rule{"learning exchange", "peer learning"},
    Rule{"exchange of experience", "peer learning"},
    Rule{"intercambio de experiencia", "peer learning"},
    Rule{"intercambio entre", "peer learning"},
    Rule{"aprendizaje entre pares", "peer learning"},
    Rule{"aprendizagem entre pares", "peer learning"},
    Rule{"echange d experience", "peer learning"},
    Rule{"apprentissage entre pairs", "peer learning"},
};

}  // namespace

std::string_view EventTypeOf(const Words& words) {
  if (words.empty()) return {};
  const std::string folded = ' ' + std::string(words.Folded(0, words.size())) + ' ';
  for (const Rule& rule : kRules) {
    if (folded.find(' ' + std::string(rule.pattern)) != std::string::npos) return rule.type;
  }
  return {};
}

}  // namespace citygraph::importers

#include "importers/report_list/event_type.h"

#include <array>
#include <cstdint>
#include <vector>

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
    Rule{"ciudad hermana", "twinning"},
    Rule{"hermana con", "twinning"},
    Rule{"hermanan", "twinning"},
    Rule{"cidades irmas", "twinning"},
    Rule{"cidade irma", "twinning"},
    Rule{"villes jumelles", "twinning"},
    Rule{"ville jumelle", "twinning"},
    Rule{"sister town", "twinning"},
    Rule{"twin town", "twinning"},
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

// The rules whose pattern starts with two letters: their numbers, ascending.
const std::vector<std::uint8_t>& RulesFor(std::string_view text) {
  constexpr std::size_t kLetters = 26;
  const auto number = [](char c) { return static_cast<std::size_t>(c - 'a'); };
  static const auto kByLetters = [&] {
    std::array<std::vector<std::uint8_t>, kLetters * kLetters> by_letters;
    for (std::size_t i = 0; i < kRules.size(); ++i) {
      const std::string_view pattern = kRules[i].pattern;
      by_letters[number(pattern[0]) * kLetters + number(pattern[1])].push_back(
          static_cast<std::uint8_t>(i));
    }
    return by_letters;
  }();
  static const std::vector<std::uint8_t> kNone;
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  if (text.size() < 2 || !is_letter(text[0]) || !is_letter(text[1])) return kNone;
  return kByLetters[number(text[0]) * kLetters + number(text[1])];
}

// Whether a text, with a space behind it, starts with the pattern.
bool Starts(std::string_view text, std::string_view pattern) {
  return text.starts_with(pattern) ||
         (pattern.ends_with(' ') && text == pattern.substr(0, pattern.size() - 1));
}

}  // namespace

std::string_view EventTypeOf(const Words& words) {
  std::size_t first = kRules.size();
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view rest = words.Folded(i, words.size());
    for (const std::uint8_t rule : RulesFor(rest)) {
      if (rule >= first) break;
      if (Starts(rest, kRules[rule].pattern)) first = rule;
    }
  }
  return first == kRules.size() ? std::string_view() : kRules[first].type;
}

}  // namespace citygraph::importers

#include "importers/report_list/role_purposes.h"

#include "importers/text/word_table.h"

namespace citygraph::importers {

bool IsPassive(const Words& words, std::size_t verb) {
  static const WordSet kBe("be been being is are was were est sont ete etait");
  if (verb == 0) return false;
  // "Lyon, accompagné d'une délégation"; but "Laredo, Texas, capacitará".
  const std::string_view written = words.Text(verb, verb + 1);
  if (words[verb - 1].gap == Gap::kComma && written.find("\u00e9") != written.npos) return true;
  return kBe.contains(words.Folded(verb - 1)) && !words.Folded(verb).ends_with("ing");
}

bool IsExpert(const Words& words, std::size_t i) {
  static const WordSet kExperts(
      "expert experts experto expertos experta expertas specialist specialists especialista "
      "especialistas specialiste specialistes perito peritos trainer trainers teacher teachers "
      "profesor profesores professor professores professeur professeurs adviser advisers advisor "
      "advisors asesor asesores conseiller formateur formateurs esperto esperti fachkraft "
      "fachkrafte experte experten");
  return kExperts.contains(words.Folded(i));
}

bool IsGift(const Words& words, std::size_t i) {
  static const WordSet kGifts(
      "ambulance ambulances ambulancia ambulancias ambulanza ambulanze truck trucks lorry lorries "
      "engine engines camion camions camiones camiao camioes pumper pumpers tanker bus buses "
      "minibus minibuses autobus autobuses autocarro autocarros onibus vehicle vehicles vehiculo "
      "vehiculos veiculo veiculos viatura viaturas vehicule vehicules car cars van vans patrulla "
      "patrullas motobomba motobombas benne bennes tractor tractors equipment gear equipamiento "
      "equipamento equipamentos equipements materiel material materiales materiais insumos "
      "computer computers computadora computadoras computadores ordenadores ordinateurs book "
      "books libro libros livro livros livre livres generator generators generadores geradores "
      "generateurs donation donations donacion donaciones donativo donativos doacao doacoes don "
      "dons gift gifts aid medicines medicine medicinas medicamentos medicaments supplies beds "
      "camas masks mascarillas mascaras masques ventilators vaccines vacunas vacinas vaccins food "
      "alimentos vivres clothes clothing ropa roupa vetements toys juguetes brinquedos jouets "
      "bicycle bicycles bikes bicicletas velos boat boats furniture mobiliario mobilier funds "
      "fondos fundos fonds money grant dinero dinheiro euros dollars dolares caixas cajas "
      "containers contenedores contentores conteneurs kits hydrants hoses pumps bombas pompes "
      "scuolabus pulmino pulmini mezzi aiuti farmaci libri fahrzeug fahrzeuge spezialfahrzeuge "
      "feuerwehrfahrzeug feuerwehrfahrzeuge krankenwagen lkw busse gelenkbusse hilfsguter "
      "generatoren spende spenden ausrustung vehicles camio llibres ajut");
  const std::string_view word = words.Folded(i);
  // "Tanklöschfahrzeug", "Krankenwagen".
  return kGifts.contains(word) || word.ends_with("fahrzeug") || word.ends_with("fahrzeuge") ||
         word.ends_with("wagen");
}

bool TeachesThere(const Words& words, std::size_t i) {
  static const WordSet kTeaching(
      "support assist advise train coach mentor apoyar asesorar capacitar apoiar assessorar "
      "appuyer accompagner conseiller appui assistance asistencia assistencia apoyo apoio "
      "asesoria assessoria asesoramiento formar entrenar ensenar instruir treinar ensinar former "
      "teach mentoring mentoria mentorat coaching");
  // "Mentoring visit", "advisory mission".
  static const WordSet kTeachingVisit("mentoring mentorship advisory coaching advice");
  if (i > 0 && kTeachingVisit.contains(words.Folded(i - 1))) return true;
  // "…, providing training to officers".
  static const WordSet kProviding(
      "providing provide provided brindar brindando impartir dispenser");
  static const WordSet kTaught(
      "training support assistance advice capacitacion formacion asesoria asistencia formation");
  for (std::size_t at = i; at + 1 < words.size(); ++at) {
    if (kProviding.contains(words.Folded(at)) && kTaught.contains(words.Folded(at + 1)))
      return true;
  }
  for (; i + 1 < words.size(); ++i) {
    const bool led = words.Is(i, WordClass::kOf) || words.Is(i, WordClass::kForSomeone) ||
                     words.Folded(i) == "to";
    if (led && (kTeaching.contains(words.Folded(i + 1)) || IsExpert(words, i + 1))) return true;
  }
  return false;
}

}  // namespace citygraph::importers

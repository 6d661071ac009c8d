#include "importers/report_list/heading_sense.h"

#include <optional>
#include <string>
#include <string_view>

#include "importers/places/place_cues.h"
#include "importers/report_list/role_groups.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

constexpr WordClasses kJourneys = {WordClass::kVisit, WordClass::kDelegation};

constexpr HeadingSense kTeaches{Role::kMentor, Role::kMentee};
constexpr HeadingSense kLearns{Role::kMentee, Role::kMentor};
constexpr HeadingSense kHosts{Role::kHost, Role::kVisitor};
constexpr HeadingSense kTravels{Role::kVisitor, Role::kHost};

// Verbs, and who or what a city receives.
const WordSet& HostWords() {
  static const WordSet kWords(
      "received receives receive receiving hosted hosts host hosting welcomed welcomes visitors "
      "guests incoming recibidas recibidos recibida recibido recibe recibio recibira recibiran "
      "acogera acogidas acogidos "
      "acogida acoge acogio visitantes invitados recebidas recebidos recebida recebido recebe "
      "recebeu recebera acolhidas acolhidos acolhe acolheu convidados recues recus recue recu "
      "recoit "
      "accueillies accueillis accueillie accueilli accueille visiteurs invites");
  return kWords;
}
// Said of one who helps, or of those who are helped by it.
const WordSet& HelpWords() {
  static const WordSet kWords(
      "supports supported supporting support assists assisted assisting assistance helps helped "
      "helping mentors mentored mentoring trains trained training advises advised advising "
      "teaches taught exports exported exporta exporto exportou exporte apoya apoyo apoyadas "
      "apoyados apoyada ayuda ayudadas asiste asistidas "
      "asistencia asesora asesoradas capacita capacitadas forma formadas mentora mentoradas "
      "mentorizadas apoia apoio apoiadas apoiados apoiada ajuda ajudadas assiste assistidas "
      "assistencia assessora mentoradas appuie appuyees appuyes appuyee appui appuis soutient "
      "soutenues soutenus soutien aide aidees accompagne accompagnees accompagnes "
      "accompagnement forme formees conseille mentorees parraine parrainees");
  return kWords;
}
// Said of several who help the one named behind: "cities that support Quito".
const WordSet& HelpersWords() {
  static const WordSet kWords(
      "support assist help mentor train advise teach apoyan ayudan asisten asesoran capacitan "
      "apoiam ajudam assistem assessoram capacitam appuient soutiennent aident accompagnent "
      "forment conseillent supporting helping assisting mentoring");
  return kWords;
}
const WordSet& LearnWords() {
  static const WordSet kWords(
      "learns learned learnt learn learning aprende aprendio aprenden aprendieron aprendem "
      "aprendeu aprenderam apprend apprennent appris");
  return kWords;
}
// What a city has elsewhere.
const WordSet& AbroadWords() {
  static const WordSet kWords(
      "projects project proyectos proyecto projetos projeto projets projet experts expertos "
      "especialistas tecnicos technicians techniciens expertise actions acciones acoes");
  return kWords;
}

bool IsBy(std::string_view word) {
  static const WordSet kWords("by from por pela pelo pelas pelos par");
  return kWords.contains(word);
}
// Where a heading breaks off, and the lines below go on.
bool LeadsOn(std::string_view word) {
  static const WordSet kWords("to in at en a em no na au aux para vers abroad overseas");
  return kWords.contains(word);
}
// The preposition before the place, "the city of" skipped; nothing when there is none.
std::optional<std::size_t> PrepositionBefore(const Words& words, std::size_t place) {
  std::size_t i = place;
  if (i > 1 && words.Is(i - 1, WordClass::kOf) && KindCue(words, i - 2)) i -= 2;
  const bool leads = i > 0 && words.Is(i - 1, WordClass::kLeadsThere);
  if (i > 1 && !leads && IsArticle(words.Folded(i - 1))) --i;
  return i > 0 ? std::optional(i - 1) : std::nullopt;
}

// The first of some words in [first, last).
std::optional<std::size_t> Find(const Words& words, const WordSet& some, std::size_t first,
                                std::size_t last) {
  for (std::size_t i = first; i < last; ++i) {
    if (some.contains(words.Folded(i))) return i;
  }
  return std::nullopt;
}

// "to which Quito gives", "a las que apoya", "auxquelles", "que Lyon appuie".
bool SaysToWhich(const Words& words, std::size_t verb) {
  static const WordSet kWhich("which whom auxquelles auxquels quais lesquelles");
  for (std::size_t i = 0; i < verb; ++i) {
    const std::string_view word = words.Folded(i);
    if (kWhich.contains(word)) return true;
    // "las ciudades a las que"; but "ciudades que apoyan".
    if (word == "que" && i > 1 && IsArticle(words.Folded(i - 1)) && i > 2 &&
        words.Folded(i - 2) == "a")
      return true;
  }
  return false;
}

}  // namespace

HeadingSense SenseOfHeading(const Words& words, std::size_t first, std::size_t last) {
  const std::size_t size = words.size();
  const auto before = [&](const WordSet& some) { return Find(words, some, 0, first); };
  const auto behind = [&](const WordSet& some) { return Find(words, some, last, size); };
  const bool ends_by = size > last && IsBy(words.Folded(size - 1));
  const auto preposition = PrepositionBefore(words, first);
  const bool by = preposition && IsBy(words.Folded(*preposition));

  if (const auto verb = before(LearnWords()); verb && words.Folded(*verb) != "learning")
    return kTeaches;  // "Cities that learned from Quito"
  if (behind(LearnWords())) return kLearns;
  if (ends_by && behind(HostWords())) return kTravels;
  if (before(HostWords()) || behind(HostWords())) return kHosts;
  if (ends_by && behind(HelpWords())) return kLearns;
  if (const auto verb = before(HelpersWords()); verb && !by && !SaysToWhich(words, *verb)) {
    const bool noun = *verb + 1 < first && words.Is(*verb + 1, WordClass::kOf);
    return noun ? kTeaches : kLearns;
  }
  if (const auto verb = before(HelpWords())) {
    // "Apoyo a Quito", "assistance to Quito".
    const bool to = !by && preposition && *preposition > *verb &&
                    words.Is(*preposition, WordClass::kLeadsThere) &&
                    !words.Is(*preposition, WordClass::kLeadsFrom) && !SaysToWhich(words, *verb);
    return to ? kLearns : kTeaches;
  }
  if (behind(HelpWords())) return kTeaches;
  for (std::size_t i = 0; i < first; ++i) {
    if (!words[i].classes.HasAny(kJourneys) || !preposition || *preposition < i) continue;
    if (words.Is(*preposition, WordClass::kLeadsThere)) return kHosts;
    if (words.Is(*preposition, WordClass::kLeadsFrom)) return kTravels;
  }
  for (std::size_t i = last; i < size; ++i) {
    if (words[i].classes.HasAny(kJourneys)) return kTravels;  // "Quito's visits to"
  }
  const bool leads_on = size > last && LeadsOn(words.Folded(size - 1));
  static const WordSet kAbroad("abroad overseas exterior extranjero estrangeiro etranger");
  const bool abroad = behind(kAbroad).has_value();
  if ((leads_on || abroad) && (before(AbroadWords()) || behind(AbroadWords()))) return kTeaches;
  return {};
}

bool SpeaksOfMany(const Words& words) {
  static const WordSet kMany(
      "cities towns municipalities regions villes communes collectivites ciudades municipios "
      "regiones cidades regioes partners partenaires socios parceiros visits visitas visites "
      "missions misiones missoes delegations delegaciones delegacoes voyages viajes viagens "
      "exchanges intercambios echanges projects proyectos projetos projets agreements acuerdos "
      "acordos accords convenios protocolos protocoles conventions twinnings hermanamientos "
      "geminacoes jumelages jumelles jumelees sisters twins hermanas irmas experts expertos "
      "especialistas tecnicos technicians techniciens trainings formaciones formacoes formations "
      "capacitaciones capacitacoes stages pasantias estagios partnerships partenariats parcerias "
      "alianzas networks redes reseaux pairs pairings mentors mentees guests visitors visitantes "
      "visiteurs invitados invites programmes "
      "programas actions acciones acoes activities actividades atividades relations relaciones "
      "relacoes supports apoya apoia appuie soutient assists mentors learns hosts receives "
      "recibe recebe recoit accueille trips tours appuis apoyos apoios");
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (kMany.contains(words.Folded(i))) return true;
  }
  return false;
}

}  // namespace citygraph::importers

#include "importers/csv/role_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

struct RoleList {
  Role role;
  std::string_view phrases;  // folded, between bars
};
constexpr std::array kRoles = {
    RoleList{Role::kMentor,
             "mentor|mentors|mentora|mentores|mentoras|mentoring|expert|experta|experto|perito|"
             "perita|experte|tutor|tutora|tutrice|tuteur|trainer|advisor|adviser|asesora|asesor|"
             "assessora|giver|knowledge provider"},
    RoleList{Role::kMentee,
             "mentee|mentees|mentorada|mentorado|mentoradas|mentorados|mentoreada|mentoreado|"
             "mentoreadas|mentoreados|mentorizada|mentorizado|mentore|mentoree|"
             "aprendiz|aprendices|aprendizes|apprenant|apprenante|apprentie|tutelada|tutelado|"
             "recipient|beneficiary|beneficiaries|beneficiaria|beneficiario|beneficiarias|"
             "beneficiarios|beneficiaire|beneficiaires|receptora|receptor|learner|follower|"
             "seguidora|seguidor|suiveuse"},
    RoleList{Role::kHost,
             "host|hosts|hosting|hosted|hote|hotes|hotesse|accueillante|accueil|accueillant|"
             "anfitrion|anfitriona|anfitriones|anfitrionas|anfitria|anfitriao|anfitrioes|anfitrias|"
             "sede|acogedora|ospitante|amfitriona|amfitrio|gastgeber|gastgebend"},
    RoleList{Role::kVisitor,
             "visitor|visitors|visiting|visitante|visitantes|visiteur|visiteuse|visiteurs|"
             "visiteuses|guest|guests|invitada|invitado|invitadas|invitados|convidada|convidado|"
             "convidadas|convidados|invite|invitee|invites|visitant|gast|besucher"},
    RoleList{Role::kLead,
             "lead|lead partner|leader|leading|lider|lideres|coordinator|coordinating|coordinador|"
             "coordinadora|coordenador|coordenadora|coordinateur|coordinatrice|coordonnateur|"
             "coordonnatrice|chef de file|cheffe de file|jefe de fila|chefe de fila|"
             "capofila|socio principal|parceiro principal|partenaire principal|socio "
             "lider|parceiro lider|"
             "lighthouse|ciudad faro|faro|farol|phare"},
    RoleList{Role::kPartner,
             "partner|partners|socio|socia|socios|socias|parceiro|parceira|parceiros|parceiras|"
             "partenaire|partenaires|twin|twinned|hermana|hermanada|irma|geminada|jumelee|fellow|"
             "pilot|piloto|pilote|counterpart|contraparte|homologue|aliada|aliado"},
    RoleList{Role::kParticipant,
             "participant|participants|participante|participantes|participating|"
             "participe|attendee|attendees|attending|asistente|asistentes|"
             "assistente|assistentes|asistio|attended|member|miembro|membro|membre|peer|par|pares|"
             "pair|pairs|observer|observador|observadora|observateur|observatrice|"
             "took part|took part in|participated|participo|participou|a participe"},
};

const WordMap<Role>& Roles() {
  static const WordMap<Role> kMap = [] {
    WordMap<Role> map;
    for (const RoleList& list : kRoles) {
      std::string_view rest = list.phrases;
      while (!rest.empty()) {
        const std::size_t bar = std::min(rest.find('|'), rest.size());
        map.Add(rest.substr(0, bar), list.role);
        rest.remove_prefix(std::min(bar + 1, rest.size()));
      }
    }
    return map;
  }();
  return kMap;
}

// Said around a role and no part of it: "ciudad anfitriona", "host city", "la ville hôte".
bool IsPassedOver(std::string_view word) {
  static const WordSet kWords(
      "city cities town municipality ciudad ciudades municipio municipalidad cidade cidades "
      "prefeitura ville villes commune municipalite local government gobierno governo "
      "gouvernement collectivite citta comune ciutat stadt kommune as como comme en em de d da do "
      "del la el le les the a o une un "
      "una "
      "uma role rol papel");
  return kWords.contains(word);
}

}  // namespace

std::optional<Role> RoleNamed(std::string_view folded) {
  if (folded.empty()) return std::nullopt;
  if (const Role* whole = Roles().Find(folded)) return *whole;
  std::string left;
  while (!folded.empty()) {
    const std::size_t space = std::min(folded.find(' '), folded.size());
    const std::string_view word = folded.substr(0, space);
    if (!IsPassedOver(word)) left.append(left.empty() ? "" : " ").append(word);
    folded.remove_prefix(std::min(space + 1, folded.size()));
  }
  if (left.empty()) return std::nullopt;
  const Role* found = Roles().Find(left);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

}  // namespace citygraph::importers

#include <array>

#include "importers/report_list/role_phrases.h"

namespace citygraph::importers {
namespace {

constexpr std::array kLabels = {
    // Who leads.
    RoleLabel{"coordinated|led by", Role::kLead, Role::kPartner, "coordinated-by"},
    RoleLabel{"coordenado|coordenada|coordenados|coordenadas|coordinado|coordinada|coordinados|"
              "coordinadas p*",
              Role::kLead, Role::kPartner, "coordinated-by"},
    RoleLabel{"coordonne|coordonnee|coordonnes|coordonnees par", Role::kLead, Role::kPartner,
              "coordinated-by"},
    RoleLabel{"coordinator|coordinador|coordinadora|coordenador|coordenadora|coordinateur|"
              "coordinatrice|coordina|coordena|coordonne|lidera|coordinacion|coordenacao|"
              "coordination",
              Role::kLead, Role::kPartner, "coordinated-by"},
    RoleLabel{"coordinating city", Role::kLead, Role::kPartner, "coordinated-by"},
    RoleLabel{"ciudad|cidade|ville coordinadora|coordenadora|coordinatrice", Role::kLead,
              Role::kPartner, "coordinated-by"},
    RoleLabel{"liderado|liderada|liderados|lideradas por|pela|pelo", Role::kLead, Role::kPartner,
              "led-by"},
    RoleLabel{"dirige|dirigee|pilote|pilotee|mene|menee|conduit|conduite|anime|animee par",
              Role::kLead, Role::kPartner, "led-by"},
    RoleLabel{"lead partner|partners|city|cities|applicant", Role::kLead, Role::kPartner,
              "lead-partner"},
    RoleLabel{"lead partner city", Role::kLead, Role::kPartner, "lead-partner"},
    RoleLabel{"leader|lider", Role::kLead, Role::kPartner, "lead-partner", Stands::kApart},
    RoleLabel{"socio|ciudad|parceiro|cidade|entidad|entidade lider|principal", Role::kLead,
              Role::kPartner, "lead-partner"},
    RoleLabel{"capofila", Role::kLead, Role::kPartner, "lead-partner"},
    RoleLabel{"chef|chefs de file", Role::kLead, Role::kPartner, "lead-partner"},
    RoleLabel{"ville|villes|collectivite|partenaire chef de file", Role::kLead, Role::kPartner,
              "lead-partner"},
    RoleLabel{"partenaire principal", Role::kLead, Role::kPartner, "lead-partner"},
    RoleLabel{"lider|coordinador|coordinadora|coordenador|coordenadora|leader|coordinator|"
              "coordinateur|coordinatrice de|of|do|du|del|da la|the|red|rede|reseau|proyecto|"
              "projeto|projet",
              Role::kLead, Role::kPartner, "lead-partner", Stands::kApart},
    RoleLabel{"lider|coordinador|coordinadora|leader|coordinator de|of la|the red|network|project|"
              "alianza|partnership",
              Role::kLead, Role::kPartner, "lead-partner", Stands::kApart},
    RoleLabel{"leitpartner", Role::kLead, Role::kPartner, "lead-partner"},
    RoleLabel{"lead|coord|lp|pilotage", Role::kLead, Role::kPartner, "lead-partner",
              Stands::kApart},
    RoleLabel{"submitted|presented|proposed|initiated by", Role::kLead, Role::kPartner,
              "put-forward-by"},
    RoleLabel{"put forward by", Role::kLead, Role::kPartner, "put-forward-by"},
    RoleLabel{"presentado|presentada|propuesto|propuesta|impulsado|impulsada|apresentado|"
              "apresentada|proposto|proposta p*",
              Role::kLead, Role::kPartner, "put-forward-by"},
    RoleLabel{"presente|presentee|propose|proposee|porte|portee par", Role::kLead, Role::kPartner,
              "put-forward-by"},
    RoleLabel{"as|como|comme the|a|la|el|o|chef|coordinating|ciudad|cidade|ville|lead "
              "coordinator|leader|lead|coordinadora|coordenadora|coordinatrice|lider|de|city",
              Role::kLead, Role::kPartner, "lead-partner", Stands::kBehind},
    RoleLabel{"as|como|comme coordinator|leader|lead|coordinadora|coordinador|coordenadora|"
              "coordenador|coordinateur|coordinatrice|lider",
              Role::kLead, Role::kPartner, "lead-partner", Stands::kBehind},

    // Who is a partner.
    RoleLabel{"coordinato|coordinata|promosso|promossa|guidato|guidata da|dal|dalla", Role::kLead,
              Role::kPartner, "coordinated-by"},
    RoleLabel{"partners|socios|parceiros|partenaires|pp|pps", Role::kPartner, Role::kPartner,
              "partner-label"},
    RoleLabel{"partner|project|ciudades|cidades|villes cities|partners|socias|parceiras|"
              "partenaires",
              Role::kPartner, Role::kPartner, "partner-label"},
    RoleLabel{"como parceir*", Role::kPartner, Role::kPartner, "partner-label"},
    RoleLabel{"como soci*", Role::kPartner, Role::kPartner, "partner-label"},

    // Who hosts.
    RoleLabel{"hosted by", Role::kHost, Role::kVisitor, "hosted-by"},
    RoleLabel{"acogido|acogida|acogidos|acogidas|anfitrionado por", Role::kHost, Role::kVisitor,
              "hosted-by"},
    RoleLabel{"organizado|organizada en", Role::kHost, Role::kVisitor, "hosted-by"},
    RoleLabel{"acolhido|acolhida|acolhidos|acolhidas|sediado|sediada p*", Role::kHost,
              Role::kVisitor, "hosted-by"},
    RoleLabel{"accueilli|accueillie|accueillis|accueillies par", Role::kHost, Role::kVisitor,
              "hosted-by"},
    RoleLabel{"host|hosts|anfitrion|anfitriona|anfitriones|anfitriao|anfitria|anfitrioes|hote|"
              "hotes|sede",
              Role::kHost, Role::kVisitor, "host-label"},
    RoleLabel{"host|hosting|ciudad|ciudades|cidade|cidades|ville|villes city|cities|anfitriona|"
              "anfitrionas|anfitria|anfitrias|sede|sedes|hote|hotes",
              Role::kHost, Role::kVisitor, "host-label"},
    RoleLabel{"ville|ciudad|cidade|lieu d|de accueil|acogida|acolhimento", Role::kHost,
              Role::kVisitor, "host-label"},
    RoleLabel{"as|como|comme the|a|ciudad|cidade|ville host|anfitriona|anfitria|sede|hote",
              Role::kHost, Role::kVisitor, "host-label", Stands::kBehind},
    RoleLabel{"as|como|comme host|anfitriona|anfitrion|anfitria|anfitriao|sede|hote", Role::kHost,
              Role::kVisitor, "host-label", Stands::kBehind},

    RoleLabel{"study|learning|field|exchange visit|visits|tour|tours|trip|trips", Role::kHost,
              Role::kVisitor, "visit-label", Stands::kApart},
    RoleLabel{"built|funded|financed|installed|constru~ido|reabilit~ado|rehabilit~ado by|por|pela|"
              "pelo",
              Role::kMentor, Role::kMentee, "given-by"},

    // Who visits.
    RoleLabel{"visitor|visitors|guest|guests|visitante|visitantes|visiteur|visiteurs|visiteuse|"
              "visiteuses",
              Role::kVisitor, Role::kHost, "visitor-label"},
    RoleLabel{"visiting|guest city|cities", Role::kVisitor, Role::kHost, "visitor-label"},
    RoleLabel{"ciudad|ciudades|cidade|cidades|ville|villes visitante|visitantes|visiteuse|"
              "visiteuses",
              Role::kVisitor, Role::kHost, "visitor-label"},

    // Who teaches.
    RoleLabel{"mentored|mentoring|mentorship|trained|advised|coached|supported|assisted by",
              Role::kMentor, Role::kMentee, "mentored-by"},
    RoleLabel{"mentor~ado|mentore~ado|tutel~ado|apadrin~ado|apadrinh~ado|capacit~ado|asesor~ado|"
              "assessor~ado|apoy~ado|apoi~ado por|pela|pelo|pelas|pelos",
              Role::kMentor, Role::kMentee, "mentored-by"},
    RoleLabel{"parrain~ee|mentor~ee|accompagn~ee|form~ee|appuy~ee par", Role::kMentor,
              Role::kMentee, "mentored-by"},
    RoleLabel{"given|delivered|provided|offered|taught by", Role::kMentor, Role::kMentee,
              "given-by"},
    RoleLabel{"impart~ido|dict~ado|ministr~ado|brind~ado|prest~ado|oferec~ido|ofrec~ido por|pela|"
              "pelo",
              Role::kMentor, Role::kMentee, "given-by"},
    RoleLabel{"dispens~ee|donn~ee|anim~ee|assur~ee|offert|offerte par", Role::kMentor,
              Role::kMentee, "given-by"},
    RoleLabel{"donated|gifted by|from", Role::kMentor, Role::kMentee, "given-by"},
    RoleLabel{"don~ado|doado|doada|doados|doadas|regal~ado|obsequi~ado|entreg~ado|cedido|cedida|"
              "financiado|financiada|financiados|financiadas por|pela|pelo",
              Role::kMentor, Role::kMentee, "given-by"},
    RoleLabel{"donato|donata|donati|donate|regalato|consegnato|offerto da|dal|dalla|dai|dalle",
              Role::kMentor, Role::kMentee, "given-by"},
    RoleLabel{"supporto|sostegno|suport|unterstutzung del|della|dei|von|del|dels", Role::kMentor,
              Role::kMentee, "given-by"},
    RoleLabel{"remis|remise|remises|finance|financee|finances|financees par", Role::kMentor,
              Role::kMentee, "given-by"},
    RoleLabel{"don|dons|cadeau|gift|gifts|donation|donations|donacion|donaciones|donativo|regalo|"
              "obsequio|doacao|doacoes|oferta de|du|des|d|del|da|do|of|from",
              Role::kMentor, Role::kMentee, "gift-label"},
    RoleLabel{"lessons|lecciones|licoes|lecons|ensenanzas|ensinamentos from|of|in|de|del|da|do|du|"
              "des|d",
              Role::kMentor, Role::kMentee, "case-label"},
    RoleLabel{"lessons learnt|learned from|in", Role::kMentor, Role::kMentee, "case-label"},
    RoleLabel{"oferente|oferentes|ofertante|ofertantes|transferente", Role::kMentor, Role::kMentee,
              "mentor-label"},
    RoleLabel{"mentor|mentors|mentores|mentora|mentoras|expert|experts|tutor|tutora|tutores|"
              "parrain|parrains",
              Role::kMentor, Role::kMentee, "mentor-label"},
    RoleLabel{"mentor|mentoring|expert|lighthouse|demonstrator|transferring|offering city|cities",
              Role::kMentor, Role::kMentee, "mentor-label"},
    RoleLabel{"ciudad|ciudades|cidade|cidades|ville|villes mentora|mentoras|mentor|mentors|"
              "mentore|marraine|marraines|experta|expertas|experte|expertes|oferente|oferentes|"
              "ofertante|ofertantes|transferente|transferentes",
              Role::kMentor, Role::kMentee, "mentor-label"},
    RoleLabel{"ciudad|ciudades|cidade|cidades faro|farol|farois|modelo|piloto", Role::kMentor,
              Role::kMentee, "mentor-label"},
    RoleLabel{"ville|villes phare|phares|modele|modeles", Role::kMentor, Role::kMentee,
              "mentor-label"},
    RoleLabel{"leuchtturmstadt|leuchtturmstadte|mentorenstadt|mentorstadt|vorreiterstadt|"
              "vorreiterstadte",
              Role::kMentor, Role::kMentee, "mentor-label"},
    RoleLabel{"good|best practice city|cities|owner", Role::kMentor, Role::kMentee, "mentor-label"},
    RoleLabel{"case|cases study|studies|city|cities", Role::kMentor, Role::kMentee, "case-label"},
    RoleLabel{"case studies of|from|on", Role::kMentor, Role::kMentee, "case-label"},
    RoleLabel{"casos|cas|estudos de", Role::kMentor, Role::kMentee, "case-label"},
    RoleLabel{"as|como|comme the|a|ciudad|cidade|ville mentor|mentora|expert|experta|experte",
              Role::kMentor, Role::kMentee, "mentor-label", Stands::kBehind},
    RoleLabel{"as|como|comme mentor|mentors|mentora|expert|experta|experte", Role::kMentor,
              Role::kMentee, "mentor-label", Stands::kBehind},

    // Who learns, or is given something.
    RoleLabel{"donated|gifted|given|delivered|offered to", Role::kMentee, Role::kMentor,
              "given-to"},
    RoleLabel{"turned|handed over to", Role::kMentee, Role::kMentor, "given-to"},
    RoleLabel{"don~ado|doado|doada|doados|doadas|regal~ado|obsequi~ado|entreg~ado|ofrec~ido|"
              "oferec~ido a|al|ao|aos|para",
              Role::kMentee, Role::kMentor, "given-to"},
    RoleLabel{"offert|offerte|offerts|offertes|remis|remise|remises|donnee|donnes|donnees a|au|aux",
              Role::kMentee, Role::kMentor, "given-to"},
    RoleLabel{"mentoring|mentorship of|for", Role::kMentee, Role::kMentor, "mentoring-of"},
    RoleLabel{"mentoria|tutoria a|para", Role::kMentee, Role::kMentor, "mentoring-of"},
    RoleLabel{"mentorat pour", Role::kMentee, Role::kMentor, "mentoring-of"},
    RoleLabel{"mentee|mentees|mentorado|mentorados|mentorada|mentoradas|mentoreado|mentoreados|"
              "mentoreada|mentoreadas|aprendiz|aprendices|aprendizes|mentore|mentoree|mentorees|"
              "filleul|filleule|filleuls|filleules|recipient|recipients|beneficiary|beneficiaries|"
              "beneficiaria|beneficiarias|beneficiario|beneficiarios|beneficiaire|beneficiaires|"
              "destinataire|destinataires|destinatario|destinatarios|destinataria|destinatarias",
              Role::kMentee, Role::kMentor, "mentee-label"},
    RoleLabel{"demandante|demandantes|receptor|receptora|receptores|receptoras|solicitante|"
              "solicitantes|apprenant|apprenants",
              Role::kMentee, Role::kMentor, "mentee-label"},
    RoleLabel{"mentee|learning|follower|fellow|recipient|receiving|beneficiary|learner|transfer "
              "city|cities",
              Role::kMentee, Role::kMentor, "mentee-label"},
    RoleLabel{"ciudad|ciudades|cidade|cidades|ville|villes mentoreada|mentoreadas|aprendiz|"
              "aprendices|aprendizes|mentorada|mentoradas|mentoree|mentorees|apprenante|"
              "apprenantes|mentorizada|receptora|receptoras|recetora|demandante|demandantes|"
              "solicitante|solicitantes|beneficiaria|beneficiarias|beneficiaire|beneficiaires",
              Role::kMentee, Role::kMentor, "mentee-label"},
    RoleLabel{"ciudad|ciudades|cidade|cidades|ville|villes seguidora|seguidoras|replicadora|"
              "replicadoras|suiveuse|suiveuses|replicante|replicantes",
              Role::kMentee, Role::kMentor, "mentee-label"},
    RoleLabel{"follower stadt|stadte", Role::kMentee, Role::kMentor, "mentee-label"},
    RoleLabel{"twin|replication city|cities", Role::kMentee, Role::kMentor, "mentee-label",
              Stands::kApart},
    RoleLabel{"as|como|comme the|a|ciudad|cidade|ville mentee|aprendiz|recipient|beneficiaria|"
              "beneficiaire|receptora|apprenante",
              Role::kMentee, Role::kMentor, "mentee-label", Stands::kBehind},
    RoleLabel{"as|como|comme mentee|mentees|aprendiz|beneficiaria|beneficiario|beneficiaire",
              Role::kMentee, Role::kMentor, "mentee-label", Stands::kBehind},
};

}  // namespace

std::span<const RoleLabel> RoleLabels() { return kLabels; }

}  // namespace citygraph::importers

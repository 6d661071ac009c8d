#include <array>

#include "importers/report_list/role_phrases.h"

namespace citygraph::importers {
namespace {

// Prepositions that lead to whom something is done.
constexpr std::string_view kToSomeone = "to for a al ao aos as au aux para";
constexpr std::string_view kOfSomeone = "of from in at de da do dos das del du des d en em no na";
constexpr std::string_view kWithSomeone = "with among con com avec";
constexpr std::string_view kFromSomeone =
    "from by de da do del du des d con com por pela pelo par "
    "aupres";

// Auxiliary verbs before them ("has been mentoring", "a été accueillie par") are no part of them.
constexpr std::array kVerbs = {
    // Who teaches whom.
    RoleVerb{"mentor~|coach~|train~|teach~|taught|assist~|help~|support~|inspires|inspired|advis~e|"
             "guid~e",
             Role::kMentor, Role::kMentee, "mentoring-verb", kOfSomeone},
    RoleVerb{"mentor~ of|to|for", Role::kMentor, Role::kMentee, "mentoring-verb"},
    RoleVerb{"mentor~ar|mentore~ar|asesor~ar|assessor~ar|capacit~ar|form~ar|entren~ar|trein~ar|"
             "tutel~ar|apadrin~ar|apadrinh~ar|apoy~ar|apoi~ar|ayud~ar|ajud~ar|asist~ir|assist~ir|"
             "acompan~ar|acompanh~ar|orient~ar",
             Role::kMentor, Role::kMentee, "mentoring-verb",
             "a al ao aos de da do dos das del en em no na"},
    RoleVerb{"mentor~ent|parrain~ent|conseill~ent|form~ent|encadr~ent|coach~ent|accompagn~ent|"
             "appui~ent|appuy~ent|aid~ent|soutient|soutiennent|soutenu|assist~ent|epaul~ent",
             Role::kMentor, Role::kMentee, "mentoring-verb", "de du des d a au aux"},
    RoleVerb{"mentored|advised|coached|trained|taught|guided|helped|assisted|supported",
             Role::kMentee, Role::kMentor, "mentored-by", "by"},
    RoleVerb{"mentor~ado|mentore~ado|apadrin~ado|apadrinh~ado|asesor~ado|assessor~ado|"
             "capacit~ado|form~ado|trein~ado|apoy~ado|apoi~ado|acompan~ado",
             Role::kMentee, Role::kMentor, "mentored-by", "por pela pelo pelas pelos"},
    RoleVerb{"parrain~ee|mentor~ee|accompagn~ee|form~ee|conseill~ee|appuy~ee|soutenu|soutenue|"
             "aid~ee|assist~ee",
             Role::kMentee, Role::kMentor, "mentored-by", "par"},

    // Who gives what to whom.
    RoleVerb{"shar~e|compart~ir|partilh~ar|compartilh~ar|partag~ent", Role::kMentor, Role::kMentee,
             "shares-verb", kWithSomeone},
    RoleVerb{"offer~|provid~e|give|gives|gave|giving|lend~|lent|deliver~|pass~|hand~|show~|explain~"
             "|demonstrat~e|"
             "bring~|brought|extend~|"
             "transferr~|transfer|transfers|export~|donat~e|ofrec~er|oferec~er|brind~ar|propon~er|"
             "propos~ent|prest~ar|"
             "aport~ar|transfier~ir|transfer~ir|ensen~ar|ensin~ar|transmit~ir|don~ar|doou|doa|"
             "ced~er|fornec~er|lev~ar|mostr~ar|muestra|muestran|apport~ent|montr~ent|offr~ent|"
             "fournit|fournissent|transmet|"
             "transmettent|transfer~ent|pret~ent|donn~ent",
             Role::kMentor, Role::kMentee, "gives-verb", kToSomeone},
    RoleVerb{
        "replicated|adapted|adopted|transferred|replic~ado|transfer~ido|transfer~ee in|to|en|em|a|"
        "au|vers|para",
        Role::kMentor, Role::kMentee, "gives-verb"},
    RoleVerb{"da|dan|dio|dieron|dara|daran|dao|deu|deram|donne|donnent apoyo|apoio|asistencia|"
             "assistencia|asesoria|assessoria|formacion|formacao|capacitacion|appui",
             Role::kMentor, Role::kMentee, "gives-verb", "a al ao aos de del da do au aux"},
    RoleVerb{"au|a service|disposition|profit|benefice de|du|des|d", Role::kMentor, Role::kMentee,
             "puts-at-service"},
    RoleVerb{"a la disposition de|du|des|d", Role::kMentor, Role::kMentee, "puts-at-service"},
    RoleVerb{"send~|sent|dispatch~ experts|specialists|trainers|engineers|advisers|advisors",
             Role::kMentor, Role::kMentee, "gives-verb", "to"},

    // Who learns from whom.
    RoleVerb{"learn~|learnt|benefit~|benefitt~|profit~|adopt~|adapt~|replicat~e|copy~|copied|"
             "import~|emulat~e",
             Role::kMentee, Role::kMentor, "learns-from", "from"},
    RoleVerb{"trained|taught in|at", Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{"se form~ar|capacit~ar|entren~ar|form~ent en|em|a|au|aux|con|com", Role::kMentee,
             Role::kMentor, "learns-from"},
    RoleVerb{"learn~|aprend~er|apprend|apprennent how|como|comment", Role::kMentee, Role::kMentor,
             "learns-how"},
    RoleVerb{"inspired|influenced by", Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{"look~ to", Role::kMentee, Role::kMentor, "learns-from", "of in to from"},
    RoleVerb{"receiv~e|get|gets|got|seek~|sought|request~ training|support|assistance|advice|"
             "expertise|mentoring|coaching|guidance|help|from",
             Role::kMentee, Role::kMentor, "learns-from", kFromSomeone},
    RoleVerb{"receiv~e|get|gets|got|seek~|sought|request~ technical support|assistance|advice|"
             "expertise|help|training",
             Role::kMentee, Role::kMentor, "learns-from", kFromSomeone},
    RoleVerb{"aprend~er|apprend|apprennent|appris|replic~ar|adopt~ar|adot~ar|adapt~ar",
             Role::kMentee, Role::kMentor, "learns-from", kFromSomeone},
    RoleVerb{"inspir~ar en|em|na|no", Role::kMentee, Role::kMentor, "learns-from",
             "de del da do en em na no"},
    RoleVerb{"inspir~ar se em|na|no", Role::kMentee, Role::kMentor, "learns-from",
             "de da do em na no"},
    RoleVerb{"trein~ado|capacit~ado|form~ado|entren~ado en|em|na|no", Role::kMentee, Role::kMentor,
             "learns-from"},
    RoleVerb{"inspir~ent", Role::kMentee, Role::kMentor, "learns-from", "de du des d"},
    RoleVerb{"recib~ir|receb~er|solicit~ar|pid~ir|ped~ir "
             "asistencia|apoyo|cooperacion|cooperacao|ayuda|ajuda|capacitacion|formacion|"
             "asesoria|asesoramiento|mentoria|apoio|assistencia|formacao|capacitacao|assessoria",
             Role::kMentee, Role::kMentor, "learns-from", "a de del da do por pela pelo"},
    RoleVerb{"recib~ir|receb~er de|da|do|del", Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{"va|vont|alle|allee|alles a l ecole de|du|des|d", Role::kMentee, Role::kMentor,
             "learns-from"},
    RoleVerb{"benefici~ent|profit~ent de l|la|d appui|aide|expertise|experience|accompagnement|"
             "assistance",
             Role::kMentee, Role::kMentor, "learns-from", "de du des d"},
    RoleVerb{"benefici~ent|sollicit~ent|demand~ent|recoit|recoivent|recu l|le|la|les|un|une|des|"
             "de|d appui|aide|expertise|experience|accompagnement|soutien|formation|conseils|"
             "assistance|savoir",
             Role::kMentee, Role::kMentor, "learns-from", "de du des d"},

    // Who visits whom.
    RoleVerb{"visit~|tour~|visit~ar|visit~ent", Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"visit~|travel~|travell~|go|goes|going|went|come|comes|came|flew|head~ to",
             Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"study|field|exchange|exposure|learning visit|tour|trip|mission to|in", Role::kVisitor,
             Role::kHost, "visit-verb"},
    RoleVerb{"on a study|field|exchange|exposure|learning visit|tour|trip|mission to|in",
             Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"send~|sent|envi~ar|envoi~ent|envoy~ent", Role::kVisitor, Role::kHost, "visit-verb",
             "to a al ao para au aux"},
    RoleVerb{"participat~e|attend~|particip~ar|particip~ent", Role::kVisitor, Role::kHost,
             "visit-verb", "at in en em no na"},
    RoleVerb{"vai|va|van|vao a|al|ao", Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"visit~ar|viaj~ar|acud~ir|lleg~ar|traslad~ar|cheg~ar a|al|ao|para", Role::kVisitor,
             Role::kHost, "visit-verb"},
    RoleVerb{"desloc~ar|desplaz~ar a|al|ao|para", Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"desloc~ar se a|ao|para", Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"esteve|estiveram|estuvo|estuvieron em|en|no|na", Role::kVisitor, Role::kHost,
             "visit-verb"},
    RoleVerb{"de|en|em visita|mission|mision|missao|visite|gira|deplacement|stage a|al|ao|em|en|"
             "na|no|au|aux|dans",
             Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"de|en|em visita|mision|missao tecnica a|al|ao|em|en|na|no", Role::kVisitor,
             Role::kHost, "visit-verb"},
    RoleVerb{"en voyage d etude|etudes a|au|aux|en|dans", Role::kVisitor, Role::kHost,
             "visit-verb"},
    RoleVerb{"rend|rendent|rendu|rendue|rendus|rendues|sejourn~ent|deplac~ent|etait|etaient a|au|"
             "aux|en|dans",
             Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"effectu~ent", Role::kVisitor, Role::kHost, "visit-verb", "a au aux dans en chez de"},
    RoleVerb{"spend~|spent|stay~|pas~ar|pass~ar", Role::kVisitor, Role::kHost, "visit-verb",
             "in at en em no na"},
    RoleVerb{"busc~ar en|em|na|no", Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"conoc~er|conhec~er|descubr~ir|descobr~ir|decouvr~ent", Role::kVisitor, Role::kHost,
             "visit-verb", "de del da do du des d en em no na"},

    // Who hosts whom.
    RoleVerb{"host~|receiv~e|welcom~e|invit~e", Role::kHost, Role::kVisitor, "hosts-verb"},
    RoleVerb{"acog~er|acogio|acogieron|recib~ir|hosped~ar|alberg~ar|receb~er|acolh~er|sedi~ar|"
             "accueill~ent|accueilli|recoit|recoivent|recu|invit~ar",
             Role::kHost, Role::kVisitor, "hosts-verb"},
    RoleVerb{"held|hold|holds|organis~e|organiz~e|conduct~|ran|runs|develop~", Role::kHost,
             Role::kVisitor, "holds-for", "for"},
    RoleVerb{"hosted|received|welcomed|invited by|in|at", Role::kVisitor, Role::kHost, "hosted-by"},
    RoleVerb{"acog~ido|recib~ido|acolh~ido|receb~ido|invit~ado|convid~ado por|pela|pelo|pelas|"
             "pelos|en|em|na|no",
             Role::kVisitor, Role::kHost, "hosted-by"},
    RoleVerb{"accueilli|accueillie|accueillis|accueillies|recu|recue|recus|recues|invit~ee par|a|"
             "au|en|dans",
             Role::kVisitor, Role::kHost, "hosted-by"},

    // Who leads.
    RoleVerb{"lead~|led|coordinat~e|lider~ar|coordin~ar|coorden~ar|coordonn~ent|pilot~ent",
             Role::kLead, Role::kPartner, "leads-verb"},
};

}  // namespace

std::span<const RoleVerb> RoleVerbs() { return kVerbs; }

}  // namespace citygraph::importers

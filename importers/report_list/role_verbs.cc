#include <array>

#include "importers/report_list/role_phrases.h"

namespace citygraph::importers {
namespace {

// Prepositions that lead to whom something is done.
constexpr std::string_view kToSomeone =
    "to for a al ao aos as au aux para ai alla alle agli all per nach an";
constexpr std::string_view kOfSomeone = "of from in at de da do dos das del du des d en em no na";
constexpr std::string_view kWithSomeone = "with among con com avec amb mit";
constexpr std::string_view kFromSomeone =
    "from by de da do del du des d con com por pela pelo par aupres di dal dalla della von aus "
    "donado donada donados donadas donated";

// Auxiliary verbs before them ("has been mentoring", "a été accueillie par") are no part of them.
constexpr std::array kVerbs = {
    // Who teaches whom.
    RoleVerb{"mentor~|coach~|train~|teach~|taught|assist~|help~|support~|inspires|inspired|advis~e|"
             "guid~e",
             Role::kMentor, Role::kMentee, "mentoring-verb", kOfSomeone},
    RoleVerb{"mentor~ of|to|for|de|del|d", Role::kMentor, Role::kMentee, "mentor-of"},
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

    RoleVerb{"ha|han|habia|tem|tinha "
             "capacit~ado|form~ado|entren~ado|trein~ado|apoy~ado|apoi~ado|asesor~ado|assessor~ado|"
             "ayud~ado|ajud~ado|mentore~ado",
             Role::kMentor, Role::kMentee, "mentoring-verb", "a al ao aos de da do del"},

    // Who gives what to whom.
    RoleVerb{"ha|han|habia|tem|tinha "
             "don~ado|entreg~ado|obsequi~ado|regal~ado|transfer~ido|ofrec~ido|oferec~ido|aport~ado",
             Role::kMentor, Role::kMentee, "gives-verb", kToSomeone},
    RoleVerb{"ha|han|habia|tem|tinha compart~ido|partilh~ado|compartilh~ado", Role::kMentor,
             Role::kMentee, "shares-verb", kWithSomeone},
    RoleVerb{"send~|sent|dispatch~|ship~|shipp~|envi~ar|mand~ar|remit~ir|envoi~ent|envoy~ent|"
             "expedi~ent|achemin~ent|invi~are|schick~en|liefer~en|lliur~ar",
             Role::kMentor, Role::kMentee, "gives-verb", kToSomeone, true},
    RoleVerb{
        "receiv~e|get|gets|got|accept~|recib~ir|acept~ar|receb~er|recoit|recoivent|recu|"
        "receptionn~ent|bekommt|bekommen|bekam|riceve|ricevono|erhalt|erhalten|erhielt|rep|reben",
        Role::kMentee, Role::kMentor, "receives-gift", kFromSomeone, true},
    RoleVerb{"thank~|agradec~er|remerci~ent|ringrazi~are|dank~en", Role::kMentee, Role::kMentor,
             "thanks-verb", kToSomeone},
    RoleVerb{"shar~e|compart~ir|partilh~ar|compartilh~ar|partag~ent", Role::kMentor, Role::kMentee,
             "shares-verb", kWithSomeone},
    RoleVerb{"offer~|provid~e|give|gives|gave|giving|lend~|lent|deliver~|pass~|hand~|show~|showcas~"
             "e|present~|explain~"
             "|demonstrat~e|"
             "bring~|brought|extend~|"
             "transferr~|transfer|transfers|export~|donat~e|ofrec~er|oferec~er|brind~ar|propon~er|"
             "entreg~ar|obsequi~ar|regal~ar|ofert~ar|remet|remettent|financ~ent|financ~ar|fund~|"
             "propos~ent|prest~ar|"
             "aport~ar|transfier~ir|transfer~ir|ensen~ar|ensin~ar|transmit~ir|don~ar|doou|doa|"
             "ced~er|fornec~er|disponibiliz~ar|facilit~ar|lev~ar|mostr~ar|muestra|muestran|apport~"
             "ent|montr~ent|offr~ent|"
             "fournit|fournissent|transmet|"
             "transmettent|transfer~ent|pret~ent|donn~ent",
             Role::kMentor, Role::kMentee, "gives-verb", kToSomeone},
    RoleVerb{
        "replicated|adapted|adopted|transferred|replic~ado|transfer~ido|transfer~ee in|to|en|em|a|"
        "au|vers|para",
        Role::kMentor, Role::kMentee, "gives-verb"},
    RoleVerb{"da|dan|dio|dieron|dar|dara|daran|dao|deu|deram|imparte|impartio|impartira|ministra|"
             "ministrou|dict~ar taller|talleres|curso|cursos|charlas|clases|aulas|oficina|oficinas",
             Role::kMentor, Role::kMentee, "gives-verb", "a al ao aos para"},
    RoleVerb{"da|dan|dio|dieron|dara|daran|dar|dao|deu|deram|donne|donnent|donner "
             "apoyo|apoio|asistencia|"
             "assistencia|asesoria|assessoria|formacion|formacao|capacitacion|appui",
             Role::kMentor, Role::kMentee, "gives-verb", "a al ao aos de del da do au aux"},
    RoleVerb{"au|a service|disposition|profit|benefice de|du|des|d", Role::kMentor, Role::kMentee,
             "puts-at-service"},
    RoleVerb{"a la disposition de|du|des|d", Role::kMentor, Role::kMentee, "puts-at-service"},
    RoleVerb{"don~are|consegn~are|regal~are|cede|cedono|spend~en|ubergeb~en|ubergibt|ubergab|"
             "stift~en|dona|donen|lliuren",
             Role::kMentor, Role::kMentee, "gives-verb", kToSomeone},
    RoleVerb{"form~are|sostien~ere|sostiene|sostengono|support~are|aiut~are|assist~ere|"
             "unterstutz~en|schul~en|beriet|berat|beraten|forma|formen|ajuda|ajuden|assessora",
             Role::kMentor, Role::kMentee, "mentoring-verb", "a di del della in von d de"},
    RoleVerb{"entsend~en|entsandte|entsandten|entsendet", Role::kMentor, Role::kMentee,
             "gives-verb", "nach in an"},
    RoleVerb{"a favore di|del|della|dei|delle", Role::kMentor, Role::kMentee, "puts-at-service"},

    // Who learns from whom.
    RoleVerb{"benchmark~", Role::kMentee, Role::kMentor, "learns-from", "against with from at in"},
    RoleVerb{"con il supporto|sostegno|contributo di|del|della", Role::kMentee, Role::kMentor,
             "learns-from"},
    RoleVerb{"mit unterstutzung|hilfe von|der|des|aus", Role::kMentee, Role::kMentor,
             "learns-from"},
    RoleVerb{"amb el suport|l ajut|ajuda de|d|del", Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{"with the|technical support|help|assistance|guidance|advice of|from", Role::kMentee,
             Role::kMentor, "learns-from"},
    RoleVerb{"con|com el|o|la|a apoyo|ayuda|asesoria|acompanamiento|asistencia|apoio|ajuda|"
             "assessoria|acompanhamento de|del|da|do|dos|das",
             Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{"avec l|le appui|aide|soutien|accompagnement de|du|d|des", Role::kMentee,
             Role::kMentor, "learns-from"},
    RoleVerb{"tras los pasos de|del", Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{"in|follow~ the footsteps|example|lead of", Role::kMentee, Role::kMentor,
             "learns-from"},
    RoleVerb{
        "sigue|siguen|siguio|segue|seguem|seguiu|seguir el|o|los|os ejemplo|exemplo|pasos|passos|"
        "modelo|camino|caminho de|del|da|do",
        Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{"sur les traces|pas de|du|d|des", Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{
        "se interesa|interesan|intereso|interesaron|interessa|interessam|interessou por|pela|pelo",
        Role::kMentee, Role::kMentor, "learns-from", "de del da do d"},
    RoleVerb{"s interesse|interessent a|au|aux", Role::kMentee, Role::kMentor, "learns-from",
             "de du d des"},
    RoleVerb{"ser|asemejarse|semejarse|parecerse como|a", Role::kMentee, Role::kMentor,
             "learns-from"},
    RoleVerb{"a l ecole de|du|des|d", Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{"develop~|design~|model~|built|created inspired by|on", Role::kMentee, Role::kMentor,
             "learns-from"},
    RoleVerb{"learn~|learnt about", Role::kMentee, Role::kMentor, "learns-from", "from in at of"},
    RoleVerb{"learn~|learnt|benefit~|benefitt~|profit~|adopt~|adapt~|replicat~e|copy~|copied|"
             "import~|emulat~e",
             Role::kMentee, Role::kMentor, "learns-from", "from"},
    RoleVerb{"trained|taught in|at", Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{
        "se form~ar|capacit~ar|entren~ar|especializ~ar|prepar~ar|perfeccion~ar|instru~ir|form~ent "
        "en|em|a|au|aux|con|com",
        Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{"learn~|aprend~er|apprend|apprennent how|como|comment", Role::kMentee, Role::kMentor,
             "learns-how"},
    RoleVerb{"inspired|influenced by", Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{
        "find~|found|seek~|sought|look~|draw~|drew inspiration|solutions|ideas|lessons|answers",
        Role::kMentee, Role::kMentor, "learns-from", "of in at from"},
    RoleVerb{"look~ for inspiration|solutions|ideas|lessons|answers", Role::kMentee, Role::kMentor,
             "learns-from", "of in at from"},
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
             Role::kMentee, Role::kMentor, "learns-from",
             "a de del da do por pela pelo en em no na"},
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
    RoleVerb{"visit~|revisit~|tour~|explor~e|visit~ar|recorr~er|visit~ent", Role::kVisitor,
             Role::kHost, "visit-verb"},
    RoleVerb{"visit~|travel~|travell~|go|goes|going|went|come|comes|came|flew|head~ to",
             Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"study|field|exchange|exposure|learning visit|tour|trip|mission to|in", Role::kVisitor,
             Role::kHost, "visit-verb"},
    RoleVerb{"on a study|field|exchange|exposure|learning visit|tour|trip|mission to|in",
             Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"send~|sent|dispatch~|envi~ar|mand~ar|envoi~ent|envoy~ent|invi~are|schick~en",
             Role::kVisitor, Role::kHost, "sends-verb", kToSomeone},
    RoleVerb{"participat~e|attend~|particip~ar|particip~ent", Role::kVisitor, Role::kHost,
             "visit-verb", "at in en em no na"},
    RoleVerb{"arriv~e|arriv~ent|arrib~ar|hospitier~en", Role::kVisitor, Role::kHost, "visit-verb",
             "in at en a em au aux im"},
    RoleVerb{"work|works|worked|study|studies|studied in|at", Role::kVisitor, Role::kHost,
             "visit-verb"},
    RoleVerb{"viu|viram|vio|vieron|ver|conferir|conferiu|confere|conferem", Role::kVisitor,
             Role::kHost, "visit-verb", "de del da do en em no na in"},
    RoleVerb{"vai|va|van|vao|foi|foram|fue|fueron|ira|iran|irao a|al|ao", Role::kVisitor,
             Role::kHost, "visit-verb"},
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
    RoleVerb{"rend|rendent|rendu|rendue|rendus|rendues|sejourn~ent|deplac~ent|trouv~ent|"
             "attendu|attendue|attendus|attendues|etait|etaient a|au|aux|en|dans",
             Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"en mission|visite|voyage|deplacement aupres|chez de|du|des|d", Role::kVisitor,
             Role::kHost, "visit-verb"},
    RoleVerb{"fait|font le|un|des deplacement|voyage|deplacements", Role::kVisitor, Role::kHost,
             "visit-verb", "a au aux en dans"},
    RoleVerb{"effectu~ent", Role::kVisitor, Role::kHost, "visit-verb", "a au aux dans en chez de"},
    RoleVerb{"spend~|spent|stay~|pas~ar|pass~ar", Role::kVisitor, Role::kHost, "visit-verb",
             "in at en em no na"},
    RoleVerb{"busc~ar", Role::kVisitor, Role::kHost, "learns-from", "en em na no nos nas in"},
    RoleVerb{"conoc~er|conhec~er|descubr~ir|descobr~ir|decouvr~ent", Role::kVisitor, Role::kHost,
             "visit-verb", "de del da do du des d en em no na"},

    RoleVerb{"visit~are|visit~en|besuch~en|visiten", Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"reca|recano|recata|recati|recato|viaggi~are|viatja|viatgen|viatjen|va|van a|ad|al|"
             "alla|in|en",
             Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"in visita|missione formativa|tecnica|istituzionale a|ad|al|in|nella", Role::kVisitor,
             Role::kHost, "visit-verb"},
    RoleVerb{"in visita|missione a|ad|al|in|nella", Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"reis~en|kam|kamen|fahr~en|fuhr|fuhren", Role::kVisitor, Role::kHost, "visit-verb",
             "nach in"},
    RoleVerb{"zu besuch|gast in|im|bei", Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"zum fachbesuch|erfahrungsaustausch|studienbesuch in|im|nach|bei", Role::kVisitor,
             Role::kHost, "visit-verb"},

    RoleVerb{"ha|han|habia|tem|tinha visit~ado|recorr~ido|conoc~ido", Role::kVisitor, Role::kHost,
             "visit-verb"},
    RoleVerb{"desplaz~ado|desloc~ado|traslad~ado|viaj~ado|acud~ido|lleg~ado|cheg~ado a|al|ao|para",
             Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"vem|veio|vieram|viene|vienen|vino|vinieron|vient|viennent a|al|ao|au", Role::kVisitor,
             Role::kHost, "visit-verb"},
    RoleVerb{"lead~|led|organis~e|organiz~e a|an|the delegation|group|mission|team|trip|tour",
             Role::kVisitor, Role::kHost, "visit-verb", "to"},
    RoleVerb{"embark~|set on|off|out", Role::kVisitor, Role::kHost, "visit-verb", "to in"},

    // Who hosts whom.
    RoleVerb{"ha|han|habia|tem|tinha recib~ido|acog~ido|receb~ido|acolh~ido|hosped~ado",
             Role::kHost, Role::kVisitor, "hosts-verb"},
    RoleVerb{"anfitriona|anfitrion|anfitria|anfitriao|anfitriones|hote|host of|to|de|del|da|do|du|"
             "des",
             Role::kHost, Role::kVisitor, "hosts-verb"},
    RoleVerb{"accogli~ere|accoglie|accolgono|ospit~are|riceve|ricevono|begruss~en|empfang~en|"
             "empfangt|empfing|acull|acullen|rep|reben",
             Role::kHost, Role::kVisitor, "hosts-verb"},
    RoleVerb{"ospit~are|accolto|accolta|accolti|accolte da|dal|dalla", Role::kVisitor, Role::kHost,
             "hosted-by"},
    RoleVerb{"accueilli|accueillie|accueillis|accueillies|recu|recue|recus|recues", Role::kVisitor,
             Role::kHost, "hosted-by", "par"},
    RoleVerb{"host~|receiv~e|welcom~e|invit~e", Role::kHost, Role::kVisitor, "hosts-verb"},
    RoleVerb{"acog~er|acogio|acogieron|recib~ir|hosped~ar|alberg~ar|receb~er|acolh~er|sedi~ar|"
             "accueill~ent|accueilli|recoit|recoivent|recu|invit~ar",
             Role::kHost, Role::kVisitor, "hosts-verb"},
    RoleVerb{"held|hold|holds|organis~e|organiz~e|conduct~|ran|runs|develop~", Role::kHost,
             Role::kVisitor, "holds-for", "for"},
    RoleVerb{"visited by", Role::kHost, Role::kVisitor, "visited-by"},
    RoleVerb{"visit~ado por|pela|pelo", Role::kHost, Role::kVisitor, "visited-by"},
    RoleVerb{"visit~ee par", Role::kHost, Role::kVisitor, "visited-by"},
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

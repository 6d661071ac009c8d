#include <array>

#include "importers/report_list/role_phrases.h"

namespace citygraph::importers {
namespace {

// Auxiliary verbs before them ("has been mentoring", "a été accueillie par") are no part of them.
constexpr std::array kVerbs = {
    // Who teaches whom.
    RoleVerb{"mentor|mentors|mentored|mentoring", Role::kMentor, Role::kMentee, "mentoring-verb"},
    RoleVerb{"mentor|mentors of|to|for", Role::kMentor, Role::kMentee, "mentoring-verb"},
    RoleVerb{"advise|advises|advised|advising|coach|coaches|coached|train|trains|trained|training|"
             "teach|teaches|taught|guide|guides|guided",
             Role::kMentor, Role::kMentee, "mentoring-verb"},
    RoleVerb{"help|helps|helped|helping|assist|assists|assisted|assisting|support|supports|"
             "supported|supporting",
             Role::kMentor, Role::kMentee, "supports-verb"},
    RoleVerb{"mentora|mentoran|mentorea|mentorean|mentoreo|asesora|asesoran|asesoro|asesoraron|"
             "capacita|capacitan|capacito|capacitaron|forma|forman|formo|formaron|entrena|entreno|"
             "tutela|apadrina|apadrinan a|al",
             Role::kMentor, Role::kMentee, "mentoring-verb"},
    RoleVerb{"apoya|apoyan|apoyo|apoyaron|ayuda|ayudan|ayudo|ayudaron|asiste|asisten|asistio|"
             "asistieron|acompana|acompanan|acompano|acompanaron a|al",
             Role::kMentor, Role::kMentee, "supports-verb"},
    RoleVerb{"mentora|mentoram|mentorou|mentoraram|assessora|assessoram|assessorou|assessoraram|"
             "capacita|capacitam|capacitou|capacitaram|treina|treinam|treinou|treinaram|formou|"
             "formaram|apadrinha|apadrinham",
             Role::kMentor, Role::kMentee, "mentoring-verb"},
    RoleVerb{"apoia|apoiam|apoiou|apoiaram|ajuda|ajudam|ajudou|ajudaram|acompanha|acompanham|"
             "acompanhou|acompanharam",
             Role::kMentor, Role::kMentee, "supports-verb"},
    RoleVerb{"mentore|mentorent|parraine|parrainent|conseille|conseillent|forme|forment|encadre|"
             "encadrent|coache",
             Role::kMentor, Role::kMentee, "mentoring-verb"},
    RoleVerb{"accompagne|accompagnent|appuie|appuient|appuye|aide|aident|soutient|soutiennent|"
             "soutenu|assiste|assistent|epaule|epaulent",
             Role::kMentor, Role::kMentee, "supports-verb"},
    RoleVerb{"mentored|advised|coached|trained|taught|guided by", Role::kMentee, Role::kMentor,
             "mentored-by"},
    RoleVerb{"helped|assisted|supported by", Role::kMentee, Role::kMentor, "supported-by"},
    RoleVerb{"mentorado|mentorada|mentorados|mentoradas|mentoreado|mentoreada|mentoreados|"
             "mentoreadas|apadrinado|apadrinada|apadrinhado|apadrinhada|asesorado|asesorada|"
             "asesorados|asesoradas|assessorado|assessorada|capacitado|capacitada|capacitados|"
             "capacitadas|formado|formada|formados|formadas|apoyado|apoyada|apoyados|apoyadas|"
             "apoiado|apoiada|apoiados|apoiadas por|pela|pelo|pelas|pelos",
             Role::kMentee, Role::kMentor, "mentored-by"},
    RoleVerb{"parraine|parrainee|mentore|mentoree|accompagne|accompagnee|accompagnes|forme|formee|"
             "formes|conseille|conseillee|appuye|appuyee|soutenu|soutenue|aide|aidee par",
             Role::kMentee, Role::kMentor, "mentored-by"},

    // Who gives what to whom.
    RoleVerb{"share|shares|shared|sharing", Role::kMentor, Role::kMentee, "shares-verb",
             "with among"},
    RoleVerb{"comparte|comparten|compartio|compartieron|partilha|partilham|partilhou|partilharam|"
             "compartilha|compartilham|compartilhou|compartilharam|partage|partagent|partageait",
             Role::kMentor, Role::kMentee, "shares-verb", "con com avec"},
    RoleVerb{"offer|offers|offered|offering|provide|provides|provided|providing|give|gives|gave|"
             "lend|lends|lent|deliver|delivers|delivered|bring|brings|brought|extend|extends|"
             "extended|transfer|transfers|transferred|transferring|export|exports|exported|donate|"
             "donates|donated",
             Role::kMentor, Role::kMentee, "gives-verb", "to for"},
    RoleVerb{"brinda|brindan|brindo|brindaron|ofrece|ofrecen|ofrecio|ofrecieron|presta|prestan|"
             "presto|prestaron|aporta|aportan|aporto|transfiere|transfieren|transfirio|ensena|"
             "enseno|transmite|transmitio|dona|dono|cede|cedio|oferece|oferecem|ofereceu|"
             "ofereceram|prestam|prestou|prestaram|fornece|fornecem|forneceu|forneceram|transfere|"
             "transferem|transferiu|transmitiu|doou|doa|cedeu|leva|levou",
             Role::kMentor, Role::kMentee, "gives-verb", "a al ao aos as para"},
    RoleVerb{"apporte|apportent|offre|offrent|fournit|fournissent|transmet|transmettent|transfere|"
             "transferent|prete|pretent|donne|donnent",
             Role::kMentor, Role::kMentee, "gives-verb", "a au aux"},
    RoleVerb{"au|a service|disposition|profit|benefice de|du|des|d", Role::kMentor, Role::kMentee,
             "gives-verb"},
    RoleVerb{"a la disposition de|du|des|d", Role::kMentor, Role::kMentee, "gives-verb"},
    RoleVerb{"send|sends|sent|sending|dispatch|dispatched experts|specialists|trainers|engineers|"
             "advisers|advisors",
             Role::kMentor, Role::kMentee, "gives-verb", "to"},

    // Who learns from whom.
    RoleVerb{"learn|learns|learned|learnt|learning", Role::kMentee, Role::kMentor, "learns-from",
             "from"},
    RoleVerb{"benefit|benefits|benefited|benefitted|benefiting|profits|profited", Role::kMentee,
             Role::kMentor, "learns-from", "from"},
    RoleVerb{"inspired|influenced by", Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{"adopt|adopts|adopted|adopting|replicate|replicates|replicated|replicating|adapt|"
             "adapts|adapted|adapting|copy|copies|copied|import|imports|imported|emulates",
             Role::kMentee, Role::kMentor, "learns-from", "from"},
    RoleVerb{"receive|receives|received|receiving|get|gets|got|seek|seeks|sought|request|requests|"
             "requested training|support|assistance|advice|expertise|mentoring|coaching|guidance|"
             "help",
             Role::kMentee, Role::kMentor, "learns-from", "from of by"},
    RoleVerb{"receive|receives|received|receiving|get|gets|got|seek|seeks|sought|request|requests|"
             "requested technical support|assistance|advice|expertise|help|training",
             Role::kMentee, Role::kMentor, "learns-from", "from of by"},
    RoleVerb{"aprende|aprenden|aprendio|aprendieron|aprendem|aprendeu|aprenderam", Role::kMentee,
             Role::kMentor, "learns-from", "de del da do con com"},
    RoleVerb{"inspira|inspiran|inspiro|inspiraron|inspiram|inspirou|inspiraram en|em|na|no",
             Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{"replica|replican|replico|adopta|adoptan|adopto|adapta|adaptan|adapto|adota|adotam|"
             "adotou|adaptou|replicou",
             Role::kMentee, Role::kMentor, "learns-from", "de del da do"},
    RoleVerb{"recibe|reciben|recibio|recibieron|recebe|recebem|recebeu|receberam|solicita|"
             "solicitan|solicito|pide|pidio|pede|pediu|solicitou asistencia|apoyo|capacitacion|"
             "formacion|asesoria|asesoramiento|mentoria|apoio|assistencia|formacao|capacitacao|"
             "assessoria",
             Role::kMentee, Role::kMentor, "learns-from", "a de del da do por pela pelo"},
    RoleVerb{"apprend|apprennent|appris|inspire|inspirent", Role::kMentee, Role::kMentor,
             "learns-from", "de du des d aupres"},
    RoleVerb{"a l ecole de|du|des|d", Role::kMentee, Role::kMentor, "learns-from"},
    RoleVerb{"beneficie|beneficient|sollicite|sollicitent|demande|demandent|recoit|recoivent|recu "
             "l|le|la|les|un|une|des|de appui|aide|expertise|experience|accompagnement|soutien|"
             "formation|conseils|assistance|savoir",
             Role::kMentee, Role::kMentor, "learns-from", "de du des d"},

    // Who visits whom.
    RoleVerb{"visit|visits|visited|visiting|tour|tours|toured", Role::kVisitor, Role::kHost,
             "visit-verb"},
    RoleVerb{"visit|visits to", Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"on a study visit|tour|trip|mission to|in", Role::kVisitor, Role::kHost,
             "visit-verb"},
    RoleVerb{"study visit|tour|trip|mission to|in", Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"travel|travels|travelled|traveled|go|goes|went|come|came|flew to", Role::kVisitor,
             Role::kHost, "visit-verb"},
    RoleVerb{"send|sends|sent|sending a|an|its|their|the delegation|team|officials|staff|mission|"
             "group",
             Role::kVisitor, Role::kHost, "visit-verb", "to"},
    RoleVerb{"send|sends|sent|sending delegations|delegates|officials|staff|councillors",
             Role::kVisitor, Role::kHost, "visit-verb", "to"},
    RoleVerb{"visita|visitan|visito|visitaron|visitam|visitou|visitaram|visitar|visite|visitent",
             Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"visita|visitan|visito|visitaron|visitar|viaja|viajan|viajo|viajaron|acude|acuden|"
             "acudio|acudieron|llega|llegan|llego|llegaron|traslada|trasladan|traslado a|al",
             Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"viaja|viajam|viajou|viajaram|desloca|deslocam|deslocou|deslocaram para|a|ao|a",
             Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"deslocou|deslocaram|desloca se a|ao|para", Role::kVisitor, Role::kHost,
             "visit-verb"},
    RoleVerb{"esteve|estiveram|estuvo|estuvieron em|en|no|na", Role::kVisitor, Role::kHost,
             "visit-verb"},
    RoleVerb{"de|en|em visita|mission|mision|missao|visite|gira|deplacement|stage a|al|ao|em|en|"
             "na|no|au|aux|dans",
             Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"en voyage d etude|etudes a|au|aux|en|dans", Role::kVisitor, Role::kHost,
             "visit-verb"},
    RoleVerb{"rend|rendent|rendu|rendue|rendus|rendues|sejourne|sejournent|sejournait|deplace|"
             "deplacent|etait|etaient a|au|aux|en|dans",
             Role::kVisitor, Role::kHost, "visit-verb"},
    RoleVerb{"effectue|effectuent|effectuait", Role::kVisitor, Role::kHost, "visit-verb",
             "a au aux dans en chez"},
    RoleVerb{"conoce|conocen|conocio|conocieron|conhece|conhecem|conheceu|conheceram la|las|a|as|"
             "el|o experiencia|experiencias|modelo|practicas|praticas de|del|da|do",
             Role::kVisitor, Role::kHost, "visit-verb"},

    // Who hosts whom.
    RoleVerb{"host|hosts|hosted|hosting|receive|receives|received|receiving|welcome|welcomes|"
             "welcomed|welcoming",
             Role::kHost, Role::kVisitor, "hosts-verb"},
    RoleVerb{"acoge|acogen|acogio|acogieron|recibe|reciben|recibio|recibieron|hospeda|hospedo|"
             "alberga|albergo|recebe|recebem|recebeu|receberam|acolhe|acolhem|acolheu|acolheram|"
             "sedia|sediou|accueille|accueillent|accueilli|recoit|recoivent|recu",
             Role::kHost, Role::kVisitor, "hosts-verb"},
    RoleVerb{"acoge|acogen|acogio|acogieron|recibe|reciben|recibio|recibieron|hospeda a|al",
             Role::kHost, Role::kVisitor, "hosts-verb"},
    RoleVerb{"hosted|received|welcomed by|in|at", Role::kVisitor, Role::kHost, "hosted-by"},
    RoleVerb{"acogido|acogida|acogidos|acogidas|recibido|recibida|recibidos|recibidas|acolhido|"
             "acolhida|acolhidos|acolhidas|recebido|recebida|recebidos|recebidas por|pela|pelo|"
             "pelas|pelos|en|em|na|no",
             Role::kVisitor, Role::kHost, "hosted-by"},
    RoleVerb{"accueilli|accueillie|accueillis|accueillies|recu|recue|recus|recues par|a|au|en|dans",
             Role::kVisitor, Role::kHost, "hosted-by"},

    // Who leads.
    RoleVerb{"lead|leads|led|leading|coordinate|coordinates|coordinated|coordinating", Role::kLead,
             Role::kPartner, "leads-verb"},
    RoleVerb{"lidera|lideran|lidero|lideraron|lideram|liderou|lideraram|coordina|coordinan|"
             "coordino|coordena|coordenam|coordenou|coordonne|coordonnent|pilote|pilotent",
             Role::kLead, Role::kPartner, "leads-verb"},
};

}  // namespace

std::span<const RoleVerb> RoleVerbs() { return kVerbs; }

}  // namespace citygraph::importers

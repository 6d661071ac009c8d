#include "importers/text/word_classes.h"

#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

struct ClassOfWords {
  WordClass which;
  std::string_view words;  // folded, between single spaces
};

constexpr ClassOfWords kLists[] = {
    {WordClass::kFunctionEnglish,
     "the of and for in on to a an with from by as at or is are its their between through "
     "towards into how what based under that this be has have was were s it which not been "
     "these those they we our also but more than such can will would should may who there "
     "other both"},
    {WordClass::kFunctionSpanish,
     "el la los las de del y e en para por con un una al desde hacia entre sobre su sus como a "
     "o u lo que se es son sin ha han fue este esta estos estas ante tras mas muy cada donde "
     "cuando"},
    {WordClass::kFunctionPortuguese,
     "o a os as de do da dos das e em no na nos nas para por com um uma ao aos pelo pela entre "
     "sobre seu sua como que desde num numa ou se sem pelos pelas foi sao este esta estes "
     "estas mais muito cada onde quando ate seus suas isso"},
    {WordClass::kFunctionFrench,
     "le la les de du des et en pour par avec un une au aux vers entre sur dans l d sa ses "
     "comme ou que qui se est sont sans a matiere leur leurs ce cette ces il elle ils ont ete "
     "plus chez n s qu y son nos notre"},
    {WordClass::kTellingEnglish,
     "city cities learning exchange development policies sustainable planning housing services "
     "resilience sustainability twinning cooperation management waste water health government "
     "governments energy mobility youth women food heritage community communities "
     "strengthening building improving partnership growth report visit peer study climate "
     "education urban policy people"},
    {WordClass::kTellingSpanish,
     "resiliencia urbana ciudad ciudades hermanamiento desarrollo cooperacion gobierno "
     "gobiernos vivienda viviendas mujeres aprendizaje fortalecimiento mejoramiento "
     "planificacion sostenible movilidad espacio espacios empleo taller buenas alcaldia basura "
     "educacion salud juventud jovenes barrios intercambio seguridad desechos vecinal"},
    {WordClass::kTellingPortuguese,
     "cidade cidades geminacao desenvolvimento cooperacao habitacao moradia mulheres jovens "
     "saude planejamento planeamento sustentavel mobilidade orcamento lixo oficina boas espaco "
     "espacos gestao educacao emprego seguranca governanca prefeitura camara aprendizagem "
     "melhoria"},
    {WordClass::kTellingFrench,
     "ville villes jumelage developpement eau eaux dechets dechet logement logements jeunes "
     "femmes sante durable mobilite quartier quartiers collectivites territoires gouvernance "
     "participatif economie assainissement formation reseau atelier lutte amenagement echange "
     "renforcement citoyenne urbaine urbain habitants communes projet"},
    {WordClass::kCity,
     "city town municipality municipalidad municipalite municipalidade commune communes ville "
     "villes ciudad ciudades municipio "
     "municipios cidade cidades camara prefeitura ayuntamiento alcaldia mairie municipal "
     "intendencia cm village concelho comuna comunas ciutat ciutats comune citta stadt kommune "
     "gemeinde gemeinden borough consistorio"},
    {WordClass::kRegion,
     "province provincia region regions regiao regioes regiones state estado department "
     "departement departements departamento county prefecture oblast land canton governorate "
     "voivodeship district distrito regional provincial departemental departamental diputacion "
     "deputacao bundesland landkreis provincie regione kreis shire governo prefectural "
     "regency kabupaten pcia pcias prov dpto depto states counties districts estados departamentos "
     "distritos provincias "
     "prefectures governorates gouvernorat gouvernorats wilaya wilayas"},
    {WordClass::kCountry, "country republic republica republique pais pays"},
    {WordClass::kStateOfBrazil,
     "ac al ap am ba ce df es go ma mt ms mg pa pb pr pe pi rj rn rs ro rr sc sp se to"},
    {WordClass::kBody,
     "metropolitan metropolitana metropolitano metropolitaine metropole metropolregion "
     "agglomeration agglo communaute mancomunidad consorcio consorzio intermunicipal "
     "intercommunale greater grand gran unione stadtregion"},
    {WordClass::kInstitution,
     "university universidad universidade universite universitat universita institute "
     "instituto institut museum museo musee museu hospital foundation fundacion fundacao "
     "fondation college colegio school escuela escola ecole teatro theatre airport aeropuerto "
     "avenida avenue calle rue rua street plaza praca park parque parques parc jardin jardines "
     "jardim jardins monastery monasterio mosteiro monastere convento couvent abbey abadia "
     "abbaye cathedral catedral cathedrale church iglesia igreja eglise palace palacio palais "
     "castle castillo castelo chateau stadium estadio stade biblioteca library bibliotheque "
     "monumento monument"},
    {WordClass::kGovernment,
     "assembly council councils board government governments authority administration "
     "municipality municipalities metropolitan city town district county conseil conseils "
     "departementaux regionaux consejo conselho"},
    {WordClass::kDirection,
     "north south east west nord sud est ouest norte sur sul este leste oeste"},
    {WordClass::kNoPlaceBehind,
     "framework agreement declaration protocol charter convention agenda accord accords "
     "university institute foundation treaty pact principles award prize bank consensus "
     "commitment model"},
    {WordClass::kLeadsToPlace,
     "in at from to near em no na nos nas en a au aux com con avec with entre between"},
    {WordClass::kOf,
     "of de do da dos das del la le les el los las du des d l the di del della dei degli delle "
     "dell der des von vom d"},
    {WordClass::kSmallInNames,
     "of the and on upon by in at le de do da dos das del la les el los las du des d l y e et "
     "i a o al au aux en sur sous lez em no na di della dei degli delle nel con am an der den "
     "dem im ob bei und vor zu van aan op het ter ten s t bij och og nad pod pri u z ul cu ve "
     "os as par por pres devant vers ar er ash es bin ibn abu ad dit lo dels sul"},
    {WordClass::kPluralPlaceNoun,
     "cities towns regions municipalities ciudades cidades municipios villes communes "
     "provinces regioes regiones governments comuni citta stadte kommunen"},
    {WordClass::kPlaceNoun,
     "cities city towns regions region countries municipalities ciudades regiones paises "
     "cidades regioes municipios villes pays communes basin metropolises local governments"},
    {WordClass::kSeldomCountry, "reuniao reunion"},
    {WordClass::kLeadsInto, "in en em no na au aux nel"},
    {WordClass::kExchange,
     "twinning twin twinned twins sister partnership partnerships partner partners pairing "
     "paired cooperation exchange jumelage jumelages jumelee jumelees partenariat partenariats "
     "convention partenaires hermanamiento hermanamientos hermanada hermanadas cooperacion "
     "convenio convenios intercambio acuerdo acuerdos socios socias geminacao geminacoes "
     "cooperacao acordo acordos protocolo protocolos parceria parcerias parceiros parceiras "
     "gemellaggio gemellaggi patto partnerschaft klimapartnerschaft is lead leader mentor "
     "mentors mentee mentees host hosts visit visits visitan visitam visita visite mentoring "
     "agreement delegation delegacion delegacao carta since desde depuis seit dal year federal "
     "free autonomous autonoma foral entente accord echange city january february march april "
     "may june july august september october november december enero febrero marzo abril mayo "
     "junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro marco maio "
     "junho julho setembro outubro novembro dezembro janvier fevrier mars avril mai juin "
     "juillet aout septembre octobre novembre decembre pln sdg sdgs ods odd page pages "
     "conference network area region zone zona special seminar workshop taller atelier oficina "
     "agermanada agermanades agermanament agermanaments gemellata gemellate stadtepartnerschaft "
     "coirmas coirma"},
    {WordClass::kJoinsNames,
     "and y e et i und og och with con com avec mit entre between zwischen tra fra a to from amb"},
    {WordClass::kJoinsEquals, "and y e et i und og och with con com avec mit"},
    {WordClass::kNoPlace,
     "association asociacion associacao associazione federation federacion federacao network "
     "red rede reseau agency agencia agence union council conselho consejo conseil ministry "
     "ministerio ministere mayor "
     "alcalde prefeito maire project proyecto projeto projet programme program programa "
     "partners partner others otros outros autres teams governments cities experts "
     "representatives health heritage culture education climate water lead year country pais "
     "pays ano progetto progetti projekt projekte assembleia asamblea assemblee assemblea uniao "
     "vice "
     "trenta scuola scuole schule schulen busse centre "
     "centro vertrag commerce ato fomento bomberos green salud saude sante"},
    {WordClass::kAnd, "and y e et i und och og"},
    {WordClass::kWith, "with con com avec mit amb"},
    {WordClass::kGroupOfPlaces,
     "cities towns municipalities regions provinces departments villes communes departements "
     "collectivites ciudades municipios regiones provincias departamentos cidades regioes "
     "estados distritos stadte citta comuni"},
    {WordClass::kVisit,
     "visit visits visita visitas visite visites voyage voyages viaje viajes viagem viagens "
     "tour trip mission missions mision misiones missao missoes gira pasantia pasantias estagio "
     "estagios stage stages secondment internship attachment placement immersion inmersion "
     "imersao missione missioni besuch fachbesuch passantia passanties"},
    {WordClass::kMentoring,
     "mentoring mentorship mentoria mentorias tutoria mentorat parrainage support appui "
     "soutien apoyo apoio assistance asistencia assistencia asesoria assessoria accompagnement "
     "coaching advice review transfer transfers transfert transferts transferencia transferencias "
     "lessons "
     "lecciones licoes lecons donation donations gift gifts donacion donaciones doacao doacoes "
     "supporto sostegno suport unterstutzung wissenstransfer ubergabe"},
    {WordClass::kForSomeone, "for para pour"},
    {WordClass::kTraining,
     "training trainings formation formations formacion formaciones formacao formacoes "
     "capacitacion capacitaciones capacitacao capacitacoes strengthening renforcement "
     "fortalecimiento fortalecimento"},
    {WordClass::kDelegation,
     "delegation delegations delegacion delegaciones delegacao delegacoes comitiva comitivas "
     "delegates delegados delegadas delegues delegazione delegazioni delegacio"},
    {WordClass::kActsFor,
     "delegation delegations delegacion delegaciones delegacao delegacoes comitiva delegates "
     "delegados delegues expert experts experto expertos expertas especialistas specialists "
     "peritos technicians technician tecnicos technicien techniciens officials "
     "official officers officer staff agents agentes agent personnel personal pessoal engineers "
     "ingenieros engenheiros ingenieurs funcionarios funcionarias fonctionnaires servidores "
     "trabajadores trabalhadores employees representatives representantes representants mayor "
     "mayors alcalde alcaldesa alcaldes prefeito prefeita prefeitos presidente president maire "
     "maires intendente councillors councilors concejales regidores vereadores elus elu team "
     "teams equipo equipos equipe equipes leaders lideres members miembros membros membres "
     "group grupo groupe council councils government governments governo gobierno gouvernement "
     "authority authorities autoridades autorites administration administracion administracao "
     "board assembly office services servicios servicos service utility practitioners planners "
     "planificadores colleagues colegas collegues peers counterparts homologos firefighters "
     "bomberos bombeiros pompiers teachers docentes professores students nurses police managers "
     "gestores gerentes cadres quadros integrantes colaboradores directors directores diretores "
     "directeurs secretarios municipales municipais municipaux municipal local locales locais "
     "locaux techniques administratifs senior both several autarca autarcas vereador vereadores "
     "concejal concejala presidentes presidentas intendentes ediles edis conseillers conseilleres "
     "secretaires secretaries generaux dignitaries professionals profesionales profissionais "
     "delegations students estudiantes estudantes etudiants youth sindaco sindaci sindaca "
     "funzionari funzionario delegazione delegazioni tecnici esperti comunale comunali giunta "
     "alcaldessa alcaldesses regidor delegacio vertreter vertreterinnen burgermeister "
     "burgermeisterin oberburgermeister landrat landratin stadtverwaltung fachkraft fachkrafte "
     "partner grup corporators corporator elus elues edile intercommunale ayuntamientos "
     "mitarbeiter auszubildende coordinators coordinadores mayoress policias policia police "
     "councilmen trainees rathaus verwaltung gemeindeverwaltung kreisverwaltung chamber chambers "
     "guardas guarda serenos equipe municipal lgu lgus governor governors gobernador gobernadora "
     "gobernadores gouverneur governador deputy arrondissement mairesse mairesses alcaldesas "
     "prefeitas aspirantes senior"},
    {WordClass::kAuxiliary,
     "is are was were has have had been being be will would to also then jointly currently which "
     "who that que qui quien se s ha han fue fueron sido esta estan estara tem teem foi foram vai "
     "vao va van "
     "est sont ete ont etait a lui y it later recently together act acts acted serve serves "
     "served chosen selected e ha hanno si sono stata stati va esta zu begins begin began starts "
     "start started continues continue continued plans planned agreed can could may comienza "
     "comenzo empieza empezo inicia inicio continua sigue siguen commence commencent podra podran "
     "peut peuvent pode podem e sera seran serao veut veulent quiere quieren quer querem wants "
     "want souhaite souhaitent desea engage engagee engages engagent engagees compromete "
     "comprometen "
     "comprometio mandated asked invited pledges pledged promises promised commits committed "
     "promete prometio"},
    {WordClass::kLeadsThere,
     "to a au aux ao aos as em no na in en at al para vers until ad alla ai nella nel nach zu an "
     "dans chez im hasta ate"},
    {WordClass::kLeadsFrom,
     "from of by de da do dos das del du des d por pela pelo par desde depuis di della dei degli "
     "delle dell dal dalla aus von dels"},
    {WordClass::kSurelyLeadsFrom, "from by por pela pelo par desde depuis dal dalla aus"},
    {WordClass::kGathering,
     "workshop workshops seminar meeting conference forum training event exchange taller "
     "talleres seminario encuentro reunion conferencia foro intercambio oficina oficinas "
     "encontro reuniao atelier ateliers seminaire rencontre rencontres echange assembly "
     "asamblea"},
    {WordClass::kJoinsPlaces,
     "and y e et i und the of de do da del du des d dos das l la le el les los las o a os as "
     "city cities town towns ville villes ciudad ciudades cidade cidades municipality "
     "municipalities municipio municipios commune communes comuna comunas prefeitura camara "
     "municipal ayuntamiento alcaldia region regions regiao regioes province provincia state "
     "estado county district distrito metropole metropolitan area di dei della citta comune comuni "
     "il lo gli i ciutat municipi stadt landkreis und puis then luego despues depois"},
    {WordClass::kPartners,
     "twinnings twin twinned sister partnerships partner jumelages jumelees jumelee "
     "partenaires hermanamientos hermanas hermanadas hermanada convenios geminacoes geminacao "
     "geminadas irmas acordos protocolos acuerdos gemellaggi gemellate gemellata partnerstadte "
     "partnerstadt stadtepartnerschaften stadtefreundschaft partnergemeinden agreements twins "
     "sisters "
     "partenariats parcerias agermanada agermanades agermanat agermanament agermanaments gemellati "
     "gemellato partnerstadten coirmas coirma irma hermana hermano geminado"},
    {WordClass::kPartnersInPlural, "gemellate hermanadas jumelees geminadas twinned"},
    {WordClass::kGoalMark, "sdg sdgs ods odd"},
    {WordClass::kGenericGoalMark, "goal goals objectif objectifs objetivo objetivos"},
    {WordClass::kTargetMark, "target targets meta metas cible cibles"},
    {WordClass::kJoinsNumbers, "and y e et or o ou n no num number numero"},
    {WordClass::kThrough, "to a al ao through"},
    {WordClass::kBesideGoalMark,
     "de desarrollo sostenible desenvolvimento sustentavel developpement durable sdg sdgs ods "
     "odd target targets meta metas cible cibles"},
};

WordMap<WordClasses> AllWords() {
  WordMap<WordClasses> all;
  for (const ClassOfWords& list : kLists) {
    ForEachWord(list.words, [&](std::string_view word) { all.Add(word).Add({list.which}); });
  }
  return all;
}

}  // namespace

WordClasses ClassesOf(std::string_view folded) {
  static const WordMap<WordClasses> kAll = AllWords();
  const WordClasses* const known = kAll.Find(folded);
  return known == nullptr ? WordClasses() : *known;
}

}  // namespace citygraph::importers

#include "importers/text/person_names.h"

#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

constexpr std::string_view kGivenNames =
    "aaron abdul abdullah abigail adam adolfo adrian adriana agustin ahmad ahmed aidan alan "
    "albert alberto alejandro aleksandr alessandra alessandro alessia alex alexander alexandra "
    "alexandre alfonso alfred alfredo ali alice aline alison allan allison alonso alvaro amanda "
    "amber amelia amir amy ana ananda anders andre andrea andreas andres andrew andy angel angela "
    "angelo anita ann anna anne annette annie anselmo anthony antoine anton antonella antoni "
    "antonia antonio april arnaldo arthur arturo ashley audrey augusto aurelie aurelio aziz "
    "baptiste barack barbara barry beatrice beatriz ben benjamin benoit bernard bernardo bertrand "
    "beth bettina betty bill billy birgit bob bobby brad bradley brandon brenda brendan brett "
    "brian bridget brigitte bruce bruna bruno bryan calvin cameron camila camille carl carla "
    "carlo carlos carmen carol carola carolina caroline carolyn catherine cathy cecile cecilia "
    "cedric celia celso cesar chantal charles charlie charlotte cheryl chiara chris christian "
    "christina christine christophe christopher chuck ciaran cindy claire clare claude claudia "
    "claudio clemente clive colin connie connor conor corinne craig cristian cristiano cristina "
    "crystal curtis cynthia damien daniel daniela danny dario darren dave david davide dawn dean "
    "debbie debora deborah delphine denise dennis derek desmond diana diane didier diego dieter "
    "dirk dmitry domingo dominic dominique don donald donna dorothy doug douglas duncan dylan "
    "eamon ed eddie edgar edith edmilson edmundo edson eduard eduardo edward edwin efrain eileen "
    "elaine eleanor elena eli elias elisa elisabetta elizabeth ella ellen emanuele emilio emily "
    "emma emmanuel emmanuelle enda enrico enrique eric erica erik ernest ernesto esteban estela "
    "estelle esther ethan eugene eugenia eugenio eva evan evelyn evelyne fabian fabien fabio "
    "fabrice fabrizio fatima federica federico felicia felipe felix fermin fernando filippo fiona "
    "flavia flavio florence florian frances francesca francesco francis francisco franck franco "
    "francois francoise frank franklin fred frederic frederick frederico friedrich gabriel "
    "gaetano gareth gary gavin gemma genevieve geoff geoffrey george gerald geraldo gerard "
    "gerardo gerhard germain ghislaine giacomo gianni gilbert gilberto gilles gino giorgia "
    "giorgio giovanni giulia giulio giuseppe giuseppina glen glenn gloria gonzalo gordon grace "
    "graciela graham greg gregorio gregory guido guilherme guillaume guillermo gunter gustave "
    "gustavo guy hannah harold harriet harry hassan heather hector heidi heinz helen helena "
    "helmut henri henrique henry herbert herve hilda hillary holly horacio howard hugh hugo "
    "hussein iain ian ibrahim ignacio igor ines ingrid irene isaac isabel isabella isabelle "
    "ismail ivan jack jackie jacob jacqueline jacques jaime jake james jamie jan jane janet "
    "janice jared jasmine jason jaume javier javiera jay jean jeanne jeff jeffrey jennifer jenny "
    "jeremy jerome jeronimo jerry jesse jessica jesus jill jim jimmy jo joachim joan joana joanna "
    "joanne joao joaquim joaquin jochen jody joe joel joelle john johnny jon jonathan jordan "
    "jordi jorge jose josefina josep joseph josh joshua joyce juan juanita judith judy julia "
    "julian juliana julie julien julieta juliette julio jurgen justin kaitlin karen karim karin "
    "karl kate katherine kathleen kathryn kathy katie keith kelly ken kenneth kevin khalid kim "
    "kimberly kirsty klaus kurt kyle lance larry laura lauren laurent laurie lawrence leah "
    "leandro lee leila leo leon leonard leonardo leslie leticia lewis liam lidia ligia liliana "
    "lily linda lindsay lisa liz lorenzo lori lothar louis louise luca lucas lucia luciana "
    "luciano lucy luigi luis luisa luiz luke luz lynn madison magali magdalena mamadou manfred "
    "manuel manuela marc marcel marcela marcello marcelo marcia marco marcos marcus margaret "
    "marguerite maria mariana marianne mariano marie marilyn marina mario marion marisa marisol "
    "mark marta martha martin marvin mary massimo mateo mathieu mathilde matilde matt matteo "
    "matthew matthias maude maureen maurice mauricio mauro max maximo megan melanie melissa "
    "mercedes mia michael michel michele micheline michelle miguel miguelina mike milton mireille "
    "miriam mirta mitch mohamed mohammad mohammed molly monica monique morgan mouhamadou moussa "
    "muhammad mustafa nadia nadine nancy natalie natasha nathalie nathan neil nelly nelson nestor "
    "nicholas nick nicola nicolas nicole nicoletta nigel nina noah noel nora norberto norma "
    "norman octavio odile olaf oleksandr olena olga oliver olivia olivier omar orlando oscar "
    "osvaldo oswaldo owen "
    "pablo pamela paola paolo pascal pascale patrice patricia patrick patrizia patsy paul paula "
    "pauline paulo pedro peggy penny pete peter phil philip phillip phyllis piero pierre pietro "
    "pilar quentin rachel rafael raimundo ralph ramiro ramon randy raquel raul ray raymond "
    "rebecca regina reiner renata renato renee reynaldo ricarda ricardo richard rick rita rob "
    "robert roberta roberto robin rocio rodolfo rodrigo roger rogerio roland romain romeo ron "
    "ronald ronan rory rosa rosario rose ross roy ruben rubens rui russell ruth ryan sabine sally "
    "salvatore sam samantha samuel sandra sandrine sara sarah saul scott sean sebastian "
    "sebastiano sergei sergey serhii sergio seth severine shane shannon sharon shaun shawn sheila "
    "shelley "
    "sheryl shirley sian silvia silvio simon simone sofia solange sonia sophie soraya stacey "
    "stanley stefan stefania stefano stella stephane stephanie stephen steve steven stewart "
    "stuart sue susan susana suzanne sylvain sylvia sylvie tamara tania tanya tara tatiana ted "
    "teresa terry theodore theresa thiago thierry thomas tiago tiffany tim timothy tina todd tom "
    "tomas tommy toni tony tracy trevor tyler ulrich ulrike umberto ursula uwe valentin valentina "
    "valerie valter vanessa vera vernon veronica veronique vicente vicki vicky victor victoria "
    "viktor vincent vincenzo virginia virginie vittorio vladimir volodymyr waldemar walid walter "
    "wanda "
    "warren wayne wendy werner wilfried will william willie wolfgang xavier xiomara yann yannick "
    "yolanda yusuf yves yvette yvonne zachary zelia zoe";

constexpr std::string_view kTitles =
    "archbishop attorney bishop capt captain cardinal chairman chancellor chief cllr coach col "
    "colonel commissioner constable councillor councilman councilwoman cpl dame deputy det "
    "detective director don dona dr father fr gen general gov governor imam inspector judge "
    "justice king lady lieutenant lord lt m madame mayor minister miss mme monsieur mr mrs ms "
    "officer pastor pc pope president prince princess principal prof professor queen rep rev "
    "reverend saint secretary sen senator senor senora sergeant sgt sheriff sir sister "
    "spokesman spokeswoman sr sra superintendent";

constexpr std::string_view kSpeechVerbs =
    "added adds argued asked asks believes confirmed declined explained explains insisted joked "
    "knows noted pleaded recalled replied said say says tells testified thinks told tweeted who "
    "writes wrote";

constexpr std::string_view kCalendarWords =
    "april august christmas december easter february friday january july june march may monday "
    "november october "
    "saturday september sunday thursday tuesday wednesday";

}  // namespace

bool IsGivenName(std::string_view folded) {
  static const WordSet kWords(kGivenNames);
  return kWords.contains(folded);
}

bool IsPersonTitle(std::string_view folded) {
  static const WordSet kWords(kTitles);
  return kWords.contains(folded);
}

bool IsSpeechVerb(std::string_view folded) {
  static const WordSet kWords(kSpeechVerbs);
  return kWords.contains(folded);
}

bool IsCalendarWord(std::string_view folded) {
  static const WordSet kWords(kCalendarWords);
  return kWords.contains(folded);
}

}  // namespace citygraph::importers

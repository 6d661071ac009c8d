#include "importers/text/person_names.h"

#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

constexpr std::string_view kGivenNames =
    "aaron abdul abdullah abigail adam adrian adriana ahmad ahmed aidan alan albert alberto "
    "alejandro alex alexander alexandra alfonso alfred ali alice alison allan allison alonso "
    "amanda amber amelia amir amy ana anders andre andrea andreas andres andrew andy angel "
    "angela angelo anita ann anna anne annette annie anthony antoine anton antonio april arthur "
    "ashley audrey barack barbara barry beatrice ben benjamin bernard bernardo beth betty bill "
    "billy bob bobby brad bradley brandon brenda brendan brett brian bridget bruce bruno bryan "
    "calvin cameron carl carla carlos carmen carol caroline carolyn catherine cathy cecilia "
    "charles charlie charlotte cheryl chris christian christina christine christopher chuck "
    "ciaran cindy claire clare claude claudia clive colin connie connor conor craig crystal "
    "curtis cynthia daniel daniela danny darren dave david dawn dean debbie deborah dennis "
    "derek desmond diana diane diego dmitry dominic don donald donna dorothy doug douglas "
    "duncan dylan eamon ed eddie edgar eduardo edward edwin eileen elaine eleanor elena eli "
    "elias elizabeth ella ellen emily emma emmanuel enda enrique eric erica erik ernest esther "
    "ethan eugene eva evan evelyn fatima felipe felix fernando fiona florence frances francesca "
    "francesco francis francisco frank franklin fred frederick gabriel gareth gary gavin gemma "
    "geoff geoffrey george gerald gerard gilbert giovanni glen glenn gloria gonzalo gordon "
    "grace graham greg gregory guillermo gustavo guy hannah harold harriet harry hassan heather "
    "hector heidi helen henri henry herbert hillary holly howard hugh hugo hussein iain ian "
    "ibrahim igor irene isaac isabel isabella ismail ivan jack jackie jacob jacqueline jaime "
    "jake james jamie jan jane janet janice jared jasmine jason javier jay jean jeanne jeff "
    "jeffrey jennifer jenny jeremy jerry jesse jessica jesus jill jim jimmy jo joan joanna "
    "joanne joao joaquin jody joe joel john johnny jon jonathan jordan jorge jose joseph josh "
    "joshua joyce juan juanita judith judy julia julian julie justin kaitlin karen karl kate "
    "katherine kathleen kathryn kathy katie keith kelly ken kenneth kevin khalid kim kimberly "
    "kirsty kurt kyle lance larry laura lauren laurie lawrence leah lee leo leon leonard leslie "
    "lewis liam lily linda lindsay lisa liz lorenzo lori louis louise lucas lucia lucy luis "
    "luke luz lynn madison manuel marc marcel marco marcos marcus margaret maria mariana marie "
    "marilyn mario marion marisol mark martha martin marvin mary mateo matt matthew maureen "
    "maurice max megan melanie melissa mercedes mia michael michel michelle miguel mike miriam "
    "mitch mohamed mohammad mohammed molly monica morgan muhammad mustafa nadia nancy natalie "
    "natasha nathan neil nelson nicholas nick nicola nicolas nicole nigel nina noah noel nora "
    "norman olga oliver olivia omar oscar owen pablo pamela patricia patrick patsy paul paula "
    "pauline pedro peggy penny pete peter phil philip phillip phyllis pierre rachel rafael "
    "ralph ramon randy raul ray raymond rebecca renee ricardo richard rick rita rob robert "
    "roberta roberto robin rodrigo roger roland ron ronald ronan rory rosa rose ross roy ruben "
    "russell ruth ryan sally sam samantha samuel sandra sara sarah saul scott sean sebastian "
    "sergei sergio seth shane shannon sharon shaun shawn sheila shelley shirley sian simon "
    "sofia sonia sophie stacey stanley stella stephanie stephen steve steven stewart stuart sue "
    "susan suzanne sylvia tamara tanya tara ted teresa terry theodore theresa thomas tiffany "
    "tim timothy tina todd tom tommy toni tony tracy trevor tyler valerie vanessa vera vernon "
    "veronica vicky victor victoria viktor vincent vladimir walter wanda warren wayne wendy "
    "will william willie xavier yolanda yusuf yvonne zachary zoe";

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

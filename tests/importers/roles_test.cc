#include "importers/report_list/roles.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "importers/report_list/event_type.h"
#include "tests/support/importing.h"

namespace citygraph::importers {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Lt;

TEST(EventTypeTest, TheMoreSpecialWordDecides) {
  EXPECT_EQ(EventTypeOf(Words("Mentoring Story Johannesburg Lilongwe")), "mentoring");
  EXPECT_EQ(EventTypeOf(Words("Peer learning workshop")), "workshop");
  EXPECT_EQ(EventTypeOf(Words("Visita de estudo a Lisboa")), "study visit");
  EXPECT_EQ(EventTypeOf(Words("Jumelage Lyon – Birmingham")), "twinning");
  EXPECT_EQ(EventTypeOf(Words("Cooperación descentralizada")), "decentralised cooperation");
  EXPECT_EQ(EventTypeOf(Words("Waste in Durban")), "");
  EXPECT_EQ(EventTypeOf(Words("")), "");
}

TEST(RolesTest, MentoringWithTwoPlacesIsDirectedByWordOrderAndSaysSo) {
  const RowDraft row = ReadRow("Mentoring Story Johannesburg Lilongwe");
  EXPECT_THAT(PlacesOf(row), ElementsAre("Johannesburg city ZA mentor", "Lilongwe city MW mentee"));
  EXPECT_THAT(PairsOf(row), ElementsAre("Johannesburg > Lilongwe"));
  for (const PlaceMention& mention : row.places) {
    EXPECT_EQ(mention.role_rule, "mentoring-word-order");
    EXPECT_LT(mention.role_confidence, 0.7);
    EXPECT_THAT(TextsOf(mention.why), Contains(HasSubstr("order of words alone")));
  }
}

TEST(RolesTest, MentoringWithThreePlacesHasNoDirection) {
  const RowDraft row = ReadRow("Mentoring Lima Quito Bogotá");
  EXPECT_THAT(PlacesOf(row), ElementsAre("Lima city PE participant", "Quito city EC participant",
                                         "Bogotá city CO participant"));
  EXPECT_EQ(row.pairs.size(), 3U);
}

TEST(RolesTest, AWordThatSaysTheRoleIsSurerThanWordOrder) {
  const RowDraft row = ReadRow("Mentoring of Lilongwe, mentored by Johannesburg");
  EXPECT_THAT(PlacesOf(row), ElementsAre("Lilongwe city MW mentee", "Johannesburg city ZA mentor"));
  EXPECT_THAT(PairsOf(row), ElementsAre("Johannesburg > Lilongwe")) << "the giver first";
  EXPECT_GT(row.places[1].role_confidence, 0.9);
}

TEST(RolesTest, TheOneWhoCoordinatesLeadsAndTheOthersArePartners) {
  const RowDraft row = ReadRow("Network coordinated by Lisbon with Porto and Maputo");
  EXPECT_THAT(PlacesOf(row), ElementsAre("Lisbon city PT lead", "Porto city PT partner",
                                         "Maputo city MZ partner"));
  EXPECT_THAT(PairsOf(row), ElementsAre("Lisbon > Porto", "Lisbon > Maputo"))
      << "partners of a network are not said to have met one another";
  EXPECT_EQ(ReadRow("Rede coordenada por Lisboa com Maputo").places.at(0).role, Role::kLead);
  EXPECT_EQ(ReadRow("Red coordinada por Quito con Lima").places.at(0).role, Role::kLead);
  EXPECT_EQ(ReadRow("Réseau coordonné par Lyon avec Dakar").places.at(0).role, Role::kLead);
}

TEST(RolesTest, TheOneWhoHostsIsVisited) {
  const RowDraft row = ReadRow("Meeting hosted by Quito, with Bogotá");
  EXPECT_THAT(PlacesOf(row), ElementsAre("Quito city EC host", "Bogotá city CO visitor"));
  EXPECT_THAT(PairsOf(row), ElementsAre("Quito > Bogotá"));
}

TEST(RolesTest, AVisitGoesToItsHost) {
  const RowDraft row = ReadRow("Study visit to Quito by Bogotá");
  EXPECT_THAT(PlacesOf(row), ElementsAre("Quito city EC host", "Bogotá city CO visitor"));
}

TEST(RolesTest, TheOnlyPlaceAtATitlesEndHosts) {
  const RowDraft row = ReadRow("Revitalizing Cultural Heritage Jakarta");
  EXPECT_THAT(PlacesOf(row), ElementsAre("Jakarta city ID host"));
  EXPECT_EQ(row.places[0].role_rule, "trailing-place");
  EXPECT_THAT(row.pairs, IsEmpty());
}

TEST(RolesTest, TheOnlyPlaceIsLessSurelyTheHostElsewhereInTheTitle) {
  const RowDraft trailing = ReadRow("Hygiene Health and Markets Maputo");
  const RowDraft leading = ReadRow("Maputo Hygiene Health and Markets");
  EXPECT_EQ(leading.places.at(0).role, Role::kHost);
  EXPECT_LT(leading.places[0].role_confidence, trailing.places.at(0).role_confidence);
}

TEST(RolesTest, AnEditionMarkDoesNotHideTheTrailingPlace) {
  const RowDraft row = ReadRow("PLN 26 Urban Development Niteroi ENG");
  ASSERT_EQ(row.places.size(), 1U);
  EXPECT_EQ(row.places[0].role_rule, "trailing-place");
}

TEST(RolesTest, PlacesNamedSideBySideArePeers) {
  const RowDraft row = ReadRow("Learning exchange Durban-Surabaya");
  EXPECT_THAT(PlacesOf(row),
              ElementsAre("Durban city ZA participant", "Surabaya city ID participant"));
  EXPECT_THAT(PairsOf(row), ElementsAre("Durban > Surabaya"));
  const RowDraft twins = ReadRow("Jumelage Lyon – Birmingham");
  EXPECT_THAT(PlacesOf(twins), ElementsAre("Lyon city FR partner", "Birmingham city GB partner"));
}

TEST(RolesTest, WhatTheExchangeIsAboutTakesNoPart) {
  const RowDraft row = ReadRow("Public space in African cities Blantyre");
  EXPECT_THAT(PlacesOf(row), ElementsAre("Africa area scope", "Blantyre city MW host"));
  EXPECT_THAT(row.pairs, IsEmpty());
}

TEST(RolesTest, ACountryInBracketsOnlySaysWhereThePlaceLies) {
  const RowDraft row = ReadRow("Twinning of Tandil (Argentina) and Lyon (France)");
  EXPECT_THAT(PlacesOf(row), ElementsAre("Tandil city AR partner", "Argentina country AR context",
                                         "Lyon city FR partner", "France country FR context"));
  EXPECT_THAT(PairsOf(row), ElementsAre("Tandil > Lyon"));
}

TEST(RolesTest, ACountryNamedOnItsOwnTakesPart) {
  EXPECT_THAT(PlacesOf(ReadRow("Decentralized Cooperation Brazil and Mozambique")),
              ElementsAre("Brazil country BR partner", "Mozambique country MZ partner"));
}

TEST(RolesTest, StrongMarksKeepPairsApart) {
  EXPECT_THAT(PairsOf(ReadRow("Twinning: Lyon – Birmingham; Durban – Bremen")),
              ElementsAre("Lyon > Birmingham", "Durban > Bremen"));
}

TEST(RolesTest, APlaceNamedTwiceMeetsAnotherOnceAndNeverItself) {
  EXPECT_THAT(PairsOf(ReadRow("Twinning Lyon, Birmingham, Lyon")),
              ElementsAre("Lyon > Birmingham"));
}

TEST(RolesTest, NoRuleIsSurerThanCertain) {
  for (const std::string line :
       {"Mentoring Story Johannesburg Lilongwe", "Meeting hosted by Quito, with Bogotá",
        "Twinning of Tandil (Argentina) and Lyon (France)", "Cities of Asia meet in Jakarta"}) {
    for (const PlaceMention& mention : ReadRow(line).places) {
      EXPECT_THAT(mention.role_confidence, ::testing::AllOf(Gt(0), Lt(1))) << line;
      EXPECT_FALSE(mention.role_rule.empty()) << line << ": " << mention.text;
    }
  }
}

TEST(RolesTest, ALabelSpeaksOfAllPlacesThatFollowIt) {
  for (const std::string line :
       {"Mentors: Durban and Lima; mentees: Quito", "Mentors: Durban, Lima / Mentees: Quito",
        "Mentores: Durban y Lima; aprendices: Quito", "Mentoras: Durban e Lima; mentoradas: Quito",
        "Mentors : Durban et Lima ; mentorés : Quito"}) {
    const RowDraft row = ReadRow(line);
    EXPECT_THAT(PlacesOf(row),
                ElementsAre("Durban city ZA mentor", "Lima city PE mentor", "Quito city EC mentee"))
        << line;
    EXPECT_THAT(PairsOf(row), ElementsAre("Durban > Quito", "Lima > Quito")) << line;
  }
}

TEST(RolesTest, AVerbSpeaksOfAllPlacesOnBothSides) {
  for (const std::string line :
       {"Durban and Lima mentored Quito", "Durban y Lima mentorean a Quito",
        "Durban e Lima mentoraram Quito", "Durban et Lima parrainent Quito",
        "The cities of Durban (South Africa) and Lima mentored the city of Quito"}) {
    EXPECT_THAT(PairsOf(ReadRow(line)), ElementsAre("Durban > Quito", "Lima > Quito")) << line;
  }
}

TEST(RolesTest, TheOneBeforeHostsIsTheHost) {
  for (const std::string line :
       {"Durban hosts Quito", "Durban hosted a learning exchange with Quito",
        "Durban received a delegation from Quito", "Durban welcomes Quito", "Durban acoge a Quito",
        "Durban recibió a una delegación de Quito", "Durban recebe delegação de Quito",
        "Durban accueille Quito", "Durban reçoit une délégation de Quito"}) {
    const RowDraft row = ReadRow(line);
    EXPECT_THAT(PlacesOf(row), ElementsAre("Durban city ZA host", "Quito city EC visitor")) << line;
    EXPECT_THAT(PairsOf(row), ElementsAre("Durban > Quito")) << line;
  }
}

TEST(RolesTest, AVisitGoesFromOneToTheOther) {
  for (const std::string line :
       {"Visit of Quito to Durban", "Study visit of the city of Quito to the city of Durban",
        "Visita de estudio de Quito a Durban", "Visita de estudo de Quito a Durban",
        "Visita técnica da cidade de Quito à cidade de Durban", "Visite de Quito à Durban",
        "Visite d'étude de la ville de Quito à Durban", "Voyage d'étude de Quito à Durban",
        "Delegation from Quito to Durban", "Quito visits Durban", "Quito visita Durban",
        "Study visit to Durban by Quito", "Visita a Durban por Quito"}) {
    const RowDraft row = ReadRow(line);
    ASSERT_EQ(row.places.size(), 2U) << line;
    for (const PlaceMention& mention : row.places) {
      EXPECT_EQ(mention.role, mention.text == "Quito" ? Role::kVisitor : Role::kHost) << line;
    }
    EXPECT_THAT(PairsOf(row), ElementsAre("Durban > Quito")) << line;
  }
}

TEST(RolesTest, SeveralVisitOne) {
  for (const std::string line : {"Lima and Quito visit Durban", "Lima y Quito visitan Durban",
                                 "Lima e Quito visitam Durban", "Lima et Quito visitent Durban"}) {
    EXPECT_THAT(PairsOf(ReadRow(line)), ElementsAre("Durban > Lima", "Durban > Quito")) << line;
  }
}

TEST(RolesTest, AVisitOfAPlaceAloneDoesNotMakeItTheVisitor) {
  EXPECT_EQ(ReadRow("Visite de Lyon").places.at(0).role, Role::kHost);
  EXPECT_EQ(ReadRow("Lyon Dakar study visit 2019").places.at(0).role, Role::kParticipant);
}

TEST(RolesTest, AMentoringGoesFromOneToTheOther) {
  for (const std::string line :
       {"Mentoring from Durban to Quito", "Mentoría de Durban a Quito",
        "Mentoria de Durban a Quito", "Mentorat de Durban à Quito", "Mentoring of Quito by Durban",
        "Quito learns from Durban", "Quito was mentored by Durban"}) {
    EXPECT_THAT(PairsOf(ReadRow(line)), ElementsAre("Durban > Quito")) << line;
  }
}

TEST(RolesTest, AMembershipListTakesNoTimeAndSaysNoPairs) {
  std::string line = "Network of";
  std::size_t named = 0;
  const Gazetteer& gazetteer = BuiltInKnowledge().gazetteer;
  for (std::uint32_t i = 0; named < 4000 && i < gazetteer.size(); ++i) {
    const Place place = gazetteer.At(PlaceIndex{i});
    if (place.kind != PlaceKind::kCity) continue;
    line += (named++ == 0 ? " " : ", ") + std::string(place.name);
  }
  const auto began = std::chrono::steady_clock::now();
  const RowDraft row = ReadRow(line);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  EXPECT_GT(row.places.size(), 3000U);
  EXPECT_THAT(row.pairs, IsEmpty());
  EXPECT_LT(took.count(), 20) << "a list of cities costs what its cities cost";
}

// Lines in which Quito gives and Lima takes, or Lima is Quito's guest.
void ExpectQuitoGivesToLima(const std::vector<std::string>& lines, Role gives, Role takes) {
  for (const std::string& line : lines) {
    const RowDraft row = ReadRow(line);
    ASSERT_EQ(row.places.size(), 2U) << line;
    for (const PlaceMention& mention : row.places)
      EXPECT_EQ(mention.role, mention.text == "Quito" ? gives : takes)
          << line << ": " << mention.text << " by " << mention.role_rule;
    EXPECT_THAT(PairsOf(row), ElementsAre("Quito > Lima")) << line;
  }
}

TEST(RolesTest, WhoTeachesIsAMentorInEveryFormOfTheVerb) {
  ExpectQuitoGivesToLima(
      {"Quito advises Lima on bus lanes", "Quito has been mentoring Lima since 2019",
       "A team from Quito is supporting Lima in drafting its housing plan",
       "Quito's waste team trained 30 collectors from Lima", "Quito capacita a técnicos de Lima",
       "Quito está asesorando a Lima", "Técnicos de Quito capacitaram 30 colaboradores de Lima",
       "Quito apoia Lima na elaboração do plano diretor",
       "Des experts de Quito forment les agents de Lima", "Quito accompagne la commune de Lima"},
      Role::kMentor, Role::kMentee);
}

TEST(RolesTest, WhoSharesOrGivesIsAMentorOfWhomItIsGivenTo) {
  ExpectQuitoGivesToLima(
      {"Quito shared its experience of markets with Lima", "Quito offered training to Lima",
       "Quito exports its cable car know-how to Lima",
       "Quito completed a programme to transfer its know-how to officials of Lima",
       "Quito compartió con Lima su experiencia en movilidad", "Quito transfiere su modelo a Lima",
       "Quito partilha a sua experiência de habitação com Lima",
       "Quito presta assessoria técnica a Lima", "Quito partage son expérience avec Lima",
       "Quito met son expertise au service de Lima", "Course given by Quito to Lima"},
      Role::kMentor, Role::kMentee);
}

TEST(RolesTest, WhoLearnsIsAMentee) {
  ExpectQuitoGivesToLima(
      {"Lima adopts participatory budgeting from Quito", "Engineers from Lima trained in Quito",
       "Lima learns how Quito manages its parks", "Lima has been advised on waste by Quito",
       "Lima recibe asesoría de Quito", "Lima aprende de Quito cómo gestionar el agua",
       "Lima aprendeu com Quito a gestão da água", "Lima se inspira em Quito",
       "Lima va à l'école de la ville de Quito", "Lima s'inspire de Quito",
       "Lima bénéficie de l'expertise de Quito"},
      Role::kMentor, Role::kMentee);
}

TEST(RolesTest, ATrainingIsOfWhoLearnsAndByWhoTeaches) {
  ExpectQuitoGivesToLima(
      {"Training of Lima staff by Quito", "Capacitação dos técnicos de Lima por peritos de Quito",
       "Formation à Quito des cadres de Lima", "Quito: formación de funcionarios de Lima",
       "Mission d'appui de Quito à Lima", "Misión técnica de Quito a Lima para asesorar"},
      Role::kMentor, Role::kMentee);
}

TEST(RolesTest, WhoComesIsAVisitorWhoeverActsForIt) {
  ExpectQuitoGivesToLima(
      {"Lima delegation visits Quito City Hall", "Lima City Council officers visited Quito",
       "Lima: its mayor and six officials visit Quito", "Comitiva de Lima em Quito",
       "Quito está recebendo a delegação do Conselho de Lima",
       "Técnicos de Lima conhecem o sistema de transporte de Quito",
       "Le maire de Lima, accompagné d'une délégation, séjourne à Quito",
       "Les élus de Lima se sont rendus à Quito", "Lima was invited by Quito",
       "Funcionarios de Lima conocieron la experiencia de Quito"},
      Role::kHost, Role::kVisitor);
}

TEST(RolesTest, ExpertsWhoComeTeach) {
  ExpectQuitoGivesToLima({"Quito's experts visited Lima", "Visit of experts of Quito to Lima"},
                         Role::kMentor, Role::kMentee);
}

// "Lima mentee, Quito mentor": in the order of their names.
std::string RolesOf(std::string_view title) {
  const RowDraft row = ReadRow(std::string(title));
  std::vector<std::string> roles;
  for (const PlaceMention& each : row.places) {
    if (TakesPart(each.role)) roles.push_back(each.text + ' ' + std::string(RoleName(each.role)));
  }
  std::ranges::sort(roles);
  return fmt::format("{}", fmt::join(roles, ", "));
}

TEST(RolesTest, WhoGivesSomethingIsNoHostAndNoVisitor) {
  for (const std::string_view title :
       {"Quito donates two ambulances to Lima", "Lima receives a fire truck from Quito",
        "Fire engines donated to Lima by Quito", "Quito sends school books to Lima",
        "Lima thanks Quito for a bus", "Quito entrega dos camiones de bomberos a Lima",
        "Lima recibe una ambulancia donada por Quito", "Lima agradece a Quito el camión",
        "Quito remet un camion à la ville de Lima",
        "Lima reçoit deux bus, don de la ville de Quito", "Quito oferece um autocarro a Lima",
        "Lima recebe viaturas de Quito", "Quito dona uno scuolabus a Lima",
        "Lima riceve due ambulanze da Quito", "Quito spendet drei Busse an Lima",
        "Lima erhält zehn Busse von der Stadt Quito"}) {
    EXPECT_EQ(RolesOf(title), "Lima mentee, Quito mentor") << title;
  }
  EXPECT_EQ(RolesOf("Quito receives a delegation from Lima"), "Lima visitor, Quito host");
  EXPECT_EQ(RolesOf("Quito sends officials to Lima"), "Lima host, Quito visitor");
  EXPECT_EQ(RolesOf("Quito sends two teachers to Lima"), "Lima mentee, Quito mentor");
}

TEST(RolesTest, WhoseVisitorsAreThereVisits) {
  for (const std::string_view title :
       {"Mayors of Lima and Cusco in Quito", "Lima and Cusco officials at the Quito bus terminal",
        "Visitors from Lima and Cusco traveled to Quito",
        "Técnicos de Lima y Cusco, recibidos en Quito",
        "Les agents de Lima et Cusco accueillis une semaine par Quito",
        "Delegazioni di Lima e Cusco in visita a Quito",
        "Vertreter aus Lima und Cusco zu Besuch in Quito"}) {
    EXPECT_EQ(RolesOf(title), "Cusco visitor, Lima visitor, Quito host") << title;
  }
}

TEST(RolesTest, ASpanishVerbMayStandFirst) {
  EXPECT_EQ(RolesOf("Recibe Quito a delegación de Lima"), "Lima visitor, Quito host");
  EXPECT_EQ(RolesOf("Conoce alcalde de Lima el transporte de Quito"), "Lima visitor, Quito host");
  EXPECT_EQ(RolesOf("Capacita Quito a policías de Lima"), "Lima mentee, Quito mentor");
}

TEST(RolesTest, WhoActsForTheSecondJoinsItToTheFirst) {
  EXPECT_EQ(RolesOf("El alcalde de Lima y técnicos de Cusco visitan Quito"),
            "Cusco visitor, Lima visitor, Quito host");
}

TEST(RolesTest, ItalianGermanAndCatalanVerbsTellToo) {
  for (const std::string_view title :
       {"Quito forma i funzionari di Lima", "Quito unterstützt Lima beim Recycling",
        "Lima: piano urbano con il supporto del Comune di Quito", "Suport de Quito a Lima",
        "Wissenstransfer von Quito nach Lima"}) {
    EXPECT_EQ(RolesOf(title), "Lima mentee, Quito mentor") << title;
  }
  for (const std::string_view title :
       {"Quito ospita una delegazione di Lima", "Quito begrüßt Partner aus Lima",
        "L'alcaldessa de Quito rep els alcaldes de Lima"}) {
    EXPECT_EQ(RolesOf(title), "Lima visitor, Quito host") << title;
  }
}

TEST(RolesTest, ACountryOfPlacesThatAreNotNamedTakesNoPart) {
  EXPECT_EQ(RolesOf("Quito trains municipalities of Bolivia and the city of Lima"),
            "Lima mentee, Quito mentor");
  EXPECT_EQ(RolesOf("Quito trains mayors from Bolivia, Chile and Paraguay"), "Quito mentor");
  EXPECT_EQ(RolesOf("Public Services Brazil-Barcelona"), "Barcelona partner, Brazil partner")
      << "equals";
}

TEST(PairsTest, SisterCitiesOfOneAreNotOneAnothers) {
  EXPECT_THAT(PairsOf(ReadRow("Lima and Quito are sister cities of Durban")),
              ElementsAre("Lima > Durban", "Quito > Durban"));
}

TEST(RolesTest, WhatIsReplicatedElsewhereIsTaughtThere) {
  ExpectQuitoGivesToLima({"The market model of Quito replicated in Lima",
                          "Modelo de Quito replicado en Lima", "Quito dará apoyo a Lima"},
                         Role::kMentor, Role::kMentee);
}

TEST(RolesTest, ADashPartsWhoLeadsFromTheOthers) {
  EXPECT_THAT(PlacesOf(ReadRow("Network led by Quito – Lima, Bogotá")),
              ElementsAre("Quito city EC lead", "Lima city PE partner", "Bogotá city CO partner"));
  EXPECT_THAT(PlacesOf(ReadRow("Quito, lead partner of the network, with Lima")),
              ElementsAre("Quito city EC lead", "Lima city PE partner"));
}

TEST(RolesTest, ALabelBetweenMarksSpeaksOfThePlaceBeforeItsBracket) {
  EXPECT_THAT(PairsOf(ReadRow("Mechelen (BE), mentor – Capaci (IT), mentee")),
              ElementsAre("Mechelen > Capaci"));
  EXPECT_THAT(PairsOf(ReadRow("Capaci (Italy), mentee, and Mechelen, mentor")),
              ElementsAre("Mechelen > Capaci"));
}

TEST(RolesTest, TheOnlyPlaceThatIsComeFromVisits) {
  EXPECT_EQ(ReadRow("Four mayors from Lima on a study tour").places.at(0).role, Role::kVisitor);
}

TEST(RolesTest, ALabelMayStandBehind) {
  EXPECT_THAT(PlacesOf(ReadRow("Lima with Quito as a mentor")),
              ElementsAre("Lima city PE mentee", "Quito city EC mentor"));
  EXPECT_THAT(PlacesOf(ReadRow("Lima con Quito como mentora")),
              ElementsAre("Lima city PE mentee", "Quito city EC mentor"));
}

TEST(RolesTest, AVerbSaysNothingOfWhomAnotherClauseNames) {
  // The colon ends what the visit's nouns speak of, and "support" has no subject.
  EXPECT_THAT(PlacesOf(ReadRow("Study visit to Quito: Lima")),
              ElementsAre("Quito city EC host", "Lima city PE visitor"));
  EXPECT_THAT(PlacesOf(ReadRow("Lima y Quito: formas de apoyo")),
              ElementsAre("Lima city PE partner", "Quito city EC partner"));
}

TEST(RolesTest, ACountryBesideItsCitiesSaysWhereTheyLie) {
  EXPECT_THAT(PlacesOf(ReadRow("Quito, capital of Ecuador, and Lima, of Peru, twinned")),
              ElementsAre("Quito city EC partner", "Ecuador country EC context",
                          "Lima city PE partner", "Peru country PE context"));
  EXPECT_THAT(PlacesOf(ReadRow("Water Board (Malawi) trained by Durban")),
              ElementsAre("Malawi country MW context", "Durban city ZA mentor"));
}

TEST(RolesTest, ABracketBehindAPlaceGivesItsRole) {
  EXPECT_THAT(
      PlacesOf(ReadRow("Nantes (lead), Hamburg, Gdansk")),
      ElementsAre("Nantes city FR lead", "Hamburg city DE partner", "Gdańsk city PL partner"));
}

TEST(RolesTest, TheOnlyPlaceThatIsSupportedLearns) {
  EXPECT_THAT(PlacesOf(ReadRow("RENFORCEMENT DES CAPACITES DE LA COMMUNE DE DJOUGOU EN GESTION")),
              ElementsAre("Djougou city BJ mentee"));
  EXPECT_THAT(PlacesOf(ReadRow("Appui de Genève à Ouagadougou pour l'éclairage")),
              ElementsAre("Genève city CH mentor", "Ouagadougou city BF mentee"));
  EXPECT_THAT(PlacesOf(ReadRow("Capacity building workshop in Nairobi")),
              ElementsAre("Nairobi city KE host"));
}

TEST(RolesTest, ALineThatIsAPlaceAndADateIsOneOfAList) {
  EXPECT_EQ(ReadRow("Kagoshima (30th October, 1989)").places.at(0).role, Role::kParticipant);
  EXPECT_EQ(ReadRow("CON LA CIUDAD DE SEGOVIA").places.at(0).role, Role::kPartner);
}

TEST(RolesTest, WhereALetterIsReceivedNobodyVisits) {
  for (const PlaceMention& each :
       ReadRow("Recibe Mazatlán carta de intención de hermanamiento de Aguascalientes").places)
    EXPECT_EQ(each.role, Role::kPartner) << each.text;
}

TEST(RolesTest, ACityWhoseDistrictIsNamedSaysWhere) {
  EXPECT_THAT(PlacesOf(ReadRow("Seminar on faith, Lewisham (borough of London, United Kingdom)")),
              ElementsAre("Lewisham city GB host", "London city GB context",
                          "United Kingdom country GB context"));
}

TEST(RolesTest, WorksAreForTheOnlyPlaceNamed) {
  for (const std::string row : {"LIMA – Rehabilitación del mercado",
                                "Projet de sauvegarde du "
                                "patrimoine de la ville de Lima",
                                "Lima: construction of a market"})
    EXPECT_EQ(ReadRow(row).places.at(0).role, Role::kMentee) << row;
  EXPECT_EQ(ReadRow("Construction workshop, Lima").places.at(0).role, Role::kHost);
  EXPECT_EQ(ReadRow("Lima: oferta de contentores; modernização do mercado").places.at(0).role,
            Role::kHost)
      << "not the first that is said";
}

TEST(RolesTest, AGatheringIsHeldWhereItIsLedInto) {
  EXPECT_THAT(PlacesOf(ReadRow("Atelier à Cotonou avec Lomé, 2017")),
              ElementsAre("Cotonou city BJ host", "Lomé city TG visitor"));
  EXPECT_THAT(PlacesOf(ReadRow("Taller en Quito con Lima y Bogotá")),
              ElementsAre("Quito city EC host", "Lima city PE visitor", "Bogotá city CO visitor"));
}

TEST(PairsTest, MarksPartPairsAndSides) {
  EXPECT_THAT(PairsOf(ReadRow("Lyon et Bamako, Nantes et Dschang, Rennes et Sétif")),
              ElementsAre("Lyon > Bamako", "Nantes > Dschang", "Rennes > Sétif"));
  EXPECT_THAT(PairsOf(ReadRow("Quito – Lyon, Nantes")),
              ElementsAre("Quito > Lyon", "Quito > Nantes"));
  EXPECT_THAT(PairsOf(ReadRow("Quito e Lima and Roma e Milano")),
              ElementsAre("Quito > Roma", "Quito > Milano", "Lima > Roma", "Lima > Milano"));
  EXPECT_THAT(PairsOf(ReadRow("entre Dakar et les villes de Lyon et Nantes")),
              ElementsAre("Dakar > Lyon", "Dakar > Nantes"));
  EXPECT_THAT(PairsOf(ReadRow("Lyon-Dakar, Nantes-Dschang; Rennes-Sétif, Lille-Oujda")),
              ElementsAre("Lyon > Dakar", "Nantes > Dschang", "Rennes > Sétif", "Lille > Oujda"));
  EXPECT_THAT(PairsOf(ReadRow("Lyon and Dakar, Nantes and Dschang and Rennes and Sétif")),
              ElementsAre("Lyon > Dakar", "Nantes > Dschang", "Rennes > Sétif"));
  EXPECT_THAT(PairsOf(ReadRow("Quito, Lima and Bogotá")),
              ElementsAre("Quito > Lima", "Quito > Bogotá", "Lima > Bogotá"));
}

TEST(RolesTest, TheOnlyPlaceOfATwinningIsAPartner) {
  for (const std::string row : {"Twinning agreement of Cork", "Hermanamiento con Quito",
                                "Jumelage avec Dakar", "Protocolo de geminação com Lobito"}) {
    const RowDraft draft = ReadRow(row);
    ASSERT_EQ(draft.places.size(), 1U) << row;
    EXPECT_EQ(draft.places[0].role, Role::kPartner) << row;
  }
  EXPECT_EQ(ReadRow("Workshop on twinning in Quito").places.at(0).role, Role::kHost);
}

}  // namespace
}  // namespace citygraph::importers

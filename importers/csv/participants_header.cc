#include "importers/csv/participants_header.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "importers/csv/header_words.h"
#include "importers/text/word_table.h"
#include "importers/text/words.h"

namespace citygraph::importers {
namespace {

using MaybeColumn = std::optional<std::size_t> ParticipantsHeader::*;

const WordMap<MaybeColumn>& Meanings() {
  static const WordMap<MaybeColumn> kMap = [] {
    using Header = ParticipantsHeader;
    WordMap<MaybeColumn> map;
    const auto add = [&](MaybeColumn column, std::initializer_list<std::string_view> words) {
      for (const std::string_view word : words) map.Add(word, column);
    };
    add(&Header::date, {"year", "ano", "annee", "date", "fecha", "data", "when", "cuando", "quando",
                        "quand", "dates", "fechas", "datas"});
    add(&Header::title, {"title", "titulo", "titre", "intitule"});
    add(&Header::series, {"series", "serie"});
    add(&Header::number, {"number", "numero", "no", "nr", "num", "n"});
    add(&Header::exchange,
        {"exchange",  "exchanges", "key",       "code",        "event",     "report",   "note",
         "activity",  "visit",     "mission",   "intercambio", "clave",     "codigo",   "evento",
         "informe",   "nota",      "actividad", "visita",      "mision",    "chave",    "relatorio",
         "atividade", "missao",    "echange",   "cle",         "evenement", "rapport",  "activite",
         "visite",    "pln",       "reporte",   "encuentro",   "encontro",  "rencontre"});
    return map;
  }();
  return kMap;
}

// Of a header that says more than one of these the first counts: "Report title" is a title.
constexpr std::array kByWeight = {&ParticipantsHeader::date, &ParticipantsHeader::title,
                                  &ParticipantsHeader::series, &ParticipantsHeader::number,
                                  &ParticipantsHeader::exchange};

bool IsParticipantWord(std::string_view word) {
  static const WordSet kWords(
      "participant participants participante participantes government governments gobierno "
      "gobiernos governo governos gouvernement authority authorities member members miembro "
      "miembros membro membros membre membres");
  return kWords.contains(word);
}

// What the words of one header say.
struct HeaderCell {
  bool city = false;
  bool country = false;
  bool role = false;
  bool participant = false;
  Role implied = Role::kUnknown;
  MaybeColumn column = nullptr;

  explicit HeaderCell(std::string_view text) {
    const Words words(text);
    constexpr std::size_t kLongest = 4;
    if (words.size() > kLongest) return;
    std::vector<MaybeColumn> said;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string_view word = words.Folded(i);
      city = city || IsCityWord(word);
      country = country || IsCountryWord(word);
      role = role || IsRoleWord(word);
      participant = participant || IsParticipantWord(word);
      if (const auto named = RoleOfHeader(word)) implied = *named;
      if (const MaybeColumn* meaning = Meanings().Find(word)) said.push_back(*meaning);
    }
    for (const MaybeColumn each : kByWeight) {
      if (column == nullptr && std::ranges::find(said, each) != said.end()) column = each;
    }
  }
};

}  // namespace

ParticipantsHeader ReadParticipantsHeader(const CsvRecord& header) {
  ParticipantsHeader mapped;
  const auto take = [&](MaybeColumn column, std::size_t i) {
    if (!(mapped.*column)) mapped.*column = i;
  };
  std::optional<std::size_t> participant;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const HeaderCell cell(header[i]);
    if (cell.role) {
      take(&ParticipantsHeader::role, i);
    } else if (cell.country) {
      take(&ParticipantsHeader::country, i);
    } else if (cell.city || (cell.implied != Role::kUnknown && cell.column == nullptr)) {
      if (!mapped.city) mapped.city_is = cell.implied;
      take(&ParticipantsHeader::city, i);
    } else if (cell.column != nullptr) {
      take(cell.column, i);
    } else if (cell.participant && !participant) {
      participant = i;
    }
  }
  if (!mapped.city) mapped.city = participant;
  return mapped;
}

std::string ParticipantsColumnsUnderstood() {
  return "the first line must name the city and the exchange: \"city\" and \"report\" (PLN 4, or "
         "its title), or \"series\" and \"number\", or \"title\"; and may name country, role, date "
         "or year (English, Spanish, Portuguese or French)";
}

}  // namespace citygraph::importers

#include "importers/report_list/no_report.h"

#include <algorithm>

#include "importers/report_list/participants.h"
#include "importers/text/months.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool EndsWithPeriod(std::string_view line) { return Trimmed(line).ends_with('.'); }

// "Source:", "(Fuentes : ", "Photo :" at the head of a line.
bool IsCaption(const Words& words) {
  static const WordSet kHeads(
      "source sources fuente fuentes fonte fontes quelle photo photos foto fotos fotografia "
      "photograph picture caption figure figura imagen imagem image credit credits credito "
      "creditos legende leyenda legenda copyright");
  const std::size_t ends = words.row().find(':');
  return kHeads.contains(words.Folded(0)) && ends != std::string_view::npos &&
         Trimmed(words.row().substr(words[0].byte_end, ends - words[0].byte_end)).empty();
}

// "** Metro area", "* Source": a mark that a word of the list carries, or more than one.
bool IsFootnote(const Words& words, const ListStyle& style) {
  const std::string_view text = Trimmed(words.row());
  if (text.starts_with("**") || text.starts_with("†")) return !text.ends_with("**");
  return text.starts_with('*') && style.starred;
}

// Words that tell of an exchange, besides those that rows are typed by.
bool TellsOfExchange(const Words& words, const RowDraft& row) {
  constexpr WordClasses kTelling = {WordClass::kVisit,     WordClass::kDelegation,
                                    WordClass::kMentoring, WordClass::kTraining,
                                    WordClass::kGathering, WordClass::kPartners};
  if (!row.type.empty() || words.classes().HasAny(kTelling)) return true;
  static const WordSet kWords(
      "cooperation cooperacion cooperacao exchanges exchanged intercambios echanges experience "
      "experiences experiencia experiencias learn learns learned learnt learning lessons aprende "
      "aprendio aprenden aprendizaje aprendem aprendeu aprendizagem apprend apprennent appris "
      "apprentissage project projects proyecto proyectos projeto projetos projet projets "
      "partnership alliance supports supported apoya apoyo apoia apoiou appuie soutient aide helps "
      "helped ayuda ayudo ajuda ajudou experts expertos especialistas tecnicos technicians "
      "techniciens trained trains formacion formacao formation formations forme forment capacita "
      "capacitacion capacitacao stage stages agreement acuerdo acordo accord convenio convention "
      "pacto protocolo memorandum signed signs firma firman firmo firmaron assina assinam assinou "
      "assinaram signe signent signee twin twins host hosts hosted receives received welcomes "
      "welcomed recibe recibio recebe recebeu acoge acolhe accueille shares shared comparte "
      "compartilha partilha partage adopts adopted replica joins advise advises advised");
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (kWords.contains(words.Folded(i))) return true;
  }
  return false;
}

// "87.000 inhabitants", "120 000 habitantes".
bool CountsPeople(const Words& words) {
  static const WordSet kPeople(
      "inhabitants residents habitants habitantes hab residentes moradores population km2 km");
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i - 1].number && kPeople.contains(words.Folded(i))) return true;
  }
  return false;
}

// "Montevideo, 25 de Junio de 2012.-": where and when a text was written.
bool IsDateline(const Words& words, const RowDraft& row) {
  if (!row.type.empty() || row.places.empty() || row.places[0].span.start != words[0].start)
    return false;
  constexpr std::size_t kNumbers = 2;  // day and year
  std::size_t numbers = 0;
  bool month = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool of_place = std::ranges::any_of(row.places, [&](const PlaceMention& each) {
      return each.span.start <= words[i].start && words[i].end <= each.span.end;
    });
    if (of_place) continue;
    const bool is_month = MonthOf(words.Folded(i)).has_value();
    month = month || is_month;
    numbers += words[i].number ? 1 : 0;
    if (!is_month && !words[i].number && !words.Is(i, WordClass::kOf)) return false;
  }
  return month && numbers == kNumbers;
}

// How many places take part, a phrase saying in which role of one of them; countries apart.
struct TakingPart {
  std::size_t cities = 0;
  std::size_t countries = 0;
  bool said = false;
};

TakingPart CountPlaces(const Gazetteer& gazetteer, const RowDraft& row) {
  TakingPart count;
  for (const PlaceMention& each : row.places) {
    if (!TakesPart(each.role)) continue;
    const PlaceKind kind = each.place ? gazetteer.KindOf(*each.place) : each.kind;
    const bool broad = kind == PlaceKind::kCountry || kind == PlaceKind::kArea;
    ++(broad ? count.countries : count.cities);
    count.said = count.said || !IsGuessed(each);
  }
  return count;
}

}  // namespace

void ListStyle::Add(std::string_view line) {
  ++lines;
  if (EndsWithPeriod(line)) ++sentences;
  for (std::size_t star = line.find('*'); star != std::string_view::npos && !starred;
       star = line.find('*', star + 1)) {
    const bool behind = star > 0 && line[star - 1] != ' ' && line[star - 1] != '*';
    const std::size_t next = line.find_first_not_of('*', star);
    const bool ends = next == std::string_view::npos ||
                      std::string_view(" \t\r,;|)").find(line[next]) != std::string_view::npos;
    starred = behind && ends;
  }
}

std::string_view AsideOf(const Words& words, const ListStyle& style) {
  if (IsCaption(words)) return "caption";
  if (IsFootnote(words, style)) return "footnote";
  return {};
}

std::string_view StatementOf(const Gazetteer& gazetteer, const Words& words, const RowDraft& row,
                             const ListStyle& style) {
  const TakingPart count = CountPlaces(gazetteer, row);
  if (count.said || count.cities > 1 || count.countries > 1) return {};
  if (IsDateline(words, row)) return "dateline";
  const bool period = EndsWithPeriod(row.text) && 3 * style.sentences < style.lines;
  if (period && count.cities == 0) return "tells of a country";
  if (TellsOfExchange(words, row)) return {};
  if (row.text.find('?') != std::string::npos) return "question";
  if (CountsPeople(words)) return "fact";
  constexpr std::size_t kShortest = 5;  // words of a sentence
  return period && words.size() >= kShortest ? "statement" : std::string_view();
}

}  // namespace citygraph::importers

#include "importers/report_list/only_place.h"

#include <optional>
#include <string_view>

#include "importers/places/place_cues.h"
#include "importers/report_list/role_groups.h"
#include "importers/report_list/role_phrases.h"
#include "importers/report_list/role_purposes.h"
#include "importers/text/months.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

// "Uralsk (Kazakhstan) partnership agreement signed".
bool TellsOfAgreement(const Words& words) {
  static const WordSet kWords(
      "partnership partenariat parceria agreement acuerdo acordo convenio friendship amistad "
      "amizade amitie hermandad");
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (kWords.contains(words.Folded(i))) return true;
  }
  return false;
}

// "Deux camions pour Sikasso", "An ambulance for the city of Lima".
bool IsGivenTo(const Words& words, std::size_t place) {
  constexpr std::size_t kReach = 4;
  std::size_t at = place;
  while (at > 0 && place - at < kReach && !words.Is(at - 1, WordClass::kForSomeone)) --at;
  if (at == 0 || !words.Is(at - 1, WordClass::kForSomeone)) return false;
  for (std::size_t i = 0; i + 1 < at; ++i) {
    if (IsGift(words, i)) return true;
  }
  return false;
}

// "Réhabilitation du marché de Gitega", "Mahajanga – Assainissement", "Projet de sauvegarde du
// patrimoine de Nyanza": works, or what stands for them, at the head of the row or behind a mark.
bool TellsOfWorks(const Words& words) {
  static const WordSet kWorks(
      "rehabilitation rehabilitacion reabilitacao construction construccion construcao creation "
      "creacion criacao assainissement saneamiento saneamento amenagement modernisation "
      "modernizacion modernizacao electrification electrificacion eletrificacao adduction "
      "equipement equipamiento equipamento reconstruction reconstruccion reconstrucao upgrading "
      "restauration restauracion restauracao sauvegarde forage forages renovation renovacion "
      "renovacao drainage installation instalacion instalacao appui apoyo apoio soutien support");
  constexpr WordClasses kMeeting = {WordClass::kGathering, WordClass::kVisit,
                                    WordClass::kDelegation, WordClass::kTraining};
  if (words.classes().HasAny(kMeeting)) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t head = i;
    const std::string_view word = words.Folded(i);
    const bool project = i > 1 && words.Is(i - 1, WordClass::kOf) &&
                         (words.Folded(i - 2) == "projet" || words.Folded(i - 2) == "proyecto" ||
                          words.Folded(i - 2) == "projeto");
    if (project) head = i - 2;
    const bool heads = head == 0 || words[head - 1].gap == Gap::kDash || words[head - 1].number ||
                       (words[head - 1].gap == Gap::kOther &&
                        words.Between(head - 1, head).find(';') == std::string_view::npos);
    if (heads && kWorks.contains(word)) return true;
  }
  return false;
}

// "19th", "May".
bool IsDayOrMonth(std::string_view folded) {
  return MonthOf(folded) || (folded.front() >= '1' && folded.front() <= '9');
}

// The word that leads to a place as an equal: "con la ciudad de Segovia".
std::optional<std::size_t> WithBefore(const Words& words, std::size_t place) {
  while (place > 0 && (KindCue(words, place - 1) || IsArticle(words.Folded(place - 1)) ||
                       words.Is(place - 1, WordClass::kOf)))
    --place;
  return place > 0 && words.Is(place - 1, WordClass::kWith) ? std::optional(place - 1)
                                                            : std::nullopt;
}

// "San Miniato, Italie", "Banjul (Gambie), 19th May, 2004": a line that is a place and where it
// lies.
bool IsListedAlone(const Words& words, const std::vector<Participant>& all) {
  if (all.empty() || all[0].first != 0) return false;
  const auto numbers = [&](std::size_t first, std::size_t last) {
    for (; first < last; ++first) {
      if (!words[first].number && !IsDayOrMonth(words.Folded(first))) return false;
    }
    return true;
  };
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (!numbers(all[i - 1].last, all[i].first)) return false;
  }
  return numbers(all.back().last, words.size());
}

}  // namespace

void GiveToOnlyPlace(const Words& words, std::size_t title_last, RowDraft& draft,
                     const std::vector<Participant>& all, const Participant& only) {
  PlaceMention& mention = draft.places[only.mention];
  const bool trailing = only.last == title_last;
  const bool twinned =
      draft.type == "twinning" || draft.type == "pairing" || TellsOfAgreement(words);
  const bool led_to = only.first > 0 && words.Is(only.first - 1, WordClass::kLeadsToPlace);
  if (IsSupported(words, only.first) &&
      !(led_to && words.Is(only.first - 1, WordClass::kLeadsInto))) {
    Give(mention, Role::kMentee, "supported", 0.75,
         Reason("what is supported or strengthened there"));
  } else if (only.first > 0 && words.Is(only.first - 1, WordClass::kSurelyLeadsFrom)) {
    Give(mention, Role::kVisitor, "comes-from", 0.7,
         Reason("\"{}\" before the only place named", words.Folded(only.first - 1)));
  } else if (TellsOfWorks(words)) {
    Give(mention, Role::kMentee, "works-there", 0.7, Reason("works, and the only place named"));
  } else if (IsGivenTo(words, only.first)) {
    Give(mention, Role::kMentee, "given-to", 0.75, Reason("something is given for it"));
  } else if (const auto with = WithBefore(words, only.first)) {
    Give(mention, Role::kPartner, "named-with", 0.6,
         Reason("\"{}\" before the only place named", words.Folded(*with)));
  } else if (led_to && !twinned) {
    Give(mention, Role::kHost, "held-in", 0.8,
         Reason("\"{}\" before the only place named", words.Folded(only.first - 1)));
  } else if (twinned) {
    Give(mention, Role::kPartner, "twinned-alone", 0.6,
         Reason("a {}, and the only place named",
                draft.type.empty() ? std::string_view("partnership") : draft.type));
  } else if (IsListedAlone(words, all)) {
    Give(mention, Role::kParticipant, "listed-alone", 0.6,
         Reason("the line is this place and no more"));
  } else {
    Give(mention, Role::kHost, trailing ? "trailing-place" : "only-place", trailing ? 0.7 : 0.55,
         trailing ? Reason("the only place, at the title's end: mostly the host")
                  : Reason("the only place named: often the host"));
  }
}

}  // namespace citygraph::importers

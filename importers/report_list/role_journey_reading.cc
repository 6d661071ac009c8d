#include <algorithm>
#include <utility>

#include "importers/report_list/role_purposes.h"
#include "importers/report_list/role_reading.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

bool LeadsThere(const Words& words, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i) {
    if (words.Is(i, WordClass::kLeadsThere)) return true;
  }
  return false;
}

// "Comitiva de Maputo conhece o orçamento de Porto Alegre": the second is the verb's.
bool VerbBetween(const Words& words, const RoleGroups& groups, std::size_t first,
                 std::size_t last) {
  for (std::size_t i = first; i < last; ++i) {
    const PhrasesOfWord* const phrases = groups.OfPlace(i) ? nullptr : PhrasesFrom(words.Folded(i));
    if (phrases == nullptr || words[i].classes.HasAny(kJourneyWords)) continue;
    const bool verb = std::ranges::any_of(phrases->verbs, [&](const RoleVerb* each) {
      return each->pattern.find(' ') == std::string::npos &&
             WordsOfPattern(each->pattern, words, i) > 0;
    });
    if (verb) return true;
  }
  return false;
}

// The groups behind a noun by what leads to them: "visit of A by B to C".
struct LedTo {
  Group of;
  Group by;
  Group to;
  std::size_t end = 0;
};

LedTo GroupsBehind(const Words& words, const RoleGroups& groups, const Journey& journey,
                   std::size_t noun) {
  static const WordSet kRoutes("gira giras viaje viajes viagem viagens recorrido tour");
  const bool of_route = kRoutes.contains(words.Folded(noun));
  const bool comes = words.Is(noun, WordClass::kDelegation);
  LedTo led_to{.end = noun + 1};
  auto& [of, by, to, end] = led_to;
  const auto led_by = [&](std::size_t at) -> Group* {
    // "Training for the staff of Lima", "study tour for officials of Lima to Quito".
    if (words.Is(at, WordClass::kForSomeone))
      return journey.of_takes || journey.to == Role::kHost ? &led_to.of : &led_to.to;
    // "Training of engineers from Bulawayo": these are taught.
    if (journey.of_takes && at > noun + 1 && words.Is(noun + 1, WordClass::kOf) &&
        words.Folded(at) == "from")
      return &led_to.of;
    if (of_route && words.Folded(at) == "por") return &led_to.to;  // "gira de Temuco por Colombia"
    if (words.Is(at, WordClass::kSurelyLeadsFrom)) return &led_to.by;
    if (words.Is(at, WordClass::kLeadsThere)) return &led_to.to;
    if (words.Is(at, WordClass::kLeadsFrom)) return &led_to.of;
    return nullptr;
  };
  for (std::size_t p = groups.From(noun + 1); p < groups.size();) {
    const Group group = groups.StartingWith(p);
    p = group.last;
    const std::size_t first = groups[group.first].first;
    const std::size_t at = groups.PrepositionBefore(group, noun);
    if (at >= words.size() || at < noun || groups.OfPlace(at)) break;
    if (!groups.InOneClause(noun, first) || VerbBetween(words, groups, noun + 1, at)) break;
    Group* led = led_by(at);
    // "Visita de Lima al sistema de parques de Quito".
    if (led == &of && !of.empty() && to.empty() && LeadsThere(words, groups[of.last - 1].last, at))
      led = &to;
    // "Delegation of Lima received by Quito": by whom is another verb's.
    if (comes && led == &by && words.Folded(at) == "by") break;
    if (comes && led == &by && !of.empty()) break;
    if (led == nullptr || !led->empty()) break;  // "delegation experts Quito": nothing leads to it
    *led = group;
    end = first;
  }
  return led_to;
}

}  // namespace

std::optional<RoleReading> ReadJourney(const Words& words, const RoleGroups& groups,
                                       const Journey& journey, std::size_t noun) {
  const LedTo led = GroupsBehind(words, groups, journey, noun);
  Group from = led.by;
  Group to = led.to;
  if (led.by.empty()) {
    from = led.of;
    if (journey.of_takes) std::swap(from, to);
  } else if (to.empty()) {
    to = led.of;  // "training of A by B"
  }
  // "visit of Quito" may be where it goes; "training in Quito" is not of Quito alone.
  const bool visit = journey.to == Role::kHost;
  const bool comes = words.Is(noun, WordClass::kDelegation);
  if (to.empty() && (led.by.empty() || !visit) && !comes) return std::nullopt;
  if (from.empty() && !visit && groups.size() == to.last - to.first) return std::nullopt;
  const bool teaches = visit && TeachesThere(words, noun);
  return RoleReading{.doing = from,
                     .does = teaches ? Role::kMentor : journey.from,
                     .done_to = to,
                     .is_done = teaches ? Role::kMentee : journey.to,
                     .rule = journey.rule,
                     .end = led.end};
}

}  // namespace citygraph::importers

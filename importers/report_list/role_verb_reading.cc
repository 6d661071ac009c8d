#include "importers/report_list/role_purposes.h"
#include "importers/report_list/role_reading.h"
#include "importers/text/word_table.h"

namespace citygraph::importers {
namespace {

constexpr std::size_t kReach = 8;  // words between a verb and the place that it speaks of

class VerbReader {
 public:
  VerbReader(const Words& words, const RoleGroups& groups, const RoleVerb& verb, std::size_t first,
             std::size_t end)
      : words_(words),
        groups_(groups),
        verb_(verb),
        sense_(*verb.sense),
        first_(first),
        end_(end) {}

  std::optional<RoleReading> Read() const {
    if (!Counts()) return std::nullopt;
    Group before = DoersBefore();
    if (before.empty() && BeginsRow()) return ReadVerbFirst();
    if (before.empty() && sense_.says == Says::kHosts) return ReadGuests();
    // "The participants from Puntland visited Rotterdam": a place that is not known came.
    const bool noun = words_[first_].classes.HasAny(kJourneyWords);
    if (before.empty() && (!Travels() || noun || end_ != first_ + 1)) return std::nullopt;
    Group after = DoneTo();
    if (after.empty()) TakeObjectBefore(before, after);
    if (after.empty()) after = OnlyOther(before);
    if (after.empty() && !NeedsNobody(before)) return std::nullopt;
    const bool teaches = !before.empty() && Teaches(before);
    const bool taught = sense_.says == Says::kHosts && ReceivesTeachers();
    return RoleReading{.doing = before,
                       .does = teaches  ? Role::kMentor
                               : taught ? Role::kMentee
                                        : sense_.before,
                       .done_to = after,
                       .is_done = teaches  ? Role::kMentee
                                  : taught ? Role::kMentor
                                           : sense_.after,
                       .rule = sense_.rule,
                       .end = end_};
  }

 private:
  bool Travels() const {
    return sense_.says == Says::kVisits || sense_.says == Says::kSends ||
           sense_.says == Says::kTakesPart;
  }

  bool Counts() const {
    static const WordSet kBy("by por pela pelo par da dal von");
    if (sense_.says == Says::kTeaches && IsPassive(words_, first_)) return false;
    // "the towns that form the region": nobody is trained.
    if (sense_.says == Says::kTeaches && words_.Folded(first_).starts_with("form") &&
        BehindRelative())
      return false;
    // "San Salvador fortalece lazos con Madrid", "formará parte de".
    static const WordSet kBetweenEquals(
        "parte part lazos lacos vinculos relaciones relacoes ties links liens amistad amizade "
        "cooperacion cooperacao red rede reseau network alianza alianca");
    if (sense_.says == Says::kTeaches && end_ < words_.size() &&
        kBetweenEquals.contains(words_.Folded(end_)))
      return false;
    // "Capannori: visita studio di Córdoba": there it is a noun.
    static const WordSet kBehindNoun("de del da do di du des studio tecnica oficial");
    if (words_[first_].classes.Has(WordClass::kVisit) && end_ == first_ + 1 &&
        end_ < words_.size() && kBehindNoun.contains(words_.Folded(end_)))
      return false;
    if (sense_.says == Says::kLeads && end_ < words_.size() && kBy.contains(words_.Folded(end_)))
      return false;
    if (sense_.says == Says::kHosts && ReceivesPaper()) return false;
    return !sense_.of_gifts || Follows(IsGift);
  }

  // "Quito receives the letter of twinning from Lima", "recibe premio": nobody comes.
  bool ReceivesPaper() const {
    static const WordSet kPapers(
        "letter letters carta cartas lettre lettres award awards prize premio premios prix "
        "certificate certificado reconocimiento reconhecimento distincion distincao distinction "
        "proposal propuesta proposta solicitud solicitacao request invitation invitacion convite");
    constexpr std::size_t kNear = 4;
    for (std::size_t i = end_; i < words_.size() && i < end_ + kNear; ++i) {
      if (!groups_.OfPlace(i) && kPapers.contains(words_.Folded(i))) return true;
    }
    return false;
  }

  Group DoersBefore() const {
    Group before = groups_.DoingAt(first_);
    if (before.empty() && sense_.far) before = groups_.InClauseBefore(first_);
    if (before.empty() && Travels()) before = SentBefore();
    return before;
  }

  // "Visitors from Lima's fire department went": whose people act, whatever stands between.
  Group SentBefore() const {
    static const WordSet kGuests("visitors visitantes visiteurs guests participants participantes");
    const Group group = groups_.InClauseBefore(first_);
    if (group.empty()) return group;
    constexpr std::size_t kNear = 4;
    const std::size_t first = groups_[group.first].first;
    for (std::size_t i = first; i > 0 && first - i < kNear; --i) {
      if (words_.Is(i - 1, WordClass::kActsFor) || kGuests.contains(words_.Folded(i - 1)))
        return group;
    }
    return {};
  }

  bool BeginsRow() const {
    return first_ == 0 || words_[first_ - 1].gap == Gap::kOther || words_[first_ - 1].number;
  }

  // "Recibe Quito a delegación de Lima", "Conoce alcalde de Lima los parques de Quito": who does it
  // follows the verb. A noun or an imperative ("Visit Quito") says nothing so.
  std::optional<RoleReading> ReadVerbFirst() const {
    if (words_[first_].classes.HasAny(kJourneyWords) ||
        !IsFiniteForm(verb_.pattern, words_.Folded(first_)))
      return std::nullopt;
    const Group doing = groups_.Behind(end_, kReach);
    if (doing.empty() || doing.last == groups_.size() ||
        !groups_.LeadToPlace(end_, groups_[doing.first].first))
      return std::nullopt;
    const Group done_to = groups_.StartingWith(doing.last);
    if (!groups_.InOneClause(groups_[doing.last - 1].last - 1, groups_[done_to.first].first))
      return std::nullopt;
    return RoleReading{.doing = doing,
                       .does = sense_.before,
                       .done_to = done_to,
                       .is_done = sense_.after,
                       .rule = sense_.rule,
                       .end = end_};
  }

  bool BehindRelative() const {
    static const WordSet kRelative("que qui che who which that");
    return first_ > 0 && kRelative.contains(words_.Folded(first_ - 1));
  }

  // "The water board received a delegation from Lima": who received is not known, who came is.
  std::optional<RoleReading> ReadGuests() const {
    static const WordSet kNoVerbs("host hosts hosted hosting hote hotes");
    const std::string_view verb = words_.Folded(first_);
    const bool infinitive = verb.ends_with('r') || verb.ends_with("re");
    if (infinitive || kNoVerbs.contains(verb) || end_ != first_ + 1 || IsPassive(words_, first_) ||
        BehindRelative() || words_[first_].classes.HasAny(kJourneyWords) || Follows(IsGift))
      return std::nullopt;
    const Group next = groups_.Behind(end_, kReach);
    if (next.empty()) return std::nullopt;
    // "received in the town hall of Quito".
    for (std::size_t i = end_; i < groups_[next.first].first; ++i) {
      if (words_.Is(i, WordClass::kLeadsInto)) return std::nullopt;
    }
    const Group guests =
        groups_.LeadToPlace(end_, groups_[next.first].first)
            ? next
            : groups_.LedToBehind(end_, "of from de del da do dos du des d di della von aus");
    if (guests.empty()) return std::nullopt;
    return RoleReading{.doing = {},
                       .does = sense_.before,
                       .done_to = guests,
                       .is_done = sense_.after,
                       .rule = sense_.rule,
                       .end = end_};
  }

  Group DoneTo() const {
    const Group next = groups_.Behind(end_, kReach);
    const bool led = !verb_.leads.empty();
    if (next.empty()) return led ? groups_.LedToBehind(end_, verb_.leads) : next;
    // "visits" and "hosts" may have words between ("receives a delegation from"), "trains" not.
    const bool loose = !led && (sense_.before == Role::kHost || sense_.after == Role::kHost ||
                                sense_.before == Role::kLead || sense_.says == Says::kLearnsFrom);
    const bool only_led = sense_.only_led && led;
    if (loose || (!only_led && groups_.LeadToPlace(end_, groups_[next.first].first))) return next;
    return led ? groups_.LedToBehind(end_, verb_.leads) : Group{};
  }

  // "Wie Zwickau seine Partner in Saida unterstützt": German puts the verb last.
  void TakeObjectBefore(Group& before, Group& after) const {
    static const WordSet kGerman(
        "unterstutzt unterstutzen unterstutzte schult schulen schulte berat beraten beriet besucht "
        "besuchen besuchte besuchten empfangt empfangen empfing begrusst");
    const bool last = end_ == words_.size() || words_[end_ - 1].gap != Gap::kSpace;
    if (!last || !kGerman.contains(words_.Folded(first_))) return;
    const Group object = groups_.InClauseBefore(first_);
    if (object.empty() || object.first == 0) return;
    after = object;
    before = groups_.EndingBefore(object.first);
  }

  // "Ostend donates two trucks: Banjul will be clean", "Usurbil: officials of Granada visit the
  // plant": of two groups the one that does nothing is the other side.
  Group OnlyOther(const Group& before) const {
    const bool attends = sense_.says == Says::kTakesPart && !groups_.DoingAt(first_).empty();
    const bool loose = sense_.says == Says::kVisits || sense_.says == Says::kSends || attends ||
                       sense_.says == Says::kHosts || sense_.says == Says::kGives ||
                       sense_.says == Says::kGivesGift;
    // "Attended by staff of Quito" and "transferred from Quito" lead elsewhere.
    const bool led = end_ < words_.size() && words_.Is(end_, WordClass::kSurelyLeadsFrom);
    const bool noun = words_[first_].classes.HasAny(kJourneyWords) &&
                      (end_ == words_.size() || !IsArticle(words_.Folded(end_)));
    if (!loose || led || noun || before.empty()) return {};
    if (before.first == 0) {
      if (before.last == groups_.size()) return {};
      const Group other = groups_.StartingWith(before.last);
      const std::size_t at = groups_[other.first].first;
      const bool only = other.last == groups_.size() && at >= end_ && !groups_.Parted(first_, at);
      return only ? other : Group{};
    }
    const Group head = groups_.StartingWith(0);
    return head.last == before.first && before.last == groups_.size() && groups_.Heads(head)
               ? head
               : Group{};
  }

  // "Officials of Quito visited the plant of a town that is not known".
  bool SurelyVisits() const {
    static const WordSet kNouns("visit visits visita visitas visite visites besuch");
    const std::string_view word = words_.Folded(first_);
    return sense_.says == Says::kVisits && !kNouns.contains(word) &&
           (word.starts_with("visit") || word.starts_with("besuch") || word.starts_with("besicht"));
  }

  // "Quito hosts", with nobody named who came; "Quito leads a network"; "Quito trains mayors from
  // Bolivia", who are of no city that is named.
  bool NeedsNobody(const Group& before) const {
    if (sense_.says == Says::kHosts && words_.Folded(first_) != "host") return true;
    if (!before.empty() && (SurelyVisits() || sense_.says == Says::kLeads)) return true;
    // "Maputo recebe apoio de pares".
    const bool phrase = verb_.pattern.find(' ') != std::string::npos;
    if (!before.empty() && phrase && sense_.says == Says::kLearnsFrom && !verb_.leads.empty())
      return true;
    return !before.empty() && sense_.says != Says::kIsHostedBy && !sense_.of_gifts &&
           groups_.NamesAsideBehind(end_);
  }

  // Who comes to teach: "Durban's experts visited Nairobi", "Quito sends two teachers to Lima".
  bool Teaches(const Group& before) const {
    if (sense_.says != Says::kVisits && sense_.says != Says::kSends) return false;
    return ExpertsActFor(before) || TeachesThere(words_, first_) ||
           (sense_.says == Says::kSends && Follows(IsExpert));
  }

  bool ExpertsActFor(const Group& group) const {
    for (std::size_t i = groups_[group.last - 1].last; i < first_; ++i) {
      if (!groups_.OfPlace(i) && IsExpert(words_, i)) return true;
    }
    constexpr std::size_t kNear = 4;
    const std::size_t first = groups_[group.first].first;
    for (std::size_t i = first; i > 0 && first - i < kNear; --i) {
      if (IsExpert(words_, i - 1)) return true;
    }
    return false;
  }

  // "Milan received a mentoring visit from Leeds".
  bool ReceivesTeachers() const {
    for (std::size_t i = end_; i < words_.size(); ++i) {
      if (words_[i].classes.HasAny({WordClass::kVisit, WordClass::kDelegation}) &&
          TeachesThere(words_, i))
        return true;
    }
    return false;
  }

  // Whether such a word stands behind.
  bool Follows(bool (*is)(const Words&, std::size_t)) const {
    for (std::size_t i = end_; i < words_.size(); ++i) {
      if (!groups_.OfPlace(i) && is(words_, i)) return true;
    }
    return false;
  }

  const Words& words_;
  const RoleGroups& groups_;
  const RoleVerb& verb_;
  const VerbSense& sense_;
  std::size_t first_;
  std::size_t end_;
};

}  // namespace

std::optional<RoleReading> ReadVerb(const Words& words, const RoleGroups& groups,
                                    const RoleVerb& verb, std::size_t first, std::size_t end) {
  return VerbReader(words, groups, verb, first, end).Read();
}

}  // namespace citygraph::importers

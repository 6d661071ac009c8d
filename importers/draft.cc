#include "importers/draft.h"

namespace citygraph::importers {

std::string_view VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kReport:
      return "report";
    case Verdict::kMerged:
      return "merged";
    case Verdict::kIgnored:
      return "ignored";
    case Verdict::kRejected:
      return "rejected";
  }
  return "ignored";
}

std::string_view RoleName(Role role) {
  switch (role) {
    case Role::kUnknown:
      return "unknown";
    case Role::kMentor:
      return "mentor";
    case Role::kMentee:
      return "mentee";
    case Role::kHost:
      return "host";
    case Role::kVisitor:
      return "visitor";
    case Role::kLead:
      return "lead";
    case Role::kPartner:
      return "partner";
    case Role::kParticipant:
      return "participant";
    case Role::kScope:
      return "scope";
    case Role::kContext:
      return "context";
  }
  return "unknown";
}

bool IsCountry(const Gazetteer& gazetteer, const PlaceMention& mention) {
  return mention.place && gazetteer.KindOf(*mention.place) == PlaceKind::kCountry;
}

bool IsLocal(const Gazetteer& gazetteer, const PlaceMention& mention) {
  const PlaceKind kind = mention.place ? gazetteer.KindOf(*mention.place) : mention.kind;
  return kind == PlaceKind::kCity || kind == PlaceKind::kRegion;
}

}  // namespace citygraph::importers

#include "importers/load/loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/bytes.h"
#include "engine/base/unicode.h"
#include "engine/model/schema.h"
#include "importers/networks/networks.h"

namespace citygraph::importers {
namespace {

namespace label = schema::label;
namespace property = schema::property;
namespace type = schema::type;

Evidence At(const FileDraft& draft, const RowDraft& row, Span span, std::string_view rule,
            double confidence) {
  return {.document = draft.file,
          .line = row.line,
          .start = span.start,
          .end = span.end,
          .rule = std::string(rule),
          .confidence = confidence};
}

std::string_view LabelOf(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::kCity:
      return label::kCity;
    case PlaceKind::kRegion:
      return label::kRegion;
    case PlaceKind::kCountry:
      return label::kCountry;
    case PlaceKind::kArea:
      return label::kArea;
  }
  return label::kCity;
}

ValueMap FactsOf(const Place& place) {
  ValueMap facts{{"name", place.name}, {"key", place.key}};
  if (place.geonameid != 0)
    facts.Set(property::kGeonameId, static_cast<std::int64_t>(place.geonameid));
  facts.Set(property::kLat, place.lat);
  facts.Set(property::kLon, place.lon);
  // Of regions and countries the gazetteer knows only the sum of their listed cities: no fact.
  if (place.population != 0 && place.kind == PlaceKind::kCity) {
    facts.Set(property::kPopulation, static_cast<std::int64_t>(place.population));
  }
  if (place.kind == PlaceKind::kCountry) facts.Set(property::kCode, place.country);
  return facts;
}

// With who decided what the text means, where a person did.
Evidence DecidedBy(Evidence evidence, const Seldom<Decided>& decided) {
  if (!decided) return evidence;
  evidence.person = decided->person;
  evidence.date = decided->date;
  return evidence;
}

// A place's confidence as part of a fact: the fact is no surer than its place.
double Both(double place, double role) { return place * role; }

}  // namespace

Status DeclareIdentities(Transaction& change) {
  for (const schema::Identity& identity : schema::kIdentities) {
    CITYGRAPH_TRY(change.CreateIndex(identity.label, identity.property));
  }
  return {};
}

bool Joins(const FileDraft& draft) { return std::ranges::any_of(draft.rows, &RowDraft::joins); }

Status Loader::Load(FileDraft& draft, bool more) {
  for (RowDraft& row : draft.rows) {
    const bool reports = row.verdict == Verdict::kReport || row.verdict == Verdict::kMerged;
    if (reports && !row.joins) CITYGRAPH_TRY(LoadRow(draft, row));
  }
  return Joins(draft) ? LoadJoins(draft, more) : Status();
}

Status Loader::LoadRow(const FileDraft& draft, RowDraft& row) {
  CITYGRAPH_TRY(const Found exchange, ExchangeOf(draft, row));
  if (!exchange.created && row.verdict == Verdict::kReport) row.verdict = Verdict::kMerged;
  CITYGRAPH_TRY(LoadReport(draft, row, exchange.node));
  CITYGRAPH_TRY(LoadPlaces(draft, row, exchange.node));
  CITYGRAPH_TRY(LoadThemes(draft, row, exchange.node));
  return LoadNetwork(draft, row, exchange.node);
}

Result<NodeId> Loader::FirstReportOf(NodeId exchange) const {
  const std::string_view documents = type::kDocuments;
  CITYGRAPH_TRY(const auto reports,
                change_->NeighboursOf(exchange, Direction::kIncoming, std::span(&documents, 1)));
  NodeId first = exchange;
  for (const Adjacent& each : reports) {
    if (first == exchange || each.neighbour < first) first = each.neighbour;
  }
  return first;
}

Result<bool> Loader::Describes(const FileDraft& draft, const Found& found, NodeId report) {
  if (!watched_.contains(draft.file)) return false;
  const bool first = described_.insert(found.node).second;
  if (!first || found.created) return false;
  CITYGRAPH_TRY(const auto node, change_->NodeAt(report));
  return node && StringOr(node->properties, property::kDocument) == draft.file;
}

Status Loader::SetFacts(NodeId node, const ValueMap& facts,
                        std::span<const std::string_view> properties) {
  CITYGRAPH_TRY(const auto now, change_->NodeAt(node));
  for (const std::string_view property : properties) {
    const Value* said = facts.Find(property);
    const Value* known = now ? now->properties.Find(property) : nullptr;
    if (said == nullptr && known == nullptr) continue;
    if (said != nullptr && known != nullptr && *said == *known) continue;
    CITYGRAPH_TRY(change_->SetProperty(node, property, said == nullptr ? Value() : *said));
  }
  return {};
}

Result<Loader::Found> Loader::ExchangeOf(const FileDraft& draft, const RowDraft& row) {
  ValueMap facts{{"key", row.event}, {"title", row.title}};
  if (!row.series.empty()) facts.Set(property::kSeries, row.series);
  if (row.number) facts.Set(property::kNumber, *row.number);
  if (!row.type.empty()) facts.Set(property::kType, row.type);
  if (row.year) facts.Set(property::kYear, *row.year);
  if (!row.programme.empty()) facts.Set(property::kProgramme, row.programme);
  CITYGRAPH_TRY(const Found found, Ensure({label::kExchange}, property::kKey, facts));
  CITYGRAPH_TRY(const NodeId report, found.created ? found.node : FirstReportOf(found.node));
  CITYGRAPH_TRY(const bool describes, Describes(draft, found, report));
  if (describes) {
    const GivenDate* given = dates_.Of(row.event);
    if (given != nullptr && given->year != 0 && !row.year) facts.Set(property::kYear, given->year);
    if (given != nullptr && given->date && row.year && ToCivil(*given->date).year != *row.year)
      CITYGRAPH_TRY(change_->SetProperty(found.node, property::kDate, Value()));
    CITYGRAPH_TRY(SetFacts(found.node, facts,
                           std::array{property::kTitle, property::kSeries, property::kNumber,
                                      property::kType, property::kYear, property::kProgramme}));
  }
  return found;
}

Status Loader::LoadReport(const FileDraft& draft, const RowDraft& row, NodeId exchange) {
  const std::string language(row.language ? LanguageCode(*row.language) : "");
  // One report an edition; where the source has an address, one an address.
  const std::string edition = !row.url.empty() ? row.url : language + ':' + Slug(row.title);
  ValueMap facts{{"key", row.event + '/' + edition},
                 {"title", row.title},
                 {"document", draft.file},
                 {"line", static_cast<std::int64_t>(row.line)}};
  if (!language.empty()) facts.Set(property::kLanguage, language);
  if (!row.url.empty()) facts.Set(property::kUrl, row.url);
  CITYGRAPH_TRY(const Found report, Ensure({label::kReport}, property::kKey, facts));
  CITYGRAPH_TRY(const bool describes, Describes(draft, report, report.node));
  if (describes) {
    CITYGRAPH_TRY(SetFacts(
        report.node, facts,
        std::array{property::kTitle, property::kLine, property::kLanguage, property::kUrl}));
  }
  const auto length = static_cast<std::uint32_t>(CountCodePoints(row.text));
  return Relate(report.node, type::kDocuments, exchange, {},
                {DecidedBy(At(draft, row, {0, length}, row.number ? "numbered-title" : "listed",
                              row.number ? 0.99 : 0.9),
                           row.decided)});
}

Status Loader::LoadPlaces(const FileDraft& draft, const RowDraft& row, NodeId exchange) {
  const auto take_part = [&](NodeId node, const PlaceMention& mention,
                             Evidence evidence) -> Status {
    const bool city = (mention.place ? knowledge_.gazetteer.At(*mention.place).kind
                                     : mention.kind) == PlaceKind::kCity;
    if (city && mention.role == Role::kHost)
      return Relate(node, type::kHosted, exchange, {}, {std::move(evidence)});
    return Relate(node, type::kTookPart, exchange, {{"role", RoleName(mention.role)}},
                  {std::move(evidence)});
  };
  std::vector<NodeId> nodes;
  for (const PlaceMention& mention : row.places) {
    CITYGRAPH_TRY(const NodeId node, PlaceNode(mention));
    nodes.push_back(node);
    if (mention.role == Role::kContext) continue;  // its fact is the IN of the place beside it
    CITYGRAPH_TRY(take_part(node, mention,
                            DecidedBy(At(draft, row, mention.span, mention.role_rule,
                                         Both(mention.confidence, mention.role_confidence)),
                                      mention.decided)));
  }
  std::optional<NodeId> subject;
  if (row.subject) {
    CITYGRAPH_TRY(const NodeId node, PlaceNode(*row.subject));
    subject = node;
    Evidence evidence = At(draft, row, row.subject->span, row.subject->role_rule,
                           Both(row.subject->confidence, row.subject->role_confidence));
    evidence.line = row.subject_line;
    CITYGRAPH_TRY(
        take_part(node, *row.subject, DecidedBy(std::move(evidence), row.subject->decided)));
  }
  return LoadMentoring(draft, row, nodes, subject);
}

Status Loader::LoadMentoring(const FileDraft& draft, const RowDraft& row,
                             const std::vector<NodeId>& places, std::optional<NodeId> subject) {
  const auto mentored = [&](const PlaceMention& mentor, NodeId from, const PlaceMention& mentee,
                            NodeId to, const Span& span) -> Status {
    if (mentor.role != Role::kMentor || mentee.role != Role::kMentee) return {};
    ValueMap facts{{"exchange", row.event}};
    if (row.year) facts.Set(property::kYear, *row.year);
    const double confidence = mentor.confidence * mentee.confidence *
                              std::min(mentor.role_confidence, mentee.role_confidence);
    return Relate(from, type::kMentored, to, facts,
                  {DecidedBy(At(draft, row, span, mentor.role_rule, confidence),
                             mentor.decided ? mentor.decided : mentee.decided)});
  };
  for (const auto& [giver, taker] : row.pairs) {
    const PlaceMention& mentor = row.places[giver];
    const PlaceMention& mentee = row.places[taker];
    const Span span{std::min(mentor.span.start, mentee.span.start),
                    std::max(mentor.span.end, mentee.span.end)};
    CITYGRAPH_TRY(mentored(mentor, places[giver], mentee, places[taker], span));
  }
  for (std::size_t i = 0; subject && i < places.size(); ++i) {
    const PlaceMention& mention = row.places[i];
    CITYGRAPH_TRY(mentored(*row.subject, *subject, mention, places[i], mention.span));
    CITYGRAPH_TRY(mentored(mention, places[i], *row.subject, *subject, mention.span));
  }
  return {};
}

Status Loader::LoadThemes(const FileDraft& draft, const RowDraft& row, NodeId exchange) {
  for (const ThemeMention& mention : row.themes) {
    CITYGRAPH_TRY(const NodeId theme, ThemeNode(mention.theme));
    CITYGRAPH_TRY(Relate(exchange, type::kAbout, theme, {},
                         {DecidedBy(At(draft, row, mention.span, "theme-label", mention.confidence),
                                    mention.decided)}));
  }
  for (const SdgMention& sdg : row.sdgs) {
    if (!sdg.is_explicit) continue;
    const auto theme = knowledge_.themes.vocabulary().Find(fmt::format("sdg-{}", sdg.goal));
    if (!theme) continue;
    CITYGRAPH_TRY(const NodeId node, ThemeNode(*theme));
    CITYGRAPH_TRY(
        Relate(exchange, type::kAbout, node, {}, {At(draft, row, sdg.span, "printed-sdg", 0.99)}));
  }
  return {};
}

Status Loader::LoadNetwork(const FileDraft& draft, const RowDraft& row, NodeId exchange) {
  const std::string_view name = NetworkOf(row.series, row.programme);
  if (name.empty()) return {};
  CITYGRAPH_TRY(const Found network, Ensure({label::kNetwork}, property::kName, {{"name", name}}));
  return Relate(network.node, type::kRuns, exchange, {},
                {At(draft, row, {0, 0},
                    row.series.empty() ? "programme-names-network" : "series-of-network", 0.95)});
}

Result<NodeId> Loader::PlaceNode(const PlaceMention& mention) {
  if (mention.place) return PlaceNode(*mention.place);
  return UnknownPlaceNode(mention);
}

Result<NodeId> Loader::PlaceNode(PlaceIndex index) {
  if (const auto known = places_.find(index); known != places_.end()) return known->second;
  const Place place = knowledge_.gazetteer.At(index);
  const auto names = [&] {
    const auto folded = knowledge_.gazetteer.NamesOf(index);
    return std::vector<std::string>(folded.begin(), folded.end());
  };
  CITYGRAPH_TRY(const Found found, Ensure({LabelOf(place.kind), label::kPlace}, property::kPlaceKey,
                                          FactsOf(place), names));
  places_.emplace(index, found.node);
  if (!found.created) return found.node;
  CITYGRAPH_TRY(PutInto(found.node, place));
  return found.node;
}

Status Loader::PutInto(NodeId node, const Place& place) {
  if (place.kind == PlaceKind::kCountry || place.kind == PlaceKind::kArea) return {};
  const std::vector<Evidence> gazetteer = {
      {.document = "gazetteer", .rule = "gazetteer", .confidence = 1}};
  if (const auto country = knowledge_.gazetteer.Country(place.country)) {
    CITYGRAPH_TRY(const NodeId country_node, PlaceNode(*country));
    CITYGRAPH_TRY(Relate(node, type::kIn, country_node, {}, gazetteer));
  }
  if (place.region) {
    CITYGRAPH_TRY(const NodeId region_node, PlaceNode(*place.region));
    CITYGRAPH_TRY(Relate(node, type::kIn, region_node, {}, gazetteer));
  }
  return {};
}

Result<NodeId> Loader::UnknownPlaceNode(const PlaceMention& mention) {
  const std::string key = IdentityOf(knowledge_.gazetteer, mention);
  CITYGRAPH_TRY(
      const Found found,
      Ensure({LabelOf(mention.kind), label::kPlace}, property::kPlaceKey,
             {{"name", mention.name.empty() ? mention.text : mention.name}, {"key", key}}));
  if (!found.created || mention.country.empty()) return found.node;
  if (const auto country = knowledge_.gazetteer.Country(mention.country)) {
    CITYGRAPH_TRY(const NodeId country_node, PlaceNode(*country));
    CITYGRAPH_TRY(Relate(found.node, type::kIn, country_node, {}, {}));
  }
  return found.node;
}

Result<NodeId> Loader::ThemeNode(std::uint32_t index) {
  const ThemeVocabulary& vocabulary = knowledge_.themes.vocabulary();
  const Theme& theme = vocabulary[index];
  ValueList sdgs;
  for (const int goal : theme.sdgs) sdgs.push_back(goal);
  const auto names = [&] {
    std::vector<std::string> all;
    for (const auto& labels : theme.labels) all.insert(all.end(), labels.begin(), labels.end());
    return all;
  };
  CITYGRAPH_TRY(
      const Found found,
      Ensure({label::kTheme}, property::kId,
             {{"id", theme.id}, {"name", theme.name()}, {"sdgs", std::move(sdgs)}}, names));
  if (!found.created) return found.node;
  const std::vector<Evidence> from_vocabulary = {
      {.document = "themes", .rule = "vocabulary", .confidence = 1}};
  for (const std::string& id : theme.broader) {
    const auto broader = vocabulary.Find(id);
    CITYGRAPH_CHECK(broader.has_value());  // the vocabulary was checked when it was read
    CITYGRAPH_TRY(const NodeId broader_node, ThemeNode(*broader));
    CITYGRAPH_TRY(Relate(found.node, type::kBroader, broader_node, {}, from_vocabulary));
  }
  return found.node;
}

Result<Loader::Found> Loader::Ensure(std::initializer_list<std::string_view> labels,
                                     std::string_view identity, const ValueMap& properties,
                                     const Names& names) {
  // Places are found under their second label, whatever kind they are.
  const std::string_view found_by = labels.size() > 1 ? *(labels.begin() + 1) : *labels.begin();
  const Value& value = *properties.Find(identity);
  const std::string memo = std::string(found_by) + '\n' + *value.AsString();
  if (const auto known = known_.find(memo); known != known_.end())
    return Found{known->second, false};
  CITYGRAPH_TRY(const auto nodes, change_->NodesWithProperty(found_by, identity, value));
  if (!nodes.empty()) {
    known_.emplace(memo, nodes.front());
    return Found{nodes.front(), false};
  }
  CITYGRAPH_TRY(const NodeId node,
                change_->CreateNode(labels, properties, names ? names() : Names::result_type()));
  known_.emplace(memo, node);
  for (const std::string_view each : labels) ++counts_.nodes[std::string(each)];
  return Found{node, true};
}

Result<std::optional<RelationshipId>> Loader::FindRelationship(NodeId start, std::string_view type,
                                                               NodeId end,
                                                               const ValueMap& properties) const {
  // From the end where few hang: a city or network has many exchanges, an exchange few cities.
  const bool from_end = type == type::kHosted || type == type::kTookPart || type == type::kRuns;
  CITYGRAPH_TRY(const auto adjacent,
                change_->NeighboursOf(from_end ? end : start,
                                      from_end ? Direction::kIncoming : Direction::kOutgoing,
                                      std::span(&type, 1)));
  std::vector<RelationshipId> between;
  for (const Adjacent& each : adjacent) {
    if (each.neighbour == (from_end ? start : end)) between.push_back(each.relationship);
  }
  if (between.empty()) return std::nullopt;
  CITYGRAPH_TRY(const auto relationships, change_->Relationships(between));
  for (const auto& relationship : relationships) {
    if (relationship && relationship->properties == properties) return relationship->id;
  }
  return std::nullopt;
}

void Loader::Note(RelationshipId relationship, const std::vector<Evidence>& evidence) {
  for (const Evidence& each : evidence) {
    if (watched_.contains(each.document)) said_[relationship].push_back(each);
  }
}

Status Loader::Relate(NodeId start, std::string_view type, NodeId end, const ValueMap& properties,
                      const std::vector<Evidence>& evidence) {
  CITYGRAPH_TRY(const auto known, FindRelationship(start, type, end, properties));
  if (!known) {
    CITYGRAPH_TRY(const RelationshipId created,
                  change_->CreateRelationship(start, type, end, properties, evidence));
    Note(created, evidence);
    ++counts_.relationships[std::string(type)];
    return {};
  }
  Note(*known, evidence);
  for (const Evidence& each : evidence) CITYGRAPH_TRY(change_->AddEvidence(*known, each));
  return {};
}

}  // namespace citygraph::importers

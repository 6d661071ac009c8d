// Loading rows that join an exchange: participants, and when it was.
#include <fmt/format.h>

#include <algorithm>

#include "engine/model/schema.h"
#include "importers/load/loader.h"

namespace citygraph::importers {
namespace {

namespace label = schema::label;
namespace property = schema::property;
namespace type = schema::type;

void AddIssue(RowDraft& row, Issue::Severity severity, std::uint32_t column, std::string code,
              std::string message) {
  row.issues.push_back({.severity = severity,
                        .line = row.line,
                        .column = column,
                        .code = std::move(code),
                        .message = std::move(message)});
}

std::optional<Date> DateOf(const Node& exchange) {
  const Value* value = exchange.properties.Find(property::kDate);
  if (value == nullptr || value->AsDate() == nullptr) return std::nullopt;
  return *value->AsDate();
}

}  // namespace

Status Loader::LoadJoins(FileDraft& draft, bool more) {
  joined_.clear();
  const auto [known, first] = dates_before_.try_emplace(draft.file);
  if (first) known->second = dates_.Take(draft.file);
  const std::map<std::string, GivenDate>& before = known->second;
  for (RowDraft& row : draft.rows) {
    const bool reports = row.verdict == Verdict::kReport || row.verdict == Verdict::kMerged;
    if (!reports || !row.joins) continue;
    row.verdict = Verdict::kMerged;
    CITYGRAPH_TRY(const ExchangeFinder::Found found, finder_.Find(row));
    if (!found.exchange) {
      row.verdict = Verdict::kRejected;
      row.reason = found.message;
      AddIssue(row, Issue::Severity::kError, 0, found.code, found.message);
      continue;
    }
    row.event = found.key;
    CITYGRAPH_TRY(LoadPlaces(draft, row, *found.exchange));
    CITYGRAPH_TRY(GiveDate(draft, row, *found.exchange, before));
    Joined& joined = joined_[*found.exchange];
    joined.key = found.key;
    for (const PlaceMention& mention : row.places) {
      CITYGRAPH_TRY(const NodeId place, PlaceNode(mention));
      if (mention.role == Role::kMentor) joined.mentors.push_back({&row, &mention, place});
      if (mention.role == Role::kMentee) joined.mentees.push_back({&row, &mention, place});
    }
  }
  for (const auto& [exchange, joined] : joined_)
    CITYGRAPH_TRY(RelateMentors(draft, joined, exchange));
  if (more) return dates_.Save(draft.file, before, *change_);
  CITYGRAPH_TRY(TakeDatesBack(draft, before));
  return dates_.Save(draft.file, {}, *change_);
}

// Every mentor that the table names met every mentee that it names for the same exchange.
Status Loader::RelateMentors(const FileDraft& draft, const Joined& joined, NodeId exchange) {
  if (joined.mentors.empty() || joined.mentees.empty()) return {};
  CITYGRAPH_TRY(const auto node, change_->NodeAt(exchange));
  const std::int64_t year = node ? IntegerOr(node->properties, property::kYear) : 0;
  const std::string_view mentored = type::kMentored;
  for (const Member& mentor : joined.mentors) {
    CITYGRAPH_TRY(const auto known, change_->NeighboursOf(mentor.place, Direction::kOutgoing,
                                                          std::span(&mentored, 1)));
    for (const Member& mentee : joined.mentees) {
      if (mentor.place == mentee.place) continue;
      ValueMap facts{{"exchange", joined.key}};
      if (year != 0) facts.Set(property::kYear, year);
      // Where another document says that they did, this one says so too, and not once more.
      for (const Adjacent& each : known) {
        if (each.neighbour != mentee.place) continue;
        CITYGRAPH_TRY(const auto relationship, change_->RelationshipAt(each.relationship));
        if (relationship && StringOr(relationship->properties, property::kExchange) == joined.key)
          facts = relationship->properties;
      }
      const Member& later = mentor.row->line > mentee.row->line ? mentor : mentee;
      const double confidence =
          mentor.mention->confidence * mentee.mention->confidence *
          std::min(mentor.mention->role_confidence, mentee.mention->role_confidence);
      Evidence evidence{.document = draft.file,
                        .line = later.row->line,
                        .start = later.mention->span.start,
                        .end = later.mention->span.end,
                        .rule = "same-exchange",
                        .confidence = confidence};
      if (const auto& decided = later.mention->decided) {
        evidence.person = decided->person;
        evidence.date = decided->date;
      }
      CITYGRAPH_TRY(
          Relate(mentor.place, type::kMentored, mentee.place, facts, {std::move(evidence)}));
    }
  }
  return {};
}

// What the exchange has from elsewhere stays; what this document gave before may change.
Status Loader::GiveDate(const FileDraft& draft, RowDraft& row, NodeId exchange,
                        const std::map<std::string, GivenDate>& before) {
  if (!row.year) return {};
  CITYGRAPH_TRY(const auto node, change_->NodeAt(exchange));
  if (!node) return {};
  const auto year = static_cast<int>(IntegerOr(node->properties, property::kYear));
  const std::optional<Date> date = DateOf(*node);
  const GivenDate* given = dates_.Of(draft.file, row.event);
  const auto was = before.find(row.event);
  const bool own = given == nullptr && was != before.end();
  GivenDate gives = given == nullptr ? GivenDate{} : *given;
  if (year == 0 || (own && was->second.year == year)) {
    gives.year = *row.year;
    if (year != *row.year)
      CITYGRAPH_TRY(change_->SetProperty(exchange, property::kYear, *row.year));
  } else if (year != *row.year) {
    AddIssue(row, Issue::Severity::kWarning, row.year_span.start + 1, "contradiction",
             fmt::format("the row says {}, but {} was in {}, which is kept", *row.year, row.event,
                         year));
    return {};
  }
  if (row.date && (!date || (own && was->second.date == date))) {
    gives.date = row.date;
    if (date != row.date)
      CITYGRAPH_TRY(change_->SetProperty(exchange, property::kDate, Value(*row.date)));
  }
  if (gives != GivenDate{}) dates_.Give(draft.file, row.event, gives);
  return {};
}

// What the document gave when it was last read and gives no more.
Status Loader::TakeDatesBack(const FileDraft& draft,
                             const std::map<std::string, GivenDate>& before) {
  for (const auto& [key, was] : before) {
    const GivenDate* now = dates_.Of(draft.file, key);
    CITYGRAPH_TRY(const auto found,
                  change_->NodesWithProperty(label::kExchange, property::kKey, key));
    if (found.empty()) continue;
    CITYGRAPH_TRY(const auto node, change_->NodeAt(found.front()));
    if (!node) continue;
    const bool year_stands = now != nullptr && now->year != 0;
    if (was.year != 0 && !year_stands && IntegerOr(node->properties, property::kYear) == was.year)
      CITYGRAPH_TRY(change_->SetProperty(found.front(), property::kYear, Value()));
    const bool date_stands = now != nullptr && now->date;
    if (was.date && !date_stands && DateOf(*node) == was.date)
      CITYGRAPH_TRY(change_->SetProperty(found.front(), property::kDate, Value()));
  }
  return {};
}

}  // namespace citygraph::importers

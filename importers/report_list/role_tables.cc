// The tables of data/ that role_phrases.h tells of.
#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/result.h"
#include "importers/csv/csv_reader.h"
#include "importers/embedded.h"
#include "importers/report_list/role_phrases.h"

namespace citygraph::importers {
namespace {

constexpr std::array kSenses = {
    VerbSense{Says::kTeaches, "teaches", Role::kMentor, Role::kMentee, "mentoring-verb"},
    VerbSense{Says::kIsMentorOf, "is mentor of", Role::kMentor, Role::kMentee, "mentor-of"},
    VerbSense{.says = Says::kIsTaughtBy,
              .name = "is taught by",
              .before = Role::kMentee,
              .after = Role::kMentor,
              .rule = "mentored-by",
              .only_led = true},
    VerbSense{.says = Says::kGives,
              .name = "gives",
              .before = Role::kMentor,
              .after = Role::kMentee,
              .rule = "gives-verb",
              .far = true},
    VerbSense{.says = Says::kGivesGift,
              .name = "gives a gift",
              .before = Role::kMentor,
              .after = Role::kMentee,
              .rule = "gives-verb",
              .far = true,
              .only_led = true,
              .of_gifts = true},
    VerbSense{.says = Says::kReceivesGift,
              .name = "receives a gift",
              .before = Role::kMentee,
              .after = Role::kMentor,
              .rule = "receives-gift",
              .only_led = true,
              .of_gifts = true},
    VerbSense{Says::kThanks, "thanks", Role::kMentee, Role::kMentor, "thanks-verb"},
    VerbSense{.says = Says::kShares,
              .name = "shares",
              .before = Role::kMentor,
              .after = Role::kMentee,
              .rule = "shares-verb",
              .far = true,
              .only_led = true},
    VerbSense{.says = Says::kServes,
              .name = "serves",
              .before = Role::kMentor,
              .after = Role::kMentee,
              .rule = "puts-at-service",
              .far = true},
    VerbSense{.says = Says::kLearnsFrom,
              .name = "learns from",
              .before = Role::kMentee,
              .after = Role::kMentor,
              .rule = "learns-from",
              .only_led = true},
    VerbSense{Says::kLearnsHow, "learns how", Role::kMentee, Role::kMentor, "learns-how"},
    VerbSense{Says::kVisits, "visits", Role::kVisitor, Role::kHost, "visit-verb"},
    VerbSense{.says = Says::kTakesPart,
              .name = "takes part in",
              .before = Role::kVisitor,
              .after = Role::kHost,
              .rule = "visit-verb",
              .only_led = true},
    VerbSense{Says::kSends, "sends", Role::kVisitor, Role::kHost, "sends-verb"},
    VerbSense{Says::kHosts, "hosts", Role::kHost, Role::kVisitor, "hosts-verb"},
    VerbSense{.says = Says::kIsHostedBy,
              .name = "is hosted by",
              .before = Role::kVisitor,
              .after = Role::kHost,
              .rule = "hosted-by",
              .only_led = true},
    VerbSense{.says = Says::kHoldsFor,
              .name = "holds for",
              .before = Role::kHost,
              .after = Role::kVisitor,
              .rule = "holds-for",
              .only_led = true},
    VerbSense{Says::kIsVisitedBy, "is visited by", Role::kHost, Role::kVisitor, "visited-by"},
    VerbSense{Says::kLeads, "leads", Role::kLead, Role::kPartner, "leads-verb"},
};

struct LabelSense {
  std::string_view rule;
  Role role;
  Role others;
};
constexpr std::array kLabelSenses = {
    LabelSense{"coordinated-by", Role::kLead, Role::kPartner},
    LabelSense{"led-by", Role::kLead, Role::kPartner},
    LabelSense{"lead-partner", Role::kLead, Role::kPartner},
    LabelSense{"put-forward-by", Role::kLead, Role::kPartner},
    LabelSense{"partner-label", Role::kPartner, Role::kPartner},
    LabelSense{"hosted-by", Role::kHost, Role::kVisitor},
    LabelSense{"host-label", Role::kHost, Role::kVisitor},
    LabelSense{"visit-label", Role::kHost, Role::kVisitor},
    LabelSense{"visitor-label", Role::kVisitor, Role::kHost},
    LabelSense{"mentored-by", Role::kMentor, Role::kMentee},
    LabelSense{"given-by", Role::kMentor, Role::kMentee},
    LabelSense{"mentor-label", Role::kMentor, Role::kMentee},
    LabelSense{"gift-label", Role::kMentor, Role::kMentee},
    LabelSense{"case-label", Role::kMentor, Role::kMentee},
    LabelSense{"follows-example", Role::kMentor, Role::kMentee},
    LabelSense{"given-to", Role::kMentee, Role::kMentor},
    LabelSense{"mentoring-of", Role::kMentee, Role::kMentor},
    LabelSense{"mentee-label", Role::kMentee, Role::kMentor},
};

Stands StandsOf(std::string_view cell) {
  CITYGRAPH_CHECK(cell == "before" || cell == "apart" || cell == "behind");
  return cell == "before" ? Stands::kBefore : cell == "apart" ? Stands::kApart : Stands::kBehind;
}

// Calls `on_record` with the records of a table of three columns, the header left out. The tables
// are of the program, and the tests read them: what is wrong with one ends it.
template <class OnRecord>
void ReadRecords(std::string_view csv, const OnRecord& on_record) {
  CsvReader reader(csv, "built-in");
  CsvRecord record;
  bool header = true;
  for (Result<bool> more = reader.Next(record);; more = reader.Next(record)) {
    CITYGRAPH_CHECK(more.has_value());
    if (!*more) return;
    CITYGRAPH_CHECK(record.size() == 3);
    if (!std::exchange(header, false)) on_record(record);
  }
}

std::vector<RoleVerb> ReadVerbs() {
  std::vector<RoleVerb> verbs;
  ReadRecords(embedded::RoleVerbs(), [&](const CsvRecord& record) {
    const auto sense = std::ranges::find(kSenses, record[0], &VerbSense::name);
    CITYGRAPH_CHECK(sense != kSenses.end());
    verbs.push_back(
        {.pattern = std::string(record[1]), .sense = &*sense, .leads = std::string(record[2])});
  });
  return verbs;
}

std::vector<RoleLabel> ReadLabels() {
  std::vector<RoleLabel> labels;
  ReadRecords(embedded::RoleLabels(), [&](const CsvRecord& record) {
    const auto sense = std::ranges::find(kLabelSenses, record[0], &LabelSense::rule);
    CITYGRAPH_CHECK(sense != kLabelSenses.end());
    labels.push_back({.pattern = std::string(record[2]),
                      .role = sense->role,
                      .others = sense->others,
                      .rule = sense->rule,
                      .stands = StandsOf(record[1])});
  });
  return labels;
}

}  // namespace

std::span<const RoleVerb> RoleVerbs() {
  static const std::vector<RoleVerb> kVerbs = ReadVerbs();
  return kVerbs;
}

std::span<const RoleLabel> RoleLabels() {
  static const std::vector<RoleLabel> kLabels = ReadLabels();
  return kLabels;
}

}  // namespace citygraph::importers

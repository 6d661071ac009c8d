// Reads lists and tables in a test with the built-in knowledge, and says in a line what was read.
#pragma once

#include <gtest/gtest.h>

#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "importers/csv/network_table.h"
#include "importers/importer.h"
#include "importers/report_list/report_list.h"
#include "tests/support/must.h"

namespace citygraph::importers {

inline const Knowledge& BuiltInKnowledge() {
  static const ThemeFinder kThemes(ThemeVocabulary::BuiltIn());
  static const Knowledge kKnowledge{Gazetteer::BuiltIn(), kThemes};
  return kKnowledge;
}

using Where = std::source_location;

inline FileDraft ReadList(std::string text, Where caller = Where::current()) {
  return ReadReportList(BuiltInKnowledge(),
                        testing::Must(DecodeSource("list.txt", std::move(text)), caller));
}

// The one row of a list of one line.
inline RowDraft ReadRow(std::string line, Where caller = Where::current()) {
  return ReadList(std::move(line), caller).rows.at(0);
}

inline Result<FileDraft> TryTable(std::string csv, Where caller = Where::current()) {
  return ReadNetworkTable(BuiltInKnowledge(),
                          testing::Must(DecodeSource("table.csv", std::move(csv)), caller));
}
inline FileDraft ReadTable(std::string csv, Where caller = Where::current()) {
  return testing::Must(TryTable(std::move(csv), caller), caller);
}

// "Johannesburg city ZA mentor"; a place that the gazetteer lacks: "Nowhere ? IT partner".
inline std::string Describe(const PlaceMention& mention) {
  std::string text = mention.text + " ?";
  if (mention.place) {
    const Place place = BuiltInKnowledge().gazetteer.At(*mention.place);
    text = std::string(place.name) + ' ' + std::string(KindName(place.kind));
  }
  if (!mention.country.empty()) text += ' ' + mention.country;
  return text + ' ' + std::string(RoleName(mention.role));
}

inline std::vector<std::string> PlacesOf(const RowDraft& row) {
  std::vector<std::string> all;
  for (const PlaceMention& mention : row.places) all.push_back(Describe(mention));
  return all;
}

// "Quito > Lima": the texts of who met whom, the giver first.
inline std::vector<std::string> PairsOf(const RowDraft& row) {
  std::vector<std::string> all;
  for (const auto& [a, b] : row.pairs) {
    all.push_back(row.places.at(a).text + " > " + row.places.at(b).text);
  }
  return all;
}

inline std::vector<std::string> ThemesOf(const std::vector<ThemeMention>& themes) {
  std::vector<std::string> ids;
  for (const ThemeMention& theme : themes) {
    ids.push_back(ThemeVocabulary::BuiltIn()[theme.theme].id);
  }
  return ids;
}

// "warning 2:9 unknown-role".
inline std::vector<std::string> IssuesOf(const FileDraft& draft) {
  std::vector<std::string> all;
  for (const RowDraft& row : draft.rows) {
    for (const Issue& issue : row.issues) {
      all.push_back(std::string(issue.severity == Issue::Severity::kError ? "error" : "warning") +
                    ' ' + std::to_string(issue.line) + ':' + std::to_string(issue.column) + ' ' +
                    issue.code);
    }
  }
  return all;
}

inline std::vector<std::string> VerdictsOf(const FileDraft& draft) {
  std::vector<std::string> all;
  for (const RowDraft& row : draft.rows) all.emplace_back(VerdictName(row.verdict));
  return all;
}

inline void PrintTo(const RowCounts& counts, std::ostream* out) {
  *out << counts.read << " read: " << counts.accepted << " accepted, " << counts.merged
       << " merged, " << counts.ignored << " ignored, " << counts.rejected << " rejected";
}

}  // namespace citygraph::importers

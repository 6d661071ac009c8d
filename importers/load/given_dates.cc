#include "importers/load/given_dates.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace citygraph::importers {
namespace {

constexpr std::size_t kFields = 3;  // exchange, year, days since 1970 or nothing

std::string ListOf(const std::string& document) { return "dates:" + document; }

template <class Number>
bool Parse(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

Result<GivenDates> GivenDates::Load(const GraphView& view, const Documents& documents) {
  GivenDates dates;
  for (const Document& document : documents.all()) {
    if (document.shape != "participants-table") continue;
    CITYGRAPH_TRY(const auto fields, view.List(ListOf(document.name)));
    bool sound = fields.size() % kFields == 0;
    for (std::size_t i = 0; sound && i < fields.size(); i += kFields) {
      GivenDate given;
      Date date;
      sound = Parse(fields[i + 1], given.year) &&
              (fields[i + 2].empty() || Parse(fields[i + 2], date.days));
      if (!fields[i + 2].empty()) given.date = date;
      dates.Give(document.name, fields[i], given);
    }
    if (!sound) {
      return Fail(ErrorCode::kCorruption,
                  fmt::format("the dates that {} gave are damaged", document.name));
    }
  }
  return dates;
}

const GivenDate* GivenDates::Of(const std::string& exchange) const {
  for (const auto& [document, given] : by_document_) {
    const auto found = given.find(exchange);
    if (found != given.end()) return &found->second;
  }
  return nullptr;
}

const GivenDate* GivenDates::Of(const std::string& document, const std::string& exchange) const {
  const auto given = by_document_.find(document);
  if (given == by_document_.end()) return nullptr;
  const auto found = given->second.find(exchange);
  return found == given->second.end() ? nullptr : &found->second;
}

std::map<std::string, GivenDate> GivenDates::Take(const std::string& document) {
  const auto given = by_document_.find(document);
  if (given == by_document_.end()) return {};
  return std::exchange(given->second, {});
}

Status GivenDates::Save(const std::string& document, const std::map<std::string, GivenDate>& before,
                        Transaction& change) const {
  std::map<std::string, GivenDate> all;
  if (const auto given = by_document_.find(document); given != by_document_.end())
    all = given->second;
  all.insert(before.begin(), before.end());
  std::vector<std::string> fields;
  for (const auto& [exchange, date] : all) {
    fields.push_back(exchange);
    fields.push_back(std::to_string(date.year));
    fields.push_back(date.date ? std::to_string(date.date->days) : std::string());
  }
  return change.SetList(ListOf(document), fields);
}

}  // namespace citygraph::importers

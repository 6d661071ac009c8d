#include "importers/networks/networks.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/unicode.h"
#include "importers/csv/csv_reader.h"
#include "importers/embedded.h"
#include "importers/text/words.h"

namespace citygraph::importers {
namespace {

struct Network {
  std::string name;
  std::string series;
  std::string usual_type;
  std::vector<std::string> patterns;  // folded, a space before and after
};

const std::vector<Network>& Networks() {
  static const std::vector<Network> kNetworks = [] {
    std::vector<Network> networks;
    CsvReader reader(embedded::Networks(), "built-in networks");
    CsvRecord record;
    bool header = true;
    for (Result<bool> more = reader.Next(record); more && *more; more = reader.Next(record)) {
      CITYGRAPH_CHECK(record.size() == 4);
      if (std::exchange(header, false)) continue;
      Network network{.name = std::string(record[0]),
                      .series = std::string(record[1]),
                      .usual_type = std::string(record[2])};
      std::string_view rest = record[3];
      while (!rest.empty()) {
        const std::size_t bar = rest.find('|');
        network.patterns.push_back(' ' + FoldName(rest.substr(0, bar)) + ' ');
        rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
      }
      networks.push_back(std::move(network));
    }
    return networks;
  }();
  return kNetworks;
}

}  // namespace

std::string_view NetworkOf(std::string_view series, std::string_view programme) {
  const std::string folded = ' ' + FoldName(programme) + ' ';
  for (const Network& network : Networks()) {
    if (!series.empty() && network.series == series) return network.name;
    for (const std::string& pattern : network.patterns) {
      if (folded.find(pattern) != std::string::npos) return network.name;
    }
  }
  return {};
}

std::string NumberedReportIn(std::string_view programme) {
  const Words words(programme);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const bool known = std::ranges::any_of(Networks(), [&](const Network& network) {
      return !network.series.empty() && network.series == words.Text(i, i + 1);
    });
    if (!known || !words[i + 1].number) continue;
    std::string_view number = words.Folded(i + 1);
    while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
    return std::string(words.Text(i, i + 1)) + '-' + std::string(number);
  }
  return {};
}

bool IsSeriesOfNetwork(std::string_view series) {
  return !series.empty() &&
         std::ranges::find(Networks(), series, &Network::series) != Networks().end();
}

std::string_view UsualTypeOf(std::string_view series) {
  if (series.empty()) return {};
  const auto found = std::ranges::find(Networks(), series, &Network::series);
  return found == Networks().end() ? std::string_view() : std::string_view(found->usual_type);
}

}  // namespace citygraph::importers

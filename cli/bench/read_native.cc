#include "cli/bench/read_native.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <tuple>

#include "engine/algorithms/betweenness.h"
#include "engine/algorithms/chains.h"
#include "engine/algorithms/communities.h"
#include "engine/algorithms/components.h"
#include "engine/algorithms/far_sets.h"
#include "engine/algorithms/pagerank.h"
#include "engine/algorithms/project.h"
#include "engine/algorithms/similarity.h"

namespace citygraph::bench {
namespace {

// A label's only table, its nodes in one run, as a bulk import makes them.
struct Table {
  const NodeTable* nodes = nullptr;
  NodeNumber first = 0;

  const Column& operator[](TokenId property) const { return *nodes->FindColumn(property); }
  std::uint64_t RowOf(NodeNumber node) const { return node - first; }
};

// Keeps those of most recent year, then highest id. Twice as many as wanted are kept and halved now
// and then: cheaper than a heap, which moves each one several times.
class Newest {
 public:
  struct Entry {
    std::int64_t year = 0;
    std::int64_t id = 0;
    std::uint64_t row = 0;

    bool operator<(const Entry& other) const {
      return year != other.year ? year > other.year : id > other.id;
    }
  };
  explicit Newest(std::size_t limit) : limit_(limit) { entries_.reserve(2 * limit); }

  // No earlier year can be among them any more.
  std::int64_t least_year() const { return least_year_; }
  void Add(std::int64_t year, std::int64_t id, std::uint64_t row) {
    entries_.push_back({year, id, row});
    if (entries_.size() < 2 * limit_) return;
    const auto last = entries_.begin() + static_cast<std::ptrdiff_t>(limit_) - 1;
    std::ranges::nth_element(entries_, last, std::less<>());
    least_year_ = last->year;
    entries_.resize(limit_);
  }
  std::span<const Entry> Sorted() {
    std::ranges::sort(entries_, std::less<>());
    return std::span(entries_).first(std::min(limit_, entries_.size()));
  }

 private:
  std::size_t limit_;
  std::int64_t least_year_ = std::numeric_limits<std::int64_t>::min();
  std::vector<Entry> entries_;
};

class NativeReader {
 public:
  NativeReader(const Adjacency& adjacency, const Words& words, const Queries& queries,
               Output& output)
      : adjacency_(adjacency), w_(words), queries_(queries), output_(output) {}

  Status Run() {
    CITYGRAPH_TRY(city_, TableOf(w_.city));
    CITYGRAPH_TRY(country_, TableOf(w_.country));
    CITYGRAPH_TRY(theme_, TableOf(w_.theme));
    CITYGRAPH_TRY(exchange_, TableOf(w_.exchange));
    CITYGRAPH_TRY(hosted_, ListsOf(w_.hosted));
    CITYGRAPH_TRY(took_part_, ListsOf(w_.took_part));
    CITYGRAPH_TRY(about_, ListsOf(w_.about));
    CITYGRAPH_TRY(mentored_, ListsOf(w_.mentored));
    CITYGRAPH_TRY(in_country_, ListsOf(w_.in_country));
    W3();
    W4();
    CITYGRAPH_TRY(W5());
    CITYGRAPH_TRY(W6());
    W9a();
    W9b();
    CITYGRAPH_TRY(W7());
    return W8();
  }

 private:
  Result<Table> TableOf(TokenId label) const {
    for (const NodeTable& table : adjacency_.node_tables()) {
      if (table.HasLabel(label) && table.runs().size() == 1) {
        return Table{&table, table.runs().front().first};
      }
    }
    return Fail(ErrorCode::kNotFound, "a label of the bench data is missing");
  }
  Result<const RelationshipTable*> ListsOf(TokenId type) const {
    if (const RelationshipTable* table = adjacency_.TableOf(type)) return table;
    return Fail(ErrorCode::kNotFound, "a relationship type of the bench data is missing");
  }

  // The node of a city by its id property; ids that are not there end the bench.
  NodeNumber CityOf(std::int64_t id) const {
    const auto rows = city_[w_.id].FindInteger(id);
    CITYGRAPH_CHECK(!rows.empty());
    return city_.first + rows.front();
  }
  std::int64_t IdOfCity(NodeNumber node) const { return city_[w_.id].Integer(city_.RowOf(node)); }
  std::int64_t IdOfCity(NodeId node) const { return IdOfCity(static_cast<NodeNumber>(Raw(node))); }

  struct ExchangeRow {
    std::int64_t id = 0;
    std::string_view title;
    std::int64_t year = 0;
  };
  struct ExchangeRows {
    std::vector<ExchangeRow> rows;
    TextRows titles;  // what the rows' titles are in
  };

  // The newest 50 exchanges of a city: year, then id, both descending.
  ExchangeRows NewestExchanges(std::int64_t city, std::size_t limit) const {
    const Column& years = exchange_[w_.year];
    const Column& ids = exchange_[w_.id];
    const Column& titles = exchange_[w_.title];
    Newest best(limit);
    const NodeNumber node = CityOf(city);
    for (const RelationshipTable* table : {hosted_, took_part_}) {
      const auto list = table->outgoing()[node];
      // Backwards, so that of one year the later ids come first and few enter in vain.
      for (auto at = list.rbegin(); at != list.rend(); ++at) {
        const std::uint64_t row = exchange_.RowOf(*at);
        const std::int64_t year = years.Integer(row);
        if (year >= best.least_year()) best.Add(year, ids.Integer(row), row);
      }
    }
    const std::span<const Newest::Entry> newest = best.Sorted();
    std::vector<std::uint64_t> of_newest;
    of_newest.reserve(newest.size());
    for (const Newest::Entry& each : newest) of_newest.push_back(each.row);
    ExchangeRows answer{.titles = titles.Texts(of_newest)};
    answer.rows.reserve(newest.size());
    for (std::size_t i = 0; i < newest.size(); ++i)
      answer.rows.push_back({newest[i].id, answer.titles[i], newest[i].year});
    return answer;
  }

  void W3() {
    output_.Loop(
        "W3", queries_.w3.size(),
        [&](std::size_t i) { return NewestExchanges(queries_.w3[i], 50); },
        [&](std::size_t i, const ExchangeRows& answer) {
          std::string line = fmt::format("{}:", queries_.w3[i]);
          for (std::size_t k = 0; k < answer.rows.size(); ++k) {
            line += (k > 0 ? "," : "") + std::to_string(answer.rows[k].id);
          }
          return line + "\n";
        });
  }

  void W4() {
    ChainCounter counter(mentored_->outgoing(), adjacency_.node_limit());
    output_.Loop(
        "W4", queries_.w4.size(),
        [&](std::size_t i) { return counter.From(CityOf(queries_.w4[i]), 4); },
        [&](std::size_t i, const ChainCount& count) {
          return fmt::format("{},{},{}\n", queries_.w4[i], count.chains, count.ends);
        });
  }

  Status W5() {
    const double begin = Now();
    CITYGRAPH_TRY(const FarSets themes,
                  FarSets::Make(adjacency_, {.labels = {w_.city},
                                             .to_near = {w_.hosted, w_.took_part},
                                             .to_far = {w_.about}}));
    output_.Emit("W5", "build_s", Now() - begin);
    output_.Loop(
        "W5", queries_.w5.size(),
        [&](std::size_t i) {
          std::vector<std::pair<std::int64_t, std::uint32_t>> rows;
          const NodeId city{CityOf(queries_.w5[i])};
          for (const SharedCount& other : themes.MostShared(city, 20)) {
            rows.emplace_back(IdOfCity(other.node), other.shared);
          }
          return rows;
        },
        [&](std::size_t i, const auto& rows) {
          std::string line = fmt::format("{}:", queries_.w5[i]);
          for (const auto& [id, shared] : rows) line += fmt::format(" {}/{}", id, shared);
          return line + "\n";
        });
    return {};
  }

  SharedOptions Met() const { return {.labels = {w_.city}, .types = {w_.hosted, w_.took_part}}; }

  Status W6() {
    CITYGRAPH_TRY(const auto pairs,
                  output_.Time("W6", [&] { return MostSharedPairs(adjacency_, Met(), 100); }));
    std::string text;
    for (const SharedPair& pair : pairs) {
      text += fmt::format("{},{},{}\n", IdOfCity(pair.a), IdOfCity(pair.b), pair.shared);
    }
    output_.Check("W6", text);
    CITYGRAPH_TRY(met_, output_.Time("W6b", [&] { return ProjectShared(adjacency_, Met()); }));
    output_.Emit("W6b", "undirected_pairs", static_cast<double>(met_.edge_count()));
    return {};
  }

  struct Candidate {
    Vertex vertex = 0;
    std::uint32_t experience = 0;
    double adamic_adar = 0;
  };

  // Cities with most experience in a theme that have met none of the city's exchanges.
  std::vector<Candidate> Matches(SimilarityFrom& from, std::vector<std::uint32_t>& experience,
                                 std::int64_t city, std::int64_t theme, std::size_t limit) const {
    const auto theme_rows = theme_[w_.id].FindInteger(theme);
    CITYGRAPH_CHECK(!theme_rows.empty());
    const NodeNumber theme_node = theme_.first + theme_rows.front();
    const Vertex own = *met_.VertexOf(NodeId{CityOf(city)});
    const Column& types = exchange_[w_.type];
    const std::uint32_t mentoring = types.CodeFor("mentoring").value_or(types.dictionary_size());
    from.Begin(own);
    std::vector<Vertex> hosts;
    for (const NodeNumber exchange : about_->incoming()[theme_node]) {
      const std::uint32_t weight = types.CodeOf(exchange_.RowOf(exchange)) == mentoring ? 2 : 1;
      for (const NodeNumber host : hosted_->incoming()[exchange]) {
        const auto v = static_cast<Vertex>(city_.RowOf(host));  // vertices are the cities, in order
        if (experience[v] == 0) hosts.push_back(v);
        experience[v] += weight;
      }
    }
    std::vector<Candidate> candidates;
    for (const Vertex v : hosts) {
      const std::uint32_t sum = std::exchange(experience[v], 0);
      if (v != own && !from.IsNeighbour(v)) candidates.push_back({v, sum, 0});
    }
    if (candidates.size() > limit) {
      const auto more = [](const Candidate& a, const Candidate& b) {
        return a.experience > b.experience;
      };
      const auto last = candidates.begin() + static_cast<std::ptrdiff_t>(limit) - 1;
      std::ranges::nth_element(candidates, last, more);
      const std::uint32_t least = last->experience;
      std::erase_if(candidates, [&](const Candidate& c) { return c.experience < least; });
    }
    constexpr double kDigits = 1e6;
    for (Candidate& candidate : candidates) {
      candidate.adamic_adar = std::round(from.AdamicAdarTo(candidate.vertex) * kDigits) / kDigits;
    }
    std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
      if (a.experience != b.experience) return a.experience > b.experience;
      if (a.adamic_adar != b.adamic_adar) return a.adamic_adar > b.adamic_adar;
      return a.vertex < b.vertex;
    });
    candidates.resize(std::min(candidates.size(), limit));
    return candidates;
  }

  Status W7() {
    SimilarityFrom from(met_);
    std::vector<std::uint32_t> experience(met_.vertex_count(), 0);
    output_.Loop(
        "W7", queries_.w7.size() / 2,
        [&](std::size_t i) {
          return Matches(from, experience, queries_.w7[2 * i], queries_.w7[2 * i + 1], 20);
        },
        [&](std::size_t i, const std::vector<Candidate>& candidates) {
          std::string line = fmt::format("{},{}:", queries_.w7[2 * i], queries_.w7[2 * i + 1]);
          for (const Candidate& candidate : candidates) {
            line += fmt::format(" {}/{}/{:.4f}", IdOfCity(met_.NodeOf(candidate.vertex)),
                                candidate.experience, candidate.adamic_adar);
          }
          return line + "\n";
        });
    return {};
  }

  // The ids of the ten vertices with the highest values, a line each.
  std::string TopTen(const std::vector<double>& values) const {
    std::vector<Vertex> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto middle =
        order.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(10, order.size()));
    std::partial_sort(order.begin(), middle, order.end(), [&](Vertex a, Vertex b) {
      return values[a] != values[b] ? values[a] > values[b] : a < b;
    });
    std::string text;
    for (auto at = order.begin(); at != middle; ++at) {
      text += std::to_string(IdOfCity(met_.NodeOf(*at))) + "\n";
    }
    return text;
  }

  Status W8() {
    const Components components = output_.Time("W8cc", [&] { return ConnectedComponents(met_); });
    output_.Check("W8cc", fmt::format("{},{}\n", components.sizes.size(),
                                      std::ranges::max(components.sizes)));
    CITYGRAPH_TRY(const auto ranks, output_.Time("W8pr", [&] {
      return PageRank(met_, {.iterations = 20, .tolerance = 0});
    }));
    output_.Check("W8pr", TopTen(ranks));
    std::vector<Vertex> sources;
    for (const std::int64_t id : queries_.w8_sources) {
      sources.push_back(*met_.VertexOf(NodeId{CityOf(id)}));
    }
    CITYGRAPH_TRY(const auto between,
                  output_.Time("W8bc", [&] { return Betweenness(met_, {.sources = sources}); }));
    output_.Check("W8bc", TopTen(between));
    for (const auto& [work, method] : {std::pair{"W8lv", CommunityMethod::kLouvain},
                                       std::pair{"W8ld", CommunityMethod::kLeiden}}) {
      CITYGRAPH_TRY(const auto communities, output_.Time(work, [&] {
        return FindCommunities(met_, {.method = method, .weighted = false});
      }));
      output_.Emit(work, "communities", static_cast<double>(communities.sizes.size()));
      output_.Emit(work, "modularity", communities.modularity);
    }
    return {};
  }

  // Exchanges by country of the host and year.
  void W9a() {
    constexpr std::int64_t kFirstYear = 1900;
    constexpr std::int64_t kYears = 256;
    using Row = std::tuple<std::string, std::int64_t, std::uint32_t>;
    const auto rows = output_.Time("W9a", [&] {
      const Column& countries = city_[w_.country_code];
      const Column& years = exchange_[w_.year];
      std::vector<std::uint32_t> counts(countries.dictionary_size() * kYears, 0);
      const NeighbourLists& lists = hosted_->outgoing();
      for (std::uint64_t list = 0; list < lists.list_count(); ++list) {
        const NodeNumber host = lists.NodeOfList(list);
        std::uint32_t* const of_country =
            counts.data() + countries.CodeOf(city_.RowOf(host)) * kYears;
        for (const NodeNumber exchange : lists[host]) {
          ++of_country[(years.Integer(exchange_.RowOf(exchange)) - kFirstYear) & (kYears - 1)];
        }
      }
      std::vector<Row> found;
      for (std::uint32_t code = 0; code < countries.dictionary_size(); ++code) {
        for (std::int64_t year = 0; year < kYears; ++year) {
          const std::uint32_t n = counts[static_cast<std::size_t>(code * kYears + year)];
          if (n > 0) found.emplace_back(countries.Word(code), kFirstYear + year, n);
        }
      }
      return found;
    });
    std::string text;
    for (const auto& [country, year, n] : rows) text += fmt::format("{},{},{}\n", country, year, n);
    output_.Check("W9a", text);
  }

  // The five themes of most exchanges by continent of the host.
  void W9b() {
    using Row = std::tuple<std::string, std::int64_t, std::uint32_t>;
    const auto rows = output_.Time("W9b", [&] {
      const Column& continents = country_[w_.continent];
      const std::uint64_t themes = theme_.nodes->rows();
      std::vector<std::uint32_t> counts(continents.rows() * themes, 0);
      // By exchange, as the lists of both types lie; hosts are few enough for the cache.
      const NeighbourLists& hosts = hosted_->incoming();
      const NeighbourLists& about = about_->outgoing();
      for (std::uint64_t list = 0; list < hosts.list_count(); ++list) {
        const NodeNumber exchange = hosts.NodeOfList(list);
        const auto themes_of = about[exchange];
        for (const NodeNumber host : hosts[exchange]) {
          for (const NodeNumber country : in_country_->outgoing()[host]) {
            std::uint32_t* const of_country = counts.data() + country_.RowOf(country) * themes;
            for (const NodeNumber theme : themes_of) ++of_country[theme_.RowOf(theme)];
          }
        }
      }
      std::map<std::string, std::vector<std::uint32_t>> by_continent;
      std::string scratch;
      for (std::uint64_t country = 0; country < continents.rows(); ++country) {
        auto& sums = by_continent[std::string(continents.Text(country, scratch))];
        sums.resize(themes);
        for (std::uint64_t theme = 0; theme < themes; ++theme) {
          sums[theme] += counts[country * themes + theme];
        }
      }
      std::vector<Row> found;
      for (const auto& [continent, sums] : by_continent) {
        std::vector<std::uint64_t> order(themes);
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::stable_sort(order, std::ranges::greater{},
                                 [&](std::uint64_t theme) { return sums[theme]; });
        for (std::size_t i = 0; i < std::min<std::size_t>(5, themes); ++i) {
          if (sums[order[i]] == 0) break;
          found.emplace_back(continent, theme_[w_.id].Integer(order[i]), sums[order[i]]);
        }
      }
      return found;
    });
    std::string text;
    for (const auto& [continent, theme, n] : rows)
      text += fmt::format("{},{},{}\n", continent, theme, n);
    output_.Check("W9b", text);
  }

  const Adjacency& adjacency_;
  const Words& w_;
  const Queries& queries_;
  Output& output_;
  Table city_;
  Table country_;
  Table theme_;
  Table exchange_;
  const RelationshipTable* hosted_ = nullptr;
  const RelationshipTable* took_part_ = nullptr;
  const RelationshipTable* about_ = nullptr;
  const RelationshipTable* mentored_ = nullptr;
  const RelationshipTable* in_country_ = nullptr;
  Projection met_;
};

}  // namespace

Status ReadNative(const Adjacency& adjacency, const Words& words, const Queries& queries,
                  Output& output) {
  return NativeReader(adjacency, words, queries, output).Run();
}

}  // namespace citygraph::bench

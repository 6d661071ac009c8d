// What reading lists costs, on one core: ReadReportList from the text in memory to its drafts. The
// lists are made of names drawn from the gazetteer with a fixed seed, so that words, names and rows
// hardly repeat; files named as arguments are measured besides. `items_per_second` are rows.
//
//   bench_extract [FILE…] [--benchmark_filter=…]
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "importers/documents/document.h"
#include "importers/importer.h"
#include "importers/report_list/report_list.h"

namespace citygraph::importers {
namespace {

constexpr std::size_t kRows = 20'000;
constexpr std::uint64_t kKnownCity = 20'000;  // inhabitants

// Cities that lists name, each with its country.
class Names {
 public:
  explicit Names(std::uint32_t seed) : random_(seed) {
    const Gazetteer& gazetteer = Gazetteer::BuiltIn();
    for (std::uint32_t i = 0; i < gazetteer.size(); ++i) {
      const Place place = gazetteer.At(PlaceIndex{i});
      if (place.kind == PlaceKind::kCity && place.population >= kKnownCity)
        cities_.push_back(place);
    }
  }
  const Place& City() { return cities_[random_() % cities_.size()]; }
  std::size_t Below(std::size_t end) { return random_() % end; }
  static std::string_view CountryOf(const Place& city) {
    const Gazetteer& gazetteer = Gazetteer::BuiltIn();
    const auto country = gazetteer.Country(city.country);
    return country ? gazetteer.At(*country).name : city.country;
  }

 private:
  std::mt19937 random_;
  std::vector<Place> cities_;
};

std::string_view Subject(Names& names) {
  static constexpr std::array<std::string_view, 16> kSubjects = {
      "Urban mobility and public transport",
      "Participatory budgeting for inclusive cities",
      "Climate resilience and water management",
      "Women and youth in local government",
      "Food markets and the local economy",
      "Gestión de residuos sólidos y economía circular",
      "Vivienda social y mejoramiento de barrios",
      "Planificación estratégica y movilidad sostenible",
      "Desenvolvimento econômico local",
      "Habitação social e direito à cidade",
      "Orçamento participativo e juventude",
      "Gouvernance de l'eau potable et de l'assainissement",
      "Patrimoine culturel et tourisme durable",
      "Gestion des déchets et économie circulaire",
      "SDG 11 and affordable housing",
      "Public space and heritage"};
  return kSubjects[names.Below(kSubjects.size())];
}

std::string Pairing(Names& names) {
  const Place& a = names.City();
  const Place& b = names.City();
  switch (names.Below(6)) {
    case 0:
      return fmt::format("{} - {}", a.name, b.name);
    case 1:
      return fmt::format("{} ({}) and {} ({})", a.name, Names::CountryOf(a), b.name,
                         Names::CountryOf(b));
    case 2:
      return fmt::format("• {} et {}, {}", a.name, b.name, 1960 + names.Below(64));
    case 3:
      return fmt::format("{}\t{}\t{}\t{}", a.name, Names::CountryOf(a), b.name,
                         Names::CountryOf(b));
    case 4:
      return fmt::format("{} / {} ({})", a.name, b.name, Names::CountryOf(b));
    default:
      return fmt::format("{} y {}", a.name, b.name);
  }
}

std::string Title(Names& names) {
  const Place& a = names.City();
  const Place& b = names.City();
  switch (names.Below(5)) {
    case 0:
      return fmt::format("{} {} {}", Subject(names), a.name, b.name);
    case 1:
      return fmt::format("Mentoring between {} and {}: {}", a.name, b.name, Subject(names));
    case 2:
      return fmt::format("Study visit of {} to {}: {}", a.name, b.name, Subject(names));
    case 3:
      return fmt::format("{} in {}, {}", Subject(names), a.name, Names::CountryOf(a));
    default:
      return fmt::format("{}: {}", a.name, Subject(names));
  }
}

template <class Row>
SourceText MadeOf(std::uint32_t seed, const Row& row) {
  Names names(seed);
  SourceText source{.name = "list.txt", .encoding = "UTF-8"};
  for (std::size_t i = 0; i < kRows; ++i) source.text += row(names, i) + '\n';
  return source;
}

void Measure(benchmark::State& state, const SourceText& source, bool documents) {
  const ThemeFinder themes(ThemeVocabulary::BuiltIn());
  const Knowledge knowledge{.gazetteer = Gazetteer::BuiltIn(), .themes = themes};
  PlaceMemo memo(knowledge.gazetteer);
  std::vector<DocumentSource> texts;
  if (documents) {
    auto split = SplitDocuments(source);
    if (!split) return state.SkipWithError(split.error().message.c_str());
    texts = std::move(*split);
  }
  for (auto step : state) {
    if (!documents) benchmark::DoNotOptimize(ReadReportList(knowledge, source));
    for (const DocumentSource& each : texts)
      benchmark::DoNotOptimize(ReadDocument(knowledge, memo, each.id, each.text));
  }
  const auto rows =
      documents ? static_cast<std::ptrdiff_t>(texts.size()) : std::ranges::count(source.text, '\n');
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * rows);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * source.text.size()));
}

void Register(const std::string& name, SourceText source, bool documents) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    Measure(state, source, documents);
  })->Unit(benchmark::kMillisecond);
}

}  // namespace
}  // namespace citygraph::importers

int main(int argc, char** argv) {
  using namespace citygraph::importers;
  benchmark::Initialize(&argc, argv);
  Register("pairings", MadeOf(1, [](Names& names, std::size_t) { return Pairing(names); }), false);
  Register("titles",
           MadeOf(2, [](Names& names,
                        std::size_t i) { return fmt::format("PLN {} {}", i + 1, Title(names)); }),
           false);
  for (int i = 1; i < argc; ++i) {
    auto source = ReadSource(argv[i]);
    if (!source) {
      fmt::print(stderr, "bench_extract: {}\n", source.error().message);
      return 1;
    }
    Register(fmt::format("list/{}", argv[i]), *source, false);
    Register(fmt::format("documents/{}", argv[i]), *source, true);
  }
  benchmark::RunSpecifiedBenchmarks();
}

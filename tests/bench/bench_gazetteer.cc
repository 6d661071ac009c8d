// What a look-up in the built-in gazetteer costs. Names are drawn from it with a fixed seed, so
// that the tables are met as by a text of many places, not as by one name in the cache.
#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

#include "engine/base/unicode.h"
#include "importers/gazetteer/gazetteer.h"

namespace citygraph::importers {
namespace {

constexpr std::size_t kSampleSize = 4096;

std::vector<std::string> SampleNames() {
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  std::mt19937 random(1);
  std::vector<std::string> names;
  while (names.size() < kSampleSize) {
    const auto index = static_cast<std::uint32_t>(random() % gazetteer.size());
    for (const std::string_view name : gazetteer.NamesOf(PlaceIndex{index}))
      names.emplace_back(name);
  }
  return names;
}

std::vector<std::string> With(std::vector<std::string> names, std::string_view ending) {
  for (std::string& name : names) name += ending;
  return names;
}

// Names with one letter after the first left out.
std::vector<std::string> Misprints() {
  std::mt19937 random(2);
  std::vector<std::string> names;
  for (std::string& name : SampleNames()) {
    if (name.size() < 5 || static_cast<unsigned char>(name[0]) > 0x7f) continue;
    name.erase(1 + random() % (name.size() - 1), 1);
    if (IsValidUtf8(name)) names.push_back(std::move(name));
  }
  return names;
}

template <class LookUp>
void Run(benchmark::State& state, const std::vector<std::string>& names, const LookUp& look_up) {
  std::size_t at = 0;
  for (auto step : state) {
    benchmark::DoNotOptimize(look_up(names[at]));
    at = at + 1 == names.size() ? 0 : at + 1;
  }
}

void BM_FindHit(benchmark::State& state) {
  Run(state, SampleNames(),
      [](const std::string& name) { return Gazetteer::BuiltIn().Find(name); });
}
BENCHMARK(BM_FindHit);

void BM_FindMiss(benchmark::State& state) {
  Run(state, With(SampleNames(), "zq"),
      [](const std::string& name) { return Gazetteer::BuiltIn().Find(name); });
}
BENCHMARK(BM_FindMiss);

void BM_LongestNameStartingWith(benchmark::State& state) {
  std::vector<std::string> words;
  for (const std::string& name : SampleNames()) words.push_back(name.substr(0, name.find(' ')));
  Run(state, words,
      [](const std::string& word) { return Gazetteer::BuiltIn().LongestNameStartingWith(word); });
}
BENCHMARK(BM_LongestNameStartingWith);

void BM_LongestNameStartingWithNoName(benchmark::State& state) {
  Run(state, With(SampleNames(), "zq"),
      [](const std::string& word) { return Gazetteer::BuiltIn().LongestNameStartingWith(word); });
}
BENCHMARK(BM_LongestNameStartingWithNoName);

void BM_FindNear(benchmark::State& state) {
  const auto distance = static_cast<std::size_t>(state.range(0));
  Run(state, Misprints(),
      [&](const std::string& name) { return Gazetteer::BuiltIn().FindNear(name, distance, 5); });
}
BENCHMARK(BM_FindNear)->Arg(1)->Arg(2)->Unit(benchmark::kMicrosecond);

void BM_At(benchmark::State& state) {
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  std::mt19937 random(3);
  std::vector<std::uint32_t> places(kSampleSize);
  for (std::uint32_t& place : places)
    place = static_cast<std::uint32_t>(random() % gazetteer.size());
  std::size_t at = 0;
  for (auto step : state) {
    benchmark::DoNotOptimize(gazetteer.At(PlaceIndex{places[at]}));
    at = (at + 1) % places.size();
  }
}
BENCHMARK(BM_At);

}  // namespace
}  // namespace citygraph::importers

BENCHMARK_MAIN();

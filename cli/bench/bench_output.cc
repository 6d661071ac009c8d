#include "cli/bench/bench_output.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <sstream>

#include "engine/base/bytes.h"

namespace citygraph::bench {
namespace {

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

double Now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double Median(std::vector<double> values) {
  std::ranges::sort(values);
  return values.empty() ? 0 : values[values.size() / 2];
}

void Output::Emit(std::string_view work, std::string_view metric, double value) const {
  fmt::print("{{\"peer\":\"{}\",\"work\":\"{}\",\"n\":{},\"metric\":\"{}\",\"value\":{:.6g}}}\n",
             peer_, work, n_, metric, value);
  std::fflush(stdout);
}

void Output::Emit(std::string_view work, std::string_view metric, std::string_view value) const {
  fmt::print("{{\"peer\":\"{}\",\"work\":\"{}\",\"n\":{},\"metric\":\"{}\",\"value\":\"{}\"}}\n",
             peer_, work, n_, metric, value);
  std::fflush(stdout);
}

bool Output::Check(const std::string& work, const std::string& answer, std::size_t lines) {
  std::ifstream file(data_ / ("expect_" + work + ".txt"), std::ios::binary);
  if (!file) return true;  // nothing to compare with
  std::ostringstream buffer;
  buffer << file.rdbuf();
  std::vector<std::string> expected = LinesOf(buffer.str());
  if (lines > 0 && lines < expected.size()) expected.resize(lines);
  std::vector<std::string> found = LinesOf(answer);
  if (found == expected) {
    Emit(work, "answer", fmt::format("equal {:016x}", Fnv1a(answer)));
    return true;
  }
  all_equal_ = false;
  if (std::getenv("SHOW") != nullptr) {
    const auto [want, got] = std::ranges::mismatch(expected, found);
    fmt::print(stderr, "{} line {}\nwant {}\ngot  {}\n", work, want - expected.begin() + 1,
               want == expected.end() ? "" : *want, got == found.end() ? "" : *got);
  }
  std::ranges::sort(expected);
  std::ranges::sort(found);
  Emit(work, "answer", expected == found ? "DIFFERS in row order only" : "DIFFERS");
  return false;
}

void Output::Latencies(const std::string& work, const std::vector<std::vector<double>>& times,
                       std::size_t count) const {
  std::vector<double> medians;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<double> of_query;
    for (const std::vector<double>& pass : times) {
      if (i < pass.size()) of_query.push_back(pass[i]);
    }
    medians.push_back(Median(of_query));
  }
  if (medians.empty()) return;
  const double sum = std::accumulate(medians.begin(), medians.end(), 0.0);
  std::ranges::sort(medians);
  constexpr double kMicroseconds = 1e6;
  Emit(work, "p50_us", medians[medians.size() / 2] * kMicroseconds);
  Emit(work, "p99_us", medians[medians.size() * 99 / 100] * kMicroseconds);
  Emit(work, "mean_us", sum / static_cast<double>(count) * kMicroseconds);
  Emit(work, "max_us", medians.back() * kMicroseconds);
  Emit(work, "queries", static_cast<double>(count));
  Emit(work, "passes", static_cast<double>(times.size()));
}

void Output::EmitPeakMemory(std::string_view work) const {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  Emit(work, "peak_rss_mb", static_cast<double>(usage.ru_maxrss) / 1024);
}

void Output::EmitDisk(std::string_view work, const std::filesystem::path& store) const {
  std::uint64_t bytes = 0;
  std::error_code ignored;
  if (std::filesystem::is_regular_file(store, ignored)) bytes = std::filesystem::file_size(store);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(store, ignored)) {
    if (entry.is_regular_file(ignored)) bytes += entry.file_size(ignored);
  }
  Emit(work, "disk_mb", static_cast<double>(bytes) / 1e6);
}

}  // namespace citygraph::bench

// The lines of the benchmark: {"peer","work","n","metric","value"}, one a line, as the runners of
// the other engines print them; and the same rules of timing.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace citygraph::bench {

double Now();  // seconds
double Median(std::vector<double> values);

class Output {
 public:
  Output(std::string peer, std::filesystem::path data, std::uint64_t n)
      : peer_(std::move(peer)), data_(std::move(data)), n_(n) {}

  void Emit(std::string_view work, std::string_view metric, double value) const;
  void Emit(std::string_view work, std::string_view metric, std::string_view value) const;

  // Compares with expect_<work>.txt beside the data; with `lines`, the first lines alone. False
  // when they differ, which $SHOW explains on stderr.
  bool Check(const std::string& work, const std::string& answer, std::size_t lines = 0);
  bool all_equal() const { return all_equal_; }

  // Runs answer(i) for i below `count`, up to three passes; a pass ends after 10 s. Times are each
  // query's median over the passes; only `answer` is timed, `text` makes the line that is compared.
  template <class Answer, class Text>
  void Loop(const std::string& work, std::size_t count, const Answer& answer, const Text& text) {
    constexpr int kPasses = 3;
    constexpr double kCapSeconds = 10;
    std::vector<std::vector<double>> times;
    std::string out;
    for (int pass = 0; pass < kPasses; ++pass) {
      times.emplace_back();
      out.clear();
      const double start = Now();
      for (std::size_t i = 0; i < count; ++i) {
        const double begin = Now();
        const auto result = answer(i);
        times.back().push_back(Now() - begin);
        out += text(i, result);
        if (pass == 0 && Now() - start > kCapSeconds) count = i + 1;
      }
      if (Now() - start > kCapSeconds) break;
    }
    Latencies(work, times, count);
    Check(work, out, count);
  }

  // Median of three runs, or fewer when 25 s have gone; gives the last result.
  template <class Run>
  auto Time(const std::string& work, const Run& run) {
    constexpr std::size_t kRuns = 3;
    constexpr double kCapSeconds = 25;
    std::vector<double> times;
    double sum = 0;
    while (true) {
      const double begin = Now();
      auto result = run();
      times.push_back(Now() - begin);
      sum += times.back();
      if (times.size() < kRuns && sum < kCapSeconds) continue;
      Emit(work, "total_s", Median(times));
      Emit(work, "runs", static_cast<double>(times.size()));
      return result;
    }
  }

  void EmitPeakMemory(std::string_view work) const;
  void EmitDisk(std::string_view work, const std::filesystem::path& store) const;

  std::uint64_t n() const { return n_; }

 private:
  void Latencies(const std::string& work, const std::vector<std::vector<double>>& times,
                 std::size_t count) const;

  std::string peer_;
  std::filesystem::path data_;
  std::uint64_t n_;
  bool all_equal_ = true;
};

}  // namespace citygraph::bench

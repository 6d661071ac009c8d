// Why something is believed, kept as it was found and put into words when somebody reads it: of a
// long list hardly any reason is read.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace citygraph::importers {

class Reason {
 public:
  // A text in full.
  explicit Reason(std::string text) : said_("{}"), form_(Form::kNamed), what_(std::move(text)) {}
  // A text that the program holds as long as it runs.
  template <std::size_t kSize>
  explicit Reason(const char (&literal)[kSize]) : said_(literal) {}
  // Such a text in which `what` stands for {}.
  template <std::size_t kSize>
  Reason(const char (&literal)[kSize], std::string_view what)
      : said_(literal), form_(Form::kNamed), what_(what) {}
  // Such a text in which a number of inhabitants stands for {}.
  template <std::size_t kSize>
  static Reason Inhabitants(const char (&literal)[kSize], std::uint64_t count) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
    Reason reason(literal);
    reason.form_ = Form::kInhabitants;
    reason.number_ = static_cast<std::uint32_t>(std::min(count, kMost));
    return reason;
  }

  // "smaller: 17000 inhabitants", "in BR, named beside it".
  std::string Text() const;

 private:
  enum class Form : std::uint8_t { kPlain, kNamed, kInhabitants };
  const char* said_;  // lives as long as the program
  std::uint32_t number_ = 0;
  Form form_ = Form::kPlain;
  std::string what_;
};

// In their order.
std::vector<std::string> TextsOf(const std::vector<Reason>& reasons);

}  // namespace citygraph::importers

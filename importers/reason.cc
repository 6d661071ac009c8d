#include "importers/reason.h"

#include <fmt/format.h>

namespace citygraph::importers {
namespace {

std::string InhabitantsText(std::uint64_t count) {
  if (count >= 1'000'000)
    return fmt::format("{:.1f} million inhabitants", static_cast<double>(count) / 1e6);
  return fmt::format("{} inhabitants", count);
}

}  // namespace

std::string Reason::Text() const {
  std::string text(said_);
  if (form_ == Form::kPlain) return text;
  const std::size_t at = text.find("{}");
  if (at != std::string::npos)
    text.replace(at, 2, form_ == Form::kInhabitants ? InhabitantsText(number_) : what_);
  return text;
}

std::vector<std::string> TextsOf(const std::vector<Reason>& reasons) {
  std::vector<std::string> texts;
  texts.reserve(reasons.size());
  for (const Reason& each : reasons) texts.push_back(each.Text());
  return texts;
}

}  // namespace citygraph::importers

#include "cli/themes.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/context.h"
#include "engine/base/unicode.h"
#include "importers/themes/theme_finder.h"
#include "queries/questions/find.h"

namespace citygraph::cli {
namespace {

using importers::Theme;
using importers::ThemeVocabulary;

// The themes one of whose labels, in the first language that has any, is the text or goes on with
// more words.
std::vector<const Theme*> ThemesBeginning(const std::string& text) {
  const std::string folded = FoldName(text);
  if (folded.empty()) return {};
  for (std::size_t language = 0; language < importers::kLanguages; ++language) {
    std::vector<const Theme*> exact;
    std::vector<const Theme*> longer;
    for (const Theme& theme : ThemeVocabulary::BuiltIn().themes()) {
      bool is = false;
      bool begins = false;
      for (const std::string& each : theme.labels[language]) {
        const std::string label = FoldName(each);
        is = is || label == folded;
        begins = begins || label.starts_with(folded + ' ');
      }
      if (is) exact.push_back(&theme);
      if (begins) longer.push_back(&theme);
    }
    if (!exact.empty()) return exact;
    if (!longer.empty()) return longer;
  }
  return {};
}

std::optional<std::size_t> PositionOf(const queries::CityGraph& graph, const std::string& id) {
  const auto theme = std::ranges::find(graph.themes, id, &queries::ThemeFacts::id);
  if (theme == graph.themes.end()) return std::nullopt;
  return static_cast<std::size_t>(theme - graph.themes.begin());
}

std::size_t AddTheme(const Theme& theme, queries::CityGraph& graph) {
  const std::size_t position = graph.themes.size();
  queries::ThemeFacts facts{.id = theme.id, .name = std::string(theme.name())};
  for (const std::string& broader : theme.broader) {
    if (const auto known = PositionOf(graph, broader)) facts.broader.push_back(*known);
  }
  for (const Theme& narrower : ThemeVocabulary::BuiltIn().themes()) {
    if (std::ranges::find(narrower.broader, theme.id) == narrower.broader.end()) continue;
    if (const auto known = PositionOf(graph, narrower.id))
      graph.themes[*known].broader.push_back(position);
  }
  graph.themes.push_back(std::move(facts));
  return position;
}

}  // namespace

Result<std::size_t> FindThemeIn(const GraphView& view, queries::CityGraph& graph,
                                const std::string& text) {
  Result<Node> theme = queries::FindTheme(view, text);
  if (theme) return graph.theme_at.at(Raw(theme->id));
  if (theme.error().code != ErrorCode::kNotFound) return Fail(std::move(theme.error()));
  std::vector<const Theme*> meant = ThemesBeginning(text);
  if (const auto id = ThemeVocabulary::BuiltIn().Find(text); meant.empty() && id)
    meant.push_back(&ThemeVocabulary::BuiltIn()[*id]);
  if (meant.empty()) {
    Error error = std::move(theme.error());
    if (error.candidates.empty()) error.hint = "the themes in use: citygraph shared-themes";
    return Fail(std::move(error));
  }
  if (meant.size() > 1) {
    Error error{.code = ErrorCode::kAmbiguous,
                .message = fmt::format("\"{}\" could be {} themes", text, meant.size())};
    for (const Theme* each : meant) error.candidates.emplace_back(each->name());
    return Fail(std::move(error));
  }
  const auto known = PositionOf(graph, meant.front()->id);
  Say(fmt::format("\"{}\" is taken as the theme \"{}\"{}", text, meant.front()->name(),
                  known ? "" : "; no exchange in this graph is about it"));
  return known ? *known : AddTheme(*meant.front(), graph);
}

}  // namespace citygraph::cli

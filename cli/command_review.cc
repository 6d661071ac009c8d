// citygraph review : what was read unsurely, the least sure first, and how to decide it.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "cli/context.h"
#include "cli/decide.h"
#include "cli/usage.h"
#include "engine/base/unicode.h"
#include "importers/gazetteer/gazetteer.h"
#include "importers/load/review.h"

namespace citygraph::cli {
namespace {

using importers::Gazetteer;
using importers::ReviewItem;

struct ReviewArguments {
  std::size_t top = 20;
  std::string document;
  std::string code;
};

// One question: the items that one decision answers.
struct Question {
  ReviewItem first;  // the least sure of them
  std::vector<ReviewItem> items;
};

std::vector<Question> ToQuestions(std::vector<ReviewItem> items, const ReviewArguments& arguments) {
  std::map<std::tuple<std::string, std::string, std::string>, Question> by_what;
  for (ReviewItem& item : items) {
    if (!arguments.document.empty() && item.document != arguments.document) continue;
    if (!arguments.code.empty() && item.code != arguments.code) continue;
    // What is about a row and not about a text of it is a question of its own.
    std::string what = item.text.empty()
                           ? fmt::format("{}:{}:{}", item.document, item.line, item.column)
                           : FoldName(item.text);
    Question& question = by_what[{item.code, std::move(what),
                                  item.choices.empty() ? std::string() : item.choices.front()}];
    if (question.items.empty() || item.sure < question.first.sure) question.first = item;
    question.items.push_back(std::move(item));
  }
  std::vector<Question> questions;
  for (auto& [what, question] : by_what) questions.push_back(std::move(question));
  // Of two as unsure the one that more rows wait for.
  std::ranges::stable_sort(questions, [](const Question& a, const Question& b) {
    return a.first.sure != b.first.sure ? a.first.sure < b.first.sure
                                        : a.items.size() > b.items.size();
  });
  return questions;
}

std::string NextOf(const ReviewItem& item, const std::string& program) {
  const std::string resolve =
      fmt::format("{} resolve {}", program, ShellQuoted(item.text.empty() ? "TEXT" : item.text));
  if (item.code == "unsure-place" || item.code == "unknown-place") {
    if (item.choices.empty()) return resolve + " --same-as NAME   or --place PLACE, --not-a-place";
    return fmt::format("{} --place {}", resolve, item.choices.front());
  }
  if (item.code == "unknown-theme") return resolve + " --theme THEME   or --not-a-theme";
  return fmt::format("mend line {} of {} and import it again", item.line, item.document);
}

ValueList ChoicesOf(const ReviewItem& item) {
  ValueList choices;
  for (const std::string& key : item.choices) {
    const auto found = Gazetteer::BuiltIn().ByKey(key);
    if (!found) continue;
    const importers::Place place = Gazetteer::BuiltIn().At(*found);
    choices.push_back(ValueMap{{"key", key},
                               {"name", place.name},
                               {"kind", importers::KindName(place.kind)},
                               {"country", place.country}});
  }
  return choices;
}

ValueMap ToValue(const Question& question, const std::string& program) {
  constexpr std::size_t kPlacesShown = 20;
  ValueList where;
  for (const ReviewItem& item : question.items) {
    if (where.size() == kPlacesShown) break;
    where.push_back(
        ValueMap{{"document", item.document}, {"line", item.line}, {"column", item.column}});
  }
  const ReviewItem& first = question.first;
  return {
      {"code", first.code},
      {"text", first.text},
      {"message", first.message},
      {"sure", first.sure},
      {"times", static_cast<std::int64_t>(question.items.size())},
      {"where", std::move(where)},
      {"first", fmt::format("{}:{}", question.items.front().document, question.items.front().line)},
      {"choices", ChoicesOf(first)},
      {"next", NextOf(first, program)}};
}

Status RunReview(const ReviewArguments& arguments, const Context& context) {
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, graph->Read());
  CITYGRAPH_TRY(auto items, importers::LoadReview(*view));
  const std::string program = context.database == "citygraph.db"
                                  ? "citygraph"
                                  : "citygraph --db " + ShellQuoted(context.database);
  const std::vector<Question> questions = ToQuestions(std::move(items), arguments);
  Answer answer{.columns = {{"sure", "Sure"},
                            {"times", "Rows"},
                            {"first", "First"},
                            {"message", "What is unsure"}},
                .empty_text = "nothing is left to decide"};
  const std::size_t shown = std::min(questions.size(), arguments.top);
  for (std::size_t i = 0; i < shown; ++i) answer.rows.push_back(ToValue(questions[i], program));
  Print(answer, context.output);
  if (questions.size() > shown)
    Say(fmt::format("and {} more: --top {}", questions.size() - shown, questions.size()));
  if (context.output.format == OutputFormat::kTable && shown > 0) {
    const ReviewItem& worst = questions.front().first;
    Say(fmt::format("next: {}", NextOf(worst, program)));
    const ValueList choices = ChoicesOf(worst);
    for (std::size_t i = 1; i < worst.choices.size(); ++i) {
      const auto place = Gazetteer::BuiltIn().ByKey(worst.choices[i]);
      if (place) {
        Say(fmt::format("   or --place {}   {}", worst.choices[i],
                        Described(Gazetteer::BuiltIn().At(*place))));
      }
    }
    if (!worst.choices.empty()) Say("   or --not-a-place");
  }
  return {};
}

}  // namespace

void AddReviewCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<ReviewArguments>();
  CLI::App* command = app.add_subcommand(
      "review", "What was read unsurely, the least sure first, and how to decide it");
  command->add_option("--top", arguments->top, "At most this many")
      ->check(WholeNumber(1, 1'000'000))
      ->capture_default_str();
  command->add_option("--in", arguments->document, "Of one document, as evidence names it");
  command->add_option("--code", arguments->code, "Of one kind: unsure-place, unknown-place, …");
  command->footer(
      "Examples:\n  citygraph review\n  citygraph review --code unknown-theme\n"
      "  citygraph review --format json\nDecide with: citygraph resolve");
  command->callback([arguments, &context] {
    context.run = [arguments, &context] { return RunReview(*arguments, context); };
  });
}

}  // namespace citygraph::cli

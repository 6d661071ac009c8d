// citygraph resolve TEXT --place PLACE … : a person decides what a text means.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cli/context.h"
#include "cli/decide.h"
#include "cli/knowledge.h"
#include "cli/usage.h"
#include "engine/base/unicode.h"
#include "importers/corrections/corrections.h"
#include "importers/importer.h"
#include "importers/pieces/piece_reader.h"

namespace citygraph::cli {
namespace {

using importers::Correction;
using importers::Corrections;
using importers::Decision;

struct ResolveArguments {
  std::string text;
  std::string place;
  std::string same_as;
  std::string same_exchange;
  std::string theme;
  bool not_a_place = false;
  bool not_a_theme = false;
  std::string document;
  std::uint32_t line = 0;
  std::string person;
  std::string date;
  std::size_t undo = 0;
  bool list = false;
  std::string save;
  std::string from;
  std::string themes;
};

Answer ToAnswer(const Corrections& corrections) {
  Answer answer{.columns = {{"n", "N"},
                            {"decision", "Decision"},
                            {"text", "Text"},
                            {"meaning", "Meaning"},
                            {"document", "Document"},
                            {"person", "Person"},
                            {"date", "Date"}},
                .empty_text = "nothing was decided yet; see what is unsure with: citygraph review"};
  for (std::size_t i = 0; i < corrections.all().size(); ++i) {
    const Correction& each = corrections.all()[i];
    answer.rows.push_back({{"n", static_cast<std::int64_t>(i + 1)},
                           {"decision", importers::DecisionName(each.decision)},
                           {"text", each.text},
                           {"meaning", each.meaning},
                           {"document", each.document},
                           {"line", each.line},
                           {"person", each.person},
                           {"date", each.date}});
  }
  return answer;
}

Status Save(const Corrections& corrections, const std::string& path) {
  const std::string csv = importers::ToCsv(corrections.all());
  if (path == "-") {
    fmt::print("{}", csv);
    return {};
  }
  std::ofstream file(path, std::ios::binary);
  file << csv;
  file.flush();
  if (!file) return Fail(ErrorCode::kIo, "cannot be written", {.file = path});
  Say(fmt::format("wrote {} decisions to {}", corrections.all().size(), path));
  return {};
}

// The decision that the options say.
Result<Correction> FromArguments(const ResolveArguments& arguments,
                                 const importers::Knowledge& knowledge, Context& context) {
  Correction correction{.text = arguments.text,
                        .document = arguments.document,
                        .line = arguments.line,
                        .person = arguments.person,
                        .date = arguments.date};
  if (FoldName(correction.text).empty())
    return context.WrongUsage("which text? Name it as the document writes it",
                              "citygraph resolve 'Santa Fe' --place 'Santa Fe, AR'");
  const int ways = static_cast<int>(!arguments.place.empty()) + !arguments.same_as.empty() +
                   !arguments.same_exchange.empty() + arguments.not_a_place +
                   (!arguments.theme.empty() || arguments.not_a_theme);
  if (ways != 1) {
    return context.WrongUsage("say one thing that the text means",
                              "--place, --not-a-place, --same-as, --same-exchange, --theme or "
                              "--not-a-theme; see citygraph resolve --help");
  }
  if (!arguments.place.empty()) {
    CITYGRAPH_TRY(const importers::Place place, FindInGazetteer(arguments.place));
    correction.decision = Decision::kPlace;
    correction.meaning = place.key;
    Say(fmt::format("\"{}\" means {}", correction.text, Described(place)));
  } else if (!arguments.same_as.empty()) {
    correction.decision = Decision::kSamePlace;
    correction.meaning = arguments.same_as;
  } else if (!arguments.same_exchange.empty()) {
    correction.decision = Decision::kSameExchange;
    correction.meaning = arguments.same_exchange;
  } else if (arguments.not_a_place) {
    correction.decision = Decision::kNotAPlace;
  } else {
    correction.decision = arguments.not_a_theme ? Decision::kNotATheme : Decision::kTheme;
    if (!arguments.theme.empty()) {
      CITYGRAPH_TRY(const std::uint32_t theme, FindInVocabulary(knowledge.themes, arguments.theme));
      correction.meaning = knowledge.themes.vocabulary()[theme].id;
    }
  }
  return correction;
}

// Whether reading the document again may give something else now.
bool MayConcern(const Correction& correction, const importers::Document& document,
                const std::string& folded) {
  if (!correction.document.empty() && correction.document != document.name) return false;
  return correction.decision == Decision::kSameExchange ||
         folded.contains(FoldName(correction.text));
}

// Reads again the documents that the decisions are about, as they were when they were imported.
Result<std::vector<importers::FileDraft>> ReadAgain(const importers::Knowledge& knowledge,
                                                    const importers::Documents& documents,
                                                    const std::vector<Correction>& decisions) {
  std::vector<importers::FileDraft> drafts;
  for (const importers::Document& document : documents.all()) {
    if (!document.path.empty() && importers::PieceReader::Takes(document.path)) {
      const bool meant = std::ranges::any_of(decisions, [&](const Correction& each) {
        return each.document.empty() || each.document == document.name;
      });
      if (meant) {
        Say(fmt::format("{}: a large file; what was decided counts when it is imported again",
                        document.name));
      }
      continue;
    }
    const auto source = document.path.empty()
                            ? Result<importers::SourceText>(Fail(ErrorCode::kNotFound, ""))
                            : importers::ReadSource(document.path);
    const bool same = source && importers::DigestOf(source->text) == document.digest;
    const std::string folded = source ? FoldName(source->text) : std::string();
    const bool concerned = std::ranges::any_of(decisions, [&](const Correction& each) {
      return same ? MayConcern(each, document, folded)
                  : each.document.empty() || each.document == document.name;
    });
    if (!concerned) continue;
    if (!same) {
      Say(fmt::format("{}: {}; what was decided counts when it is imported again", document.name,
                      source ? "was changed since it was imported" : "is not there any more"));
      continue;
    }
    std::optional<importers::Shape> shape;
    if (!document.shape.empty()) {
      CITYGRAPH_TRY(shape, importers::ShapeFromName(document.shape));
    }
    CITYGRAPH_TRY(auto draft, importers::ReadFile(knowledge, document.path, shape));
    drafts.push_back(std::move(draft));
  }
  return drafts;
}

Status Apply(const importers::Knowledge& knowledge, Graph& graph,
             const std::vector<Correction>& decisions) {
  importers::Documents documents;
  {
    CITYGRAPH_TRY(const auto view, graph.Read());
    CITYGRAPH_TRY(documents, importers::Documents::Load(*view));
  }
  CITYGRAPH_TRY(auto drafts, ReadAgain(knowledge, documents, decisions));
  CITYGRAPH_TRY(const auto report,
                importers::LoadDrafts(knowledge, graph, std::move(drafts), false));
  for (const auto& file : report.files) Say(fmt::format("{} was read again", file.document));
  const auto say = [](std::string_view what, const importers::LoadCounts& counts) {
    std::uint64_t relationships = 0;
    for (const auto& [type, count] : counts.relationships) relationships += count;
    if (relationships > 0) Say(fmt::format("{} {} relationships", what, relationships));
  };
  say("added", report.added);
  say("retired", report.retired);
  return {};
}

Result<std::vector<Correction>> ReadDecisions(const std::string& path) {
  CITYGRAPH_TRY(const importers::SourceText source, importers::ReadSource(path));
  return importers::ParseCorrections(source.text, path);
}

Status RunResolve(ResolveArguments arguments, Context& context) {
  // A database is not made by deciding on what is in it.
  Corrections corrections;
  {
    CITYGRAPH_TRY(const auto graph, context.OpenToRead());
    CITYGRAPH_TRY(const auto view, graph->Read());
    CITYGRAPH_TRY(corrections, Corrections::Load(*view));
  }
  if (!arguments.save.empty()) return Save(corrections, arguments.save);
  if (arguments.list) {
    Print(ToAnswer(corrections), context.output);
    return {};
  }
  if (arguments.person.empty()) arguments.person = PersonHere();
  if (arguments.person.empty())
    return context.WrongUsage("who decides? Say it with --by NAME, or set CITYGRAPH_PERSON");
  if (arguments.date.empty()) arguments.date = Today();
  CITYGRAPH_TRY(const LoadedKnowledge loaded, LoadedKnowledge::Load(arguments.themes));
  importers::Knowledge knowledge = loaded.Get(&corrections);
  std::vector<Correction> decisions;
  if (arguments.undo > 0) {
    if (arguments.undo > corrections.all().size()) {
      return context.WrongUsage(fmt::format("there is no decision {}", arguments.undo),
                                "see them with: citygraph resolve --list");
    }
    decisions.push_back(corrections.all()[arguments.undo - 1]);
    corrections.Remove(arguments.undo - 1);
  } else {
    std::vector<Correction> said;
    if (!arguments.from.empty()) {
      CITYGRAPH_TRY(said, ReadDecisions(arguments.from));
    } else {
      CITYGRAPH_TRY(Correction one, FromArguments(arguments, knowledge, context));
      said.push_back(std::move(one));
    }
    for (Correction& each : said) {
      if (each.person.empty()) each.person = arguments.person;
      if (each.date.empty()) each.date = arguments.date;
      if (corrections.Add(each)) decisions.push_back(std::move(each));
    }
    if (decisions.empty()) {
      Say("it was decided so before: nothing changes");
      return {};
    }
  }
  CITYGRAPH_TRY(const auto graph, context.OpenToWrite());
  CITYGRAPH_TRY(Apply(knowledge, *graph, decisions));
  if (arguments.undo > 0) {
    Say(fmt::format("undone: {} \"{}\"", importers::DecisionName(decisions.front().decision),
                    decisions.front().text));
  } else {
    Say(fmt::format(
        "stored {} decision{}; it holds for every later import; undo it with: citygraph resolve "
        "--undo {}",
        decisions.size(), decisions.size() == 1 ? "" : "s", corrections.all().size()));
  }
  if (context.output.format != OutputFormat::kTable) Print(ToAnswer(corrections), context.output);
  return {};
}

}  // namespace

void AddResolveCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<ResolveArguments>();
  CLI::App* command = app.add_subcommand(
      "resolve", "Decide what a text means; it holds for every later import and can be undone");
  command->add_option(
      "TEXT", arguments->text,
      "The text, as the document writes it; for --same-exchange the exchange's key");
  command->add_option("--place", arguments->place,
                      "It means this place: a key of the gazetteer, NAME or 'NAME, COUNTRY'");
  command->add_flag("--not-a-place", arguments->not_a_place, "It means no place");
  command->add_option("--same-as", arguments->same_as,
                      "It is the place of this name, which the gazetteer lacks too");
  command->add_option("--same-exchange", arguments->same_exchange,
                      "The exchange is the one with this key");
  command->add_option("--theme", arguments->theme, "It speaks of this theme: an id or a label");
  command->add_flag("--not-a-theme", arguments->not_a_theme,
                    "It speaks of no theme; with --theme, not of that one");
  command->add_option("--in", arguments->document, "Only in this document, as evidence names it");
  command->add_option("--line", arguments->line, "Only in this line of it");
  command->add_option("--by", arguments->person,
                      "Who decides (default: $CITYGRAPH_PERSON, else $USER)");
  command->add_option("--on", arguments->date, "The date, such as 2026-11-24 (default: today)");
  command->add_flag("--list", arguments->list, "Show the decisions");
  command->add_option("--undo", arguments->undo, "Take back decision N of --list")
      ->check(WholeNumber(1, 1'000'000));
  command->add_option("--save", arguments->save, "Write the decisions to a CSV file; - for stdout");
  command->add_option("--from", arguments->from, "Take over the decisions of such a file");
  command->add_option("--themes", arguments->themes,
                      "Use this theme vocabulary instead of the built-in one");
  command->footer(
      "Examples:\n  citygraph resolve 'Santa Fe' --place 'Santa Fe, AR' --by Ana\n"
      "  citygraph resolve Victoria --not-a-place --in list.txt --line 7\n"
      "  citygraph resolve 'Bassa Romagna' --same-as 'Unione della Bassa Romagna'\n"
      "  citygraph resolve kitchens --theme food\n  citygraph resolve --list\n"
      "  citygraph resolve --undo 3\n  citygraph resolve --save corrections.csv\n"
      "  citygraph resolve --from corrections.csv\nWhat is unsure: citygraph review");
  command->callback([arguments, &context] {
    context.run = [arguments, &context] { return RunResolve(*arguments, context); };
  });
}

}  // namespace citygraph::cli

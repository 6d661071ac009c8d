// citygraph draw KIND … -o FILE : a diagram for a report.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "cli/as_of.h"
#include "cli/context.h"
#include "cli/new_file.h"
#include "cli/places.h"
#include "cli/usage.h"
#include "queries/diagrams/subgraphs.h"
#include "viz/diagram.h"

namespace citygraph::cli {
namespace {

struct DrawArguments {
  std::string kind;
  std::string city;
  std::string file;
  std::string type;     // "": as the file's name says
  std::size_t top = 0;  // 0: the kind's own
};

std::string SourcesOf(const GraphView& view) {
  constexpr std::size_t kShown = 3;
  std::string text;
  std::size_t shown = 0;
  for (const std::string& word : view.dictionary().Words(keys::WordKind::kText)) {
    if (word.find('.') == std::string::npos) continue;  // rules have no dot, files do
    if (++shown > kShown) return text + ", …";
    text += (text.empty() ? "" : ", ") + word;
  }
  return text;
}

struct Drawing {
  queries::DiagramPart part;
  viz::DiagramSpec spec;
};

Result<Drawing> Prepare(const DrawArguments& arguments, const GraphView& view,
                        const queries::CityGraph& cities) {
  Drawing drawing;
  const auto top = [&](std::size_t usual) { return arguments.top == 0 ? usual : arguments.top; };
  if (arguments.kind == "network") {
    drawing.part = queries::NetworkPart(cities, top(40));
    drawing.spec = {
        .layout = viz::Layout::kNetwork, .title = "Who met whom", .node_size_means = "partners"};
  } else if (arguments.kind == "city") {
    CITYGRAPH_TRY(const std::size_t city, FindPlaceIn(view, cities, arguments.city));
    drawing.part = queries::CityPart(cities, city, top(24));
    drawing.spec = {.layout = viz::Layout::kEgo,
                    .title = "Partners of " + Display(cities.places[city]),
                    .focus = cities.places[city].node,
                    .node_size_means = "meetings"};
  } else if (arguments.kind == "themes") {
    drawing.part = queries::ThemesPart(cities, top(14));
    drawing.spec = {.layout = viz::Layout::kBipartite,
                    .title = "Cities and the themes they share",
                    .node_size_means = "links shown"};
  } else {
    CITYGRAPH_TRY(const auto mentorings, queries::FindMentorings(view, std::nullopt, 1));
    drawing.part = queries::MentorsPart(mentorings, cities);
    drawing.spec = {.layout = viz::Layout::kDirected,
                    .title = "Who mentored whom",
                    .node_size_means = "mentees"};
  }
  if (drawing.part.subgraph.nodes.empty()) {
    return Fail({.code = ErrorCode::kNotFound,
                 .message = fmt::format(
                     "there is nothing to draw: the graph has no {}",
                     arguments.kind == "mentors" ? "mentoring" : "exchange between places"),
                 .hint = "import a list or table that tells of some"});
  }
  drawing.spec.description = drawing.part.description;
  drawing.spec.caption.push_back(fmt::format("Source: {}.", SourcesOf(view)));
  std::string filter = drawing.part.places_shown < drawing.part.places_in_all
                           ? fmt::format("Shown: the {} most connected of {} places (--top {}).",
                                         drawing.part.places_shown, drawing.part.places_in_all,
                                         drawing.part.places_shown)
                           : fmt::format("Shown: all {} places.", drawing.part.places_shown);
  drawing.spec.caption.push_back(filter + " Places and coordinates: GeoNames, CC BY 4.0.");
  return drawing;
}

constexpr std::string_view kToStdout = "-";

// Errors: kInvalidInput, naming the formats.
Result<viz::Format> FormatOf(const DrawArguments& arguments) {
  if (!arguments.type.empty()) return viz::FormatForFile("." + arguments.type);
  return arguments.file == kToStdout ? viz::Format::kSvg : viz::FormatForFile(arguments.file);
}

Status WriteToStdout(const std::string& picture, viz::Format format, Context& context) {
  const bool binary = format == viz::Format::kPng || format == viz::Format::kPdf;
  if (binary && isatty(STDOUT_FILENO) == 1) {
    return context.WrongUsage("a terminal cannot show this picture",
                              "send it on: citygraph draw … -o - | PROGRAM, or name a file");
  }
  std::fwrite(picture.data(), 1, picture.size(), stdout);  // main sees whether all was written
  return {};
}

Status RunDraw(const DrawArguments& arguments, Context& context) {
  CITYGRAPH_TRY(const viz::Format format, FormatOf(arguments));
  CITYGRAPH_TRY(const auto graph, context.OpenToRead());
  CITYGRAPH_TRY(const auto view, ReadAsOf(*graph, context));
  CITYGRAPH_TRY(const queries::CityGraph cities, queries::CityGraph::Load(*view));
  CITYGRAPH_TRY(const Drawing drawing, Prepare(arguments, *view, cities));
  CITYGRAPH_TRY(const std::string picture,
                viz::Render(drawing.part.subgraph, drawing.spec, format));
  if (arguments.file == kToStdout) return WriteToStdout(picture, format, context);
  NewFile file(arguments.file);
  CITYGRAPH_TRY(file.Write(picture));
  CITYGRAPH_TRY(file.Finish());
  Say(fmt::format("wrote {}: {} nodes, {} links", arguments.file,
                  drawing.part.subgraph.nodes.size(), drawing.part.subgraph.relationships.size()));
  return {};
}

}  // namespace

void AddDrawCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<DrawArguments>();
  CLI::App* command = app.add_subcommand(
      "draw", "Draw a diagram for a report: SVG, PNG, PDF or DOT by the file's name");
  command->add_option("KIND", arguments->kind, "network, city, themes or mentors")
      ->required()
      ->transform(OneOf({"network", "city", "themes", "mentors"}));
  command->add_option("CITY", arguments->city, "For the kind city: which");
  command
      ->add_option("-o,--output", arguments->file,
                   "The file to write: .svg, .png, .pdf or .dot; - for standard output")
      ->required();
  command
      ->add_option("--type", arguments->type,
                   "svg, png, pdf or dot, whatever the file's name is (default: as it says; svg "
                   "for standard output)")
      ->transform(OneOf({"svg", "png", "pdf", "dot"}));
  command->add_option("--top", arguments->top, "At most so many places, the most connected")
      ->check(WholeNumber(1, 2000));
  AddAsOf(*command, context);
  command->footer(
      "Examples:\n  citygraph draw network -o network.svg\n  citygraph draw city Durban -o "
      "durban.png\n"
      "  citygraph draw themes --top 15 -o themes.pdf\n  citygraph draw mentors -o - --type dot");
  command->callback([arguments, &context] {
    if ((arguments->kind == "city") == arguments->city.empty()) {
      throw CLI::ValidationError(
          "CITY", arguments->city.empty()
                      ? "draw city needs the city's name: citygraph draw city NAME -o FILE"
                      : "only draw city takes a city");
    }
    if (const auto format = FormatOf(*arguments); !format)
      throw CLI::ValidationError("--output", format.error().message + ", or --type");
    context.run = [arguments, &context] { return RunDraw(*arguments, context); };
  });
}

}  // namespace citygraph::cli

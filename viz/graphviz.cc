#include "viz/graphviz.h"

#include <fmt/format.h>
#include <gvc.h>

#include <charconv>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace citygraph::viz {
namespace {

std::mutex& ProcessLock() {
  static std::mutex lock;
  return lock;
}

// One context for the process, never freed. Graphviz's pango plug-in keeps a pointer to the last
// font's name, which belongs to a context: after gvFreeContext() the next context's first text
// reads freed memory (seen with AddressSanitizer, Graphviz 2.42.2). Guarded by ProcessLock().
GVC_t* ProcessContext() {
  static GVC_t* const context = gvContext();
  return context;
}

// What Graphviz last complained of; guarded by ProcessLock().
std::string& Complaints() {
  static std::string text;
  return text;
}

int TakeComplaint(char* text) {
  constexpr std::size_t kEnough = 400;
  if (Complaints().size() < kEnough) Complaints() += text;
  return 0;
}

Error Refusal(std::string_view step) {
  std::string said = Complaints();
  while (!said.empty() && (said.back() == '\n' || said.back() == ' ')) said.pop_back();
  return {.code = ErrorCode::kInternal,
          .message = fmt::format("Graphviz failed to {} the diagram: {}", step,
                                 said.empty() ? "it gave no reason" : said)};
}

// A parsed graph with its layout, freed in the order that Graphviz needs.
class Graph {
 public:
  Graph(GVC_t* context, const std::string& dot)
      : context_(context), graph_(agmemread(dot.c_str())) {}
  ~Graph() {
    if (laid_out_) gvFreeLayout(context_, graph_);
    if (graph_ != nullptr) agclose(graph_);
  }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  Status LayOut(const char* engine) {
    if (graph_ == nullptr) return Fail(Refusal("read"));
    if (gvLayout(context_, graph_, engine) != 0) return Fail(Refusal("lay out"));
    laid_out_ = true;
    return {};
  }
  Agraph_t* get() const { return graph_; }

 private:
  GVC_t* context_;
  Agraph_t* graph_;
  bool laid_out_ = false;
};

// cgraph's functions take char* for what they only read.
std::string_view Attribute(void* object, const char* name) {
  const char* text = agget(object, const_cast<char*>(name));
  return text == nullptr ? std::string_view() : std::string_view(text);
}

// Takes a number from the front of `text`, and the separator after it.
std::optional<double> TakeNumber(std::string_view& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.empty()) text.remove_prefix(1);
  return number;
}

std::optional<Point> TakePoint(std::string_view& text) {
  const std::optional<double> x = TakeNumber(text);
  const std::optional<double> y = TakeNumber(text);
  if (!x || !y) return std::nullopt;
  return Point{*x, *y};
}

// "s,1,2 e,3,4 5,6 7,8 9,10 11,12": tips of arrows, then the control points.
Route ParseRoute(std::string_view text) {
  Route route;
  while (text.starts_with("s,") || text.starts_with("e,")) {
    const bool start = text.starts_with("s,");
    text.remove_prefix(2);
    (start ? route.start_tip : route.end_tip) = TakePoint(text);
  }
  while (const std::optional<Point> point = TakePoint(text)) route.points.push_back(*point);
  if (route.points.size() % 3 != 1) route.points.clear();
  return route;
}

}  // namespace

GraphvizSession::GraphvizSession() : lock_(ProcessLock()), context_(ProcessContext()) {
  Complaints().clear();
  agseterrf(&TakeComplaint);
}

GraphvizSession::~GraphvizSession() { agseterrf(nullptr); }

Result<Arrangement> GraphvizSession::Arrange(const std::string& dot, const char* engine) {
  Graph graph(context_, dot);
  CITYGRAPH_TRY(graph.LayOut(engine));
  // Rendering "dot" to nowhere writes positions and sizes into the attributes.
  if (gvRender(context_, graph.get(), "dot", nullptr) != 0) return Fail(Refusal("measure"));
  constexpr double kPointsPerInch = 72;
  Arrangement found;
  for (Agnode_t* node = agfstnode(graph.get()); node != nullptr;
       node = agnxtnode(graph.get(), node)) {
    std::string_view pos = Attribute(node, "pos");
    std::string_view width = Attribute(node, "width");
    std::string_view height = Attribute(node, "height");
    Arrangement::Place place;
    place.centre = TakePoint(pos).value_or(Point{});
    place.size = {TakeNumber(width).value_or(0) * kPointsPerInch,
                  TakeNumber(height).value_or(0) * kPointsPerInch};
    found.nodes.emplace(Attribute(node, "id"), place);
    for (Agedge_t* edge = agfstout(graph.get(), node); edge != nullptr;
         edge = agnxtout(graph.get(), edge)) {
      found.routes.emplace(Attribute(edge, "id"), ParseRoute(Attribute(edge, "pos")));
    }
  }
  return found;
}

Result<std::string> GraphvizSession::Draw(const std::string& dot, const char* format) {
  Graph graph(context_, dot);
  CITYGRAPH_TRY(graph.LayOut("nop2"));
  char* data = nullptr;
  unsigned int size = 0;
  const int failed = gvRenderData(context_, graph.get(), format, &data, &size);
  const std::unique_ptr<char, decltype(&gvFreeRenderData)> owner(data, &gvFreeRenderData);
  if (failed != 0 || data == nullptr || size == 0) {
    return Fail(Refusal(fmt::format("write as {}", format)));
  }
  return std::string(data, size);
}

}  // namespace citygraph::viz

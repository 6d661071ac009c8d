#include <fmt/format.h>

#include <cctype>
#include <charconv>
#include <map>
#include <optional>

#include "engine/base/bytes.h"
#include "viz/finish.h"
#include "viz/text.h"

namespace citygraph::viz {
namespace {

// The value of an attribute in a tag, still escaped.
std::optional<std::string_view> AttributeOf(std::string_view tag, std::string_view name) {
  const std::string start = fmt::format(" {}=\"", name);
  const std::size_t from = tag.find(start);
  if (from == std::string_view::npos) return std::nullopt;
  const std::size_t value = from + start.size();
  return tag.substr(value, tag.find('"', value) - value);
}

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

// Removes ` name="…"`.
void Drop(std::string& tag, std::string_view name) {
  const std::string start = fmt::format(" {}=\"", name);
  const std::size_t from = tag.find(start);
  if (from == std::string::npos) return;
  const std::size_t end = tag.find('"', from + start.size());
  tag.erase(from, end == std::string::npos ? end : end + 1 - from);
}

// Addresses are already percent-encoded; only '&' is left that XML minds, and Graphviz does not.
void EscapeLink(std::string& tag) {
  const std::optional<std::string_view> link = AttributeOf(tag, "xlink:href");
  if (!link) return;
  std::string escaped;
  for (const char c : *link) escaped += c == '&' ? std::string("&amp;") : std::string(1, c);
  const auto from = static_cast<std::size_t>(link->data() - tag.data());
  tag.replace(from, link->size(), escaped);
}

// Every other number of a list of coordinates, from the first: the x of "x,y x,y".
std::pair<double, double> RangeOfX(std::string_view coordinates) {
  std::pair range(HUGE_VAL, -HUGE_VAL);
  bool is_x = true;
  while (!coordinates.empty()) {
    double number = 0;
    const auto [end, error] =
        std::from_chars(coordinates.data(), coordinates.data() + coordinates.size(), number);
    if (error != std::errc()) {
      coordinates.remove_prefix(1);
      continue;
    }
    if (is_x) range = {std::min(range.first, number), std::max(range.second, number)};
    is_x = !is_x;
    coordinates.remove_prefix(static_cast<std::size_t>(end - coordinates.data()));
  }
  return range;
}

// Walks over Graphviz's SVG, which puts a tag or a text a line, and writes the better one.
class SvgFinisher {
 public:
  explicit SvgFinisher(const Scene& scene) : scene_(scene) {
    for (const SceneNode& node : scene.nodes) {
      titles_[node.id] = node.tooltip;
      centred_[node.id] = !(node.code_beside && !node.code.empty());
      has_links_ = has_links_ || node.url;
    }
    for (const SceneLine& line : scene.lines) {
      titles_[line.id] = line.tooltip;
      has_links_ = has_links_ || line.url;
    }
  }

  std::string Finish(std::string_view svg) {
    const std::size_t start = svg.find("<svg");
    if (start == std::string_view::npos) return std::string(svg);
    svg.remove_prefix(start);
    key_ = fmt::format("{:08x}", static_cast<std::uint32_t>(Fnv1a(svg)));
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    while (!svg.empty()) {
      const std::size_t end = std::min(svg.find('\n'), svg.size());
      // A tag may go over several lines; so may a comment.
      std::size_t take = end;
      while (take < svg.size() && svg[take - (take > 0 ? 1 : 0)] != '>') {
        take = std::min(svg.find('\n', take + 1), svg.size());
      }
      Line(std::string(svg.substr(0, take)));
      svg.remove_prefix(std::min(take + 1, svg.size()));
    }
    return std::move(out_);
  }

 private:
  void Line(std::string line) {
    if (line.starts_with("<!--")) return;
    if (line.starts_with("<svg")) return Head(std::move(line));
    if (line.starts_with("<g ")) {
      if (const auto id = AttributeOf(line, "id"); id && AttributeOf(line, "class")) {
        Flush();
        id_ = *id;
        outline_.reset();
        pending_ = line + "\n";
        depth_ = 1;
        if (AttributeOf(line, "class") == "graph") Flush();
        return;
      }
      ++depth_;
    }
    if (line.starts_with("<title>")) return Title();
    if (line == "</g>" && depth_ > 0 && --depth_ == 0 && !pending_.empty()) {
      pending_.clear();  // nothing was drawn: one of the page's unseen corners
      return;
    }
    Flush();
    if (line.starts_with("<a ") || line.find("<a ") != std::string::npos) {
      EscapeLink(line);
      Drop(line, "xlink:title");
    }
    Shape(line);
    if (line.starts_with("<text")) Text(line);
    out_ += line + "\n";
  }

  void Flush() {
    out_ += pending_;
    pending_.clear();
  }

  void Head(std::string tag) {
    // A picture with links is a document with parts; without, it is one image.
    const std::string_view role = has_links_ ? "graphics-document" : "img";
    tag.insert(4, fmt::format(" role=\"{0}\" aria-labelledby=\"title-{1}\" "
                              "aria-describedby=\"desc-{1}\"",
                              role, key_));
    const std::string title = scene_.title.empty() ? "Network diagram" : scene_.title;
    out_ += fmt::format("{}\n<title id=\"title-{}\">{}</title>\n<desc id=\"desc-{}\">{}</desc>\n",
                        tag, key_, EscapeXml(title), key_, EscapeXml(scene_.description));
  }

  // Graphviz's own titles are internal names.
  void Title() {
    const auto title = titles_.find(id_);
    if (title == titles_.end()) return;
    Flush();
    out_ += fmt::format("<title>{}</title>\n", EscapeXml(title->second));
  }

  void Shape(std::string& line) {
    ReplaceAll(line, "stroke=\"transparent\"", "stroke=\"none\"");
    // Gaps as wide as in PNG and PDF: thin lines must not look whole.
    ReplaceAll(line, "stroke-dasharray=\"5,2\"", "stroke-dasharray=\"6,5\"");
    ReplaceAll(line, "stroke-dasharray=\"1,5\"", "stroke-dasharray=\"1.5,4\"");
    if (outline_) return;
    for (const std::string_view name : {"points", "d"}) {
      if (const auto points = AttributeOf(line, name)) outline_ = RangeOfX(*points);
    }
    if (const auto middle = AttributeOf(line, "cx")) outline_ = RangeOfX(*middle);
  }

  void Text(std::string& line) {
    // The room before a country code: a browser's own measures would let it run into the code.
    while (line.ends_with(" </text>") || line.ends_with("&#160;</text>")) {
      const std::size_t end = line.size() - std::string_view("</text>").size();
      const std::size_t blank = line[end - 1] == ' ' ? 1 : std::string_view("&#160;").size();
      line.erase(end - blank, blank);
    }
    ReplaceAll(line, fmt::format("font-family=\"{} Bold\"", theme::kFont),
               fmt::format("font-family=\"{}\" font-weight=\"bold\"", theme::kSvgFonts));
    ReplaceAll(line, fmt::format("font-family=\"{}\"", theme::kFont),
               fmt::format("font-family=\"{}\"", theme::kSvgFonts));
    // Graphviz gives the left end by its own measures: in another font the name would not be in
    // the middle of its box.
    const auto centred = centred_.find(id_);
    if (centred == centred_.end() || !centred->second || !outline_) return;
    ReplaceAll(line, "text-anchor=\"start\"", "text-anchor=\"middle\"");
    const std::optional<std::string_view> x = AttributeOf(line, "x");
    if (!x) return;
    const auto from = static_cast<std::size_t>(x->data() - line.data());
    line.replace(from, x->size(), fmt::format("{:.2f}", (outline_->first + outline_->second) / 2));
  }

  const Scene& scene_;
  std::map<std::string, std::string> titles_;
  std::map<std::string, bool> centred_;
  bool has_links_ = false;
  std::string key_;  // tells apart the titles of pictures in one web page
  std::string out_;
  std::string pending_;  // the start of a group, until something is drawn in it
  std::string id_;       // of the group that is being read
  int depth_ = 0;
  std::optional<std::pair<double, double>> outline_;  // of the node that is being read, in x
};

}  // namespace

std::string FinishSvg(std::string_view svg, const Scene& scene) {
  return SvgFinisher(scene).Finish(svg);
}

}  // namespace citygraph::viz

#include "importers/formats/html.h"

#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>

namespace citygraph::importers {
namespace {

struct Destroy {
  void operator()(GumboOutput* output) const {
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  }
};

bool IsHidden(GumboTag tag) {
  constexpr std::array kHidden = {GUMBO_TAG_HEAD,   GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,
                                  GUMBO_TAG_NAV,    GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE,
                                  GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT,   GUMBO_TAG_TEXTAREA};
  return std::ranges::find(kHidden, tag) != kHidden.end();
}

// Elements that stand within a line; all others begin one.
bool IsInline(GumboTag tag) {
  constexpr std::array kInline = {
      GUMBO_TAG_A,    GUMBO_TAG_ABBR,   GUMBO_TAG_B,   GUMBO_TAG_BDI,  GUMBO_TAG_BDO,
      GUMBO_TAG_CITE, GUMBO_TAG_CODE,   GUMBO_TAG_DFN, GUMBO_TAG_EM,   GUMBO_TAG_FONT,
      GUMBO_TAG_I,    GUMBO_TAG_IMG,    GUMBO_TAG_INS, GUMBO_TAG_KBD,  GUMBO_TAG_LABEL,
      GUMBO_TAG_MARK, GUMBO_TAG_Q,      GUMBO_TAG_S,   GUMBO_TAG_SAMP, GUMBO_TAG_SMALL,
      GUMBO_TAG_SPAN, GUMBO_TAG_STRONG, GUMBO_TAG_SUB, GUMBO_TAG_SUP,  GUMBO_TAG_TIME,
      GUMBO_TAG_TT,   GUMBO_TAG_U,      GUMBO_TAG_VAR, GUMBO_TAG_WBR};
  return std::ranges::find(kInline, tag) != kInline.end();
}

bool IsCell(GumboTag tag) { return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH; }

// Goes through the tree and collects blocks. No recursion: pages nest as deep as they like.
class Walker {
 public:
  Page Walk(const GumboNode* root) {
    std::vector<Step> stack{{root, 0}};
    Enter(root);
    while (!stack.empty()) {
      Step& step = stack.back();
      const GumboVector* children = ChildrenOf(step.node);
      if (children == nullptr || step.child >= children->length) {
        Leave(step.node);
        stack.pop_back();
        continue;
      }
      const auto* child = static_cast<const GumboNode*>(children->data[step.child++]);
      if (child->type == GUMBO_NODE_ELEMENT) {
        if (IsHidden(child->v.element.tag)) continue;
        Enter(child);
        stack.push_back({child, 0});
      } else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE ||
                 child->type == GUMBO_NODE_CDATA) {
        AddText(child->v.text);
      }
    }
    EndLine();
    return std::move(page_);
  }

 private:
  struct Step {
    const GumboNode* node = nullptr;
    unsigned int child = 0;
  };

  static const GumboVector* ChildrenOf(const GumboNode* node) {
    if (node->type == GUMBO_NODE_ELEMENT) return &node->v.element.children;
    return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : nullptr;
  }

  void AddText(const GumboText& text) {
    if (text_.empty()) line_ = std::max(1U, text.start_pos.line);
    text_ += text.text;
  }
  void EndLine() {
    std::string tidy = Tidied(text_);
    text_.clear();
    if (tidy.empty()) return;
    if (cell_depth_ > 0) {  // paragraphs of one cell
      std::string& cell = row_.cells.back();
      cell += cell.empty() ? tidy : " " + tidy;
      return;
    }
    page_.blocks.push_back({.line = line_, .cells = {std::move(tidy)}});
  }
  void EndRow() {
    if (!row_.cells.empty()) page_.blocks.push_back(std::move(row_));
    row_ = {};
  }

  void Enter(const GumboNode* node) {
    if (node->type != GUMBO_NODE_ELEMENT) return;
    const GumboTag tag = node->v.element.tag;
    if (IsInline(tag)) return;
    EndLine();
    // A table in a cell is text of the cell.
    if (tag == GUMBO_TAG_TABLE && cell_depth_ == 0) ++table_;
    if (tag == GUMBO_TAG_TR && cell_depth_ == 0)
      row_ = {.line = std::max(1U, node->v.element.start_pos.line), .table = table_, .cells = {}};
    if (IsCell(tag) && ++cell_depth_ == 1) row_.cells.emplace_back();
  }
  void Leave(const GumboNode* node) {
    if (node->type != GUMBO_NODE_ELEMENT) return;
    const GumboTag tag = node->v.element.tag;
    if (IsInline(tag)) return;
    EndLine();
    if (IsCell(tag)) --cell_depth_;
    if (tag == GUMBO_TAG_TR && cell_depth_ == 0) EndRow();
  }

  Page page_;
  std::string text_;        // of the line that is being read
  std::uint32_t line_ = 1;  // where it began
  Block row_;
  int table_ = -1;
  int cell_depth_ = 0;
};

// Whether the end of such an element may be left out, or it has none: many in a row are not deep.
bool EndsItself(std::string_view name) {
  constexpr std::array<std::string_view, 24> kNames = {
      "area",  "base",   "br",    "col",  "dd",     "dt",    "hr",    "img",
      "input", "li",     "link",  "meta", "option", "p",     "param", "rp",
      "rt",    "source", "tbody", "td",   "th",     "thead", "tr",    "wbr"};
  return std::ranges::binary_search(kNames, name);
}

// Elements that are open at once, at most.
int DepthOf(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  std::string name;
  for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at)) {
    const bool ends = ++at < text.size() && text[at] == '/';
    name.clear();
    for (std::size_t i = at + (ends ? 1 : 0); i < text.size() && name.size() < 10; ++i) {
      const char c = static_cast<char>(text[i] | 0x20);
      if (c < 'a' || c > 'z') break;
      name += c;
    }
    if (name.empty() || EndsItself(name)) continue;
    depth = ends ? std::max(0, depth - 1) : depth + 1;
    deepest = std::max(deepest, depth);
  }
  return deepest;
}

}  // namespace

bool LooksLikeHtml(std::string_view text) {
  constexpr std::size_t kLooked = 1024;
  std::string head(text.substr(0, kLooked));
  std::ranges::transform(head, head.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const std::size_t first = head.find_first_not_of(" \t\n");
  if (first == std::string::npos || head[first] != '<') return false;
  const std::string_view start = std::string_view(head).substr(first);
  const auto begins = [&](std::string_view with) { return start.starts_with(with); };
  return begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body") ||
         begins("<table") || begins("<ul") || begins("<ol") || begins("<div") || begins("<p>") ||
         begins("<h1") || begins("<!--") || begins("<article") || begins("<section") ||
         head.contains("<html");
}

Result<Page> ReadHtml(std::string_view text) {
  if (DepthOf(text) > kDeepestHtml) {
    return Fail(ErrorCode::kInvalidInput,
                "is HTML whose elements are nested too deep to be a page");
  }
  const std::unique_ptr<GumboOutput, Destroy> output(
      gumbo_parse_with_options(&kGumboDefaultOptions, text.data(), text.size()));
  if (!output) return Fail(ErrorCode::kInvalidInput, "is no HTML that can be read");
  return Walker().Walk(output->document);
}

}  // namespace citygraph::importers

#include "importers/load/documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "engine/base/bytes.h"

namespace citygraph::importers {
namespace {

constexpr std::string_view kList = "documents";
constexpr std::string_view kShapes = "document-shapes";  // beside it; older databases lack it
constexpr std::size_t kFields = 3;                       // name, path, digest

}  // namespace

std::string DigestOf(std::string_view text) {
  return fmt::format("{:016x}-{}", Fnv1a(text), text.size());
}

Result<Documents> Documents::Load(const GraphView& view) {
  CITYGRAPH_TRY(const auto fields, view.List(kList));
  if (fields.size() % kFields != 0)
    return Fail(ErrorCode::kCorruption, "the list of documents is damaged");
  Documents documents;
  for (std::size_t i = 0; i < fields.size(); i += kFields)
    documents.all_.push_back({fields[i], fields[i + 1], fields[i + 2], {}});
  CITYGRAPH_TRY(const auto shapes, view.List(kShapes));
  for (std::size_t i = 0; i < std::min(shapes.size(), documents.all_.size()); ++i)
    documents.all_[i].shape = shapes[i];
  return documents;
}

std::string Documents::NameAt(const std::string& path) const {
  const auto by_path = path.empty() ? all_.end() : std::ranges::find(all_, path, &Document::path);
  return by_path == all_.end() ? std::string() : by_path->name;
}

void Documents::SetShape(std::string_view name, std::string_view shape) {
  const auto named = std::ranges::find(all_, name, &Document::name);
  if (named != all_.end()) named->shape = shape;
}

bool Documents::IsTaken(std::string_view name) const {
  if (name == "gazetteer" || name == "themes") return true;  // what the program knows itself
  return std::ranges::find(all_, name, &Document::name) != all_.end();
}

std::string Documents::FreeName(const std::string& path) const {
  if (path.empty()) {
    std::string name = "-";
    for (int n = 2; IsTaken(name); ++n) name = fmt::format("- ({})", n);
    return name;
  }
  const std::filesystem::path whole(path);
  std::filesystem::path name = whole.filename();
  std::filesystem::path rest = whole.parent_path();
  while (IsTaken(name.string()) && rest.has_filename()) {
    name = rest.filename() / name;
    rest = rest.parent_path();
  }
  std::string text = name.string();
  for (int n = 2; IsTaken(text); ++n) text = fmt::format("{} ({})", name.string(), n);
  return text;
}

Documents::Known Documents::Identify(const std::string& path, const std::string& digest,
                                     const GraphView& view) {
  const auto by_path = path.empty() ? all_.end() : std::ranges::find(all_, path, &Document::path);
  if (by_path != all_.end()) {
    by_path->digest = digest;
    return {by_path->name, true};
  }
  const auto by_digest = std::ranges::find(all_, digest, &Document::digest);
  if (by_digest != all_.end()) {
    // It was moved when the old place is empty; else this is a copy, which may be corrected apart.
    std::error_code unreadable;
    const bool moved = !by_digest->path.empty() && !path.empty() &&
                       !std::filesystem::exists(by_digest->path, unreadable);
    if (moved) by_digest->path = path;
    return {by_digest->name, true};
  }
  Document document{.name = FreeName(path), .path = path, .digest = digest, .shape = {}};
  // Evidence may name a document that this list lacks, of a graph that was put in otherwise.
  const bool before = view.dictionary().Find(keys::WordKind::kText, document.name).has_value();
  all_.push_back(document);
  return {std::move(document.name), before};
}

Status Documents::Save(Transaction& change) const {
  std::vector<std::string> fields;
  std::vector<std::string> shapes;
  for (const Document& document : all_) {
    for (const std::string* field : {&document.name, &document.path, &document.digest})
      fields.push_back(*field);
    shapes.push_back(document.shape);
  }
  CITYGRAPH_TRY(change.SetList(kShapes, shapes));
  return change.SetList(kList, fields);
}

}  // namespace citygraph::importers

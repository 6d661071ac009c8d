#include "importers/load/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "engine/base/unicode.h"
#include "importers/load/documents.h"

namespace citygraph::importers {
namespace {

constexpr std::size_t kFields = 7;  // line, column, code, text, message, sure in per mille, choices

std::string ListOf(const std::string& document) { return "review:" + document; }

// What the decision on an issue without a confidence of its own is worth.
double SureOf(const Issue& issue) {
  if (issue.severity == Issue::Severity::kError) return 0;
  return issue.code == "unknown-place" ? 0.2 : 0.5;
}

// Places whose names are near one that the gazetteer lacks. A name that stands in many rows is
// looked for once.
class NearPlaces {
 public:
  explicit NearPlaces(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  std::vector<std::string> Of(const PlaceMention& mention) {
    constexpr std::size_t kKept = 3;
    std::vector<std::string> keys;
    for (const NameMatch& match : Matches(FoldName(mention.text))) {
      const Place place = gazetteer_.At(match.place);
      const bool there = mention.country.empty() || place.country == mention.country;
      if (there && keys.size() < kKept) keys.emplace_back(place.key);
    }
    return keys;
  }

 private:
  const std::vector<NameMatch>& Matches(const std::string& name) {
    constexpr std::size_t kEdits = 2;
    constexpr std::size_t kLooked = 10;
    const auto [at, is_new] = matches_.try_emplace(name);
    if (is_new) at->second = gazetteer_.FindNear(name, kEdits, kLooked);
    return at->second;
  }

  const Gazetteer& gazetteer_;
  std::unordered_map<std::string, std::vector<NameMatch>> matches_;  // by folded name
};

std::vector<std::string> Candidates(const Gazetteer& gazetteer, const PlaceMention& mention) {
  std::vector<std::string> keys{std::string(gazetteer.At(*mention.place).key)};
  for (const PlaceCandidate& other : mention.other)
    keys.emplace_back(gazetteer.At(other.place).key);
  return keys;
}

const PlaceMention* MentionAt(const RowDraft& row, std::uint32_t column) {
  const auto found = std::ranges::find_if(
      row.places, [&](const PlaceMention& each) { return each.span.start + 1 == column; });
  return found == row.places.end() ? nullptr : &*found;
}

std::string ReadAs(const Gazetteer& gazetteer, const PlaceMention& mention) {
  const Place place = gazetteer.At(*mention.place);
  std::string text = fmt::format("\"{}\" was read as {}{}, {:.0f} % sure", mention.text, place.name,
                                 place.country.empty() ? "" : fmt::format(" ({})", place.country),
                                 mention.confidence * 100);
  if (mention.other.empty()) return text + "; it may be no place";
  const Place other = gazetteer.At(mention.other.front().place);
  return fmt::format("{}; it could be {} ({})", text, other.name,
                     other.country.empty() ? KindName(other.kind) : other.country);
}

}  // namespace

std::vector<ReviewItem> ReviewOf(const Knowledge& knowledge, const FileDraft& draft) {
  const Gazetteer& gazetteer = knowledge.gazetteer;
  NearPlaces near(gazetteer);
  std::vector<ReviewItem> items;
  for (const RowDraft& row : draft.rows) {
    for (const Issue& issue : row.issues) {
      if (issue.code == "unsure-place") continue;  // told of its mention
      ReviewItem item{.document = draft.file,
                      .line = issue.line,
                      .column = issue.column,
                      .code = issue.code,
                      .text = issue.text,
                      .message = issue.message,
                      .sure = SureOf(issue)};
      const PlaceMention* mention = MentionAt(row, issue.column);
      if (issue.code == "unknown-place" && mention != nullptr) item.choices = near.Of(*mention);
      items.push_back(std::move(item));
    }
    if (row.verdict != Verdict::kReport && row.verdict != Verdict::kMerged) continue;
    for (const PlaceMention& mention : row.places) {
      if (!mention.place || mention.confidence >= kSurePlace || !mention.decided.empty()) continue;
      items.push_back({.document = draft.file,
                       .line = row.line,
                       .column = mention.span.start + 1,
                       .code = "unsure-place",
                       .text = mention.text,
                       .message = ReadAs(gazetteer, mention),
                       .sure = mention.confidence,
                       .choices = Candidates(gazetteer, mention)});
    }
  }
  if (items.size() > kMostReviewItems) {
    std::ranges::stable_sort(items, {}, &ReviewItem::sure);
    items.resize(kMostReviewItems);
  }
  return items;
}

Status SaveReview(Transaction& change, const std::string& document,
                  const std::vector<ReviewItem>& items) {
  std::vector<std::string> fields;
  for (const ReviewItem& item : items) {
    fields.insert(fields.end(),
                  {std::to_string(item.line), std::to_string(item.column), item.code, item.text,
                   item.message, std::to_string(static_cast<int>(item.sure * 1000)),
                   fmt::format("{}", fmt::join(item.choices, " "))});
  }
  return change.SetList(ListOf(document), fields);
}

Result<std::vector<ReviewItem>> LoadReview(const GraphView& view) {
  CITYGRAPH_TRY(const Documents documents, Documents::Load(view));
  std::vector<ReviewItem> items;
  for (const Document& document : documents.all()) {
    CITYGRAPH_TRY(const auto fields, view.List(ListOf(document.name)));
    if (fields.size() % kFields != 0) {
      return Fail(ErrorCode::kCorruption,
                  fmt::format("what {} left to review is damaged", document.name));
    }
    const auto number = [&](std::size_t at) {
      std::uint32_t value = 0;
      std::from_chars(fields[at].data(), fields[at].data() + fields[at].size(), value);
      return value;
    };
    for (std::size_t i = 0; i < fields.size(); i += kFields) {
      ReviewItem item{.document = document.name,
                      .line = number(i),
                      .column = number(i + 1),
                      .code = fields[i + 2],
                      .text = fields[i + 3],
                      .message = fields[i + 4],
                      .sure = number(i + 5) / 1000.0};
      std::string_view rest = fields[i + 6];
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        item.choices.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
      items.push_back(std::move(item));
    }
  }
  return items;
}

}  // namespace citygraph::importers

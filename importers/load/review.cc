#include "importers/load/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "engine/base/unicode.h"
#include "importers/load/documents.h"

namespace citygraph::importers {
namespace {

constexpr std::size_t kFields = 7;  // line, column, code, text, message, sure in per mille, choices

constexpr std::string_view kUnknownPlace = "unknown-place";

std::string ListOf(const std::string& document) { return "review:" + document; }

// What the decision on an issue without a confidence of its own is worth.
double SureOf(const Issue& issue) {
  if (issue.severity == Issue::Severity::kError) return 0;
  return issue.code == kUnknownPlace ? 0.2 : 0.5;
}

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

bool IsUnknownPlace(const Issue& issue) { return issue.code == kUnknownPlace; }

}  // namespace

NearPlaces::NearPlaces(const Gazetteer& gazetteer, std::span<const FileDraft> drafts)
    : gazetteer_(gazetteer) {
  std::set<std::string> names;
  for (const FileDraft& draft : drafts) {
    for (const RowDraft& row : draft.rows) {
      for (const Issue& issue : row.issues) {
        const PlaceMention* mention =
            IsUnknownPlace(issue) ? MentionAt(row, issue.column) : nullptr;
        if (mention != nullptr) names.insert(FoldName(mention->text));
      }
    }
  }
  if (names.empty()) return;
  // Where no thread is to be had, it is done when it is asked for.
  found_ = std::async([&gazetteer, names = std::move(names)] {
    Matches matches;
    for (const std::string& name : names) {
      constexpr std::size_t kEdits = 2;
      constexpr std::size_t kLooked = 10;
      matches.emplace(name, gazetteer.FindNear(name, kEdits, kLooked));
    }
    return matches;
  });
}

std::vector<std::string> NearPlaces::Of(const PlaceMention& mention) {
  constexpr std::size_t kKept = 3;
  if (found_.valid()) matches_ = found_.get();
  std::vector<std::string> keys;
  const auto matches = matches_.find(FoldName(mention.text));
  if (matches == matches_.end()) return keys;
  for (const NameMatch& match : matches->second) {
    const Place place = gazetteer_.At(match.place);
    const bool there = mention.country.empty() || place.country == mention.country;
    if (there && keys.size() < kKept) keys.emplace_back(place.key);
  }
  return keys;
}

std::vector<ReviewItem> ReviewOf(const Knowledge& knowledge, const FileDraft& draft) {
  NearPlaces near(knowledge.gazetteer, std::span(&draft, 1));
  return ReviewOf(knowledge, draft, near);
}

std::vector<ReviewItem> ReviewOf(const Knowledge& knowledge, const FileDraft& draft,
                                 NearPlaces& near) {
  const Gazetteer& gazetteer = knowledge.gazetteer;
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
      if (IsUnknownPlace(issue) && mention != nullptr) item.choices = near.Of(*mention);
      items.push_back(std::move(item));
    }
    if (row.verdict != Verdict::kReport && row.verdict != Verdict::kMerged) continue;
    for (const PlaceMention& mention : row.places) {
      if (!mention.place || mention.confidence >= kSurePlace || mention.decided) continue;
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

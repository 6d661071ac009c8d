#include "importers/pieces/large_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <set>

#include "engine/base/bytes.h"
#include "importers/load/documents.h"
#include "importers/load/retire.h"
#include "importers/load/review.h"

namespace citygraph::importers {
namespace {

std::string ListOf(const std::string& document) { return "reading:" + document; }
constexpr std::string_view kNew = "new";
constexpr std::string_view kChanging = "changing";

// What a reading depends on besides the program: the text and what persons decided.
std::string ReadingOf(const Knowledge& knowledge, const PieceReader& reader) {
  std::string decisions;
  if (knowledge.corrections != nullptr) {
    const Corrections here = knowledge.corrections->OfFile(reader.place());
    for (const Correction& each : here.all())
      decisions += fmt::format("{}\n{}\n{}\n{}\n", static_cast<int>(each.decision), each.text,
                               each.meaning, each.line);
  }
  return fmt::format("{} {:016x}", reader.digest(), Fnv1a(decisions));
}

class LargeImport {
 public:
  LargeImport(const Knowledge& knowledge, Graph& graph, PieceReader& reader,
              const LargeImportOptions& options)
      : knowledge_(knowledge), graph_(graph), reader_(reader), options_(options) {
    file_.file = reader.path();
    file_.encoding = "UTF-8";
    file_.pieces = 0;
  }

  Status Run(ImportReport& report) {
    const Status done = options_.dry_run ? Count() : Load(report);
    if (!done) {
      Error error = done.error();
      if (file_.pieces > 0) {
        error.hint = fmt::format("its rows up to line {} are stored; import it again to go on",
                                 stored_line_);
      }
      return std::unexpected(std::move(error));
    }
    if (file_.rows.accepted + file_.rows.merged > 0) report.nothing_read = false;
    report.files.push_back(std::move(file_));
    return {};
  }

 private:
  bool Stopped() {
    if (!options_.stop || !options_.stop()) return false;
    file_.stopped_at = std::max(stored_line_, std::uint32_t{1});
    return true;
  }
  void Progress() const {
    if (options_.progress) options_.progress("importing " + file_.file, reader_.done());
  }

  Status Count() {
    FileDraft draft;
    while (true) {
      if (Stopped()) return {};
      CITYGRAPH_TRY(const bool more, reader_.Next(draft));
      if (!more) return {};
      stored_line_ = reader_.line();
      Add(draft);
      Progress();
    }
  }

  // Counts the rows and keeps the first issues.
  void Add(FileDraft& draft) {
    file_.shape = draft.shape;
    if (draft.encoding != "UTF-8") file_.encoding = draft.encoding;
    file_.rows += draft.Counts();
    const auto keep = [&](Issue& issue) {
      if (file_.issues.size() < kMostKeptIssues) {
        file_.issues.push_back(std::move(issue));
      } else {
        ++file_.more_issues;
      }
    };
    for (Issue& issue : draft.issues) keep(issue);
    for (RowDraft& row : draft.rows) {
      for (Issue& issue : row.issues) keep(issue);
    }
  }

  Status Begin(const FileDraft& first, std::optional<Retirement>& retirement) {
    CITYGRAPH_TRY(change_, graph_.Begin());
    CITYGRAPH_TRY(DeclareIdentities(*change_));
    CITYGRAPH_TRY(Documents documents, Documents::Load(*change_));
    const bool same_text = std::ranges::any_of(documents.all(), [&](const Document& each) {
      return each.path == reader_.place() && each.digest == reader_.digest();
    });
    const Documents::Known document =
        documents.Identify(reader_.place(), reader_.digest(), *change_);
    documents.SetShape(document.name, first.shape);
    file_.document = document.name;
    CITYGRAPH_TRY(documents.Save(*change_));
    if (knowledge_.corrections != nullptr) CITYGRAPH_TRY(knowledge_.corrections->Save(*change_));
    CITYGRAPH_TRY(GivenDates dates, GivenDates::Load(*change_, documents));
    // One that was stopped is told by a second word: whether it began with nothing of the document.
    reading_ = ReadingOf(knowledge_, reader_);
    CITYGRAPH_TRY(const auto before, change_->List(ListOf(document.name)));
    const bool same =
        same_text && !before.empty() && before.front() == reading_ && before.back() != kChanging;
    std::set<std::string> changed;
    if (document.before && !same) changed.insert(document.name);
    const std::string_view state = changed.empty() ? kNew : kChanging;
    CITYGRAPH_TRY(retirement, Retirement::Begin(*change_, changed));
    loader_ = std::make_unique<Loader>(knowledge_, *change_, std::move(changed), std::move(dates));
    if (same && before.size() == 1) return {};
    return change_->SetList(ListOf(document.name), {reading_, std::string(state)});
  }

  Status Load(ImportReport& report) {
    std::optional<Retirement> retirement;
    FileDraft draft;
    CITYGRAPH_TRY(bool more, reader_.Next(draft));
    if (!more) return {};
    CITYGRAPH_TRY(Begin(draft, retirement));
    while (more) {
      if (Stopped()) return Stop(report);
      FileDraft next;
      CITYGRAPH_TRY(more, reader_.Next(next));
      const std::uint32_t line = draft.rows.empty() ? stored_line_ : draft.rows.back().line;
      draft.file = file_.document;
      CITYGRAPH_TRY(loader_->Load(draft, more));
      KeepReview(draft);
      Add(draft);
      if (!more) {
        CITYGRAPH_TRY(retirement->Finish(*change_, loader_->said(), report.retired));
        CITYGRAPH_TRY(SaveReview(*change_, file_.document, review_));
        CITYGRAPH_TRY(change_->SetList(ListOf(file_.document), {reading_}));
      }
      CITYGRAPH_TRY(Commit(more, report));
      stored_line_ = line;
      Progress();
      draft = std::move(next);
    }
    return Finish(report);
  }

  // A new transaction each time: between two, the graph may put a new base in place.
  Status Commit(bool more, ImportReport& report) {
    if (change_->pending() > 0) report.changed = true;
    CITYGRAPH_TRY(change_->Commit());
    ++file_.pieces;
    if (!more) return {};
    change_.reset();
    CITYGRAPH_TRY(change_, graph_.Begin());
    loader_->GoOn(*change_);
    return {};
  }

  void KeepReview(const FileDraft& draft) {
    std::vector<ReviewItem> items = ReviewOf(knowledge_, draft);
    std::ranges::move(items, std::back_inserter(review_));
    if (review_.size() <= kMostReviewItems) return;
    std::ranges::stable_sort(review_, {}, &ReviewItem::sure);
    review_.resize(kMostReviewItems);
  }

  Status Stop(ImportReport& report) {
    if (file_.pieces > 0) {
      CITYGRAPH_TRY(SaveReview(*change_, file_.document, review_));
      CITYGRAPH_TRY(change_->Commit());
    }
    return Finish(report);
  }

  Status Finish(ImportReport& report) {
    for (const auto& [label, count] : loader_->counts().nodes) report.added.nodes[label] += count;
    for (const auto& [type, count] : loader_->counts().relationships)
      report.added.relationships[type] += count;
    return {};
  }

  const Knowledge& knowledge_;
  Graph& graph_;
  PieceReader& reader_;
  const LargeImportOptions& options_;
  ImportReport::File file_;
  std::unique_ptr<Transaction> change_;
  std::unique_ptr<Loader> loader_;
  std::vector<ReviewItem> review_;
  std::string reading_;
  std::uint32_t stored_line_ = 0;
};

}  // namespace

Status ImportLarge(const Knowledge& knowledge, Graph& graph, PieceReader& reader,
                   const LargeImportOptions& options, ImportReport& report) {
  return LargeImport(knowledge, graph, reader, options).Run(report);
}

}  // namespace citygraph::importers

// citygraph import FILE… : lists and tables into the graph, with a report on every row.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "cli/context.h"
#include "cli/decide.h"
#include "cli/interrupt.h"
#include "cli/knowledge.h"
#include "cli/memory.h"
#include "cli/usage.h"
#include "engine/storage/memory_store.h"
#include "importers/corrections/corrections.h"
#include "importers/graph_csv/graph_csv.h"
#include "importers/graph_jsonl/graph_jsonl.h"
#include "importers/importer.h"
#include "importers/pieces/large_import.h"

namespace citygraph::cli {
namespace {

using importers::ImportReport;
using importers::Issue;

struct ImportArguments {
  std::vector<std::string> files;
  std::string shape;
  std::string themes;
  std::string corrections;
  bool dry_run = false;
  bool diff = false;
};

// What persons decided on the database, and what a file of decisions adds.
Result<importers::Corrections> LoadCorrections(const ImportArguments& arguments,
                                               const Context& context) {
  importers::Corrections corrections;
  CITYGRAPH_TRY(const auto graph, context.OpenToTry());
  CITYGRAPH_TRY(const auto view, graph->Read());
  CITYGRAPH_TRY(corrections, importers::Corrections::Load(*view));
  if (arguments.corrections.empty()) return corrections;
  CITYGRAPH_TRY(const auto source, importers::ReadSource(arguments.corrections));
  CITYGRAPH_TRY(auto said, importers::ParseCorrections(source.text, arguments.corrections));
  for (importers::Correction& each : said) {
    if (each.person.empty()) each.person = PersonHere();
    if (each.date.empty()) each.date = Today();
    corrections.Add(std::move(each));
  }
  return corrections;
}

std::string_view SeverityName(Issue::Severity severity) {
  switch (severity) {
    case Issue::Severity::kInfo:
      return "info";
    case Issue::Severity::kWarning:
      return "warning";
    case Issue::Severity::kError:
      return "error";
  }
  return "warning";
}

ValueMap CountsToValue(const std::map<std::string, std::uint64_t>& counts) {
  ValueMap map;
  for (const auto& [word, count] : counts) map.Put(word, count);
  return map;
}

ValueMap ToValue(const importers::Difference& difference) {
  return {{"change", importers::DifferenceName(difference.kind)},
          {"document", difference.document},
          {"line", difference.line},
          {"from", difference.from},
          {"type", difference.type},
          {"to", difference.to}};
}

ValueMap ToValue(const ImportReport& report, bool with_differences) {
  ValueList files;
  ValueList issues;
  for (const ImportReport::File& file : report.files) {
    ValueMap map{{"file", file.file},
                 {"document", file.document},
                 {"shape", file.shape},
                 {"encoding", file.encoding},
                 {"rows", ValueMap{{"read", file.rows.read},
                                   {"accepted", file.rows.accepted},
                                   {"merged", file.rows.merged},
                                   {"ignored", file.rows.ignored},
                                   {"rejected", file.rows.rejected}}}};
    // Only of files read piece by piece.
    if (file.pieces != 1) map.Put("commits", file.pieces);
    if (file.more_issues > 0) map.Put("more_issues", file.more_issues);
    if (file.stopped_at > 0) map.Put("stopped_at", file.stopped_at);
    files.push_back(std::move(map));
    for (const Issue& issue : file.issues) {
      issues.push_back(ValueMap{{"file", file.file},
                                {"line", issue.line},
                                {"column", issue.column},
                                {"severity", SeverityName(issue.severity)},
                                {"code", issue.code},
                                {"message", issue.message}});
    }
  }
  ValueMap map{{"files", std::move(files)},
               {"nodes", CountsToValue(report.added.nodes)},
               {"relationships", CountsToValue(report.added.relationships)},
               {"issues", std::move(issues)}};
  if (with_differences) {
    ValueList differences;
    for (const importers::Difference& each : report.differences)
      differences.push_back(ToValue(each));
    map.Put("differences", std::move(differences));
  }
  // Only of corrected files.
  if (!report.retired.nodes.empty() || !report.retired.relationships.empty()) {
    map.Put("retired", ValueMap{{"nodes", CountsToValue(report.retired.nodes)},
                                {"relationships", CountsToValue(report.retired.relationships)}});
  }
  return map;
}

// JSON shows the whole report, the table formats a row a file or, where asked, a row a difference.
Answer ToAnswer(const ImportReport& report, OutputFormat format, bool with_differences = false) {
  if (format == OutputFormat::kJson || format == OutputFormat::kJsonl)
    return {.rows = {ToValue(report, with_differences)}, .single = true};
  if (with_differences) {
    Answer answer{.columns = {{"change", "Change"},
                              {"document", "Document"},
                              {"line", "Line"},
                              {"from", "From"},
                              {"type", "Fact"},
                              {"to", "To"}}};
    for (const importers::Difference& each : report.differences)
      answer.rows.push_back(ToValue(each));
    return answer;
  }
  Answer answer{.columns = {{"file", "File"},
                            {"shape", "Shape"},
                            {"read", "Read"},
                            {"accepted", "Accepted"},
                            {"merged", "Merged"},
                            {"ignored", "Ignored"},
                            {"rejected", "Rejected"}}};
  for (const ImportReport::File& file : report.files) {
    answer.rows.push_back({{"file", file.file},
                           {"shape", file.shape},
                           {"read", file.rows.read},
                           {"accepted", file.rows.accepted},
                           {"merged", file.rows.merged},
                           {"ignored", file.rows.ignored},
                           {"rejected", file.rows.rejected}});
  }
  return answer;
}

std::string Summary(const std::map<std::string, std::uint64_t>& counts) {
  std::string text;
  for (const auto& [word, count] : counts)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, word);
  return text;
}

// The gravest few issues.
void SayIssues(const ImportReport& report) {
  constexpr std::size_t kShown = 5;
  std::vector<std::pair<const ImportReport::File*, const Issue*>> all;
  for (const ImportReport::File& file : report.files) {
    for (const Issue& issue : file.issues) all.emplace_back(&file, &issue);
  }
  std::ranges::stable_sort(all, std::ranges::greater(),
                           [](const auto& each) { return each.second->severity; });
  for (std::size_t i = 0; i < std::min(all.size(), kShown); ++i) {
    const auto& [file, issue] = all[i];
    Say(fmt::format("{}:{}:{}: {}: {}", file->file, issue->line, issue->column,
                    SeverityName(issue->severity), issue->message));
  }
  if (all.size() > kShown)
    Say(fmt::format("and {} more: see them all with --dry-run --format json", all.size() - kShown));
}

// What became of files that are read piece by piece.
void SayPieces(const ImportReport& report, const ImportArguments& arguments) {
  for (const ImportReport::File& file : report.files) {
    if (file.more_issues > 0) {
      Say(fmt::format("{}: {} more issues than the {} that are kept", file.file, file.more_issues,
                      file.issues.size()));
    }
    if (file.stopped_at > 0 && file.pieces > 0) {
      Say(
          fmt::format("{}: stopped; its rows up to line {} are stored, in {} commits, and the rest "
                      "is not: import it again to go on",
                      file.file, file.stopped_at, file.pieces));
    } else if (file.stopped_at > 0) {
      Say(fmt::format("{}: stopped; nothing of it was stored", file.file));
    } else if (file.pieces > 1) {
      Say(fmt::format("{}: stored in {} commits, as a large file is", file.file, file.pieces));
    } else if (file.pieces == 0 && arguments.dry_run) {
      Say(fmt::format("{}: a large file, read but not tried: what it would add is not counted",
                      file.file));
    }
  }
}

// What is told besides the answer, to stderr.
void SayMore(const ImportReport& report, const ImportArguments& arguments, const Context& context) {
  for (const ImportReport::File& file : report.files) {
    if (file.encoding != "UTF-8") Say(fmt::format("{}: read as {}", file.file, file.encoding));
  }
  const std::string_view added = arguments.dry_run ? "would add" : "added";
  if (!report.added.nodes.empty())
    Say(fmt::format("{} nodes: {}", added, Summary(report.added.nodes)));
  if (!report.added.relationships.empty())
    Say(fmt::format("{} relationships: {}", added, Summary(report.added.relationships)));
  const std::string_view retired = arguments.dry_run ? "would retire" : "retired";
  if (!report.retired.nodes.empty())
    Say(fmt::format("{} nodes: {}", retired, Summary(report.retired.nodes)));
  if (!report.retired.relationships.empty()) {
    Say(fmt::format("{} relationships, which the file no longer says: {}", retired,
                    Summary(report.retired.relationships)));
  }
  if (report.decided > 0) Say(fmt::format("read as persons decided: {}", report.decided));
  if (!report.changed && !report.nothing_read) Say("nothing new: the graph is as it was");
  SayIssues(report);
  SayPieces(report, arguments);
  if (*Interrupt::flag()) return;
  if (report.nothing_read) {
    Say("no row tells of an exchange, so nothing was stored; see why, row by row: citygraph "
        "extract FILE --format jsonl");
  } else if (arguments.dry_run) {
    Say("dry run: nothing was stored");
  } else if (context.database != ":memory:") {
    const std::string db =
        context.database == "citygraph.db" ? "" : "--db " + context.database + " ";
    const bool unsure = std::ranges::any_of(
        report.files, [](const ImportReport::File& file) { return !file.issues.empty(); });
    Say(fmt::format("next: citygraph {0}{1}   or   citygraph {0}mentors", db,
                    unsure ? "review" : "stats"));
  }
}

// How far it is, on a line of the terminal that is written over.
void ShowProgress(std::string_view what, double done) {
  if (isatty(STDERR_FILENO) != 1) return;
  fmt::print(stderr, "\r\x1b[K{} {:.0f} %", what, 100 * done);
  if (what == "writing the database" && done >= 1) fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
}

void ClearProgress() {
  if (isatty(STDERR_FILENO) == 1) fmt::print(stderr, "\r\x1b[K");
}

bool IsGraphFolder(const ImportArguments& arguments) {
  if (!arguments.shape.empty() || arguments.files.size() != 1)
    return arguments.shape == "graph-csv";
  std::error_code error;
  std::filesystem::directory_iterator entry(arguments.files.front(), error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    if (entry->path().extension() == ".csv") return true;
  }
  return false;
}

bool IsGraphJsonl(const ImportArguments& arguments) {
  if (!arguments.shape.empty() || arguments.files.size() != 1)
    return arguments.shape == "graph-jsonl";
  return importers::LooksLikeGraphJsonl(arguments.files.front());
}

// A whole graph, as a new database.
Status RunGraph(const ImportArguments& arguments, bool jsonl, Context& context) {
  if (arguments.files.size() != 1)
    return Fail(ErrorCode::kInvalidInput,
                jsonl ? "graph-jsonl takes one file" : "graph-csv takes one folder of CSV files");
  if (arguments.dry_run || context.database == ":memory:") {
    return Fail({.code = ErrorCode::kUnsupported,
                 .message = "a whole graph is imported into a database on disk, and not tried",
                 .hint = "name a new folder with --db"});
  }
  const std::string& file = arguments.files.front();
  CITYGRAPH_TRY(
      const ImportReport report,
      jsonl ? importers::ImportGraphJsonl(file, context.database, {.progress = ShowProgress})
            : importers::ImportGraphCsv(file, context.database, {.progress = ShowProgress}));
  Print(ToAnswer(report, context.output.format), context.output);
  SayMore(report, arguments, context);
  return {};
}

// Lists and tables into a graph: small files together in one commit, large ones piece by piece.
class ListImport {
 public:
  ListImport(const ImportArguments& arguments, std::optional<importers::Shape> shape,
             const importers::Knowledge& knowledge, Context& context)
      : arguments_(arguments), shape_(shape), knowledge_(knowledge), context_(context) {}

  Status Run() {
    // Files are read before a database is made: a mistyped name leaves none behind.
    CITYGRAPH_TRY(Read());
    if (Stopped()) return SayStopped();
    CITYGRAPH_TRY(const bool store, MayStore());
    CITYGRAPH_TRY(const auto graph, store ? context_.OpenToWrite() : context_.OpenToTry());
    CITYGRAPH_TRY(Load(*graph, store));
    if (Stopped() && report_.files.empty()) return SayStopped();
    if (store) {
      CITYGRAPH_TRY(graph->FoldIfAbove(Graph::kFoldAt));
    }
    InOrderOfCall();
    if (report_.nothing_read) context_.exit_code = kInputRejected;
    if (Stopped()) {
      context_.exit_code = kInterrupted;
      for (const std::string& file : arguments_.files) {
        const bool told = std::ranges::any_of(
            report_.files, [&](const ImportReport::File& each) { return each.file == file; });
        if (!told) Say(fmt::format("{}: stopped before it; nothing of it was stored", file));
      }
    }
    Print(ToAnswer(report_, context_.output.format, arguments_.diff), context_.output);
    SayMore(report_, arguments_, context_);
    return {};
  }

 private:
  static bool Stopped() { return *Interrupt::flag(); }

  Status SayStopped() {
    Say("stopped: nothing was stored");
    context_.exit_code = kInterrupted;
    return {};
  }

  Status Read() {
    for (const std::string& file : arguments_.files) {
      if (Stopped()) return {};
      if (!arguments_.diff && importers::PieceReader::Takes(file)) {
        const auto progress = [&](double done) { ShowProgress("reading " + file, done); };
        auto reader =
            importers::PieceReader::Open(knowledge_, file, shape_, {.progress = progress});
        ClearProgress();
        if (!reader) return std::unexpected(std::move(reader).error());
        large_.push_back(std::move(*reader));
        continue;
      }
      auto draft = importers::ReadFile(knowledge_, file, shape_);
      if (!draft && Stopped()) return {};  // a read that waited was interrupted
      if (!draft) return std::unexpected(std::move(draft).error());
      (importers::Joins(*draft) ? joining_ : small_).push_back(std::move(*draft));
    }
    if (!large_.empty()) return {};
    std::ranges::move(joining_, std::back_inserter(small_));  // all in one commit
    joining_.clear();
    return {};
  }

  // No database is made for what tells of nothing, either: that is tried first.
  Result<bool> MayStore() {
    if (arguments_.dry_run) return false;
    const bool may_tell =
        !large_.empty() || std::ranges::any_of(small_, [](const importers::FileDraft& draft) {
          const importers::RowCounts rows = draft.Counts();
          return rows.accepted + rows.merged > 0 && !importers::Joins(draft);
        });
    if (may_tell) return true;
    CITYGRAPH_TRY(const auto graph, context_.OpenToTry());
    CITYGRAPH_TRY(const ImportReport tried,
                  importers::LoadDrafts(knowledge_, *graph, small_, true));
    return !tried.nothing_read;
  }

  // Who took part comes after what tells of the exchanges.
  Status Load(Graph& graph, bool store) {
    report_.nothing_read = true;
    CITYGRAPH_TRY(LoadSmall(graph, store, std::move(small_)));
    for (importers::PieceReader& reader : large_) {
      if (Stopped()) return {};
      const Status loaded = importers::ImportLarge(
          knowledge_, graph, reader, {.dry_run = !store, .progress = ShowProgress, .stop = Stopped},
          report_);
      ClearProgress();
      CITYGRAPH_TRY(loaded);
    }
    return LoadSmall(graph, store, std::move(joining_));
  }

  Status LoadSmall(Graph& graph, bool store, std::vector<importers::FileDraft> drafts) {
    if (drafts.empty() || Stopped()) return {};
    CITYGRAPH_TRY(ImportReport loaded, importers::LoadDrafts(knowledge_, graph, std::move(drafts),
                                                             !store, arguments_.diff, Stopped));
    importers::Append(report_, std::move(loaded));
    return {};
  }

  void InOrderOfCall() {
    std::ranges::stable_sort(report_.files, {}, [&](const ImportReport::File& file) {
      return std::ranges::find(arguments_.files, file.file) - arguments_.files.begin();
    });
  }

  const ImportArguments& arguments_;
  std::optional<importers::Shape> shape_;
  importers::Knowledge knowledge_;
  Context& context_;
  Interrupt interrupt_{Interrupt::Second::kEnds};
  std::vector<importers::FileDraft> small_;
  std::vector<importers::FileDraft> joining_;  // small ones that come after large ones
  std::vector<importers::PieceReader> large_;
  ImportReport report_;
};

Status RunImport(const ImportArguments& arguments, Context& context) {
  if (IsGraphFolder(arguments)) return RunGraph(arguments, false, context);
  if (IsGraphJsonl(arguments)) return RunGraph(arguments, true, context);
  PreferLargePages();
  std::optional<importers::Shape> shape;
  if (!arguments.shape.empty()) {
    CITYGRAPH_TRY(shape, importers::ShapeFromName(arguments.shape));
  }
  CITYGRAPH_TRY(const LoadedKnowledge knowledge, LoadedKnowledge::Load(arguments.themes));
  CITYGRAPH_TRY(const importers::Corrections corrections, LoadCorrections(arguments, context));
  ListImport import(arguments, shape, knowledge.Get(&corrections), context);
  CITYGRAPH_TRY(import.Run());
  return {};
}

}  // namespace

void AddImportCommand(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<ImportArguments>();
  CLI::App* command =
      app.add_subcommand("import", "Read lists of reports and tables of exchanges into the graph");
  command
      ->add_option(
          "FILE", arguments->files,
          "Files to read; - for standard input; a graph's folder of CSV files or JSON Lines")
      ->required();
  command
      ->add_option("--as", arguments->shape,
                   "Read as this shape: report-list, network-table, participants-table, "
                   "extracted-rows (JSON that extract wrote), or of a whole graph graph-csv (a "
                   "folder) or graph-jsonl (default: by content)")
      ->transform(OneOf(importers::ShapeNames({"graph-csv", "graph-jsonl"})));
  command->add_option("--themes", arguments->themes,
                      "Use this theme vocabulary instead of the built-in one");
  command->add_option("--corrections", arguments->corrections,
                      "Read by these decisions too, and keep them: a file of resolve --save");
  command->add_flag("--dry-run", arguments->dry_run,
                    "Say what would be imported and store nothing");
  command->add_flag("--diff", arguments->diff,
                    "Answer with what the files say now and did not when they were last imported, "
                    "and what they say no more; with --dry-run, before it is stored");
  command->footer(
      "Examples:\n  citygraph import reports.txt\n  citygraph import reports.txt exchanges.csv "
      "--dry-run\n"
      "  pdftotext notes.pdf - | citygraph import -");
  command->callback([arguments, &context] {
    context.run = [arguments, &context] { return RunImport(*arguments, context); };
  });
}

}  // namespace citygraph::cli

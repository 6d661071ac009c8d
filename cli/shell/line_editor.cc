#include "cli/shell/line_editor.h"

#include <fmt/format.h>
#include <histedit.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cwchar>

#include "engine/base/unicode.h"

namespace citygraph::cli {
namespace {

constexpr int kHistorySize = 2000;
constexpr std::size_t kMostShown = 60;  // candidates below the line

volatile std::sig_atomic_t g_resized = 0;

std::string FromEnvironment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

std::filesystem::path HistoryFile() {
  const std::string state = FromEnvironment("XDG_STATE_HOME");
  const std::string home = FromEnvironment("HOME");
  if (state.starts_with('/')) return std::filesystem::path(state) / "citygraph" / "history";
  if (home.empty()) return {};
  return std::filesystem::path(home) / ".local" / "state" / "citygraph" / "history";
}

class LineEditor::Impl {
 public:
  Impl(std::filesystem::path history_file, std::function<Completion(std::string_view)> complete,
       std::function<bool()> interrupted)
      : history_file_(std::move(history_file)),
        complete_(std::move(complete)),
        interrupted_(std::move(interrupted)),
        history_(history_init()),
        editor_(el_init("citygraph", stdin, stdout, stderr)) {
    HistEvent event;
    history(history_, &event, H_SETSIZE, kHistorySize);
    history(history_, &event, H_SETUNIQUE, 1);
    if (!history_file_.empty()) history(history_, &event, H_LOAD, history_file_.c_str());
    el_set(editor_, EL_CLIENTDATA, this);
    el_set(editor_, EL_PROMPT, &Impl::PromptOf);
    el_set(editor_, EL_EDITOR, "emacs");
    el_set(editor_, EL_SIGNAL, 0);  // a signal is the shell's: see GetCharacter
    el_set(editor_, EL_HIST, history, history_);
    el_set(editor_, EL_ADDFN, "citygraph-complete", "completes the word", &Impl::OnTab);
    el_set(editor_, EL_BIND, "^I", "citygraph-complete", nullptr);
    el_set(editor_, EL_BIND, "^R", "em-inc-search-prev", nullptr);
    el_set(editor_, EL_BIND, "\\e[A", "ed-prev-history", nullptr);
    el_set(editor_, EL_BIND, "\\e[B", "ed-next-history", nullptr);
    el_set(editor_, EL_BIND, "\\e[1;5C", "em-next-word", nullptr);
    el_set(editor_, EL_BIND, "\\e[1;5D", "ed-prev-word", nullptr);
    el_set(editor_, EL_BIND, "\\e[3~", "ed-delete-next-char", nullptr);
    el_set(editor_, EL_BIND, "\\e[H", "ed-move-to-beg", nullptr);
    el_set(editor_, EL_BIND, "\\e[F", "ed-move-to-end", nullptr);
    el_source(editor_, nullptr);  // ~/.editrc
    el_set(editor_, EL_GETCFN, &Impl::GetCharacter);
    struct sigaction resized = {};
    resized.sa_handler = [](int) { g_resized = 1; };
    sigaction(SIGWINCH, &resized, nullptr);
  }

  ~Impl() {
    Save();
    el_end(editor_);
    history_end(history_);
  }

  Line Read(const std::string& prompt) {
    prompt_ = prompt;
    interrupted_now_ = false;
    int size = 0;
    const char* text = el_gets(editor_, &size);
    if (interrupted_now_) {
      el_reset(editor_);
      fmt::print("^C\n");
      std::fflush(stdout);
      return {.end = End::kInterrupted};
    }
    if (text == nullptr || size <= 0) {
      fmt::print("\n");
      std::fflush(stdout);
      return {.end = End::kEndOfInput};
    }
    return {.end = End::kLine, .text = std::string(text, static_cast<std::size_t>(size))};
  }

  void Remember(std::string_view text) {
    // An entry is a line; a comment that ends with its line would hide what follows.
    std::string line(text);
    if (line.find("//") == std::string::npos) std::ranges::replace(line, '\n', ' ');
    HistEvent event;
    history(history_, &event, H_ENTER, line.c_str());
  }

  std::vector<std::string> History() const {
    std::vector<std::string> lines;
    HistEvent event;
    for (int more = history(history_, &event, H_LAST); more != -1;
         more = history(history_, &event, H_PREV)) {
      std::string line = event.str;
      while (line.ends_with('\n')) line.pop_back();
      lines.push_back(std::move(line));
    }
    return lines;
  }

 private:
  static Impl* Of(EditLine* editor) {
    void* data = nullptr;
    el_get(editor, EL_CLIENTDATA, &data);
    return static_cast<Impl*>(data);
  }

  static char* PromptOf(EditLine* editor) { return Of(editor)->prompt_.data(); }

  // One character from the terminal. libedit's own reader takes an interrupted read up again.
  static int GetCharacter(EditLine* editor, wchar_t* out) {
    Impl* impl = Of(editor);
    std::mbstate_t state{};
    while (true) {
      char byte = 0;
      const ssize_t count = ::read(STDIN_FILENO, &byte, 1);
      if (count == 0) return 0;
      if (count < 0) {
        if (errno != EINTR) return -1;
        if (impl->interrupted_()) {
          impl->interrupted_now_ = true;
          return -1;
        }
        if (g_resized != 0) {
          g_resized = 0;
          el_resize(editor);
          el_set(editor, EL_REFRESH);
        }
        continue;
      }
      const std::size_t used = std::mbrtowc(out, &byte, 1, &state);
      if (used == static_cast<std::size_t>(-2)) continue;  // more bytes of this character follow
      if (used == static_cast<std::size_t>(-1)) {          // not text: left out
        state = {};
        continue;
      }
      return 1;
    }
  }

  static unsigned char OnTab(EditLine* editor, int) { return Of(editor)->CompleteWord(); }

  unsigned char CompleteWord() {
    const LineInfo* line = el_line(editor_);
    const std::string typed(line->buffer, static_cast<std::size_t>(line->cursor - line->buffer));
    const Completion completion = complete_(typed);
    if (completion.candidates.empty()) return CC_REFRESH_BEEP;
    const std::string word = typed.substr(completion.from);
    std::string common = CommonPrefix(completion.candidates);
    if (completion.candidates.size() == 1) {
      const char last = common.empty() ? ' ' : common.back();
      if (last != '(' && last != '\'' && last != '"' && !typed.starts_with("`")) Space(common);
    }
    if (common.size() > word.size() || (completion.candidates.size() == 1 && common != word)) {
      el_deletestr(editor_, static_cast<int>(CountCodePoints(word)));
      el_insertstr(editor_, common.c_str());
      return CC_REFRESH;
    }
    Show(completion.candidates);
    return CC_REDISPLAY;
  }

  // A keyword is followed by something else; a label or property by whatever it likes.
  static void Space(std::string& word) {
    const bool keyword = std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (keyword && word.size() > 1) word += ' ';
  }

  static void Show(const std::vector<std::string>& candidates) {
    winsize size{};
    const std::size_t width =
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
    std::size_t widest = 0;
    for (const std::string& each : candidates) widest = std::max(widest, DisplayWidth(each));
    const std::size_t columns = std::max<std::size_t>(1, width / (widest + 2));
    const std::size_t shown = std::min(candidates.size(), kMostShown);
    std::string text = "\n";
    for (std::size_t i = 0; i < shown; ++i) {
      text += candidates[i];
      const bool last = i + 1 == shown || (i + 1) % columns == 0;
      text += last ? "\n" : std::string(widest + 2 - DisplayWidth(candidates[i]), ' ');
    }
    if (shown < candidates.size())
      text += fmt::format("… and {} more\n", candidates.size() - shown);
    fmt::print("{}", text);
    std::fflush(stdout);
  }

  // A history that cannot be kept is not worth a word when the shell ends.
  void Save() const {
    if (history_file_.empty()) return;
    std::error_code ignored;
    std::filesystem::create_directories(history_file_.parent_path(), ignored);
    const mode_t mask = ::umask(077);  // what was asked is nobody else's
    HistEvent event;
    history(history_, &event, H_SAVE, history_file_.c_str());
    ::umask(mask);
  }

  std::filesystem::path history_file_;
  std::function<Completion(std::string_view)> complete_;
  std::function<bool()> interrupted_;
  struct history* history_;
  EditLine* editor_;
  std::string prompt_;
  bool interrupted_now_ = false;
};

LineEditor::LineEditor(std::filesystem::path history_file,
                       std::function<Completion(std::string_view)> complete,
                       std::function<bool()> interrupted)
    : impl_(std::make_unique<Impl>(std::move(history_file), std::move(complete),
                                   std::move(interrupted))) {}
LineEditor::~LineEditor() = default;
LineEditor::Line LineEditor::Read(const std::string& prompt) { return impl_->Read(prompt); }
void LineEditor::Remember(std::string_view text) { impl_->Remember(text); }
std::vector<std::string> LineEditor::History() const { return impl_->History(); }

}  // namespace citygraph::cli

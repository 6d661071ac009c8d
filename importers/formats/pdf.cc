#include "importers/formats/pdf.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <string>

#include "engine/base/unicode.h"

extern char** environ;

namespace citygraph::importers {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

// The two files that a process reads and writes; its complaints go nowhere.
class Redirection {
 public:
  Redirection(int in, int out) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, out, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  ~Redirection() { posix_spawn_file_actions_destroy(&actions_); }
  Redirection(const Redirection&) = delete;
  Redirection& operator=(const Redirection&) = delete;
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

std::unexpected<Error> NoTemporaryFile() {
  return Fail(ErrorCode::kIo, "no temporary file can be made to read the PDF");
}

Result<std::string> TextIn(std::FILE* file) {
  std::rewind(file);
  std::string text;
  std::array<char, 1 << 16> buffer;
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file)) {
    text.append(buffer.data(), count);
    if (text.size() > kLargestFile)
      return Fail(ErrorCode::kInvalidInput, "is a PDF of more text than can be read at once");
  }
  return text;
}

}  // namespace

Result<Page> ReadPdf(std::string_view bytes) {
  const File in(std::tmpfile());
  const File out(std::tmpfile());
  if (!in || !out) return NoTemporaryFile();
  if (std::fwrite(bytes.data(), 1, bytes.size(), in.get()) != bytes.size() ||
      std::fflush(in.get()) != 0) {
    return NoTemporaryFile();
  }
  std::rewind(in.get());
  std::array<std::string, 6> words = {"pdftotext", "-layout", "-enc", "UTF-8", "-", "-"};
  std::array<char*, 7> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
  const Redirection redirection(fileno(in.get()), fileno(out.get()));
  pid_t process = 0;
  const int error =
      posix_spawnp(&process, "pdftotext", redirection.get(), nullptr, arguments.data(), environ);
  if (error != 0) {
    return Fail(
        {.code = ErrorCode::kInvalidInput,
         .message = "is a PDF, and the program pdftotext that reads it cannot be run",
         .hint = "install it (Debian: apt-get install poppler-utils), or save the PDF as text"});
  }
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return Fail({.code = ErrorCode::kInvalidInput,
                 .message = "is a PDF that pdftotext cannot read: damaged, or locked by a password",
                 .hint = "open it and print it to a new PDF, or save it as text"});
  }
  CITYGRAPH_TRY(std::string text, TextIn(out.get()));
  Page page;
  std::uint32_t number = 0;
  for (const std::string_view line : SplitLines(text)) {
    ++number;
    std::string tidy = Tidied(line);
    if (!tidy.empty()) page.blocks.push_back({.line = number, .cells = {std::move(tidy)}});
  }
  if (page.blocks.empty()) {
    return Fail({.code = ErrorCode::kInvalidInput,
                 .message = "is a PDF without text: it seems to hold pictures of pages",
                 .hint = "run it through text recognition (OCR) first"});
  }
  return page;
}

}  // namespace citygraph::importers

// Runs a program as a user does: arguments, input, environment in; output, talk and exit code out.
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

extern char** environ;

namespace citygraph::testing {

struct ProgramResult {
  int exit_code = -1;  // 128 + the signal's number when one ended it, as a shell says
  std::string out;
  std::string err;
};

inline void PrintTo(const ProgramResult& result, std::ostream* out) {
  *out << "exit code " << result.exit_code << "\nstdout: " << result.out.substr(0, 2000)
       << "\nstderr: " << result.err.substr(0, 2000);
}

struct ProgramCall {
  std::vector<std::string> arguments;                   // the program first
  std::string input = {};                               // its whole standard input
  std::map<std::string, std::string> environment = {};  // set besides this process's
  int timeout_s = 60;                                   // then it is killed
};

namespace program_detail {

// A pipe whose ends close with it.
class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  }
  ~Pipe() {
    CloseRead();
    CloseWrite();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }
  void CloseRead() { Close(ends_[0]); }
  void CloseWrite() { Close(ends_[1]); }

 private:
  static void Close(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
  int ends_[2] = {-1, -1};
};

inline std::vector<std::string> Environment(const std::map<std::string, std::string>& set) {
  std::vector<std::string> all;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view entry = *each;
    if (!set.contains(std::string(entry.substr(0, entry.find('='))))) all.emplace_back(entry);
  }
  for (const auto& [name, value] : set) all.push_back(name + '=' + value);
  return all;
}

inline std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// Feeds the input and takes both outputs until the program closes them. False when time is up.
inline bool Talk(Pipe& in, Pipe& out, Pipe& err, std::string_view input, ProgramResult& result,
                 std::chrono::steady_clock::time_point end) {
  ::signal(SIGPIPE, SIG_IGN);  // the program may end without reading
  for (const int each : {in.write_end(), out.read_end(), err.read_end()})
    ::fcntl(each, F_SETFL, O_NONBLOCK);
  if (input.empty()) in.CloseWrite();
  while (out.read_end() >= 0 || err.read_end() >= 0) {
    pollfd waits[3] = {
        {in.write_end(), POLLOUT, 0}, {out.read_end(), POLLIN, 0}, {err.read_end(), POLLIN, 0}};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left.count() <= 0 || ::poll(waits, 3, static_cast<int>(left.count())) == 0) return false;
    if (waits[0].revents != 0) {
      const ssize_t count = ::write(in.write_end(), input.data(), input.size());
      if (count > 0) input.remove_prefix(static_cast<std::size_t>(count));
      if (count <= 0 || input.empty()) in.CloseWrite();
    }
    const auto take = [](pollfd& wait, Pipe& from, std::string& into) {
      if (wait.revents == 0) return;
      char buffer[1 << 16];
      const ssize_t count = ::read(from.read_end(), buffer, sizeof(buffer));
      if (count > 0) into.append(buffer, static_cast<std::size_t>(count));
      if (count == 0) from.CloseRead();
    };
    take(waits[1], out, result.out);
    take(waits[2], err, result.err);
  }
  return true;
}

}  // namespace program_detail

inline ProgramResult RunProgram(ProgramCall call) {
  using program_detail::Pipe;
  Pipe in;
  Pipe out;
  Pipe err;
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in.read_end(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out.write_end(), STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, err.write_end(), STDERR_FILENO);
  std::vector<std::string> environment = program_detail::Environment(call.environment);
  pid_t pid = -1;
  const std::vector<char*> argv = program_detail::Pointers(call.arguments);
  const std::vector<char*> envp = program_detail::Pointers(environment);
  const int error = ::posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), envp.data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " + call.arguments[0]);
  in.CloseRead();
  out.CloseWrite();
  err.CloseWrite();
  ProgramResult result;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(call.timeout_s);
  if (!program_detail::Talk(in, out, err, call.input, result, end)) {
    ::kill(pid, SIGKILL);
    result.err += "\n(killed: its time was up)";
  }
  int status = 0;
  ::waitpid(pid, &status, 0);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

}  // namespace citygraph::testing

// Runs another process that uses a store (store_child, graph_child). It is started afresh, not
// forked off, since a fork of a process with threads (RocksDB's, a sanitizer's) has lost them.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

extern char** environ;

namespace citygraph::testing {

class ChildProcess {
 public:
  explicit ChildProcess(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), CITYGRAPH_CHILD_PROGRAM);
    int in[2];
    int out[2];
    if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0)
      throw std::runtime_error("pipe");
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    const int error = ::posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    to_child_ = in[1];
    from_child_ = out[0];
    if (error != 0) throw std::runtime_error("cannot start " + arguments[0]);
  }
  ~ChildProcess() {
    Kill();
    ::close(to_child_);
    ::close(from_child_);
  }
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t pid() const { return pid_; }

  // The next line of what the child writes, without its end; "" when there is no more.
  std::string ReadLine() {
    std::size_t end = 0;
    while ((end = unread_.find('\n')) == std::string::npos) {
      if (!ReadMore()) return "";
    }
    const std::string line = unread_.substr(0, end);
    unread_.erase(0, end + 1);
    last_line_ = line;
    return line;
  }

  // The last line the child wrote before now, or before it ended; "" when there is none. Does not
  // wait, and takes no more than what is there: a busy child may write as fast as we read.
  std::string LastLineSoFar() {
    int waiting = 0;
    ::ioctl(from_child_, FIONREAD, &waiting);
    const std::size_t goal = unread_.size() + static_cast<std::size_t>(std::max(waiting, 0));
    while (unread_.size() < goal && ReadMore()) {
    }
    const std::size_t end = unread_.rfind('\n');
    if (end != std::string::npos) {
      const std::size_t before = end == 0 ? std::string::npos : unread_.rfind('\n', end - 1);
      const std::size_t first = before == std::string::npos ? 0 : before + 1;
      last_line_ = unread_.substr(first, end - first);
      unread_.erase(0, end + 1);
    }
    return last_line_;
  }

  // Ends the child as a crash does: nothing of it runs any more.
  void Kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    Wait();
  }

  // Ends the child's input, which tells it to stop, and waits until it has.
  void Finish() {
    ::close(to_child_);
    to_child_ = -1;
    Wait();
  }

 private:
  bool ReadMore() {
    char buffer[4096];
    const ssize_t count = ::read(from_child_, buffer, sizeof(buffer));
    if (count > 0) unread_.append(buffer, static_cast<std::size_t>(count));
    return count > 0;
  }

  void Wait() {
    if (pid_ > 0) ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }

  pid_t pid_ = -1;
  int to_child_ = -1;
  int from_child_ = -1;
  std::string unread_;
  std::string last_line_;
};

}  // namespace citygraph::testing

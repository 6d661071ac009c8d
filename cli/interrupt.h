// Ctrl-C as a flag, so that a query ends and not the process.
#pragma once

#include <signal.h>

#include <atomic>

namespace citygraph::cli {

// SIGINT sets the flag for as long as this lives; one at a time. Reads that wait are interrupted.
class Interrupt {
 public:
  enum class Second : bool { kFlags, kEnds };

  // `second`: what a second SIGINT does before Clear(): kEnds gives it back its old meaning.
  explicit Interrupt(Second second = Second::kFlags);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  static const std::atomic<bool>* flag();
  // Whether it was set; it no longer is.
  bool Clear();

 private:
  struct sigaction before_ = {};
};

}  // namespace citygraph::cli

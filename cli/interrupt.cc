#include "cli/interrupt.h"

namespace citygraph::cli {
namespace {

std::atomic<bool> g_interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // or a signal could not set it

}  // namespace

Interrupt::Interrupt(Second second) {
  g_interrupted = false;
  struct sigaction action = {};
  action.sa_handler = [](int) { g_interrupted = true; };
  action.sa_flags = second == Second::kEnds ? static_cast<int>(SA_RESETHAND) : 0;
  sigaction(SIGINT, &action, &before_);
}

Interrupt::~Interrupt() { sigaction(SIGINT, &before_, nullptr); }

const std::atomic<bool>* Interrupt::flag() { return &g_interrupted; }

bool Interrupt::Clear() { return g_interrupted.exchange(false); }

}  // namespace citygraph::cli

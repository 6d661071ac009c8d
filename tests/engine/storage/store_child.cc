// Another process for the tests of the store on disk; see child_process.h.
//
//   store_child hold FOLDER           opens for writing, says "ready", closes when its input ends
//   store_child count FOLDER PAUSE    commits batch after batch (counter_rows.h), says the number
//   of
//                                     each that is acknowledged; PAUSE microseconds between them
//   store_child open FOLDER read|write USER    becomes the user, opens, says "ok" or the error
#include <poll.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "engine/storage/rocks_store.h"
#include "tests/engine/storage/counter_rows.h"

namespace citygraph::testing {
namespace {

void Say(const std::string& text) {
  const std::string line = text + "\n";
  if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) std::_Exit(3);
}

bool InputEnded(int timeout_ms) {
  pollfd in = {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  return ::poll(&in, 1, timeout_ms) > 0;
}

std::string Describe(const Error& error) {
  return std::string(CodeName(error.code)) + " " + error.ToString();
}

int Hold(const std::string& folder) {
  const auto store = OpenRocksStore(folder, OpenMode::kWrite);
  Say(store ? "ready" : Describe(store.error()));
  InputEnded(-1);
  return 0;
}

int Count(const std::string& folder, int pause_us) {
  // A tiny buffer, so that tables are written and merged all the time; some batches go past it.
  const auto store = OpenRocksStore(folder, OpenMode::kWrite,
                                    {.write_buffer_bytes = 1 << 10, .table_bytes = 3500});
  if (!store) return Say(Describe(store.error())), 1;
  const std::optional<int> last = LastBatch(**(*store)->Snapshot());
  if (!last) return Say("rows of different batches are mixed"), 1;
  for (int number = *last + 1; !InputEnded(0); ++number) {
    const Durability durability = number % 50 == 0 ? Durability::kSync : Durability::kNoSync;
    if (const Status status = (*store)->Commit(CounterBatch(number), durability); !status) {
      return Say(Describe(status.error())), 1;
    }
    Say(std::to_string(number));
    if (pause_us > 0) ::usleep(static_cast<useconds_t>(pause_us));
  }
  return 0;
}

int Open(const std::string& folder, const std::string& mode, unsigned user) {
  if (::setgid(user) != 0 || ::setuid(user) != 0) return Say("cannot become the user"), 1;
  const auto store = OpenRocksStore(folder, mode == "read" ? OpenMode::kRead : OpenMode::kWrite);
  Say(store ? "ok" : Describe(store.error()));
  return 0;
}

int Main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  const std::string& verb = arguments.at(0);
  if (verb == "hold") return Hold(arguments.at(1));
  if (verb == "count") return Count(arguments.at(1), std::atoi(arguments.at(2).c_str()));
  if (verb == "open") {
    return Open(arguments.at(1), arguments.at(2),
                static_cast<unsigned>(std::stoul(arguments.at(3))));
  }
  return 2;
}

}  // namespace
}  // namespace citygraph::testing

int main(int count, char** values) { return citygraph::testing::Main(count, values); }

#include "cli/memory.h"

#include <cstdint>
#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace citygraph::cli {

void KeepMemory() {
#ifdef __GLIBC__
  constexpr int kKept = 512 << 20;
  ::mallopt(M_TRIM_THRESHOLD, kKept);
  // What is larger has a mapping of its own, and goes back at once. The most that glibc allows;
  // left alone it would come to this by and by, but not where it was told anything else.
  constexpr int kOwnMapping = 32 << 20;
  ::mallopt(M_MMAP_THRESHOLD, kOwnMapping);
#endif
}

void PreferLargePages() {
#ifdef __GLIBC__
  // The heap grows by so much address space at once, which takes memory only as it is touched.
  constexpr int kGrowth = 256 << 20;
  ::mallopt(M_TOP_PAD, kGrowth);
  const auto end_of_heap = [] { return reinterpret_cast<std::uintptr_t>(::sbrk(0)); };
  const std::uintptr_t before = end_of_heap();
  constexpr std::size_t kMoreThanIsFree = std::size_t{1} << 20;
  void* volatile grown = std::malloc(kMoreThanIsFree);  // else the compiler leaves both out
  std::free(grown);
  const std::uintptr_t page = 1 + ~static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const std::uintptr_t first = (before + ~page) & page;
  // Where it is refused, pages are small as before.
  if (end_of_heap() > first)
    ::madvise(reinterpret_cast<void*>(first), end_of_heap() - first, MADV_HUGEPAGE);
#endif
}

}  // namespace citygraph::cli

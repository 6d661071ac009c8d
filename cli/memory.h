// How the program takes memory from the system and gives it back.
#pragma once

namespace citygraph::cli {

// Memory that was had is kept, up to half a gigabyte: a hash table of some megabytes that each
// query makes anew would else be given back and asked for again, a visit to the kernel for each 4
// kB of it, which is half of the time of a large query (docs/speed.md). To be called first, by any
// program.
void KeepMemory();

// From here on the heap also comes in large pages where the system gives them on demand (Linux,
// `madvise` in /sys/kernel/mm/transparent_hugepage/enabled): for commands that fill it with many
// small things at once. A fifth of the time of a list's import; a graph's, of few large things, is
// no faster.
void PreferLargePages();

}  // namespace citygraph::cli

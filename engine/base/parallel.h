// Work on several threads whose results do not depend on how many there are.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <thread>
#include <utility>
#include <vector>

namespace citygraph {

// Runs work(chunk) for each chunk below `chunks`, on a thread each; the last on the caller's.
template <class Work>
void InParallel(unsigned chunks, const Work& work) {
  std::vector<std::jthread> threads;
  for (unsigned chunk = 0; chunk + 1 < chunks; ++chunk) {
    threads.emplace_back([&work, chunk] { work(chunk); });
  }
  if (chunks > 0) work(chunks - 1);
}

// The number of threads for an option where 0 means one a core.
inline unsigned ThreadCount(unsigned wanted) {
  return wanted > 0 ? wanted : std::max(1U, std::thread::hardware_concurrency());
}

// Calls work(begin, end, thread) for pieces [0, size), [size, 2 size), … of [0, count), each once,
// `thread` below `threads`. Which thread gets which piece is chance: results must not depend on it.
template <class Work>
void ForEachPiece(std::uint64_t count, std::uint64_t size, unsigned threads, const Work& work) {
  const std::uint64_t pieces = (count + size - 1) / size;
  std::atomic<std::uint64_t> next = 0;
  const auto run = [&](unsigned thread) {
    for (std::uint64_t piece = next++; piece < pieces; piece = next++) {
      work(piece * size, std::min(count, (piece + 1) * size), thread);
    }
  };
  InParallel(static_cast<unsigned>(std::clamp<std::uint64_t>(pieces, 1, threads)), run);
}

// Stable counting sort: items 0 … count-1 go to buckets: emit(i, place) is called once an item,
// with the place it takes when the items are ordered by bucket, then by i; from several threads at
// once. Returns where each bucket begins, and `count` at last. REQUIRES: bucket_of(i) < buckets;
// count < 2^32. Memory: 4 bytes a bucket and thread.
template <class BucketOf, class Emit>
std::vector<std::uint32_t> CountingSort(std::uint64_t count, std::uint64_t buckets,
                                        unsigned threads, const BucketOf& bucket_of,
                                        const Emit& emit) {
  constexpr std::uint64_t kWorthAThread = 1 << 16;
  const auto chunks = static_cast<unsigned>(
      std::clamp<std::uint64_t>(count / kWorthAThread, 1, std::max(threads, 1U)));
  const auto begin_of = [&](unsigned chunk) { return count * chunk / chunks; };

  std::vector<std::vector<std::uint32_t>> cursors(chunks);
  InParallel(chunks, [&](unsigned chunk) {
    std::vector<std::uint32_t>& cursor = cursors[chunk];
    cursor.assign(buckets, 0);
    for (std::uint64_t i = begin_of(chunk); i < begin_of(chunk + 1); ++i) ++cursor[bucket_of(i)];
  });
  std::vector<std::uint32_t> offsets(buckets + 1);
  std::uint32_t place = 0;
  for (std::uint64_t bucket = 0; bucket < buckets; ++bucket) {
    offsets[bucket] = place;
    for (std::vector<std::uint32_t>& cursor : cursors) {
      place += std::exchange(cursor[bucket], place);
    }
  }
  offsets[buckets] = place;
  InParallel(chunks, [&](unsigned chunk) {
    std::vector<std::uint32_t>& cursor = cursors[chunk];
    for (std::uint64_t i = begin_of(chunk); i < begin_of(chunk + 1); ++i) {
      emit(i, cursor[bucket_of(i)]++);
    }
  });
  return offsets;
}

}  // namespace citygraph

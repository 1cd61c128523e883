#pragma once

#include <async/detail/blocked_thread.hpp>
#include <async/detail/registry.hpp>

#include <ostream>

namespace async {

/// Prints who waits for what at this moment, a line each, to find a deadlock or
/// starvation:
///  - each thread that is blocked in `wait`, `wait_for` or `result`: the task,
///    the context or pool whose thread it is, and how many continuations are
///    queued at that context. They can run nowhere else.
///  - each loop of a `ui_context`: its thread, and what is queued.
///  - each `thread_pool`: how many of its threads are busy, and what is queued.
///
///     thread 1 waits for task<user> 0x51 and blocks context 0x7f, where 1 ...
///     thread 1 runs ui_context 0x7f: busy, 1 queued
///     thread_pool 0x52: 2 threads, 0 busy, 0 queued
///
/// Safe from any thread, also when everything else is blocked; `out` is written
/// when all locks are free again. Each line is right by itself, but the threads
/// run on between two of them. Linear in the number of lines; throws if there
/// is no memory, and what `out` throws. A thread pays for it only when it
/// blocks anyway.
inline void dump_waiters(std::ostream &out) {
  out << detail::observed::describe_all() << std::flush;
}

} // namespace async

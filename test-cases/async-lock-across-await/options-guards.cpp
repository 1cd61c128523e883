// options: async-lock-across-await.GuardTypes=db::cursor
// Further types that are bound to their thread (await-holding-invalid-type of
// clippy, RAIITypesList of clang-tidy).
#include <async/async.hpp>

#include <mutex>

async::task<> save(int id);

namespace db {
template <typename Row> class cursor {
public:
  cursor();
  ~cursor();
  void close();
};
} // namespace db
class other_scope {
public:
  ~other_scope();
};

// 1. A listed type; the built-in ones stay.
async::task<> listed(std::mutex &mutex) {
  db::cursor<int> rows; // warn: 'rows' is held across a suspension: 'db::cursor<int>' is bound to its thread
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
  other_scope other;
  co_await save(1);
}
// 2. In a template.
template <typename Row> async::task<> rows_of() {
  db::cursor<Row> rows; // warn: 'rows' is held across a suspension
  co_await save(1);
}
// 3. Gone before (clippy #6353, the same complaint for listed types).
async::task<> gone() {
  db::cursor<int> rows;
  rows.close();
  {
    db::cursor<int> inner;
  }
  co_await save(1);
}

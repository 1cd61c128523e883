// needs: qcoro6/qcoro/qcorotask.h
// flags: -fPIC -I/usr/include/qcoro6 -I/usr/include/qcoro6/qcoro -I/usr/include/x86_64-linux-gnu/qt6 -I/usr/include/x86_64-linux-gnu/qt6/QtCore
// QCoro: one thread, but its event loop runs the others meanwhile.
#include <qcorotask.h>

#include <QHash>
#include <QList>
#include <QMap>
#include <QObject>
#include <QString>

QCoro::Task<> save();

struct account {
  QString name;
  int hits = 0;
};

class accounts : public QObject {
public:
  void add(const account &one) { list_.append(one); }
  void remove(int id) { map_.remove(id); }
  void note(int id) { hash_.insert(id, {}); }
  // 1. A list that grows.
  QCoro::Task<> first() {
    account &one = list_.first();
    co_await save();
    ++one.hits; // warn: 'one' may be stale: it leads into 'list_', which 'add' may change
  }
  // 2. A map, by an iterator.
  QCoro::Task<> find(int id) {
    auto found = map_.find(id);
    if (found == map_.end())
      co_return;
    co_await save();
    ++found->hits; // warn: 'found' may be stale
  }
  // 3. A QHash moves its elements when it grows.
  QCoro::Task<> hashed(int id) {
    account &one = hash_[id];
    co_await save();
    ++one.hits; // warn: 'one' may be stale: it leads into 'hash_', which 'note' may change
  }
  // 4. A loop.
  QCoro::Task<> all() {
    for (account &one : list_) { // warn: the loop over 'list_' goes on after a suspension
      co_await save();
      ++one.hits;
    }
  }
  // 5. Silent: a copy, which costs nothing in Qt.
  QCoro::Task<> copy() {
    const auto all = list_;
    for (const account &one : all)
      if (one.hits > 0)
        co_await save();
  }
  // 6. Silent: a map that only grows moves nothing.
  QCoro::Task<> kept(int id) {
    account &one = kept_[id];
    co_await save();
    ++one.hits;
  }
  void keep(int id) { kept_.insert(id, {}); }

private:
  QList<account> list_;
  QMap<int, account> map_;
  QMap<int, account> kept_;
  QHash<int, account> hash_;
};

// 7. Silent: coroutines of QCoro go on on their own thread.
thread_local int depth = 0;
QCoro::Task<> nested() {
  int &here = depth;
  ++here;
  co_await save();
  --here;
}

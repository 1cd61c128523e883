// needs: qcoro6/qcoro/qcorotask.h
// flags: -fPIC -I/usr/include/qcoro6 -I/usr/include/qcoro6/qcoro -I/usr/include/x86_64-linux-gnu/qt6 -I/usr/include/x86_64-linux-gnu/qt6/QtCore
// Qt's guards, and its mutexes by hand.
#include <QMutex>
#include <QReadWriteLock>

#include <qcorotask.h>

QCoro::Task<int> count();

class orders {
public:
  // 1. Guards.
  QCoro::Task<int> guarded() {
    QMutexLocker guard(&mutex_); // warn: 'guard' is held across a suspension: who needs 'mutex_'
    QReadLocker reading(&lock_); // warn: 'reading' is held across a suspension: who needs 'lock_'
    co_return co_await count();
  }
  QCoro::Task<int> named() {
    QMutexLocker<QMutex> guard(&mutex_); // warn: 'guard' is held across a suspension
    guard.unlock();
    co_await count();
    guard.relock();          // note: 'guard' locks here
    co_return co_await count(); // note: suspended here
  }
  // 2. By hand.
  QCoro::Task<int> by_hand() {
    mutex_.lock(); // warn: 'mutex_' stays locked across a suspension
    const int all = co_await count();
    mutex_.unlock();
    lock_.lockForRead(); // warn: 'lock_' stays locked across a suspension
    const int more = co_await count();
    lock_.unlock();
    co_return all + more;
  }
  QCoro::Task<int> tried() {
    if (mutex_.tryLock()) { // warn: 'mutex_' stays locked across a suspension
      co_await count();
      mutex_.unlock();
    }
    co_return 1;
  }
  // 3. Clean.
  QCoro::Task<int> unlocked() {
    QMutexLocker guard(&mutex_);
    guard.unlock();
    QWriteLocker writing(&lock_);
    writing.unlock();
    QMutexLocker<QMutex> none(nullptr);
    mutex_.lock();
    mutex_.unlock();
    co_return co_await count();
  }

private:
  QMutex mutex_;
  QReadWriteLock lock_;
};

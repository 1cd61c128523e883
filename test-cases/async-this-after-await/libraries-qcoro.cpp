// needs: qcoro6/qcoro/qcorotask.h
// flags: -fPIC -I/usr/include/qcoro6 -I/usr/include/qcoro6/qcoro -I/usr/include/x86_64-linux-gnu/qt6 -I/usr/include/x86_64-linux-gnu/qt6/QtCore
// QCoro: a task that is dropped on purpose runs on when its QObject is deleted.
#include <qcorotask.h>
#include <qcorotimer.h>

#include <QObject>
#include <QPointer>
#include <QTimer>

QCoro::Task<> save();
QCoro::Task<int> count();

// 1. Dropped on purpose.
class window : public QObject {
public:
  void on_save() {
    (void)store(); // note: it is started here, and nobody waits for it
  }

private:
  QCoro::Task<> store() {
    co_await save(); // note: the coroutine is suspended here
    ++saved_; // warn: 'store' uses 'saved_' after a suspension, when its object may be gone
  }
  int saved_ = 0;
};

// 2. A handler for the result lets it go as well.
class panel : public QObject {
public:
  void on_count() {
    load().then([](int) {}); // note: it is started here
  }

private:
  QCoro::Task<int> load() {
    const int n = co_await count();
    total_ += n; // warn: 'load' uses 'total_' after a suspension
    co_return total_;
  }
  int total_ = 0;
};

// 3. Silent: a guarded pointer that is asked after the suspension.
class guarded : public QObject {
public:
  void on_save() { (void)store(); }

private:
  QCoro::Task<> store() {
    QPointer<guarded> self(this);
    co_await save();
    if (!self)
      co_return;
    ++saved_;
  }
  int saved_ = 0;
};

// 4. Silent: awaited by the caller, and not used after.
class dialog : public QObject {
public:
  QCoro::Task<> accept() {
    co_await store();
    co_await close_it();
  }
  void on_reject() { (void)close_it(); }

private:
  QCoro::Task<> store() {
    co_await save();
    ++saved_;
  }
  QCoro::Task<> close_it() { co_await save(); }
  int saved_ = 0;
};

// 5. Silent: a plain drop is what async-fire-and-forget says.
class forgetful : public QObject {
public:
  void on_save() { store(); }

private:
  QCoro::Task<> store() {
    co_await save();
    ++saved_;
  }
  int saved_ = 0;
};

// 6. Silent: the one window of main.
class main_window : public QObject {
public:
  void on_save() { (void)store(); }

private:
  QCoro::Task<> store() {
    co_await save();
    ++saved_;
  }
  int saved_ = 0;
};
int main() {
  main_window window;
  window.on_save();
}

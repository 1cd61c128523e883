// needs: qcoro6/qcoro/qcorotask.h
// flags: -fPIC -I/usr/include/qcoro6 -I/usr/include/qcoro6/qcoro -I/usr/include/x86_64-linux-gnu/qt6 -I/usr/include/x86_64-linux-gnu/qt6/QtCore
// QCoro: slots that are coroutines are its idiom; void callbacks are not.
#include <qcorotask.h>
#include <qcorotimer.h>

#include <QEvent>
#include <QObject>
#include <QTimer>

#include <functional>
#include <thread>

QCoro::Task<> save();
QCoro::Task<int> count();
void on_saved(std::function<void()> callback);

// 1. Callbacks that return nothing.
void callbacks() {
  on_saved([]() -> QCoro::Task<> { co_await save(); }); // warn: the lambda returns a task, but 'std::function<void()>' throws it away: it runs unobserved and its exception is lost
  on_saved(save); // warn: 'save' returns a task
  std::thread worker([] { return count(); }); // warn: but 'std::thread::thread' throws it away
  worker.join();
}

// 2. Slots, as QCoro documents them: silent.
class window : public QObject {
public:
  explicit window(QTimer *timer) {
    QObject::connect(timer, &QTimer::timeout, this, &window::on_timeout);
    connect(timer, &QTimer::timeout, this,
            [this]() -> QCoro::Task<> { co_await on_timeout(); });
    QTimer::singleShot(10, this, &window::on_timeout);
    QTimer::singleShot(10, this, []() -> QCoro::Task<> { co_await save(); });
    QMetaObject::invokeMethod(
        this, []() -> QCoro::Task<> { co_await save(); },
        Qt::QueuedConnection);
  }
  QCoro::Task<> on_timeout() { co_await save(); }
};

// 3. Continuations and QCoro::connect: silent.
QCoro::Task<> continues(QObject *context) {
  QCoro::connect(save(), context, []() -> QCoro::Task<> { co_await save(); });
  co_await count().then([](int) -> QCoro::Task<> { co_await save(); });
}

// 4. A detached type beside it: handlers of Qt's events are its place.
struct oneway {
  struct promise_type {
    oneway get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};
class editor : public QObject {
public:
  explicit editor(QTimer *timer) {
    connect(timer, &QTimer::timeout, this, &editor::on_timeout);
    connect(timer, &QTimer::timeout, this, [this]() -> oneway {
      co_await save();
      startTimer(10);
    });
  }
  oneway on_timeout() {
    co_await save();
    startTimer(10);
  }
  oneway on_child(QChildEvent *) { co_await save(); }
  oneway store() { // warn: 'store' cannot be awaited: an exception in it ends the process; return a task
    co_await save();
  }
};

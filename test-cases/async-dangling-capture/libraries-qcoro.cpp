// needs: qcoro6/qcoro/qcorotask.h
// flags: -fPIC -I/usr/include/qcoro6 -I/usr/include/qcoro6/qcoro -I/usr/include/x86_64-linux-gnu/qt6 -I/usr/include/x86_64-linux-gnu/qt6/QtCore
// QCoro: Task is hot, and a slot that is a lambda lives as long as its
// connection.
#include <qcorotask.h>
#include <qcorotimer.h>

#include <QObject>
#include <QString>
#include <QTimer>

#include <thread>

QCoro::Task<> save(int id);
void log(const QString &text);

// 1. Called where it stands, in the constructor of a window.
class window : public QObject {
public:
  window() {
    [this]() -> QCoro::Task<> { // warn: the lambda dies at the end of this statement, but its coroutine uses the captured 'this' after that
      co_await save(1);
      log(title_);
    }();
  }
  QCoro::Task<> refresh(QString text) {
    return [text]() -> QCoro::Task<> { // warn: uses the captured 'text'
      co_await save(2);
      log(text);
    }();
  }

private:
  QString title_;
};

// 2. A connection has the lambda.
void connects(QTimer &timer, QObject *context, QString text) {
  QObject::connect(&timer, &QTimer::timeout, context,
                   [text]() -> QCoro::Task<> {
                     co_await save(1);
                     log(text);
                   });
}

// 3. Continued: `then` has the task, and nobody the lambda.
void continues(QString text) {
  [text]() -> QCoro::Task<> { // warn: uses the captured 'text'
    co_await save(1);
    log(text);
  }().then([] {});
}

// 4. Waited for or awaited in the same full expression.
QCoro::Task<> awaits(QString text) {
  co_await [&text]() -> QCoro::Task<> {
    co_await save(1);
    log(text);
  }();
}
void waits(QString text) {
  QCoro::waitFor([&text]() -> QCoro::Task<> {
    co_await save(1);
    log(text);
  }());
}

// 5. A timer waits for the first use only.
void before(QString text, QTimer &timer) {
  [text, &timer]() -> QCoro::Task<> {
    log(text);
    co_await timer;
  }();
}

// 6. A timer calls its lambda once, and drops it; so does invokeMethod.
class later : public QObject {
public:
  void show_later() {
    QTimer::singleShot(10, this, [this]() -> QCoro::Task<> { // warn: the lambda dies when 'singleShot' has called it, but its coroutine uses the captured 'this' after that
      co_await save(1);
      log(title_);
    });
    QMetaObject::invokeMethod(
        this,
        [this]() -> QCoro::Task<> { // warn: the lambda dies when 'invokeMethod' has called it
          co_await save(1);
          log(title_);
        },
        Qt::QueuedConnection);
  }
  // Used before the suspension, or no coroutine, or the parameter of one: silent.
  void show_now() {
    QTimer::singleShot(10, this, [this]() -> QCoro::Task<> {
      log(title_);
      co_await save(1);
    });
    QTimer::singleShot(10, this, [this] { log(title_); });
    QTimer::singleShot(10, this, [this] { save_title(); });
  }

private:
  QCoro::Task<> save_title();
  QString title_;
};

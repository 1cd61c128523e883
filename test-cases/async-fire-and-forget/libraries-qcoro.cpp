// needs: qcoro6/qcoro/qcorotask.h
// flags: -fPIC -I/usr/include/qcoro6 -I/usr/include/qcoro6/qcoro -I/usr/include/x86_64-linux-gnu/qt6 -I/usr/include/x86_64-linux-gnu/qt6/QtCore
// QCoro: Task is hot, and neither Qt nor the compiler says anything of a drop.
#include <qcorotask.h>
#include <qcorotimer.h>

#include <QObject>
#include <QTimer>

QCoro::Task<> save();
QCoro::Task<int> count();

// 1. A slot that drops its task: nobody learns of its exception.
class window : public QObject {
public:
  void on_save() {
    save(); // warn: task from 'save' is never awaited: it runs unobserved and its exception is lost
  }
};

// 2. A variable that is forgotten.
QCoro::Task<> forgets() {
  auto counting = count(); // warn: task 'counting' is never awaited
  co_await save();
}

// 3. Awaited, continued or given to QCoro::connect: silent.
QCoro::Task<> awaits(QTimer &timer, QObject *context) {
  co_await save();
  co_await timer;
  QCoro::connect(count(), context, [](int) {});
  auto next = count().then([](int n) { return n + 1; });
  co_await next;
}

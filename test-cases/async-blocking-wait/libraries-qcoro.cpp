// needs: qcoro6/qcoro/qcorotask.h
// flags: -fPIC -I/usr/include/qcoro6 -I/usr/include/qcoro6/qcoro -I/usr/include/x86_64-linux-gnu/qt6 -I/usr/include/x86_64-linux-gnu/qt6/QtCore
// QCoro: waitFor runs a nested event loop, which a coroutine never needs.
#include <qcorotask.h>

QCoro::Task<int> count();

// 1. In a coroutine: the fix awaits.
QCoro::Task<int> twice() {
  int once = QCoro::waitFor(count()); // warn: 'waitFor' blocks the thread that runs the coroutine 'twice' until 'count' is done; 'co_await' it instead
  co_return once + co_await count();
}

// 2. In main and in plain functions: silent.
int main() { return QCoro::waitFor(count()); }

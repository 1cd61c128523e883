// needs: qcoro6/qcoro/qcorotask.h
// flags: -fPIC -I/usr/include/qcoro6 -I/usr/include/qcoro6/qcoro -I/usr/include/x86_64-linux-gnu/qt6 -I/usr/include/x86_64-linux-gnu/qt6/QtCore
// QCoro: Task is hot, so that only what comes after the first suspension is too
// late.
#include <qcorotask.h>
#include <qcorotimer.h>

#include <QMutex>
#include <QMutexLocker>
#include <QString>
#include <QTimer>

QCoro::Task<int> save(const QString &text);
QCoro::Task<int> save_copy(QString text);
QCoro::Task<int> save_visibly(const QString &text) {
  QTimer timer;
  co_await timer;
  co_return static_cast<int>(text.size());
}
QCoro::Task<int> starts_with(const QString &text) {
  const int size = static_cast<int>(text.size());
  QTimer timer;
  co_await timer;
  co_return size;
}

// 1. A local, a temporary.
QCoro::Task<int> of_a_local(int id) {
  const QString text = QString::number(id);
  return save(text); // warn: the task from 'save' refers to 'text'
}
QCoro::Task<int> of_a_temporary(int id) {
  return save_visibly(QString::number(id)); // warn: the task from 'save_visibly' refers to a temporary
}

// 2. Through with it before it waits, or a copy: silent.
QCoro::Task<int> in_time(int id) {
  const QString text = QString::number(id);
  return starts_with(text);
}
QCoro::Task<int> copied(int id) {
  const QString text = QString::number(id);
  return save_copy(text);
}

// 3. A lock that was meant for the work.
QMutex mutex;
QCoro::Task<int> locked(const QString &text) {
  QMutexLocker lock(&mutex);
  return save_visibly(text); // warn: 'lock' ends here, before the task from 'save_visibly' is done
}

// 4. Of a class whose life is the caller's business: silent.
class document {
public:
  QCoro::Task<int> store() { return save(text_); }

private:
  QString text_;
};

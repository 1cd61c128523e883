// needs: qcoro6/qcoro/qcorotask.h
// flags: -fPIC -I/usr/include/qcoro6 -I/usr/include/qcoro6/qcoro -I/usr/include/x86_64-linux-gnu/qt6 -I/usr/include/x86_64-linux-gnu/qt6/QtCore
// QCoro: Task is hot; Qt's strings are shared, and their views are not.
#include <qcorotask.h>
#include <qcorotimer.h>

#include <QObject>
#include <QString>
#include <QStringView>
#include <QTimer>
#include <vector>

QCoro::Task<> sleep_for(int milliseconds);
void show(QStringView text);

QCoro::Task<> print(const QString &text) {
  co_await sleep_for(10);
  show(text);
}
QCoro::Task<> print_view(QStringView text) {
  co_await sleep_for(10);
  show(text);
}
QCoro::Task<> print_own(QString text) {
  co_await sleep_for(10);
  show(text);
}
QCoro::Task<> print_now(const QString &text) {
  show(text);
  co_await sleep_for(10);
}

// 1. A string made for the call.
QCoro::Task<> temporaries(int id) {
  auto a = print(QString::number(id)); // warn: task from 'print' refers to a temporary
  co_await a;
}

// 2. A slot that lets the task run on.
class window : public QObject {
public:
  void on_click(int id) {
    const QString text = QString::number(id);
    (void)print(text);    // warn: task from 'print' refers to 'text'
    last_ = print(text);  // warn: task from 'print' refers to 'text'
    last_ = print(title_);
    (void)print_own(text);
    (void)print_now(text);
  }

private:
  QString title_;
  QCoro::Task<> last_;
};

// 3. Awaited, waited for, by value, or used before the suspension: silent.
QCoro::Task<> silent(QTimer &timer, const QString &title) {
  co_await print(QString::number(1));
  QCoro::waitFor(print(QString::number(1)));
  auto a = print_own(QString::number(1));
  auto b = print_now(QString::number(1));
  auto c = print_view(u"literal");
  const QString copy = title;
  auto d = print_view(copy); // shares its text with title
  co_await timer;
  co_await a;
  co_await b;
  co_await c;
  co_await d;
}

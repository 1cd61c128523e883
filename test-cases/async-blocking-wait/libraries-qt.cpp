// needs: qcoro6/qcoro/qcorotask.h
// flags: -fPIC -I/usr/include/qcoro6 -I/usr/include/qcoro6/qcoro -I/usr/include/x86_64-linux-gnu/qt6 -I/usr/include/x86_64-linux-gnu/qt6/QtCore -I/usr/include/x86_64-linux-gnu/qt6/QtGui -I/usr/include/x86_64-linux-gnu/qt6/QtWidgets
// Qt's event handlers and slots run on the thread of the user interface.
#include <QCoreApplication>
#include <QMouseEvent>
#include <QProcess>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

#include <qcorotask.h>

#include <future>

QCoro::Task<int> count();

// 1. An event handler of a widget, and what it calls.
class orders_view : public QWidget {
public:
  explicit orders_view(std::future<int> &legacy);
  void load();

protected:
  void mousePressEvent(QMouseEvent *) override { // note: 'mousePressEvent' runs on a context's thread
    load(); // note: 'load' is called here
  }
  void closeEvent(QCloseEvent *) final {
    QProcess backup;
    backup.waitForFinished(); // warn: 'waitForFinished' blocks the context's thread until 'backup' is done
  }

private:
  void refresh() {
    legacy_.wait(); // warn: 'wait' blocks the context's thread
  }
  void quiet() { legacy_.wait(); }
  std::future<int> &legacy_;
};
void orders_view::load() {
  legacy_.get(); // warn: 'get' blocks the context's thread until 'legacy_' is done
}

// 2. A slot: a lambda, a member function; with a widget that it belongs to.
void install(QPushButton *button, orders_view *view, std::future<int> &legacy) {
  QObject::connect(button, &QPushButton::clicked, view, [&legacy] { // note: 'connect' runs the lambda on a context's thread
    legacy.wait(); // warn: 'wait' blocks the context's thread
  });
  QObject::connect(button, &QPushButton::clicked, [&legacy] {
    legacy.wait(); // warn: 'wait' blocks the context's thread
  });
  QTimer::singleShot(10, view, [&legacy] {
    legacy.wait(); // warn: 'wait' blocks the context's thread
  });
  QMetaObject::invokeMethod(view, [&legacy] {
    legacy.wait(); // warn: 'wait' blocks the context's thread
  });
}
orders_view::orders_view(std::future<int> &legacy) : legacy_(legacy) {
  connect(new QPushButton(this), &QPushButton::clicked, this, &orders_view::refresh); // note: 'connect' runs 'refresh' on a context's thread
}

// 3. A slot of an object that may live in another thread: silent.
class worker : public QObject {
public:
  explicit worker(std::future<int> &legacy) : legacy_(legacy) {}
  void work() { legacy_.wait(); }
  void end() { legacy_.wait(); }

private:
  std::future<int> &legacy_;
};
void start(QPushButton *button, worker *in_thread, QTimer *timer, std::future<int> &legacy) {
  QObject::connect(button, &QPushButton::clicked, in_thread, &worker::work);
  QObject::connect(timer, &QTimer::timeout, in_thread, [&legacy] { legacy.wait(); });
  QMetaObject::invokeMethod(in_thread, [in_thread] { in_thread->end(); });
}

// 4. A member function of a widget that is no handler: silent.
class mail_view : public QWidget {
public:
  void mousePress(QMouseEvent *) { count_ = QCoro::waitFor(count()); }

private:
  int count_ = 0;
};

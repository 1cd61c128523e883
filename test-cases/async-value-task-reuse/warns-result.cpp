// The result of a value task that nobody knows to be done.
#include <async/async.hpp>

#include <string>

struct quote {
  double price = 0;
};
async::value_task<quote> latest();
async::value_task<int> cached_count();
void show(double price);

// 1. Of a variable (CA2012).
double price_now() {
  auto quoting = latest();
  return quoting.result().price; // warn: 'result' takes the result of 'quoting' before it is known to be there
}

// 2. Of what a call returns.
int count_now() {
  return cached_count().result(); // warn: 'result' takes the result of 'cached_count' before it is known to be there
}

// 3. A question whose answer is not heeded, or heeded the wrong way round.
int asked_in_vain() {
  auto counting = cached_count();
  (void)counting.done();
  return counting.result(); // warn: takes the result of 'counting'
}
int asked_wrongly() {
  auto counting = cached_count();
  if (!counting.done())
    return counting.result(); // warn: takes the result of 'counting'
  return 0;
}

// 4. Known on one path only.
int on_one_path(bool patient) {
  auto counting = cached_count();
  if (patient)
    while (!counting.done())
      ;
  return counting.result(); // warn: takes the result of 'counting'
}

// 5. Known, but of another one.
int of_another() {
  auto counting = cached_count();
  if (counting.done()) {
    counting = cached_count();
    return counting.result(); // warn: takes the result of 'counting'
  }
  return 0;
}

// 6. In a constructor, a destructor and a lambda that runs elsewhere.
struct ticker {
  double first;
  ticker() { first = latest().result().price; } // warn: takes the result of 'latest'
  ~ticker() { show(latest().result().price); }  // warn: takes the result of 'latest'
};
auto shows_later() {
  return [] { show(latest().result().price); }; // warn: takes the result of 'latest'
}

// 7. Twice: too early, and then once more.
int twice_too_early() {
  auto counting = cached_count();
  const int first = counting.result(); // warn: takes the result of 'counting'
  return first + counting.result();    // warn: 'counting' is read twice
}

// Streams that could be given the token at hand.
#include <async/async.hpp>

#include <optional>

template <typename T> class ASYNC_STREAM rows {
public:
  async::task<std::optional<T>> next();
  rows &with_cancellation(async::cancellation_token token);
  async::task<> close();
};
template <typename T> class ASYNC_STREAM fixed_rows {
public:
  async::task<std::optional<T>> next(); // nothing takes a token
};
struct order {
  int id = 0;
};
rows<order> all_orders();
rows<order> orders_since(int day, async::cancellation_token token = {});
async::task<> print(order o, async::cancellation_token token);
void prepare(rows<order> &orders);

// 1. A stream that the caller gave, with a token beside it.
async::task<> print_all(rows<order> orders, async::cancellation_token ct) {
  while (auto o = co_await orders.next()) // warn: stream 'orders' is read without the token 'ct': nothing stops it after a cancellation; give it the token by 'with_cancellation'
    co_await print(*o, ct);
}

// 2. A stream of a producer that takes no token.
async::task<int> count_all(async::cancellation_token ct) {
  int n = 0;
  auto orders = all_orders();
  while (co_await orders.next()) // warn: stream 'orders' is read without the token 'ct'
    ++n;
  co_return n;
}

// 3. One finding a stream.
async::task<> first_two(rows<order> orders, async::cancellation_token ct) {
  co_await orders.next(); // warn: stream 'orders' is read without the token 'ct'
  co_await orders.next();
}

// 4. The producer takes a token and was given none: that is the finding.
async::task<> producer(async::cancellation_token ct) {
  auto orders = orders_since(3); // warn: 'orders_since' is not given the token 'ct'
  while (auto o = co_await orders.next())
    co_await print(*o, ct);
}

// 5. The producer has the token: silent.
async::task<> produced_with_token(async::cancellation_token ct) {
  auto orders = orders_since(3, ct);
  while (auto o = co_await orders.next())
    co_await print(*o, ct);
}

// 6. with_cancellation, at any place (MA0079; Meziantou #621: not twice).
async::task<> with_cancellation(rows<order> orders, async::cancellation_token ct) {
  orders.with_cancellation(ct);
  while (auto o = co_await orders.next())
    co_await print(*o, ct);
}
async::task<> at_the_start(async::cancellation_token ct) {
  auto orders = all_orders().with_cancellation(ct);
  while (auto o = co_await orders.next())
    co_await print(*o, ct);
}
async::task<> at_each_read(rows<order> orders, async::cancellation_token ct) {
  while (auto o = co_await orders.with_cancellation(ct).next())
    co_await print(*o, ct);
}

// 7. Told that nobody can cancel.
async::task<> on_purpose(rows<order> orders, async::cancellation_token ct) {
  orders.with_cancellation(async::cancellation_token::none());
  while (auto o = co_await orders.next())
    co_await print(*o, ct);
}

// 8. Nothing takes a token, or there is none.
async::task<> cannot(fixed_rows<order> orders, async::cancellation_token ct) {
  while (auto o = co_await orders.next())
    co_await print(*o, ct);
}
async::task<> has_none(rows<order> orders) {
  while (co_await orders.next()) {
  }
}

// 9. Others may have given it: a member, a function, a lambda.
struct reader {
  rows<order> orders;
  async::task<> read(async::cancellation_token ct) {
    while (auto o = co_await orders.next())
      co_await print(*o, ct);
  }
};
async::task<> prepared(rows<order> orders, async::cancellation_token ct) {
  prepare(orders);
  while (auto o = co_await orders.next())
    co_await print(*o, ct);
}

// 10. Closing is cleanup.
async::task<> closed(rows<order> orders, async::cancellation_token ct) {
  co_await orders.close();
}

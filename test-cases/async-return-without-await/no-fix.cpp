// Functions that cannot simply become coroutines: reported, and left alone.
#include <async/async.hpp>

#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

struct request {
  std::string url;
};
struct reply {
  int status = 0;
};
async::task<reply> send(const request &r);
async::task<reply> send_copy(request r);
async::task<reply> post(const request &r, std::string_view text);
async::value_task<reply> cached(const request &r);

// 1. A parameter by reference, a pointer or a view would have to live on.
async::task<reply> by_reference(const std::string &url) {
  request r{url};
  return send(r); // warn: the task from 'send' refers to 'r'
}
async::task<reply> by_pointer(const char *url) {
  request r{url};
  return send(r); // warn: the task from 'send' refers to 'r'
}
async::task<reply> by_view(std::string_view url) {
  request r{std::string(url)};
  return send(r); // warn: the task from 'send' refers to 'r'
}

// 2. Another return is no call that could be awaited.
async::task<reply> is_ready(request r) {
  if (r.url.empty())
    return async::from_result(reply{404});
  return send(r); // warn: the task from 'send' refers to 'r'
}
async::task<reply> from_a_variable(request r) {
  auto sending = send(r);
  return sending; // warn: the task from 'send' refers to 'r'
}
async::task<reply> from_a_choice(request r, bool fast) {
  return fast ? send_copy(r) : send(r); // warn: the task from 'send' refers to 'r'
}

// 3. A handler cannot await.
async::task<reply> in_a_handler(request r) {
  try {
    return send_copy(r); // warn: the task from 'send_copy' leaves the 'try'
  } catch (const std::exception &) {
    return send_copy(request{"/"});
  }
}

// 4. A deduced type, a template, a lambda with captures.
auto deduced(request r) {
  return send(r); // warn: the task from 'send' refers to 'r'
}
template <typename T> async::task<reply> of_any(T value) {
  request r{std::to_string(value)};
  return send(r); // warn: the task from 'send' refers to 'r'
}
auto with_captures(std::string base) {
  return [base](request r) -> async::task<reply> {
    r.url = base + r.url;
    return send(r); // warn: the task from 'send' refers to 'r'
  };
}

// 5. A lock would be held across the await.
std::mutex mutex;
async::task<reply> under_a_lock(request r) {
  std::lock_guard lock(mutex);
  return send(r); // warn: the task from 'send' refers to 'r'
}

// 6. The types differ.
async::task<reply> converted(request r) {
  return cached(r).as_task(); // warn: the task from 'cached' refers to 'r'
}

// 7. A part of it comes from a macro.
#define CALL(r) send(r)
async::task<reply> in_a_macro(request r) {
  return CALL(r); // warn: the task from 'send' refers to 'r'
}

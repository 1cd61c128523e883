// Functions whose type somebody relies on: used as a value in any way, or
// called by generic code (clippy unused_async #9695, #13466; RUF029's routes,
// PR 12938).
#include <async/async.hpp>

#include <concepts>
#include <functional>
#include <map>
#include <string>
#include <vector>

async::task<int> count();

// 1. A template argument, in a type, an alias, a base, a call, a default.
template <auto Handler> struct route {};
async::task<int> get_user(int id) { co_return id; }
route<&get_user> user_route;
async::task<int> get_order(int id) { co_return id; }
using order_route = route<&get_order>;
async::task<int> get_mail(int id) { co_return id; }
struct mail_routes : route<get_mail> {};
template <auto Handler> void serve();
async::task<int> get_file(int id) { co_return id; }
void serve_files() { serve<&get_file>(); }
async::task<int> get_log(int id) { co_return id; }
template <auto Handler = &get_log> struct log_route {};
struct users {
  async::task<int> list() { co_return 1; }
  static async::task<int> find(int id) { co_return id; }
};
route<&users::list> list_route;
std::vector<route<&users::find>> find_routes;

// 2. A default argument, and a default member initializer.
using handler = async::task<int> (*)(int);
async::task<int> by_default(int id) { co_return id; }
void install(handler of = by_default);
async::task<int> in_member(int id) { co_return id; }
struct server {
  handler on_request = &in_member;
};
async::task<int> in_constructor(int id) { co_return id; }
struct worker {
  worker() : on_request(in_constructor) {}
  handler on_request;
};

// 3. Tables and members of objects.
async::task<int> in_array(int id) { co_return id; }
const handler all[] = {in_array, nullptr};
async::task<int> in_map(int id) { co_return id; }
std::map<std::string, std::function<async::task<int>(int)>> routes = {{"/map", in_map}};
async::task<int> assigned(int id) { co_return id; }
async::task<int> bound(int id) { co_return id; }
struct controller {
  async::task<int> show(int id) { co_return id; }
  async::task<int> hide(int id) { co_return id; }
};
void install_all(server &to, controller &of) {
  to.on_request = assigned;
  auto later = std::bind(bound, 3);
  auto show = std::bind_front(&controller::show, &of);
  auto hide = std::mem_fn(&controller::hide);
}

// 4. Returned, compared, chosen, cast, by reference.
async::task<int> returned(int id) { co_return id; }
handler choose() { return returned; }
async::task<int> chosen(int id) { co_return id; }
async::task<int> other(int id) { co_return id; }
handler pick(bool first) { return first ? chosen : other; }
async::task<int> cast(int id) { co_return id; }
void *address = reinterpret_cast<void *>(&cast);
async::task<int> referred(int id) { co_return id; }
auto &alias = referred;

// 5. Its type is asked for.
async::task<int> typed(int id) { co_return id; }
using typed_handler = decltype(&typed);
static_assert(std::same_as<decltype(&typed), handler>);

// 6. In a macro, in a lambda, in an uninstantiated template.
#define REGISTER(function) const handler registered_##function = function
async::task<int> by_macro(int id) { co_return id; }
REGISTER(by_macro);
async::task<int> in_lambda(int id) { co_return id; }
auto installer = [] { install(in_lambda); };
async::task<int> in_template(int id) { co_return id; }
template <typename T> void install_for(T &to) { to.install(in_template); }
template <typename T> async::task<T> of_type(T value) { co_return value; }
template <typename T> void install_of(T &to) { to.install(of_type<T>); }
template <typename T> async::task<T> instance(T value) { co_return value; }
void install_instance() { install(instance<int>); }

// 7. A concept demands the signature (SwiftLint #6253: protocol witnesses).
template <typename H>
concept request_handler = requires(H handler, int id) {
  { handler.handle_request(id) } -> std::same_as<async::task<int>>;
};
struct echo {
  async::task<int> handle_request(int id) { co_return id; }
};
static_assert(request_handler<echo>);
template <typename H>
concept factory = requires {
  { H::make_one() } -> std::same_as<async::task<int>>;
};
struct numbers {
  static async::task<int> make_one() { co_return 1; }
};
template <typename T>
concept storable = requires(T value) { store_one(value); };
struct picture {};
async::task<> store_one(picture) { co_return; }

// 8. Generic code awaits what it is given.
struct null_log {
  async::task<> write_line(std::string) { co_return; }
};
template <typename Log> async::task<> log_all(Log &to, std::vector<std::string> lines) {
  for (const std::string &line : lines)
    co_await to.write_line(line);
}
struct null_policy {
  static async::task<> before_request() { co_return; }
};
template <typename Policy> async::task<> with_policy() {
  co_await Policy::before_request();
  co_await count();
}
struct plain_file {};
async::task<> close_file(plain_file &) { co_return; }
template <typename File> async::task<> finish(File &file) { co_await close_file(file); }
auto generic = [](auto &log) -> async::task<> { co_await log.write_line("x"); };

// 9. A function object is called by whoever takes it.
struct on_request {
  async::task<int> operator()(int id) const { co_return id; }
};
std::function<async::task<int>(int)> installed = on_request{};

// What is async already is awaited: two hundred users need no thread to wait.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <string>
#include <vector>

using namespace std::chrono_literals;

struct user {
  int id = 0;
  std::string name;
};

async::task<user> load_user(int id) {
  co_await async::delay(10ms); // the database
  co_return user{id, "Ada"};
}

async::task<std::string> greet(int id) {
  const user loaded = co_await load_user(id);
  co_return "hello, " + loaded.name;
}

int main() {
  std::vector<async::task<std::string>> greetings;
  for (int id = 0; id < 200; ++id)
    greetings.push_back(greet(id));
  const auto all = async::when_all(greetings).result();
  std::cout << all.size() << " times " << all.front() << "\n";
  return all.size() == 200 && all.back() == "hello, Ada" ? 0 : 1;
}

// Loading is async already, but somebody wraps it into work for the pool, where
// it blocks a thread until it is done. A few users at once take all threads,
// and none is left for the loading itself.
#include <async/async.hpp>

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>
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
  const user loaded =
      co_await async::run([id] { return load_user(id).result(); }); // not yet: async-offloaded-async: blocks a thread of the pool
  co_return "hello, " + loaded.name;
}

int main() {
  std::thread([] {
    std::this_thread::sleep_for(1s);
    std::stringstream waiters;
    async::dump_waiters(waiters);
    std::size_t blocked = 0;
    for (std::string line; std::getline(waiters, line);)
      blocked += line.find("blocks a thread of") != std::string::npos;
    if (blocked == async::thread_pool::shared().size())
      std::cout << "starvation: every thread of the pool is blocked\n"
                << waiters.str();
    std::cout.flush();
    std::_Exit(1);
  }).detach();
  std::vector<async::task<std::string>> greetings;
  for (int id = 0; id < 200; ++id)
    greetings.push_back(greet(id));
  const auto all = async::when_all(greetings).result();
  std::cout << all.size() << " times " << all.front() << "\n";
}

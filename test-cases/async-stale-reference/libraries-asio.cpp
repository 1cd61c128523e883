// needs: boost/asio.hpp
// Boost.Asio: a coroutine is suspended in each operation, and the others of its
// strand run meanwhile.
#include <boost/asio.hpp>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;

struct client {
  tcp::socket socket;
  std::string name;
  int hits = 0;
};

class server {
public:
  void leave(int id) { clients_.erase(id); }
  // 1. A reference to an element.
  awaitable<void> greet(int id) {
    client &one = clients_.at(id);
    co_await asio::async_write(one.socket, asio::buffer("hello", 5), asio::use_awaitable);
    ++one.hits; // warn: 'one' may be stale: it leads into 'clients_', which 'leave' may change
  }
  // 2. A loop over all of them.
  awaitable<void> broadcast(std::string text) {
    for (auto &[id, one] : clients_) // warn: the loop over 'clients_' goes on after a suspension, but 'leave' may change 'clients_'
      co_await asio::async_write(one.socket, asio::buffer(text), asio::use_awaitable);
  }
  // 3. Silent: found again.
  awaitable<void> greet_again(int id) {
    co_await asio::async_write(clients_.at(id).socket, asio::buffer("hello", 5), asio::use_awaitable);
    if (auto found = clients_.find(id); found != clients_.end())
      ++found->second.hits;
  }

private:
  std::map<int, client> clients_;
};

// 4. Silent: the queue that one writer empties; growing keeps references.
class session {
public:
  void deliver(std::string text) {
    texts_.push_back(std::move(text));
    timer_.cancel_one();
  }
  awaitable<void> write() {
    while (socket_.is_open()) {
      if (texts_.empty()) {
        boost::system::error_code error;
        co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, error));
      } else {
        const std::string &text = texts_.front();
        co_await asio::async_write(socket_, asio::buffer(text), asio::use_awaitable);
        sent_ += text.size();
        texts_.pop_front();
      }
    }
  }

private:
  tcp::socket socket_;
  asio::steady_timer timer_;
  std::deque<std::string> texts_;
  std::size_t sent_ = 0;
};

// 5. Silent: participants are owned by those who keep them.
class room {
public:
  void join(std::shared_ptr<client> one) { clients_.insert(std::move(one)); }
  void leave(std::shared_ptr<client> one) { clients_.erase(one); }
  awaitable<void> greet() {
    auto first = *clients_.begin();
    co_await asio::async_write(first->socket, asio::buffer("hello", 5), asio::use_awaitable);
    ++first->hits;
    for (auto all = clients_; const auto &one : all)
      co_await asio::async_write(one->socket, asio::buffer("hello", 5), asio::use_awaitable);
  }

private:
  std::set<std::shared_ptr<client>> clients_;
};

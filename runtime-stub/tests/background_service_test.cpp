#include <async/background_service.hpp>

#include <async/channel.hpp>
#include <async/delay.hpp>
#include <async/ui_context.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

namespace {

using async::background_service;
using async::cancellation_token;
using async::task;
using namespace tests;

class ticker : public background_service {
public:
  std::atomic<int> ticks = 0;
  std::atomic<bool> ended = false;

private:
  task<> execute(cancellation_token token) override {
    while (!token.cancellation_requested()) {
      ++ticks;
      co_await async::delay(1ms);
    }
    co_await async::delay(10ms); // what a graceful end still has to do
    ended = true;
  }
};

TEST(background_service, runs_until_it_is_stopped) {
  ticker service;
  service.start();
  EXPECT_TRUE(eventually([&] { return service.ticks > 3; }));
  EXPECT_FALSE(service.ended);
  service.stop().result();
  EXPECT_TRUE(service.ended);
}

class mailer : public background_service {
public:
  async::channel<std::string> outbox;
  std::vector<std::string> sent;

private:
  task<> execute(cancellation_token token) override {
    auto mails = outbox.read_all(token);
    while (const auto mail = co_await mails.next())
      sent.push_back(*mail);
  }
};

TEST(background_service, cancellation_is_a_normal_end) {
  mailer service;
  service.start();
  service.outbox.write("welcome").result();
  EXPECT_NO_THROW(service.stop().result());
  EXPECT_NO_THROW(service.stop().result());
}

TEST(background_service, may_end_by_itself) {
  mailer service;
  service.start();
  service.outbox.write("welcome").result();
  service.outbox.close();
  std::this_thread::sleep_for(5ms);
  service.stop().result();
}

TEST(background_service, starts_on_the_pool) {
  class blocking final : public background_service {
    task<> execute(cancellation_token) override {
      EXPECT_EQ(async::synchronization_context::current(), nullptr);
      EXPECT_EQ(async::thread_pool::current(), &async::thread_pool::shared());
      return async::completed();
    }
  };
  async::ui_context ui;
  ui.run_until([]() -> task<> {
    blocking service;
    service.start();
    co_await service.stop();
  });
}

TEST(background_service, stop_reports_its_failure) {
  class failing : public background_service {
    task<> execute(cancellation_token) override {
      co_await async::delay(1ms);
      throw std::runtime_error("no mail server");
    }
  };
  failing service;
  service.start();
  EXPECT_THROW(service.stop().result(), std::runtime_error);
  EXPECT_THROW(service.stop().result(), std::runtime_error);
}

TEST(background_service, stop_waits_on_no_thread) {
  ticker service;
  service.start();
  async::ui_context ui;
  ui.run_until([&service] { return service.stop(); });
  EXPECT_TRUE(service.ended);
}

TEST(background_service, starts_once) {
  ticker service;
  service.start();
  EXPECT_THROW(service.start(), std::logic_error);
  service.stop().result();
  EXPECT_THROW(service.start(), std::logic_error);
}

TEST(background_service, need_not_be_started) {
  {
    const ticker unused;
  }
  ticker service;
  EXPECT_TRUE(service.stop().done());
  EXPECT_THROW(service.start(), std::logic_error);
}

TEST(background_service, is_stopped_by_many) {
  for (int round = 0; round < 100; ++round) {
    mailer service;
    service.start();
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i)
      threads.emplace_back([&service] { service.stop().result(); });
    for (std::thread &thread : threads)
      thread.join();
  }
}

TEST(background_service, may_be_stopped_while_it_starts) {
  for (int round = 0; round < 100; ++round) {
    mailer service;
    std::thread starter([&service] {
      try {
        service.start();
      } catch (const std::logic_error &) { // stopped before
      }
    });
    EXPECT_NO_THROW(service.stop().result());
    starter.join();
    EXPECT_THROW(service.start(), std::logic_error);
  }
}

TEST(background_service_death_test, has_to_be_stopped) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        ticker service;
        service.start();
      },
      "");
}

} // namespace

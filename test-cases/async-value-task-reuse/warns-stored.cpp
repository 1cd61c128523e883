// Value tasks that are kept where they live on.
#include <async/async.hpp>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct page {
  std::string text;
};
async::value_task<page> load(int number);
async::value_task<int> cached_count();

// 1. In a member (CA2012).
class page_cache {
public:
  explicit page_cache(int number) : loading_(load(number)) {}
  async::task<page> get() { co_return co_await loading_; }

private:
  async::value_task<page> loading_; // warn: member 'loading_' keeps a value task: it can be awaited once only
};

// 2. In a container that is a member.
class page_store {
  std::vector<async::value_task<page>> pages_;                          // warn: member 'pages_' keeps value tasks
  std::map<int, async::value_task<page>> by_number_;                    // warn: member 'by_number_' keeps value tasks
  std::optional<async::value_task<page>> next_;                         // warn: member 'next_' keeps value tasks
  std::array<std::unique_ptr<async::value_task<page>>, 2> neighbours_;  // warn: member 'neighbours_' keeps value tasks
  async::value_task<page> both_[2];                                     // warn: member 'both_' keeps value tasks
};

// 3. In a global variable, alone and in a container.
async::value_task<int> counting = cached_count(); // warn: global variable 'counting' keeps a value task
std::vector<async::value_task<int>> all_counts;   // warn: global variable 'all_counts' keeps value tasks
namespace {
std::map<int, async::value_task<int>> counts;     // warn: global variable 'counts' keeps value tasks
}

// 4. In a static member.
class registry {
  static std::map<int, async::value_task<int>> counts_;     // warn: static member 'counts_' keeps value tasks
  static inline std::vector<async::value_task<int>> list_; // warn: static member 'list_' keeps value tasks
};
std::map<int, async::value_task<int>> registry::counts_;

// 5. In a static variable of a function: the second call finds it used up.
async::task<int> count_once() {
  static async::value_task<int> counted = cached_count(); // warn: static variable 'counted' keeps a value task
  co_return co_await counted;
}

// 6. In a thread's own variable.
thread_local std::vector<async::value_task<int>> of_this_thread; // warn: global variable 'of_this_thread' keeps value tasks

// 7. In a class template, if its parameters do not matter.
template <typename T> struct entry {
  T key;
  async::value_task<int> value; // warn: member 'value' keeps a value task
};
entry<int> by_id();
entry<std::string> by_name();

// 8. Under another name.
using loading_page = async::value_task<page>;
struct with_alias {
  loading_page next; // warn: member 'next' keeps a value task
};

// 9. In a derived class of one's own.
class counted : public async::value_task<int> {
public:
  using async::value_task<int>::value_task;
};
struct with_derived {
  counted next; // warn: member 'next' keeps a value task
};

// Handles are numbers that never come back.
#include "abi/handles.h"

#include <doctest/doctest.h>

#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace schannel::abi;

namespace {

using string_table = handle_table<std::string, handle_kind::context>;

SecHandle add(string_table& table, const char* text) {
  return table.add(std::make_shared<std::string>(text));
}

}  // namespace

TEST_CASE("a handle finds what it was given for") {
  string_table table;
  const SecHandle first = add(table, "first");
  const SecHandle second = add(table, "second");
  CHECK(*table.find(&first) == "first");
  CHECK(*table.find(&second) == "second");
}

TEST_CASE("a removed handle names nothing, even when its place is taken again") {
  string_table table;
  const SecHandle old = add(table, "old");
  CHECK(*table.remove(&old) == "old");
  const SecHandle fresh = add(table, "fresh");
  CHECK(table.find(&old) == nullptr);
  CHECK(table.remove(&old) == nullptr);
  CHECK(*table.find(&fresh) == "fresh");
}

TEST_CASE("what was found lives on after its handle is gone") {
  string_table table;
  const SecHandle handle = add(table, "still here");
  const auto held = table.find(&handle);
  table.remove(&handle);
  CHECK(*held == "still here");
}

TEST_CASE("what is in use lives on after its handle is gone, and its place is not taken") {
  for (const lane one : {lane::common, lane::sending}) {
    string_table table;
    const SecHandle handle = add(table, "in use");
    {
      const auto used = table.use(&handle, one);
      table.remove(&handle);
      CHECK_FALSE(table.use(&handle, lane::common));
      CHECK_FALSE(table.use(&handle, lane::sending));
      const SecHandle other = add(table, "another");
      CHECK(other.dwLower != handle.dwLower);
      CHECK(*used == "in use");
    }
    const SecHandle again = add(table, "the same place");
    CHECK(again.dwLower == handle.dwLower);
  }
}

TEST_CASE("a table holds more than its first slots") {
  string_table table;
  std::vector<SecHandle> handles;
  for (int i = 0; i < 1000; ++i) handles.push_back(add(table, std::to_string(i).c_str()));
  for (int i = 0; i < 1000; ++i)
    CHECK(*table.find(&handles[static_cast<std::size_t>(i)]) == std::to_string(i));
}

TEST_CASE("a handle of another kind, an invented one and the two empty ones name nothing") {
  string_table contexts;
  handle_table<std::string, handle_kind::credential> credentials;
  const SecHandle context = add(contexts, "context");
  CHECK(credentials.find(&context) == nullptr);
  for (const SecHandle invented :
       {SecHandle{0, 0}, SecHandle{~ULONG_PTR{0}, ~ULONG_PTR{0}}, SecHandle{1, 1},
        SecHandle{context.dwLower, context.dwUpper + 1}, SecHandle{context.dwLower + 256, context.dwUpper},
        SecHandle{~ULONG_PTR{0xFF} | (context.dwLower & 0xFF), context.dwUpper},
        SecHandle{context.dwLower, 0}})
    CHECK(contexts.find(&invented) == nullptr);
  CHECK(contexts.find(nullptr) == nullptr);
}

TEST_CASE("the two empty handles are never given out, and none is given out twice") {
  string_table table;
  std::set<std::pair<ULONG_PTR, ULONG_PTR>> seen;
  for (int i = 0; i < 1000; ++i) {
    const SecHandle handle = add(table, "x");
    CHECK(seen.emplace(handle.dwLower, handle.dwUpper).second);
    CHECK((handle.dwLower != 0 || handle.dwUpper != 0));
    if (i % 2 == 0) table.remove(&handle);
  }
}

TEST_CASE("many threads may add, find and remove at once") {
  string_table table;
  const auto work = [&table] {
    for (int i = 0; i < 2000; ++i) {
      const SecHandle handle = add(table, "mine");
      if (table.find(&handle) == nullptr || table.remove(&handle) == nullptr ||
          table.find(&handle) != nullptr)
        return false;
    }
    return true;
  };
  bool first = false;
  std::thread other([&] { first = work(); });
  const bool second = work();
  other.join();
  CHECK(first);
  CHECK(second);
}

TEST_CASE("an object goes once, whoever lets go of it last") {
  handle_table<std::atomic<int>, handle_kind::context> table;
  std::atomic<int> gone = 0;
  for (int i = 0; i < 500; ++i) {
    const SecHandle handle = table.add({new std::atomic<int>(i), [&gone](const std::atomic<int>* one) {
                                          delete one;
                                          ++gone;
                                        }});
    const auto touch = [&](lane one) {
      while (const auto used = table.use(&handle, one)) ++*used;
    };
    std::thread first(touch, lane::common), second(touch, lane::sending);
    table.remove(&handle);
    first.join();
    second.join();
  }
  CHECK(gone == 500);
}

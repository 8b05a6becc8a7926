// The engine of the system's and the user's trust: read when it has to be.
#include "core/certs/system_engine.h"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "support/certificates.h"
#include "support/personal_data.h"
#include "support/processes.h"

using namespace schannel;
using namespace std::chrono_literals;
using core::certs::location;
using core::certs::system_engine;
using test::make_certificate;

namespace {

void write(const std::filesystem::path& file, const test::issued_certificate& content) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream{file} << content.pem();
}

/// Changes are seen when that is over, but not all of them before.
void let_it_settle() {
  std::this_thread::sleep_for(150ms);
}

bool trusts_nobody(const core::certs::chain_engine& engine) {
  return engine.roots.anchors.empty() && !engine.roots.has_system_roots;
}

/// What a user finds who has not asked before, and whom permissions stop.
bool nobody_is_trusted() {
  return test::succeeds(test::start([] {
    test::become_nobody();
    return trusts_nobody(*system_engine(location::current_user));
  }));
}

}  // namespace

TEST_CASE("the system's engine is read once while nothing changes, and again when something does") {
  const test::personal_data data;
  write(data.store("ROOT") / "one.pem", make_certificate({.is_ca = true}));
  const auto now = std::filesystem::file_time_type::clock::now();
  std::filesystem::last_write_time(data.store("ROOT"), now + 1h);  // just now, however long this takes
  const auto early = system_engine(location::current_user);
  CHECK(system_engine(location::current_user) != early);  // it may have changed twice in one tick
  std::filesystem::last_write_time(data.store("ROOT"), now);
  let_it_settle();
  const auto settled = system_engine(location::current_user);
  CHECK(settled->roots.anchors.size() == 1);
  CHECK(system_engine(location::current_user) == settled);

  write(data.store("ROOT") / "two.pem", make_certificate({.is_ca = true}));
  CHECK(system_engine(location::current_user)->roots.anchors.size() == 2);
  write(data.root_file(), make_certificate({.is_ca = true}));
  let_it_settle();
  const auto after = system_engine(location::current_user);
  write(data.store("CA") / "three.pem", make_certificate({.is_ca = true}));
  CHECK(system_engine(location::current_user) != after);
}

TEST_CASE(
    "SSPI-validation-distrust-unreadable: a folder of distrust that says nothing leaves nobody trusted") {
  const test::personal_data data;
  write(data.store("ROOT") / "one.pem", make_certificate({.is_ca = true}));
  std::filesystem::create_directories(data.store("Disallowed"));
  std::filesystem::permissions(data.path(), std::filesystem::perms{0755});
  std::filesystem::permissions(data.store("Disallowed"), std::filesystem::perms{0755});
  CHECK_FALSE(nobody_is_trusted());
  std::filesystem::permissions(data.store("Disallowed"), std::filesystem::perms{0});
  CHECK(nobody_is_trusted());
  std::filesystem::permissions(data.store("Disallowed"), std::filesystem::perms{0755});
  CHECK_FALSE(nobody_is_trusted());
}

TEST_CASE("SSPI-validation-distrust-of-several: every certificate of a file is distrusted") {
  const test::personal_data data;
  const auto one = make_certificate();
  const auto other = make_certificate();
  write(data.store("Disallowed") / "both.pem", one);
  std::ofstream{data.store("Disallowed") / "both.pem", std::ios::app} << other.pem();
  const auto engine = system_engine(location::current_user);
  CHECK(engine->roots.has_system_roots);
  CHECK(engine->distrusted ==
        std::vector{*ossl::certificate::parse(one.der()), *ossl::certificate::parse(other.der())});
}

TEST_CASE("SSPI-validation-distrust-unreadable: a file of distrust that says nothing leaves nobody trusted") {
  const test::personal_data data;
  write(data.store("ROOT") / "one.pem", make_certificate({.is_ca = true}));
  write(data.store("Disallowed") / "good.pem", make_certificate());
  const auto bad = data.store("Disallowed") / "bad.pem";
  const auto put = [&](const std::string& content) {
    std::filesystem::remove(bad);  // for a change of the folder, which is what is looked at
    std::ofstream{bad} << content;
  };
  const auto is_empty = [] { return trusts_nobody(*system_engine(location::current_user)); };
  CHECK_FALSE(is_empty());
  std::filesystem::create_symlink(data.path() / "missing", bad);  // as one that was just removed
  CHECK_FALSE(is_empty());
  put("no certificate");
  CHECK(is_empty());
  put({});
  CHECK_FALSE(is_empty());
  std::filesystem::remove(bad);
  std::filesystem::create_directory(bad);
  CHECK(is_empty());
  put(make_certificate().pem());
  CHECK_FALSE(is_empty());

  put(make_certificate().pem());
  std::filesystem::permissions(bad, std::filesystem::perms{0});
  std::filesystem::permissions(data.path(), std::filesystem::perms{0755});
  CHECK(nobody_is_trusted());
}

TEST_CASE("SSPI-validation-distrust-unreadable: roots of one's own are not trusted then either") {
  const test::personal_data data;
  const auto own = *ossl::certificate::parse(make_certificate({.is_ca = true}).der());
  const auto bad = data.store("Disallowed") / "bad.pem";
  std::filesystem::create_directories(bad.parent_path());
  std::ofstream{bad} << "no certificate";
  for (const bool alone : {false, true}) {
    CAPTURE(alone);
    CHECK(trusts_nobody(*core::certs::user_engine_with({own}, alone)()));
  }
  std::filesystem::remove(bad);
  for (const bool alone : {false, true})
    CHECK(core::certs::user_engine_with({own}, alone)()->roots.anchors == std::vector{own});
}

TEST_CASE("an engine with roots of one's own follows the system's, or has no others") {
  const test::personal_data data;
  const auto own = *ossl::certificate::parse(make_certificate({.is_ca = true}).der());
  const auto beside = core::certs::user_engine_with({own}, false);
  const auto alone = core::certs::user_engine_with({own}, true);
  let_it_settle();
  CHECK(beside()->roots.anchors.size() == 1);
  CHECK(beside() == beside());
  write(data.store("ROOT") / "one.pem", make_certificate({.is_ca = true}));
  let_it_settle();
  CHECK(beside()->roots.anchors.size() == 2);
  CHECK(beside()->roots.has_system_roots);
  CHECK(alone()->roots.anchors == std::vector{own});
  CHECK_FALSE(alone()->roots.has_system_roots);
}

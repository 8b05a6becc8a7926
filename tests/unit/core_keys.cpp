// Keys on disk: who may read them, and what happens when something goes wrong.
#include "core/keys/folder.h"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wincrypt.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "core/keys/container_name.h"
#include "ossl/key_generation.h"
#include "ossl/key_parts.h"
#include "support/environment.h"
#include "support/processes.h"
#include "support/temporary_folder.h"

using namespace schannel;
using namespace schannel::core::keys;

namespace fs = std::filesystem;
using test::environment;

namespace {

/// The folder that the tests' main function chose, which each test has to itself.
fs::path folder() {
  return fs::path{::getenv("XDG_DATA_HOME")} / "openschannel/keys";
}

mode_t mode_of(const fs::path& path) {
  struct stat facts {};
  REQUIRE(::stat(path.c_str(), &facts) == 0);
  return facts.st_mode & 07777;
}

stored_key new_key() {
  return {ossl::generate_ec(ossl::curve::p256), {}};
}

bool is_same(const stored_key& one, const stored_key& other) {
  return is_same_public_key(public_half(one.key), public_half(other.key));
}

fs::path named_file(const wchar_t* name) {
  return folder() / "named" / (file_name_of(name) + ".pem");
}

/// What a process that was killed left there, this long ago.
void leave(const fs::path& file, std::chrono::minutes ago) {
  std::ofstream{file} << "a private key";
  fs::last_write_time(file, fs::file_time_type::clock::now() - ago);
}

void leave_folder(const fs::path& folder, std::chrono::minutes ago) {
  fs::create_directory(folder);
  leave(folder / "exchange.pem", ago);
  fs::last_write_time(folder, fs::file_time_type::clock::now() - ago);
}

/// Whether anything is left of a file that was being written.
bool has_remains(const fs::path& below) {
  for (const auto& one : fs::recursive_directory_iterator(below))
    if (one.path().filename().string().starts_with('.')) return true;
  return false;
}

}  // namespace

TEST_CASE("a key file and the folders above it are for their owner alone") {
  REQUIRE(keep_named(owner::user, L"mode", new_key(), true));
  CHECK(mode_of(named_file(L"mode")) == 0600);
  CHECK(mode_of(folder()) == 0700);
  const auto made = create_container(owner::user, L"mode");
  REQUIRE(made);
  REQUIRE((*made)->keep(purpose::exchange, new_key()));
  CHECK(mode_of(folder() / "containers/mode") == 0700);
  CHECK(mode_of(folder() / "containers/mode/exchange.pem") == 0600);
  CHECK_FALSE(has_remains(folder()));
  CHECK(remove_container(owner::user, L"mode"));
  CHECK(remove_named(owner::user, L"mode"));
}

TEST_CASE("a key file that others can read is refused") {
  REQUIRE(keep_named(owner::user, L"shown", new_key(), true));
  for (const mode_t mode : {0640, 0604, 0660, 0602}) {
    REQUIRE(::chmod(named_file(L"shown").c_str(), mode) == 0);
    const auto loaded = load_named(owner::user, L"shown");
    REQUIRE_FALSE(loaded);
    CHECK(loaded.why() == trouble::forbidden);
  }
  REQUIRE(::chmod(named_file(L"shown").c_str(), 0600) == 0);
  CHECK(load_named(owner::user, L"shown"));
  CHECK(remove_named(owner::user, L"shown"));
}

TEST_CASE("a link, a folder and a device are no key files") {
  REQUIRE(keep_named(owner::user, L"target", new_key(), true));
  fs::create_symlink(named_file(L"target"), named_file(L"link"));
  CHECK(load_named(owner::user, L"link").why() == trouble::forbidden);
  fs::create_directory(named_file(L"folder"));
  CHECK(load_named(owner::user, L"folder").why() == trouble::forbidden);
  fs::remove(named_file(L"link"));
  fs::remove(named_file(L"folder"));
  CHECK(remove_named(owner::user, L"target"));
}

TEST_CASE("a damaged key file is refused, whatever it holds") {
  REQUIRE(keep_named(owner::user, L"damaged", new_key(), true));
  std::ifstream whole{named_file(L"damaged"), std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{whole}, {}};
  const std::vector<std::string> bad{"",
                                     "x",
                                     text.substr(0, text.size() / 2),
                                     text.substr(1),
                                     "export policy: x\n" + text,
                                     std::string(100'000, 'A')};
  for (const std::string& content : bad) {
    std::ofstream{named_file(L"damaged"), std::ios::binary | std::ios::trunc} << content;
    const auto loaded = load_named(owner::user, L"damaged");
    REQUIRE_FALSE(loaded);
    CHECK(loaded.why() == trouble::damaged);
  }
  CHECK(remove_named(owner::user, L"damaged"));
}

TEST_CASE("what may be done with a key is kept with it") {
  for (const std::uint32_t policy : {0u, 1u, 3u, 0xFFFFFFFFu}) {
    REQUIRE(keep_named(owner::user, L"allowed", {ossl::generate_ec(ossl::curve::p384), {policy, 7}}, true));
    const auto loaded = load_named(owner::user, L"allowed");
    REQUIRE(loaded);
    CHECK(loaded->allowed.export_policy == policy);
    CHECK(loaded->allowed.usage == 7);
  }
  CHECK(remove_named(owner::user, L"allowed"));
}

TEST_CASE("of many who make the same container or key, one succeeds") {
  constexpr int many = 8;
  std::vector<std::thread> threads;
  std::vector<char> containers(many), keys(many);
  const stored_key key = new_key();
  for (int i = 0; i < many; ++i)
    threads.emplace_back([&, i] {
      containers[static_cast<std::size_t>(i)] = static_cast<bool>(create_container(owner::user, L"race"));
      keys[static_cast<std::size_t>(i)] = static_cast<bool>(keep_named(owner::user, L"race", key, false));
    });
  for (std::thread& one : threads) one.join();
  CHECK(std::count(containers.begin(), containers.end(), 1) == 1);
  CHECK(std::count(keys.begin(), keys.end(), 1) == 1);
  CHECK_FALSE(has_remains(folder()));
  CHECK(remove_container(owner::user, L"race"));
  CHECK(remove_named(owner::user, L"race"));
}

TEST_CASE("a key that is replaced is the old or the new one at any time") {
  const stored_key one = new_key();
  const stored_key other = new_key();
  REQUIRE(keep_named(owner::user, L"replaced", one, true));
  std::thread writer{[&] {
    for (int i = 0; i < 40; ++i) (void)keep_named(owner::user, L"replaced", i % 2 == 0 ? other : one, true);
  }};
  int strangers = 0;
  for (int i = 0; i < 200; ++i) {
    const auto loaded = load_named(owner::user, L"replaced");
    if (!loaded || (!is_same(*loaded, one) && !is_same(*loaded, other))) ++strangers;
  }
  writer.join();
  CHECK(strangers == 0);
  CHECK(remove_named(owner::user, L"replaced"));
}

TEST_CASE("names of files keep names apart, and lead nowhere else") {
  for (const wchar_t* name : {L"..", L".", L"/", L"../x", L"a/b", L"%", L"\n", L"\u20ac", L"", L"a b"}) {
    const std::string file = file_name_of(name);
    CHECK(file.find('/') == std::string::npos);
    CHECK(file.find('.') == std::string::npos);
    CHECK_FALSE(file.empty());
  }
  CHECK(file_name_of(L"Name") == file_name_of(L"nAME"));
  CHECK(file_name_of(L"a%2f") != file_name_of(L"a/"));
  const std::wstring long_name(5000, L'x');
  CHECK(file_name_of(long_name).size() <= 80);
  CHECK(file_name_of(long_name) != file_name_of(long_name + L'y'));
}

TEST_CASE("without a home there is no folder, and a relative one is ignored") {
  const environment no_data{"XDG_DATA_HOME", "relative"};
  {
    const environment no_home{"HOME", nullptr};
    CHECK(load_named(owner::user, L"any").why() == trouble::no_folder);
    CHECK(create_container(owner::user, L"any").why() == trouble::no_folder);
  }
  const environment nowhere{"HOME", "/nonexistent/home"};
  CHECK(load_named(owner::user, L"any").why() == trouble::no_container);
}

TEST_CASE("a folder that cannot be made is said to be, and what was there is still there") {
  const environment in_a_file{"XDG_DATA_HOME", "/dev/null"};
  CHECK_FALSE(keep_named(owner::user, L"any", new_key(), true));
  CHECK_FALSE(create_container(owner::user, L"any"));
  HCRYPTPROV none = 0;
  CHECK(CryptAcquireContextW(&none, L"any", nullptr, PROV_RSA_FULL, CRYPT_NEWKEYSET) == FALSE);
  CHECK(none == 0);
}

TEST_CASE("a container whose key others can read is said to be forbidden") {
  const auto made = create_container(owner::user, L"open");
  REQUIRE(made);
  REQUIRE((*made)->keep(purpose::exchange, new_key()));
  REQUIRE(::chmod((folder() / "containers/open/exchange.pem").c_str(), 0644) == 0);
  HCRYPTPROV in = 0;
  HCRYPTKEY key = 0;
  REQUIRE(CryptAcquireContextW(&in, L"open", nullptr, PROV_RSA_FULL, 0) == TRUE);
  CHECK(CryptGetUserKey(in, AT_KEYEXCHANGE, &key) == FALSE);
  CHECK(GetLastError() == static_cast<DWORD>(NTE_PERM));
  CHECK(CryptReleaseContext(in, 0) == TRUE);
  CHECK(remove_container(owner::user, L"open"));
}

TEST_CASE("SSPI-keys-machine-folder: everybody may pass through what is above the machine's keys") {
  if (::geteuid() != 0) return;  // who cannot choose another root of the file system
  const test::temporary_folder machine;
  CHECK(test::succeeds(test::start([&] {
    ::umask(077);
    return ::chroot(machine.path().c_str()) == 0 && create_container(owner::machine, L"one") &&
           keep_named(owner::machine, L"other", new_key(), false);
  })));
  const fs::path ours = machine / "var/lib/openschannel";
  CHECK(mode_of(ours) == 0755);
  CHECK(mode_of(ours.parent_path()) == 0755);
  for (const char* folder : {"keys", "keys/containers", "keys/named"}) CHECK(mode_of(ours / folder) == 0700);
}

TEST_CASE("SSPI-keys-leftovers: what a killed process left goes later, and a living one's work stays") {
  using namespace std::chrono_literals;
  REQUIRE(keep_named(owner::user, L"kept", new_key(), false));
  REQUIRE(create_container(owner::user, L"kept"));
  const fs::path named = folder() / "named";
  const fs::path containers = folder() / "containers";
  const auto plant = [&] {
    for (const fs::path& where : {named, containers, containers / "kept"}) {
      leave(where / ".passing-old", 61min);
      leave(where / ".passing-young", 59min);
    }
    leave_folder(containers / ".passing-old-folder", 61min);
    leave_folder(containers / ".passing-young-folder", 59min);
  };
  const auto lasts = [](const fs::path& where, const char* name) { return fs::exists(where / name); };

  for (const auto& use :
       std::vector<std::function<void()>>{[] { CHECK(load_named(owner::user, L"kept")); },
                                          [] { CHECK(keep_named(owner::user, L"kept", new_key(), true)); },
                                          [] { CHECK_FALSE(remove_named(owner::user, L"not there")); }}) {
    plant();
    use();
    CHECK_FALSE(lasts(named, ".passing-old"));
    CHECK(lasts(named, ".passing-young"));
  }
  for (const auto& use :
       std::vector<std::function<void()>>{[] { CHECK(open_container(owner::user, L"kept")); },
                                          [] { CHECK_FALSE(create_container(owner::user, L"kept")); },
                                          [] { CHECK_FALSE(remove_container(owner::user, L"not there")); }}) {
    plant();
    use();
    CHECK_FALSE(lasts(containers, ".passing-old"));
    CHECK_FALSE(lasts(containers, ".passing-old-folder"));
    CHECK(lasts(containers, ".passing-young"));
    CHECK(lasts(containers, ".passing-young-folder/exchange.pem"));
  }
  CHECK(open_container(owner::user, L"kept"));
  CHECK_FALSE(lasts(containers / "kept", ".passing-old"));
  CHECK(lasts(containers / "kept", ".passing-young"));

  CHECK(remove_named(owner::user, L"kept"));
  CHECK(remove_container(owner::user, L"kept"));
  fs::remove(named / ".passing-young");
  fs::remove(containers / ".passing-young");
  fs::remove_all(containers / ".passing-young-folder");
  CHECK_FALSE(has_remains(folder()));
}

TEST_CASE("a key that was killed between its two names has none when it is deleted later") {
  REQUIRE(keep_named(owner::user, L"twice", new_key(), false));
  const fs::path passing = folder() / "named/.passing-twice";
  fs::create_hard_link(named_file(L"twice"), passing);
  fs::last_write_time(passing, fs::file_time_type::clock::now() - std::chrono::hours{2});
  CHECK(remove_named(owner::user, L"twice"));
  CHECK_FALSE(fs::exists(named_file(L"twice")));
  CHECK_FALSE(fs::exists(passing));
}

// The administrator's file: what it says, what is wrong with it, and when it is looked at.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "core/administration_file.h"
#include "core/administration_text.h"

using namespace schannel::core;
using namespace std::chrono_literals;
using schannel::tls::version;

namespace {

administration read(std::string_view text) {
  const auto parsed = parse_administration(text);
  const auto* wrong = std::get_if<administration_mistake>(&parsed);
  INFO((wrong == nullptr ? "" : wrong->says));
  REQUIRE(wrong == nullptr);
  return std::get<administration>(parsed);
}

/// "line:column: what is wrong".
std::string mistake_in(std::string_view text) {
  const auto parsed = parse_administration(text);
  const auto* wrong = std::get_if<administration_mistake>(&parsed);
  if (wrong == nullptr) return "nothing";
  return std::to_string(wrong->line) + ":" + std::to_string(wrong->column) + ": " + wrong->says;
}

/// A directory with a file in it, for as long as a test runs.
class scratch {
 public:
  scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "administration-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    directory_ = name;
  }
  ~scratch() { std::filesystem::remove_all(directory_); }

  std::string file() const { return directory_ / "schannel.toml"; }
  void write(std::string_view text) const { std::ofstream(file()) << text; }

 private:
  std::filesystem::path directory_;
};

/// A file whose reports are kept.
struct watched {
  std::vector<std::string> reports{};
  administration_file file{[this](const std::string& line) { reports.push_back(line); }};
};

}  // namespace

TEST_CASE("SSPI-administration-defaults: nothing said") {
  const administration system = read("");
  CHECK(system == administration{});
  for (const auto* side : {&system.client, &system.server}) {
    CHECK((*side)[version::tls1_3] == availability::enabled);
    CHECK((*side)[version::tls1_2] == availability::enabled);
    CHECK((*side)[version::tls1_1] == availability::disabled_by_default);
    CHECK((*side)[version::tls1_0] == availability::disabled_by_default);
  }
  CHECK(system.client_cache_time == 10h);
  CHECK(system.server_cache_time == 10h);
  CHECK(system.maximum_cache_size == 20'000);
  CHECK(system.message_limit_client == 0x8000);
  CHECK(system.message_limit_server == 0x4000);
  CHECK(system.message_limit_server_client_auth == 0x8000);
  CHECK_FALSE(system.send_trusted_issuer_list);
  CHECK_FALSE(system.enable_ocsp_stapling_for_sni);
}

TEST_CASE("SSPI-administration-three-states: for each version and each side") {
  const administration system = read(R"(
[Protocols."TLS 1.0".Client]
Enabled = 1
DisabledByDefault = 0
[Protocols."TLS 1.1".Server]
Enabled = 0xFFFFFFFF
[Protocols."TLS 1.2".Client]
DisabledByDefault = true
[Protocols."TLS 1.3".Server]
Enabled = false
DisabledByDefault = 0
[Protocols."SSL 3.0".Client]
Enabled = 0
)");
  CHECK(system.client[version::tls1_0] == availability::enabled);
  CHECK(system.server[version::tls1_0] == availability::disabled_by_default);
  CHECK(system.server[version::tls1_1] == availability::disabled_by_default);
  CHECK(system.client[version::tls1_2] == availability::disabled_by_default);
  CHECK(system.server[version::tls1_2] == availability::enabled);
  CHECK(system.server[version::tls1_3] == availability::disabled);
  CHECK(system.client[version::tls1_3] == availability::enabled);
}

TEST_CASE("each value goes where it belongs") {
  const administration system = read(R"(
ClientCacheTime = 0
ServerCacheTime = 60000
MaximumCacheSize = 7
SendTrustedIssuerList = 1
EnableOcspStaplingForSni = true
MachineID = 0x12345678
AeadEngine = "evp"
CertificateMappingMethods = 31
Functions = ["TLS_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_AES_128_GCM_SHA256"]
EccCurves = ["NistP384", "curve25519"]
[Messaging]
MessageLimitClient = 1
MessageLimitServer = 2
MessageLimitServerClientAuth = 3
[KeyExchangeAlgorithms.PKCS]
ClientMinKeyBitLength = 2048
ClientMaxKeyBitLength = 8192
[KeyExchangeAlgorithms.Diffie-Hellman]
ClientMinKeyBitLength = 3072
ServerMinKeyBitLength = 4096
)");
  CHECK(system.client_cache_time == 0ms);
  CHECK(system.server_cache_time == 1min);
  CHECK(system.maximum_cache_size == 7);
  CHECK(system.send_trusted_issuer_list);
  CHECK(system.enable_ocsp_stapling_for_sni);
  CHECK(system.machine_id == 0x12345678);
  CHECK(system.aead_engine == &schannel::ossl::evp_engine);
  CHECK(system.suites ==
        std::vector{find_suite("TLS_AES_128_GCM_SHA256"), find_suite("TLS_RSA_WITH_AES_128_CBC_SHA")});
  CHECK(system.groups == std::vector{find_group("NistP384"), find_group("curve25519")});
  CHECK(system.message_limit_client == 1);
  CHECK(system.message_limit_server == 2);
  CHECK(system.message_limit_server_client_auth == 3);
  CHECK(system.client_minimum_rsa == 2048);
  CHECK(system.client_maximum_rsa == 8192);
  CHECK(system.client_minimum_diffie_hellman == 3072);
  CHECK(system.server_minimum_diffie_hellman == 4096);
}

TEST_CASE("SSPI-administration-mistakes: found where they are") {
  CHECK(mistake_in("\n  ClientCachetime = 1") == "2:3: there is no value \"ClientCachetime\" here");
  CHECK(mistake_in("MaximumCacheSize = \"many\"") ==
        "1:20: MaximumCacheSize must be a number from 0 to 4294967295");
  CHECK(mistake_in("MaximumCacheSize = -1") ==
        "1:20: MaximumCacheSize must be a number from 0 to 4294967295");
  CHECK(mistake_in("MaximumCacheSize = 4294967296") ==
        "1:20: MaximumCacheSize must be a number from 0 to 4294967295");
  CHECK(mistake_in("MachineID = 0xFFFFFFFF") == "1:13: MachineID must not be 0xFFFFFFFF");
  CHECK(mistake_in("AeadEngine = \"rot13\"") ==
        "1:14: AeadEngine must be \"evp\", \"provider\" or \"ipsec-mb\"");
  CHECK(mistake_in("Functions = [\"RC4\"]") == "1:14: Functions knows no \"RC4\"");
  CHECK(mistake_in("EccCurves = 3") == "1:13: EccCurves must be a list of names");
  CHECK(mistake_in("Protocols = 1") == "1:13: Protocols must be a table");
  CHECK(mistake_in("[Protocols.\"TLS 1.4\".Client]\nEnabled = 1") ==
        "1:12: there is no protocol \"TLS 1.4\"");
  CHECK(mistake_in("[Protocols.\"TLS 1.2\".Clients]\nEnabled = 1") ==
        "1:22: a protocol has a Client and a Server and no \"Clients\"");
  CHECK(mistake_in("[Protocols.\"TLS 1.2\".Client]\nEnabeld = 1") ==
        "2:1: there is no value \"Enabeld\" here");
}

TEST_CASE("what is no TOML is a mistake too") {
  for (const std::string_view text : {"= 1", "[", "a = ", "x = 1\nx = 2", "\xFF\xFE", "\"", "a = [[[["}) {
    CAPTURE(text);
    CHECK(mistake_in(text) != "nothing");
  }
  const std::string deep(5000, '[');
  CHECK(mistake_in("a = " + deep) != "nothing");
}

TEST_CASE("the file is read again when it has changed, and only then") {
  const scratch place;
  watched one;
  place.write("MaximumCacheSize = 1");
  const auto first = one.file.sample(place.file(), true);
  CHECK(first->maximum_cache_size == 1);
  CHECK(one.file.sample(place.file(), true) == first);
  place.write("MaximumCacheSize = 22");
  CHECK(one.file.sample(place.file(), true)->maximum_cache_size == 22);
  CHECK(first->maximum_cache_size == 1);
  CHECK(one.reports.empty());
}

TEST_CASE("SSPI-administration-mistakes: reported once, and the defaults hold") {
  const scratch place;
  watched one;
  place.write("MaximumCacheSize = 1\nServerCacheTime = 'soon'\n");
  for (int time = 0; time < 3; ++time) CHECK(*one.file.sample(place.file(), true) == administration{});
  const std::string where = "openschannel: " + place.file() + ":2:19: ";
  CHECK(one.reports ==
        std::vector{where + "ServerCacheTime must be a number from 0 to 4294967295; the defaults hold"});
  place.write("MaximumCacheSize = 1\n");
  CHECK(one.file.sample(place.file(), true)->maximum_cache_size == 1);
  CHECK(one.reports.size() == 1);
}

TEST_CASE("a file that is not there matters only if somebody named it") {
  const scratch place;
  watched one;
  CHECK(*one.file.sample(place.file(), false) == administration{});
  CHECK(one.reports.empty());
  watched other;
  CHECK(*other.file.sample(place.file(), true) == administration{});
  CHECK(other.reports ==
        std::vector{"openschannel: " + place.file() + ": No such file or directory; the defaults hold"});
}

TEST_CASE("what is no file makes nobody wait") {
  const scratch place;
  watched one;
  REQUIRE(::mkfifo(place.file().c_str(), 0600) == 0);
  CHECK(*one.file.sample(place.file(), true) == administration{});
  CHECK(one.reports ==
        std::vector{"openschannel: " + place.file() + ": this is not a file; the defaults hold"});
}

TEST_CASE("a file that never ends is not read to its end") {
  const scratch place;
  watched one;
  place.write(std::string((1 << 20) + 1, '\n'));
  CHECK(*one.file.sample(place.file(), true) == administration{});
  CHECK(one.reports ==
        std::vector{"openschannel: " + place.file() + ": the file is larger than 1 MiB; the defaults hold"});
}

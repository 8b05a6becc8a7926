// schannel bench: what a message costs, through the calls that any program makes.
#include <fmt/format.h>
#include <openschannel.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "ending.h"
#include "failure.h"
#include "security_context.h"
#include "status_name.h"
#include "subcommands.h"

namespace schannel::tool {
namespace {

// --- Who computes

struct algorithm {
  const char* name;
  DWORD bit;
};
constexpr algorithm algorithms[] = {{"AES-128-GCM", OPENSCHANNEL_AES_128_GCM},
                                    {"AES-256-GCM", OPENSCHANNEL_AES_256_GCM},
                                    {"ChaCha20-Poly1305", OPENSCHANNEL_CHACHA20_POLY1305}};

void list_engines() {
  std::vector<OPENSCHANNEL_ENGINE> engines(OpenSchannelEnumerateEngines(nullptr, 0));
  OpenSchannelEnumerateEngines(engines.data(), static_cast<DWORD>(engines.size()));
  fmt::print("{:12}", "engine");
  for (const algorithm& one : algorithms) fmt::print("{:>19}", one.name);
  for (const OPENSCHANNEL_ENGINE& engine : engines) {
    fmt::print("\n{:12}", engine.pszName);
    for (const algorithm& one : algorithms)
      fmt::print("{:>19}", (engine.fWorks & one.bit) != 0    ? "works"
                           : (engine.fSpeaks & one.bit) != 0 ? "can"
                                                             : "-");
  }
  fmt::print(
      "\n\nworks: computes the AEAD of records. can: gives the same bytes as OpenSSL's EVP\n"
      "in this process, and waits. -: is not there, or does not speak it.\n");
}

// --- What it costs

void shake_hands(security_context& client, security_context& server) {
  handshake_step of_client = client.advance({}), of_server{SEC_I_CONTINUE_NEEDED, {}, 0};
  while (of_client.status != SEC_E_OK || of_server.status != SEC_E_OK) {
    of_server = server.advance(of_client.token);
    if (of_server.status < 0) throw failure(status_text(of_server.status));
    if (of_client.status == SEC_E_OK) break;
    of_client = client.advance(of_server.token);
    if (of_client.status < 0) throw failure(status_text(of_client.status));
  }
}

using seconds = std::chrono::duration<double>;

struct cost {
  seconds sealing{0};
  seconds opening{0};
  double messages = 0;
};

// Seals some records and then opens them; all of them together stay within the second-level cache.
cost measure(security_context& from, security_context& to, std::size_t length) {
  constexpr seconds patience{0.3};
  const std::size_t count = std::clamp<std::size_t>((64 << 10) / length, 4, 256);
  std::vector<byte_vector> rooms(count, byte_vector(from.header_room() + length + from.trailer_room()));
  std::vector<mutable_bytes> records(count);
  cost spent;
  while (spent.sealing + spent.opening < patience) {
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < count; ++i) records[i] = from.seal_in_place(rooms[i], length);
    const auto sealed = std::chrono::steady_clock::now();
    for (const mutable_bytes record : records)
      if (to.open(record).data.size() != length) throw failure("a message did not arrive as it was sent");
    spent.sealing += sealed - start;
    spent.opening += std::chrono::steady_clock::now() - sealed;
    spent.messages += static_cast<double>(count);
  }
  return spent;
}

void print_costs(security_context& from, security_context& to) {
  fmt::print("{:>12}{:>14}{:>14}{:>14}{:>14}\n", "bytes", "sealing ns", "opening ns", "MB/s sealed",
             "MB/s opened");
  for (const std::size_t length : {64, 256, 1024, 4096, 16384}) {
    const cost spent = measure(from, to, length);
    const double megabytes = spent.messages * static_cast<double>(length) / 1e6;
    fmt::print("{:>12}{:>14.0f}{:>14.0f}{:>14.0f}{:>14.0f}\n", length,
               spent.sealing.count() / spent.messages * 1e9, spent.opening.count() / spent.messages * 1e9,
               megabytes / spent.sealing.count(), megabytes / spent.opening.count());
  }
}

void measure_messages() {
  const certificate made = make_self_signed();
  const auto server_credential = credential::for_server(tls_versions::only_1_3, made.get());
  const auto client_credential = credential::for_client(tls_versions::only_1_3, validation::manual, nullptr);
  security_context client(client_credential, "localhost", {}), server(server_credential, "", {});
  shake_hands(client, server);
  fmt::print("{}\n", describe(client.agreed()));
  print_costs(client, server);
}

}  // namespace

int run(const bench_options& wanted) {
  wanted.lists_engines ? list_engines() : measure_messages();
  if (std::fflush(stdout) != 0) throw failure("cannot write to standard output");
  return 0;
}

}  // namespace schannel::tool

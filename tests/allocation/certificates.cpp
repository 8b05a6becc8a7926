// Chains, decoded structures and PFX files with memory that runs out: the error says so, and nothing stays
// behind.
#include "abi/crypt32/chain_registry.h"
#include "abi/crypt32/registry.h"
#include "starving.h"
#include "support/chains.h"
#include "support/personal_data.h"

using namespace schannel::test;

namespace {

/// The contexts, stores and chains that there are.
struct population {
  schannel::abi::crypt32::registry::population certificates =
      schannel::abi::crypt32::registry::instance().count();
  std::size_t chains = schannel::abi::crypt32::chain_registry::instance().count();

  friend bool operator==(const population&, const population&) = default;
};

/// Lets a call, which answers with a truth, fail at every allocation until it gets all of them. Each time
/// `check_rest` looks at what the call leaves besides what is counted here.
template <typename Call, typename Check>
void starve(Call call, Check check_rest, std::size_t stride = peers::stride) {
  REQUIRE(call());  // makes what is made once and for all
  check_rest(true);
  const population before;
  for (std::size_t nth = 1;; nth = peers::after(nth, stride)) {
    CAPTURE(nth);
    const peers::attempt made = peers::starved(nth, [&] { return error_of(call); });
    const bool succeeded = made.result == ERROR_SUCCESS;
    if (!succeeded) CHECK(made.result == E_OUTOFMEMORY);
    check_rest(succeeded);
    CHECK(population{} == before);
    if (!made.ran_out) {
      CHECK(succeeded);
      break;
    }
  }
}

/// Memory for a decoder, and how many pieces are in use.
int pieces = 0;

LPVOID WINAPI counted_allocation(size_t size) {
  ++pieces;
  return LocalAlloc(LMEM_FIXED, size);
}

void WINAPI counted_free(LPVOID memory) {
  --pieces;
  LocalFree(memory);
}

/// Removes the files in a folder and those below it. How many there were.
int take_files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& one : std::filesystem::recursive_directory_iterator{folder})
    if (one.is_regular_file()) files.push_back(one.path());
  for (const auto& one : files) std::filesystem::remove(one);
  return static_cast<int>(files.size());
}

}  // namespace

TEST_CASE("SSPI-memory-certificate-chain: there is a whole chain, or none that is called whole") {
  const certificate_chain made = make_chain();
  const engine_ptr engine = engine_trusting({made.root});
  const store_ptr others = store_with({made.intermediate});
  const context_ptr leaf = context_of(made.leaf);
  CERT_CHAIN_PARA parameters{};
  parameters.cbSize = sizeof parameters;
  DWORD length = 0;
  DWORD errors = 0;
  starve(
      [&] {
        PCCERT_CHAIN_CONTEXT chain = nullptr;
        const BOOL built = CertGetCertificateChain(engine.get(), leaf.get(), nullptr, others.get(),
                                                   &parameters, 0, nullptr, &chain);
        const chain_ptr owner{chain};
        length = owner ? owner->rgpChain[0]->cElement : 0;
        errors = owner ? owner->TrustStatus.dwErrorStatus : 0;
        return built;
      },
      [&](bool built) {
        // To OpenSSL 3.0 an issuer that it cannot compare for want of memory is none.
        const bool is_partial = built && (errors & CERT_TRUST_IS_PARTIAL_CHAIN) != 0;
        if (!is_partial) CHECK(length == (built ? 3 : 0));
      });
}

TEST_CASE("SSPI-memory-chain-search: it ends with an error, and not as if there were no more") {
  const personal_data data;
  const issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
  const store_ptr store = store_with({make_certificate(), make_certificate({.issuer = &root}), root});
  bytes name = root.subject_der();
  CERT_NAME_BLOB blob = blob_of(name);
  CERT_CHAIN_FIND_BY_ISSUER_PARA wanted{};
  wanted.cbSize = sizeof wanted;
  wanted.cIssuer = 1;
  wanted.rgIssuer = &blob;
  int found = 0;
  starve(
      [&] {
        found = 0;
        PCCERT_CHAIN_CONTEXT chain = nullptr;
        while ((chain = CertFindChainInStore(store.get(), X509_ASN_ENCODING,
                                             CERT_CHAIN_FIND_BY_ISSUER_NO_KEY_FLAG, CERT_CHAIN_FIND_BY_ISSUER,
                                             &wanted, chain)) != nullptr)
          ++found;
        return static_cast<int>(GetLastError()) == CRYPT_E_NOT_FOUND;
      },
      [&](bool came_to_the_end) {
        if (came_to_the_end) CHECK(found == 2);
      });
}

TEST_CASE("SSPI-memory-decoding: the structure is there, or its memory is free again") {
  const bytes encoded = make_certificate({.dns_names = {"a.example"}, .usages = "serverAuth"}).der();
  CRYPT_DECODE_PARA memory{sizeof memory, counted_allocation, counted_free};
  constexpr DWORD untouched = 7;
  void* info = nullptr;
  DWORD size = untouched;
  starve(
      [&] {
        info = &memory;
        size = untouched;
        const BOOL decoded = CryptDecodeObjectEx(X509_ASN_ENCODING, X509_CERT_TO_BE_SIGNED, encoded.data(),
                                                 static_cast<DWORD>(encoded.size()), CRYPT_DECODE_ALLOC_FLAG,
                                                 &memory, &info, &size);
        if (decoded) counted_free(info);
        return decoded;
      },
      [&](bool decoded) {
        CHECK((info != nullptr) == decoded);
        CHECK((size != untouched) == decoded);
        CHECK(pieces == 0);
      });
}

TEST_CASE("SSPI-memory-pfx: there is a store, or none") {
  const personal_data data;
  bytes file = make_pfx({.with_keys = {make_certificate(), make_certificate({.key = key_type::rsa})},
                         .without_keys = {make_certificate()}});
  CRYPT_DATA_BLOB blob = blob_of(file);
  starve([&] { return store_ptr{PFXImportCertStore(&blob, L"secret", PKCS12_NO_PERSIST_KEY)} != nullptr; },
         [&](bool) { CHECK(std::filesystem::is_empty(data.path())); });
}

TEST_CASE("SSPI-memory-pfx: no key stays on disk after a failure") {
  const personal_data data;
  bytes file = make_pfx({.with_keys = {make_certificate(), make_certificate({.key = key_type::rsa})},
                         .encryption = pfx_encryption::none});
  CRYPT_DATA_BLOB blob = blob_of(file);
  const auto imports = [&] { return store_ptr{PFXImportCertStore(&blob, L"secret", 0)} != nullptr; };
  REQUIRE(imports());
  CHECK(take_files_in(data.path()) == 2);
  constexpr std::size_t stride = 97;  // the disk is slow
  starve(
      imports,
      [&](bool imported) {
        const int kept = take_files_in(data.path());
        if (!imported) CHECK(kept == 0);
      },
      stride);
}

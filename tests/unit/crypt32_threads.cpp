// Many threads share stores and contexts.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "support/crypt32.h"

using namespace schannel::test;

namespace {

template <typename Work>
void in_threads(int count, Work work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

TEST_CASE("threads may add to, walk through and delete from one store at once") {
  const store_ptr store = memory_store();
  const context_ptr context = context_of(make_certificate());
  constexpr int rounds = 50;
  in_threads(4, [&](int) {
    for (int i = 0; i < rounds; ++i) {
      context_ptr added = add(store.get(), context.get());
      CHECK(added != nullptr);
      encodings(store.get());
      if (i % 2 == 0) CertDeleteCertificateFromStore(added.release());
    }
  });
  CHECK(encodings(store.get()).size() == 4 * rounds / 2);
}

TEST_CASE("threads may share one context and its properties") {
  const context_ptr context = context_of(make_certificate());
  in_threads(4, [&](int thread) {
    for (int i = 0; i < 200; ++i) {
      const context_ptr mine{CertDuplicateCertificateContext(context.get())};
      set_blob_property(mine.get(), CERT_FRIENDLY_NAME_PROP_ID, bytes(4, static_cast<std::uint8_t>(thread)));
      property(mine.get(), CERT_FRIENDLY_NAME_PROP_ID);
      property(mine.get(), CERT_SHA1_HASH_PROP_ID);
    }
  });
  CHECK(property(context.get(), CERT_FRIENDLY_NAME_PROP_ID).size() == 4);
}

TEST_CASE("of many threads that add the same new certificate one succeeds") {
  const store_ptr store = memory_store();
  const context_ptr context = context_of(make_certificate());
  std::atomic<int> added = 0;
  in_threads(8, [&](int) {
    if (CertAddCertificateContextToStore(store.get(), context.get(), CERT_STORE_ADD_NEW, nullptr)) ++added;
  });
  CHECK(added == 1);
  CHECK(encodings(store.get()).size() == 1);
}

TEST_CASE("each thread has its own last error") {
  SetLastError(1);
  in_threads(2, [](int thread) {
    CHECK(GetLastError() == ERROR_SUCCESS);
    SetLastError(static_cast<DWORD>(100 + thread));
    CHECK(GetLastError() == static_cast<DWORD>(100 + thread));
  });
  CHECK(GetLastError() == 1);
}

TEST_CASE("a store may be closed by one thread while another looks into it") {
  const context_ptr context = context_of(make_certificate());
  for (int i = 0; i < 50; ++i) {
    const HCERTSTORE store = CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr);
    add(store, context.get());
    in_threads(2, [&](int thread) {
      if (thread == 0)
        CertCloseStore(store, 0);
      else
        encodings(store);
    });
    CHECK(error_of([&] { return CertEnumCertificatesInStore(store, nullptr); }) == ERROR_INVALID_HANDLE);
  }
}

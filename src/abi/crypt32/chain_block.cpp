// chain_block: the CERT_CHAIN_CONTEXT, then its one simple chain, then the elements with their usages, then
// all texts, which need no alignment.
#include "abi/crypt32/chain_block.h"

#include <cassert>
#include <cstring>
#include <new>
#include <string>

#include "abi/crypt32/chain_errors.h"
#include "abi/crypt32/trust_bits.h"
#include "ossl/random.h"

namespace schannel::abi::crypt32 {

namespace {

using core::certs::chain;
using core::certs::chain_link;
using core::certs::usage_list;

std::size_t size_of(const std::optional<usage_list>& usages) {
  if (!usages) return 0;
  std::size_t size = sizeof(CERT_ENHKEY_USAGE);
  for (const std::string& usage : *usages) size += sizeof(LPSTR) + usage.size() + 1;
  return size;
}

std::size_t size_of(const chain& shown) {
  std::size_t size = sizeof(CERT_CHAIN_CONTEXT) + sizeof(PCERT_SIMPLE_CHAIN) + sizeof(CERT_SIMPLE_CHAIN);
  for (const chain_link& link : shown.links)
    size += sizeof(PCERT_CHAIN_ELEMENT) + sizeof(CERT_CHAIN_ELEMENT) + size_of(link.usages) +
            (link.revocation ? sizeof(CERT_REVOCATION_INFO) : 0);
  return size;
}

/// Places structures from the front and texts from the back of memory that is known to be large enough.
class placer {
 public:
  placer(std::byte* front, std::byte* back) : front_(front), back_(back) {}

  template <typename T>
  T* make(std::size_t count = 1) {
    static_assert(sizeof(T) % alignof(void*) == 0);
    assert(count * sizeof(T) <= static_cast<std::size_t>(back_ - front_));
    auto* const first = reinterpret_cast<T*>(front_);
    for (std::size_t i = 0; i < count; ++i) new (first + i) T{};
    front_ += count * sizeof(T);
    return first;
  }

  char* text(const std::string& from) {
    assert(from.size() < static_cast<std::size_t>(back_ - front_));
    back_ -= from.size() + 1;
    std::memcpy(back_, from.c_str(), from.size() + 1);
    return reinterpret_cast<char*>(back_);
  }

 private:
  std::byte* front_;
  std::byte* back_;
};

CERT_ENHKEY_USAGE* place(const std::optional<usage_list>& usages, placer& memory) {
  if (!usages) return nullptr;
  auto* const placed = memory.make<CERT_ENHKEY_USAGE>();
  placed->cUsageIdentifier = static_cast<DWORD>(usages->size());
  placed->rgpszUsageIdentifier = memory.make<LPSTR>(usages->size());
  for (std::size_t i = 0; i < usages->size(); ++i)
    placed->rgpszUsageIdentifier[i] = memory.text((*usages)[i]);
  return placed;
}

CERT_REVOCATION_INFO* place(std::optional<core::certs::revocation_outcome> outcome, placer& memory) {
  if (!outcome) return nullptr;
  auto* const placed = memory.make<CERT_REVOCATION_INFO>();
  placed->cbSize = sizeof *placed;
  placed->dwRevocationResult = static_cast<DWORD>(revocation_error(*outcome));
  return placed;
}

CERT_CHAIN_ELEMENT* place(const chain_link& link, const CERT_CONTEXT* context, placer& memory) {
  auto* const element = memory.make<CERT_CHAIN_ELEMENT>();
  element->cbSize = sizeof *element;
  element->pCertContext = context;
  element->TrustStatus = {element_errors(link.wrong), element_information(link)};
  element->pRevocationInfo = place(link.revocation, memory);
  element->pApplicationUsage = place(link.usages, memory);
  return element;
}

CERT_SIMPLE_CHAIN* place(const chain& shown, std::span<const CERT_CONTEXT* const> contexts, placer& memory) {
  auto* const simple = memory.make<CERT_SIMPLE_CHAIN>();
  simple->cbSize = sizeof *simple;
  simple->TrustStatus = {chain_errors(shown.wrong()), chain_information(shown.wrong())};
  simple->cElement = static_cast<DWORD>(shown.links.size());
  simple->rgpElement = memory.make<PCERT_CHAIN_ELEMENT>(shown.links.size());
  for (std::size_t i = 0; i < shown.links.size(); ++i)
    simple->rgpElement[i] = place(shown.links[i], contexts[i], memory);
  return simple;
}

}  // namespace

chain_block::chain_block(const chain& shown, std::span<const CERT_CONTEXT* const> contexts, DWORD flags) {
  const std::size_t size = size_of(shown);
  block_ = std::make_unique<std::byte[]>(size);
  placer memory{block_.get(), block_.get() + size};
  auto* const whole = memory.make<CERT_CHAIN_CONTEXT>();
  whole->cbSize = sizeof *whole;
  whole->cChain = 1;
  whole->rgpChain = memory.make<PCERT_SIMPLE_CHAIN>();
  whole->rgpChain[0] = place(shown, contexts, memory);
  whole->TrustStatus = whole->rgpChain[0]->TrustStatus;
  whole->dwCreateFlags = flags;
  ossl::fill_random({reinterpret_cast<std::uint8_t*>(&whole->ChainId), sizeof whole->ChainId});
}

}  // namespace schannel::abi::crypt32

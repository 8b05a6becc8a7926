// kind: the two kinds of context there are, and what differs between them. Programs tell them apart by type,
// and so does the compiler here.
#pragma once

#include <wincrypt.h>

#include "abi/crypt32/information.h"
#include "abi/crypt32/revocation_information.h"
#include "core/certs/search.h"
#include "core/certs/store.h"

namespace schannel::abi::crypt32 {

template <typename Visible>
struct kind;

template <>
struct kind<CERT_CONTEXT> {
  using content = ossl::certificate;
  using entry = core::certs::entry;
  using information = crypt32::information;

  static auto& in(core::certs::store& all) { return all.certificates; }
  static const content& of(const entry& one) { return one.certificate(); }
  static bool same_bytes(const entry& a, const entry& b) { return of(a) == of(b); }
};

template <>
struct kind<CRL_CONTEXT> {
  using content = ossl::revocation_list;
  using entry = core::certs::revocation_entry;
  using information = revocation_information;

  static auto& in(core::certs::store& all) { return all.revocation_lists; }
  static const content& of(const entry& one) { return one.list(); }
  static bool same_bytes(const entry& a, const entry& b) { return of(a) == of(b); }
};

template <typename Visible>
using content_of = typename kind<Visible>::content;

template <typename Visible>
using criterion_of = core::certs::criterion_for<typename kind<Visible>::entry>;

}  // namespace schannel::abi::crypt32

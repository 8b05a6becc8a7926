// Whether a certificate is revoked, as revocation lists tell. OpenSSL checks a path of certificate and issuer
// that was found before.
#include <algorithm>
#include <ctime>
#include <iterator>
#include <new>
#include <vector>

#include "ossl/certificate_list.h"
#include "ossl/error_scope.h"
#include "ossl/revocation.h"

namespace schannel::ossl {

namespace {

struct check_of_lists {
  bool is_revoked = false;
  bool is_out_of_date = false;
  bool is_unknown = false;
  bool is_out_of_memory = false;
};

/// Goes on after each finding, so that all are found.
int collect(int acceptable, X509_STORE_CTX* context) {
  auto& made = *static_cast<check_of_lists*>(X509_STORE_CTX_get_app_data(context));
  if (acceptable == 1) return 1;
  switch (X509_STORE_CTX_get_error(context)) {
    case X509_V_ERR_CERT_REVOKED:
      made.is_revoked = true;
      break;
    case X509_V_ERR_CRL_NOT_YET_VALID:
    case X509_V_ERR_CRL_HAS_EXPIRED:
      made.is_out_of_date = true;
      break;
    case X509_V_ERR_OUT_OF_MEM:
      made.is_out_of_memory = true;
      break;
    default:
      made.is_unknown = true;
  }
  return 1;
}

void free_borrowing_lists(STACK_OF(X509_CRL) * lists) {
  sk_X509_CRL_free(lists);
}
using borrowed_lists = owned<STACK_OF(X509_CRL), free_borrowing_lists>;

borrowed_lists borrow(std::span<const revocation_list> lists) {
  borrowed_lists list{sk_X509_CRL_new_null()};
  if (!list) throw std::bad_alloc{};
  for (const revocation_list& one : lists)
    if (sk_X509_CRL_push(list.get(), one.native()) == 0) throw std::bad_alloc{};
  return list;
}

/// The path that OpenSSL's check is made on; a root is alone.
STACK_OF(X509) * new_path(const revocation_subject& subject) {
  const bool is_alone = subject.shown == subject.issuer;
  const certificate both[] = {subject.shown, subject.issuer};
  const certificate_list_ptr path = ossl::borrow(std::span{both}.first(is_alone ? 1 : 2));
  STACK_OF(X509)* const kept = X509_chain_up_ref(path.get());
  if (kept == nullptr) throw std::bad_alloc{};
  return kept;
}

revocation_state state_of(const check_of_lists& made, bool went_through) {
  if (made.is_out_of_memory) throw std::bad_alloc{};
  if (made.is_unknown || !went_through) return revocation_state::unknown;
  if (made.is_revoked) return revocation_state::revoked;
  return made.is_out_of_date ? revocation_state::out_of_date : revocation_state::good;
}

/// However old they are.
revocation_state find_in_any(const revocation_subject& subject, std::span<const revocation_list> lists,
                             std::int64_t at) {
  if (lists.empty()) return revocation_state::unknown;
  const certificate_store_ptr nothing_trusted{X509_STORE_new()};
  const borrowed_lists borrowed = borrow(lists);
  const verification_ptr context{X509_STORE_CTX_new()};
  if (!nothing_trusted || !context ||
      X509_STORE_CTX_init(context.get(), nothing_trusted.get(), subject.shown.native(), nullptr) != 1)
    throw std::bad_alloc{};
  X509_STORE_CTX_set0_verified_chain(context.get(), new_path(subject));
  X509_STORE_CTX_set0_crls(context.get(), borrowed.get());
  X509_VERIFY_PARAM* const how = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_time(how, static_cast<std::time_t>(at));
  X509_VERIFY_PARAM_set_flags(how, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_EXTENDED_CRL_SUPPORT);
  check_of_lists made;
  if (X509_STORE_CTX_set_app_data(context.get(), &made) != 1) throw std::bad_alloc{};
  X509_STORE_CTX_set_verify_cb(context.get(), &collect);
  const bool went_through = X509_STORE_CTX_get_check_revocation(context.get())(context.get()) > 0;
  return state_of(made, went_through);
}

std::vector<revocation_list> issued_since(std::int64_t earliest, std::span<const revocation_list> lists) {
  std::vector<revocation_list> fresh;
  std::copy_if(lists.begin(), lists.end(), std::back_inserter(fresh),
               [&](const revocation_list& one) { return one.this_update() >= earliest; });
  return fresh;
}

}  // namespace

revocation_state find_in_lists(const revocation_subject& subject, std::span<const revocation_list> lists,
                               const revocation_terms& terms) {
  const error_scope errors;
  if (!terms.issued_since) return find_in_any(subject, lists, terms.at);
  const auto by_fresh_ones = find_in_any(subject, issued_since(*terms.issued_since, lists), terms.at);
  if (by_fresh_ones == revocation_state::good || by_fresh_ones == revocation_state::revoked)
    return by_fresh_ones;
  const auto by_all = find_in_any(subject, lists, terms.at);
  return by_all == revocation_state::good ? revocation_state::out_of_date : by_all;
}

}  // namespace schannel::ossl

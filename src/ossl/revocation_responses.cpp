// Whether a certificate is revoked, as OCSP responses tell.
#include <openssl/ocsp.h>

#include <ctime>
#include <limits>
#include <new>

#include "ossl/certificate_list.h"
#include "ossl/error_scope.h"
#include "ossl/failures.h"
#include "ossl/revocation.h"
#include "ossl/times.h"

namespace schannel::ossl {

namespace {

using basic_response_ptr = owned<OCSP_BASICRESP, OCSP_BASICRESP_free>;
using response_ptr = owned<OCSP_RESPONSE, OCSP_RESPONSE_free>;
using certificate_id_ptr = owned<OCSP_CERTID, OCSP_CERTID_free>;
using request_ptr = owned<OCSP_REQUEST, OCSP_REQUEST_free>;

/// Clocks differ.
constexpr std::int64_t clock_skew_seconds = 300;

basic_response_ptr parse(tls::const_bytes der) {
  if (der.size() > static_cast<std::size_t>(std::numeric_limits<long>::max())) return nullptr;
  const unsigned char* position = der.data();
  const response_ptr whole{d2i_OCSP_RESPONSE(nullptr, &position, static_cast<long>(der.size()))};
  if (!whole || OCSP_response_status(whole.get()) != OCSP_RESPONSE_STATUS_SUCCESSFUL) return nullptr;
  return basic_response_ptr{OCSP_response_get1_basic(whole.get())};
}

/// The issuer itself may have signed, or a responder that it gave a certificate for that.
bool is_signed_for(const revocation_subject& subject, OCSP_BASICRESP* response, std::int64_t at) {
  const certificate_store_ptr store{X509_STORE_new()};
  if (!store || X509_STORE_add_cert(store.get(), subject.issuer.native()) != 1) throw std::bad_alloc{};
  X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN);
  X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()), static_cast<std::time_t>(at));
  const certificate_list_ptr candidates = borrow(std::span{&subject.issuer, 1});
  return OCSP_basic_verify(response, candidates.get(), store.get(), 0) == 1;
}

bool is_about(const OCSP_SINGLERESP* single, const revocation_subject& subject) {
  const OCSP_CERTID* const told = OCSP_SINGLERESP_get0_id(single);
  ASN1_OBJECT* digest = nullptr;
  OCSP_id_get0_info(nullptr, &digest, nullptr, nullptr, const_cast<OCSP_CERTID*>(told));
  const EVP_MD* const function = EVP_get_digestbyobj(digest);
  if (function == nullptr) return false;
  const certificate_id_ptr own{OCSP_cert_to_id(function, subject.shown.native(), subject.issuer.native())};
  return own && OCSP_id_cmp(own.get(), told) == 0;
}

revocation_state state_of(OCSP_SINGLERESP* single, const revocation_terms& terms) {
  ASN1_GENERALIZEDTIME* this_update = nullptr;
  ASN1_GENERALIZEDTIME* next_update = nullptr;
  const int status = OCSP_single_get0_status(single, nullptr, nullptr, &this_update, &next_update);
  if (status == V_OCSP_CERTSTATUS_REVOKED) return revocation_state::revoked;
  if (status != V_OCSP_CERTSTATUS_GOOD) return revocation_state::unknown;
  const std::int64_t issued = seconds_since_1970(this_update);
  const bool is_early = issued > terms.at + clock_skew_seconds;
  const bool is_late =
      next_update != nullptr && seconds_since_1970(next_update) < terms.at - clock_skew_seconds;
  const bool is_old = terms.issued_since && issued < *terms.issued_since;
  return is_early || is_late || is_old ? revocation_state::out_of_date : revocation_state::good;
}

tls::byte_vector encode(const OCSP_REQUEST* request) {
  const int size = i2d_OCSP_REQUEST(request, nullptr);
  if (size < 0) throw std::bad_alloc{};
  tls::byte_vector der(static_cast<std::size_t>(size));
  unsigned char* out = der.data();
  i2d_OCSP_REQUEST(request, &out);
  return der;
}

}  // namespace

revocation_state find_in_response(const revocation_subject& subject, tls::const_bytes response,
                                  const revocation_terms& terms) {
  const error_scope errors;
  const basic_response_ptr told = parse(response);
  if (!told || !is_signed_for(subject, told.get(), terms.at)) {
    errors.throw_if_out_of_memory();
    return revocation_state::unknown;
  }
  for (int i = 0; i < OCSP_resp_count(told.get()); ++i) {
    OCSP_SINGLERESP* const single = OCSP_resp_get0(told.get(), i);
    if (is_about(single, subject)) return state_of(single, terms);
  }
  return revocation_state::unknown;
}

tls::byte_vector response_request(const revocation_subject& subject) {
  const error_scope errors;
  const request_ptr request{OCSP_REQUEST_new()};
  certificate_id_ptr id{OCSP_cert_to_id(EVP_sha1(), subject.shown.native(), subject.issuer.native())};
  if (!request || !id || OCSP_request_add0_id(request.get(), id.get()) == nullptr) throw_what_is_missing();
  static_cast<void>(id.release());  // the request owns it now
  return encode(request.get());
}

}  // namespace schannel::ossl

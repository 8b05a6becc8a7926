// OCSP responses for tests, straight from OpenSSL.
#include "support/ocsp.h"

#include <openssl/ocsp.h>

#include <memory>
#include <stdexcept>

namespace schannel::test {

namespace {

int number_of(ocsp_status status) {
  switch (status) {
    case ocsp_status::good:
      return V_OCSP_CERTSTATUS_GOOD;
    case ocsp_status::revoked:
      return V_OCSP_CERTSTATUS_REVOKED;
    case ocsp_status::unknown:
      return V_OCSP_CERTSTATUS_UNKNOWN;
  }
  return V_OCSP_CERTSTATUS_UNKNOWN;
}

using time_ptr = std::unique_ptr<ASN1_TIME, decltype(&ASN1_TIME_free)>;

time_ptr from_now(std::chrono::seconds offset) {
  return {X509_gmtime_adj(nullptr, offset.count()), ASN1_TIME_free};
}

}  // namespace

bytes make_ocsp_response(const ocsp_wishes& wishes) {
  const issued_certificate& signer = wishes.signer == nullptr ? *wishes.issuer : *wishes.signer;
  const std::unique_ptr<OCSP_BASICRESP, decltype(&OCSP_BASICRESP_free)> basic{OCSP_BASICRESP_new(),
                                                                              OCSP_BASICRESP_free};
  const std::unique_ptr<OCSP_CERTID, decltype(&OCSP_CERTID_free)> id{
      OCSP_cert_to_id(EVP_sha1(), wishes.subject->certificate.get(), wishes.issuer->certificate.get()),
      OCSP_CERTID_free};
  const time_ptr revoked_at = from_now(-std::chrono::hours{2});
  const time_ptr this_update = from_now(wishes.this_update);
  const time_ptr next_update = from_now(wishes.next_update);
  OCSP_basic_add1_status(basic.get(), id.get(), number_of(wishes.status), OCSP_REVOKED_STATUS_KEYCOMPROMISE,
                         revoked_at.get(), this_update.get(), next_update.get());
  if (OCSP_basic_sign(basic.get(), signer.certificate.get(), signer.key.get(), EVP_sha256(), nullptr, 0) != 1)
    throw std::runtime_error{"OCSP response"};
  const std::unique_ptr<OCSP_RESPONSE, decltype(&OCSP_RESPONSE_free)> whole{
      OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get()), OCSP_RESPONSE_free};
  bytes der(static_cast<std::size_t>(i2d_OCSP_RESPONSE(whole.get(), nullptr)));
  unsigned char* out = der.data();
  i2d_OCSP_RESPONSE(whole.get(), &out);
  return der;
}

}  // namespace schannel::test

// What to look for in a store.
#include "core/certs/search.h"

#include <utility>

#include "core/certs/letter_case.h"
#include "core/certs/name_text.h"
#include "ossl/certificate_fields.h"
#include "ossl/issuance.h"
#include "ossl/names.h"

namespace schannel::core::certs {

namespace {

tls::byte_vector name(const entry& one, name_of which) {
  return which == name_of::subject ? subject_of(one.certificate()) : issuer_of(one.certificate());
}

}  // namespace

criterion anything() {
  return [](const entry&) { return true; };
}

criterion anything_current() {
  return [](const entry& one) { return !one.is_archived(); };
}

criterion having_private_key() {
  return [](const entry& one) { return one.attached().has_key(); };
}

criterion having_issued(ossl::certificate subject) {
  return
      [subject = std::move(subject)](const entry& one) { return is_issued_by(subject, one.certificate()); };
}

criterion having_thumbprint(tls::byte_vector sha1) {
  return [sha1 = std::move(sha1)](const entry& one) { return one.thumbprint() == sha1; };
}

criterion named(name_of which, tls::byte_vector der) {
  return [which, der = std::move(der)](const entry& one) { return name(one, which) == der; };
}

criterion mentioning(name_of which, std::wstring part) {
  return [which, part = in_lower_case(std::move(part))](const entry& one) {
    return in_lower_case(simple_text(ossl::decode_name(name(one, which)))).find(part) != std::wstring::npos;
  };
}

}  // namespace schannel::core::certs

// The times that X.509 writes as text, as seconds.
#include "ossl/times.h"

#include <ctime>
#include <limits>

#include "ossl/error_scope.h"

namespace schannel::ossl {

std::int64_t seconds_since_1970(const ASN1_TIME* time) {
  const error_scope errors;
  std::tm parts{};
  // A null time would mean "now" to OpenSSL.
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return std::numeric_limits<std::int64_t>::min();
  return timegm(&parts);
}

}  // namespace schannel::ossl

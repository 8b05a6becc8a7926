// The big numbers of keys: between bytes, OpenSSL's BIGNUM and OpenSSL's parameters, and wiped all the way.
#pragma once

#include <openssl/bn.h>
#include <openssl/params.h>

#include <deque>
#include <vector>

#include "ossl/handles.h"
#include "ossl/secret_bytes.h"
#include "tls/bytes.h"

namespace schannel::ossl {

using secret_number = owned<BIGNUM, BN_clear_free>;

/// Throws std::bad_alloc.
secret_number new_number();
secret_number number_of(tls::const_bytes big_endian);

/// Big-endian, without leading zero bytes.
secret_bytes bytes_of(const BIGNUM* number);
/// Big-endian, with leading zero bytes up to `size`; empty when it does not fit.
secret_bytes bytes_of(const BIGNUM* number, std::size_t size);

/// The number that OpenSSL keeps under `name` in a key; null when there is none.
secret_number number_in(const EVP_PKEY* key, const char* name);

/// What EVP_PKEY_fromdata makes a key of. The names are OpenSSL's and have to outlive it.
class key_parameters {
 public:
  void add(const char* name, const BIGNUM* number);
  void add(const char* name, tls::const_bytes octets);
  void add(const char* name, const char* text);

  /// A key of OpenSSL's `type`; null when these are not the parameters of one.
  key_ptr make(const char* type, int selection);

 private:
  std::deque<secret_bytes> values_;
  std::vector<OSSL_PARAM> parameters_;
};

}  // namespace schannel::ossl

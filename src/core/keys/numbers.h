// Handles of CryptoAPI and CNG: numbers for objects. A number is never given twice, so that one whose object
// is gone names nothing; no address and nothing that programs invent is one.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "core/keys/outcome.h"
#include "core/keys/stored_key.h"
#include "ossl/certificate.h"
#include "tls/result.h"

namespace schannel::core::keys {

/// What a number can stand for.
class object {
 public:
  object() = default;
  object(const object&) = delete;
  object& operator=(const object&) = delete;
  virtual ~object() = default;
};

/// An object with private keys in it.
class key_holder : public object {
 public:
  /// The key for `key_spec` (AT_KEYEXCHANGE, AT_SIGNATURE, or whatever else for the only one there is).
  virtual outcome<stored_key> load(std::uint32_t key_spec) const = 0;

  /// The same for who needs no more than the key: whatever stands in the way is cause::bad_credential.
  tls::result<ossl::private_key> key(std::uint32_t key_spec) const {
    const auto loaded = load(key_spec);
    if (!loaded) return tls::cause::bad_credential;
    return loaded->key;
  }
};

/// Gives `one` a number, which keeps it alive until forget().
std::uint64_t give_number(std::shared_ptr<object> one);
/// Null when `number` names nothing, or no longer.
std::shared_ptr<object> object_of(std::uint64_t number);
/// Makes `number` name nothing. False when it did not before.
bool forget(std::uint64_t number);
/// Whether `number` is, was or could become one of an object.
bool could_be_number(std::uint64_t number);

/// The object of that number if it is a T.
template <typename T>
std::shared_ptr<T> find(std::uint64_t number) {
  return std::dynamic_pointer_cast<T>(object_of(number));
}

/// Takes a number away when it goes itself.
class ownership {
 public:
  explicit ownership(std::uint64_t number) : number_(number) {}
  ~ownership() { forget(number_); }
  ownership(const ownership&) = delete;
  ownership& operator=(const ownership&) = delete;

 private:
  std::uint64_t number_;
};

}  // namespace schannel::core::keys

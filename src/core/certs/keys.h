// How programs name private keys: by a number (a provider or key handle) or by the name of a container.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "ossl/certificate.h"

namespace schannel::core::certs {

/// A private key under a number. Numbers are never given twice, so one whose key is gone names nothing.
class numbered_key {
 public:
  static std::shared_ptr<const numbered_key> create(ossl::private_key key);
  /// Null when `number` names no key, or no longer.
  static std::shared_ptr<const numbered_key> find(std::uint64_t number);
  /// Whether `number` is, was or could become the number of a key; no address is.
  static bool could_name(std::uint64_t number);

  ~numbered_key();
  numbered_key(const numbered_key&) = delete;
  numbered_key& operator=(const numbered_key&) = delete;

  std::uint64_t number() const { return number_; }
  const ossl::private_key& key() const { return key_; }

 private:
  numbered_key(std::uint64_t number, ossl::private_key key) : number_(number), key_(std::move(key)) {}

  std::uint64_t number_;
  ossl::private_key key_;
};

/// A private key under a name of this process. Containers are not written to disk: one exists as long as
/// someone holds it, which every certificate that refers to it does.
class key_container {
 public:
  /// Makes a container with a fresh name in the form of a GUID.
  static std::shared_ptr<const key_container> create(ossl::private_key key);
  /// Null when there is no container of that name, or no longer.
  static std::shared_ptr<const key_container> find(const std::wstring& name);

  ~key_container();
  key_container(const key_container&) = delete;
  key_container& operator=(const key_container&) = delete;

  const std::wstring& name() const { return name_; }
  const ossl::private_key& key() const { return key_; }

 private:
  key_container(std::wstring name, ossl::private_key key) : name_(std::move(name)), key_(std::move(key)) {}

  std::wstring name_;
  ossl::private_key key_;
};

}  // namespace schannel::core::certs

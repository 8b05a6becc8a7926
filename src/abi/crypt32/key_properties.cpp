// The properties that say where a certificate's private key is.
#include "abi/crypt32/key_properties.h"

#include <cstring>

#include "abi/crypt32/key_location.h"

namespace schannel::abi::crypt32 {

namespace {

using core::certs::key_handle;
using core::certs::properties;

template <typename T>
tls::byte_vector bytes_of(const T& value) {
  tls::byte_vector bytes(sizeof value);
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}

bool is_cng(const key_handle& handle) {
  return handle.key_spec == CERT_NCRYPT_KEY_SPEC;
}

answer<tls::byte_vector> read_handle(const properties& from, DWORD number) {
  if (!from.handle || from.handle->number == 0) return refusal{CRYPT_E_NOT_FOUND};
  if (number == CERT_KEY_PROV_HANDLE_PROP_ID && is_cng(*from.handle)) return refusal{CRYPT_E_NOT_FOUND};
  if (number == CERT_NCRYPT_KEY_HANDLE_PROP_ID && !is_cng(*from.handle)) return refusal{CRYPT_E_NOT_FOUND};
  return bytes_of<HCRYPTPROV_OR_NCRYPT_KEY_HANDLE>(from.handle->number);
}

answer<tls::byte_vector> read_key_context(const properties& from) {
  if (!from.handle) return refusal{CRYPT_E_NOT_FOUND};
  CERT_KEY_CONTEXT key{};
  key.cbSize = sizeof key;
  key.hCryptProv = from.handle->number;
  key.dwKeySpec = from.handle->key_spec;
  return bytes_of(key);
}

answer<tls::byte_vector> read_key_spec(const properties& from) {
  if (from.handle) return bytes_of<DWORD>(from.handle->key_spec);
  if (from.location) return bytes_of<DWORD>(from.location->key_spec);
  return refusal{CRYPT_E_NOT_FOUND};
}

/// Unless the program says that it releases the handle itself, that happens with the last context that has
/// it.
void set_handle(properties& to, std::uint64_t number, std::uint32_t key_spec, DWORD flags) {
  const auto holder = core::keys::find<core::keys::key_holder>(number);
  const bool closes = holder && (flags & CERT_STORE_NO_CRYPT_RELEASE_FLAG) == 0;
  to.handle = key_handle{number, key_spec, holder,
                         closes ? std::make_shared<core::keys::ownership>(number) : nullptr};
}

/// The kind of key that is known already, for a handle that does not say it.
std::uint32_t known_key_spec(const properties& of) {
  if (of.handle) return of.handle->key_spec;
  return of.location ? of.location->key_spec : 0;
}

/// CERT_NCRYPT_KEY_HANDLE_PROP_ID is documented with a pointer to the handle, yet many programs pass the
/// handle itself. A number of ours is no address, so the two cannot be taken for each other.
std::uint64_t handle_at(const void* data) {
  const auto number = reinterpret_cast<ULONG_PTR>(data);
  if (core::keys::could_be_number(number)) return number;
  NCRYPT_KEY_HANDLE handle = 0;
  std::memcpy(&handle, data, sizeof handle);
  return handle;
}

answer<BOOL> write_key_context(properties& to, const void* data, DWORD flags) {
  CERT_KEY_CONTEXT key{};
  std::memcpy(&key.cbSize, data, sizeof key.cbSize);
  if (key.cbSize != sizeof key) return refusal{E_INVALIDARG};
  std::memcpy(&key, data, sizeof key);
  set_handle(to, key.hCryptProv, key.dwKeySpec, flags);
  return TRUE;
}

void write_key_spec(properties& to, const void* data) {
  DWORD key_spec = 0;
  std::memcpy(&key_spec, data, sizeof key_spec);
  if (!to.handle) to.handle.emplace();
  to.handle->key_spec = key_spec;
}

void remove(properties& from, DWORD number) {
  switch (number) {
    case CERT_KEY_PROV_INFO_PROP_ID:
      from.location.reset();
      break;
    case CERT_KEY_CONTEXT_PROP_ID:
      from.handle.reset();
      break;
    case CERT_KEY_SPEC_PROP_ID:
      if (from.handle) from.handle->key_spec = 0;
      break;
    default:  // the handle goes, its key context stays
      if (from.handle) from.handle = key_handle{0, from.handle->key_spec};
  }
}

}  // namespace

bool is_key_property(DWORD number) {
  switch (number) {
    case CERT_KEY_PROV_HANDLE_PROP_ID:
    case CERT_KEY_PROV_INFO_PROP_ID:
    case CERT_KEY_CONTEXT_PROP_ID:
    case CERT_KEY_SPEC_PROP_ID:
    case CERT_NCRYPT_KEY_HANDLE_PROP_ID:
    case CERT_HCRYPTPROV_OR_NCRYPT_KEY_HANDLE_PROP_ID:
    case CERT_NCRYPT_KEY_HANDLE_TRANSFER_PROP_ID:
    case CERT_HCRYPTPROV_TRANSFER_PROP_ID:
      return true;
    default:
      return false;
  }
}

std::set<DWORD> property_numbers(const properties& of) {
  std::set<DWORD> all;
  for (const auto& [number, value] : of.values) all.insert(number);
  if (of.location) all.insert(CERT_KEY_PROV_INFO_PROP_ID);
  if (of.handle) all.insert(CERT_KEY_CONTEXT_PROP_ID);
  if (read_handle(of, CERT_KEY_PROV_HANDLE_PROP_ID).index() == 0) all.insert(CERT_KEY_PROV_HANDLE_PROP_ID);
  if (read_handle(of, CERT_NCRYPT_KEY_HANDLE_PROP_ID).index() == 0)
    all.insert(CERT_NCRYPT_KEY_HANDLE_PROP_ID);
  return all;
}

answer<tls::byte_vector> read_key_property(const properties& from, DWORD number, void* destination) {
  switch (number) {
    case CERT_KEY_PROV_INFO_PROP_ID:
      if (!from.location) return refusal{CRYPT_E_NOT_FOUND};
      return to_provider_info(*from.location, destination);
    case CERT_KEY_CONTEXT_PROP_ID:
      return read_key_context(from);
    case CERT_KEY_SPEC_PROP_ID:
      return read_key_spec(from);
    case CERT_NCRYPT_KEY_HANDLE_TRANSFER_PROP_ID:
    case CERT_HCRYPTPROV_TRANSFER_PROP_ID:
      return refusal{ERROR_NOT_SUPPORTED};  // a key here cannot leave its context: nobody else could free it
    default:
      return read_handle(from, number);
  }
}

answer<BOOL> write_key_property(properties& to, DWORD number, const void* data, DWORD flags) {
  if (number == CERT_NCRYPT_KEY_HANDLE_TRANSFER_PROP_ID || number == CERT_HCRYPTPROV_TRANSFER_PROP_ID)
    return refusal{ERROR_NOT_SUPPORTED};
  if (data == nullptr) {
    remove(to, number);
    return TRUE;
  }
  switch (number) {
    case CERT_KEY_PROV_INFO_PROP_ID: {
      auto location = to_key_location(*static_cast<const CRYPT_KEY_PROV_INFO*>(data));
      if (!location) return refusal{E_INVALIDARG};
      to.location = std::move(location);
      return TRUE;
    }
    case CERT_KEY_CONTEXT_PROP_ID:
      return write_key_context(to, data, flags);
    case CERT_KEY_SPEC_PROP_ID:
      write_key_spec(to, data);
      return TRUE;
    case CERT_KEY_PROV_HANDLE_PROP_ID:  // alone in this: data is the handle
      set_handle(to, reinterpret_cast<ULONG_PTR>(data), known_key_spec(to), flags);
      return TRUE;
    case CERT_NCRYPT_KEY_HANDLE_PROP_ID:
      set_handle(to, handle_at(data), CERT_NCRYPT_KEY_SPEC, flags);
      return TRUE;
    default:
      set_handle(to, handle_at(data), known_key_spec(to), flags);
      return TRUE;
  }
}

}  // namespace schannel::abi::crypt32

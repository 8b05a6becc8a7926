// Providers and keys of CNG, for the tests of key storage.
#pragma once

#include "keys.h"

#include <ncrypt.h>

namespace peers {

/// An NCRYPT_PROV_HANDLE of the software provider.
class storage {
 public:
  storage() { opened = status{NCryptOpenStorageProvider(&handle_, MS_KEY_STORAGE_PROVIDER, 0)}; }
  ~storage() { NCryptFreeObject(handle_); }
  storage(const storage&) = delete;
  storage& operator=(const storage&) = delete;

  NCRYPT_PROV_HANDLE handle() const { return handle_; }

  status opened;

 private:
  NCRYPT_PROV_HANDLE handle_ = 0;
};

/// An NCRYPT_KEY_HANDLE, or why there is none.
class stored_key {
 public:
  template <typename Call>
  explicit stored_key(Call&& call) {
    made = status{call(&handle_)};
  }
  stored_key(stored_key&& from) noexcept : made(from.made), handle_(std::exchange(from.handle_, 0)) {}
  ~stored_key() {
    if (handle_ != 0) NCryptFreeObject(handle_);
  }
  stored_key(const stored_key&) = delete;
  stored_key& operator=(const stored_key&) = delete;

  static stored_key begun(const storage& in, const wchar_t* algorithm, const wchar_t* name = nullptr,
                          DWORD flags = 0) {
    return stored_key([&](NCRYPT_KEY_HANDLE* key) {
      return NCryptCreatePersistedKey(in.handle(), key, algorithm, name, 0, flags);
    });
  }
  /// One that is complete, and may leave.
  static stored_key generated(const storage& in, const wchar_t* algorithm, const wchar_t* name = nullptr,
                              DWORD flags = 0) {
    stored_key key = begun(in, algorithm, name, flags);
    key.set(NCRYPT_EXPORT_POLICY_PROPERTY, NCRYPT_ALLOW_EXPORT_FLAG | NCRYPT_ALLOW_PLAINTEXT_EXPORT_FLAG);
    if (key.made == ERROR_SUCCESS) key.made = key.finalize();
    return key;
  }
  static stored_key opened(const storage& in, const wchar_t* name, DWORD key_spec = 0) {
    return stored_key(
        [&](NCRYPT_KEY_HANDLE* key) { return NCryptOpenKey(in.handle(), key, name, key_spec, 0); });
  }
  static stored_key imported(const storage& in, const wchar_t* kind, bytes blob,
                             NCryptBufferDesc* parameters = nullptr, DWORD flags = 0) {
    return stored_key([&](NCRYPT_KEY_HANDLE* key) {
      return NCryptImportKey(in.handle(), 0, kind, parameters, key, blob.data(),
                             static_cast<DWORD>(blob.size()), flags);
    });
  }

  NCRYPT_KEY_HANDLE handle() const { return handle_; }
  status finalize() const { return status{NCryptFinalizeKey(handle_, 0)}; }
  /// Frees the handle too when it succeeds.
  status remove() {
    const status removed{NCryptDeleteKey(handle_, 0)};
    if (removed == ERROR_SUCCESS) handle_ = 0;
    return removed;
  }
  status set(const wchar_t* property, DWORD value, DWORD flags = 0) const {
    return status{NCryptSetProperty(handle_, property, reinterpret_cast<PBYTE>(&value), sizeof value, flags)};
  }
  status ask(const wchar_t* property, bytes& answer) const {
    DWORD size = 0;
    status asked{NCryptGetProperty(handle_, property, nullptr, 0, &size, 0)};
    if (failed(asked)) return asked;
    answer.resize(size);
    return status{NCryptGetProperty(handle_, property, answer.data(), size, &size, 0)};
  }
  DWORD number(const wchar_t* property) const {
    bytes answer;
    DWORD value = 0;
    if (ask(property, answer) == ERROR_SUCCESS && answer.size() == sizeof value)
      std::copy(answer.begin(), answer.end(), reinterpret_cast<std::uint8_t*>(&value));
    return value;
  }
  std::wstring text(const wchar_t* property) const {
    bytes answer;
    if (failed(ask(property, answer))) return {};
    return reinterpret_cast<const wchar_t*>(answer.data());
  }

  status export_to(const wchar_t* kind, bytes& blob, NCryptBufferDesc* parameters = nullptr) const {
    DWORD size = 0;
    const status asked{NCryptExportKey(handle_, 0, kind, parameters, nullptr, 0, &size, 0)};
    if (failed(asked)) return asked;
    blob.resize(size);
    const status got{NCryptExportKey(handle_, 0, kind, parameters, blob.data(),
                                     static_cast<DWORD>(blob.size()), &size, 0)};
    blob.resize(size);
    return got;
  }
  bytes exported(const wchar_t* kind, NCryptBufferDesc* parameters = nullptr) const {
    bytes blob;
    if (failed(export_to(kind, blob, parameters))) blob.clear();
    return blob;
  }
  status export_error(const wchar_t* kind, NCryptBufferDesc* parameters = nullptr) const {
    bytes blob;
    return export_to(kind, blob, parameters);
  }

  status made;

 private:
  NCRYPT_KEY_HANDLE handle_ = 0;
};

/// An NCryptBufferDesc with a key's name, a password, or both.
class parameters {
 public:
  explicit parameters(const wchar_t* name, const wchar_t* secret = nullptr) {
    if (name != nullptr) add(NCRYPTBUFFER_PKCS_KEY_NAME, name_ = name);
    if (secret != nullptr) add(NCRYPTBUFFER_PKCS_SECRET, secret_ = secret);
    description_.ulVersion = NCRYPTBUFFER_VERSION;
    description_.cBuffers = count_;
    description_.pBuffers = buffers_;
  }
  parameters(const parameters&) = delete;
  parameters& operator=(const parameters&) = delete;

  NCryptBufferDesc* description() { return &description_; }

 private:
  void add(ULONG type, std::wstring& text) {
    buffers_[count_++] = {static_cast<ULONG>((text.size() + 1) * sizeof(wchar_t)), type, text.data()};
  }

  std::wstring name_;
  std::wstring secret_;
  NCryptBuffer buffers_[2]{};
  ULONG count_ = 0;
  NCryptBufferDesc description_{};
};

/// The name of a key that is there for one test alone.
class passing_name {
 public:
  passing_name() : name_(L"openschannel test key " + std::to_wstring(++last_number())) { remove(); }
  ~passing_name() { remove(); }
  passing_name(const passing_name&) = delete;
  passing_name& operator=(const passing_name&) = delete;

  const wchar_t* text() const { return name_.c_str(); }

 private:
  static unsigned& last_number() {
    static unsigned number = 0;
    return number;
  }
  void remove() const {
    const storage in;
    stored_key old = stored_key::opened(in, text());
    if (old.made == ERROR_SUCCESS) old.remove();
  }

  std::wstring name_;
};

}  // namespace peers

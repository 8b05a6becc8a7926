// CRYPT_KEY_PROV_INFO, read and written. Written, it is one block: the structure, its parameters, then texts
// and data.
#include "abi/crypt32/key_location.h"

#include <cstring>
#include <span>
#include <string>
#include <utility>

namespace schannel::abi::crypt32 {

namespace {

using core::certs::key_location;

std::optional<std::wstring> copy(LPCWSTR text) {
  if (text == nullptr) return std::nullopt;
  return std::wstring{text};
}

/// A growing block whose pointers are made for the place where it will be copied to.
class block {
 public:
  block(void* destination, std::size_t fixed)
      : destination_(static_cast<BYTE*>(destination)), bytes_(fixed) {}

  /// Appends `data` and returns where it will be.
  BYTE* append(tls::const_bytes data) {
    const std::size_t offset = bytes_.size();
    bytes_.insert(bytes_.end(), data.begin(), data.end());
    return at(offset);
  }

  wchar_t* append(const std::optional<std::wstring>& text) {
    if (!text) return nullptr;
    const auto* raw = reinterpret_cast<const std::uint8_t*>(text->c_str());
    return reinterpret_cast<wchar_t*>(append({raw, (text->size() + 1) * sizeof(wchar_t)}));
  }

  template <typename T>
  void put(std::size_t offset, const T& value) {
    std::memcpy(bytes_.data() + offset, &value, sizeof value);
  }

  /// Null when only the size is asked for.
  BYTE* at(std::size_t offset) const { return destination_ == nullptr ? nullptr : destination_ + offset; }
  tls::byte_vector take() && { return std::move(bytes_); }

 private:
  BYTE* destination_;
  tls::byte_vector bytes_;
};

}  // namespace

std::optional<key_location> to_key_location(const CRYPT_KEY_PROV_INFO& given) {
  if (given.cProvParam != 0 && given.rgProvParam == nullptr) return std::nullopt;
  key_location location;
  location.container_name = copy(given.pwszContainerName);
  location.provider_name = copy(given.pwszProvName);
  location.provider_type = given.dwProvType;
  location.flags = given.dwFlags;
  location.key_spec = given.dwKeySpec;
  for (const CRYPT_KEY_PROV_PARAM& parameter : std::span{given.rgProvParam, given.cProvParam}) {
    if (parameter.pbData == nullptr && parameter.cbData != 0) return std::nullopt;
    location.parameters.push_back(
        {parameter.dwParam, {parameter.pbData, parameter.pbData + parameter.cbData}, parameter.dwFlags});
  }
  return location;
}

tls::byte_vector to_provider_info(const key_location& location, void* destination) {
  constexpr std::size_t parameters_offset = sizeof(CRYPT_KEY_PROV_INFO);
  const std::size_t count = location.parameters.size();
  block written{destination, parameters_offset + count * sizeof(CRYPT_KEY_PROV_PARAM)};

  CRYPT_KEY_PROV_INFO info{};
  info.pwszContainerName = written.append(location.container_name);
  info.pwszProvName = written.append(location.provider_name);
  info.dwProvType = location.provider_type;
  info.dwFlags = location.flags;
  info.cProvParam = static_cast<DWORD>(count);
  if (count != 0) info.rgProvParam = reinterpret_cast<CRYPT_KEY_PROV_PARAM*>(written.at(parameters_offset));
  info.dwKeySpec = location.key_spec;
  written.put(0, info);

  for (std::size_t i = 0; i < count; ++i) {
    const key_location::parameter& from = location.parameters[i];
    CRYPT_KEY_PROV_PARAM parameter{};
    parameter.dwParam = from.id;
    parameter.cbData = static_cast<DWORD>(from.data.size());
    parameter.pbData = from.data.empty() ? nullptr : written.append(from.data);
    parameter.dwFlags = from.flags;
    written.put(parameters_offset + i * sizeof parameter, parameter);
  }
  return std::move(written).take();
}

}  // namespace schannel::abi::crypt32

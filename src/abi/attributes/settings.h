// attribute_settings: what a program sets on a context with SetContextAttributes and asks for later.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tls/bytes.h"

namespace schannel::abi {

/// What SECPKG_ATTR_KEYING_MATERIAL shall be.
struct keying_material_wish {
  std::string label{};
  std::optional<tls::byte_vector> context{};
  std::uint32_t length = 0;
};

struct attribute_settings {
  std::uint32_t session_flags = 0;
  tls::byte_vector session_data{};
  std::optional<keying_material_wish> keying_material{};
};

}  // namespace schannel::abi

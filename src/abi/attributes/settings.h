// attribute_settings: what a program sets on a context with SetContextAttributes and asks for later.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "ossl/session_notes.h"
#include "tls/bytes.h"

namespace schannel::abi {

/// What SECPKG_ATTR_KEYING_MATERIAL shall be.
struct keying_material_wish {
  std::string label{};
  std::optional<tls::byte_vector> context{};
  std::uint32_t length = 0;
};

struct attribute_settings {
  ossl::session_note session_note{};  ///< what was set here last, whatever became of the session
  std::optional<keying_material_wish> keying_material{};
};

}  // namespace schannel::abi

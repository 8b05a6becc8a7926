// What programs put into an NCryptBufferDesc.
#pragma once

#include <ncrypt.h>

#include <optional>
#include <string>

#include "ossl/secret_bytes.h"

namespace schannel::abi::cng {

/// A password, wiped when it goes.
class secret_text {
 public:
  explicit secret_text(std::wstring text) : text_(std::move(text)) {}
  secret_text(secret_text&&) noexcept = default;
  secret_text& operator=(secret_text&&) noexcept = default;
  ~secret_text() { ossl::wipe(text_.data(), text_.size() * sizeof(wchar_t)); }

  std::wstring_view view() const { return text_; }

 private:
  std::wstring text_;
};

struct blob_parameters {
  std::optional<std::wstring> key_name;
  std::optional<secret_text> secret;
  /// An encryption by its dotted identifier, as Windows takes it for export.
  std::string algorithm;
};

/// Nothing when the description is none. Parameters of other kinds are passed over.
std::optional<blob_parameters> read_parameters(const NCryptBufferDesc* description);

}  // namespace schannel::abi::cng

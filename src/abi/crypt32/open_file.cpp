// Stores that are files: CERT_STORE_PROV_FILE and CERT_STORE_PROV_FILENAME.
#include <filesystem>
#include <utility>

#include "abi/crypt32/file_errors.h"
#include "abi/crypt32/open.h"
#include "core/certs/certificate_files.h"
#include "core/certs/store_file.h"
#include "core/files/rewriting.h"
#include "core/files/whole_file.h"
#include "tls/unicode.h"

namespace schannel::abi::crypt32 {

namespace {

using core::certs::store_file;
using core::certs::store_format;

/// Far more certificates than anybody has, and little enough to read whatever is there.
constexpr std::size_t largest_file = std::size_t{64} << 20;

/// What files have in common: they cannot be deleted through their store, and are written or not, but not
/// both.
bool asks_the_impossible(const opening& how) {
  return how.has(CERT_STORE_DELETE_FLAG) ||
         (how.has(CERT_FILE_STORE_COMMIT_ENABLE_FLAG) && how.has(CERT_STORE_READONLY_FLAG));
}

answer<HCERTSTORE> hand_out(const opening& how, std::vector<core::certs::serialized_element> elements,
                            core::certs::store_place where, store_format format) {
  new_store store{how.has(CERT_STORE_ENUM_ARCHIVED_FLAG)};
  fill(store, std::move(elements));
  if (how.has(CERT_FILE_STORE_COMMIT_ENABLE_FLAG))
    store.back(std::make_unique<store_file>(std::move(where), format));
  return store.hand_out();
}

}  // namespace

answer<HCERTSTORE> open_file(const opening& how) {
  const auto handle = reinterpret_cast<LONG_PTR>(how.parameter);
  const int descriptor = static_cast<int>(handle);
  if (handle <= 0 || descriptor != handle) return refusal{ERROR_INVALID_HANDLE};
  if (asks_the_impossible(how)) return refusal{E_INVALIDARG};
  if (how.has(CERT_FILE_STORE_COMMIT_ENABLE_FLAG) && core::files::has_no_beginning(descriptor))
    return refusal{E_INVALIDARG};
  const auto file = core::files::read_whole(descriptor, largest_file);
  if (file.error) return refusal{code_of(file.error)};
  auto elements = file.content.empty() ? std::vector<core::certs::serialized_element>{}
                                       : core::certs::read_serialized(file.content);
  if (!elements) return refusal{CRYPT_E_FILE_ERROR};
  return hand_out(how, std::move(*elements), descriptor, store_format::serialized);
}

answer<HCERTSTORE> open_named_file(const opening& how, bool is_wide) {
  if (how.parameter == nullptr) return refusal{ERROR_PATH_NOT_FOUND};
  if (asks_the_impossible(how)) return refusal{E_INVALIDARG};
  const std::filesystem::path path = is_wide ? tls::to_utf8(static_cast<LPCWSTR>(how.parameter))
                                             : std::string{static_cast<LPCSTR>(how.parameter)};
  if (path.empty()) return refusal{ERROR_PATH_NOT_FOUND};
  const auto file = core::files::read_whole(path, largest_file);
  const bool exists = file.error != std::errc::no_such_file_or_directory;
  if (exists && file.error) return refusal{code_of(file.error)};
  if (exists && how.has(CERT_STORE_CREATE_NEW_FLAG)) return refusal{ERROR_FILE_EXISTS};
  if (!exists && (how.has(CERT_STORE_OPEN_EXISTING_FLAG) || how.has(CERT_STORE_READONLY_FLAG)))
    return refusal{ERROR_FILE_NOT_FOUND};
  auto found = core::certs::read_certificate_file(file.content);
  if (!found) return refusal{CRYPT_E_FILE_ERROR};
  return hand_out(how, std::move(found->elements), path, found->format);
}

}  // namespace schannel::abi::crypt32

// Any bytes as a file of certificates: a serialized store, PKCS #7, DER, PEM or base64. What can be read can
// be written, and is then read as the same.
#include <cstdlib>

#include "core/certs/certificate_files.h"

using namespace schannel::core::certs;

namespace {

/// A store of all that was read.
store store_of(std::vector<serialized_element> elements) {
  store all;
  for (serialized_element& one : elements) {
    if (auto* certificate = std::get_if<schannel::ossl::certificate>(&one.content))
      all.certificates.add(std::make_shared<entry>(*certificate, std::move(one.attached)),
                           disposition::always);
    else
      all.revocation_lists.add(
          std::make_shared<revocation_entry>(std::get<schannel::ossl::revocation_list>(one.content),
                                             std::move(one.attached)),
          disposition::always);
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto file = read_certificate_file({data, size});
  if (!file) return 0;
  const auto written = write_serialized(store_of(std::move(file->elements)));
  auto again = read_serialized(written);
  if (!again || write_serialized(store_of(std::move(*again))) != written) std::abort();
  return 0;
}

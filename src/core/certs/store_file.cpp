// store_file: a whole store in one file.
#include "core/certs/store_file.h"

#include "core/files/rewriting.h"
#include "core/files/whole_file.h"
#include "ossl/certificate_bag.h"

namespace schannel::core::certs {

namespace {

ossl::certificate_bag bag_of(const store& all) {
  ossl::certificate_bag bag;
  for (const auto& one : all.certificates.entries()) bag.certificates.push_back(one->certificate());
  for (const auto& one : all.revocation_lists.entries()) bag.revocation_lists.push_back(one->list());
  return bag;
}

}  // namespace

tls::byte_vector write_store(const store& all, store_format format) {
  return format == store_format::serialized ? write_serialized(all) : write_signed_data(bag_of(all));
}

std::error_code store_file::commit(const store& all, commitment how) {
  const bool is_due = how == commitment::forced || (how == commitment::if_changed && changed_);
  if (is_due) {
    const tls::byte_vector content = write_store(all, format_);
    const auto* path = std::get_if<std::filesystem::path>(&where_);
    const std::error_code failed = path != nullptr
                                       ? files::write_whole(*path, content, files::access::as_before)
                                       : files::rewrite(std::get<int>(where_), content);
    if (failed) return failed;
  }
  if (how != commitment::forced || is_due) changed_ = false;
  return {};
}

}  // namespace schannel::core::certs

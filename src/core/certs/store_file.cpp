// store_file: a whole store in one file.
#include "core/certs/store_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "core/files/whole_file.h"
#include "ossl/certificate_bag.h"

namespace schannel::core::certs {

namespace {

std::error_code last_error() {
  return {errno, std::generic_category()};
}

std::error_code write_at(int descriptor, std::size_t offset, tls::const_bytes content) {
  while (!content.empty()) {
    const ssize_t written = ::pwrite(descriptor, content.data(), content.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return last_error();
    offset += static_cast<std::size_t>(written);
    content = content.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

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

std::error_code write_to(int descriptor, tls::const_bytes content) {
  struct stat facts {};
  if (::fstat(descriptor, &facts) != 0) return last_error();
  // What the file grows by comes first: where there is no room for it, the file stays as it was.
  const std::size_t present = std::min(static_cast<std::size_t>(facts.st_size), content.size());
  if (const auto failed = write_at(descriptor, present, content.subspan(present))) {
    if (::ftruncate(descriptor, facts.st_size) != 0) return last_error();
    return failed;
  }
  if (const auto failed = write_at(descriptor, 0, content.first(present))) return failed;
  return ::ftruncate(descriptor, static_cast<off_t>(content.size())) == 0 ? std::error_code{} : last_error();
}

std::error_code store_file::commit(const store& all, commitment how) {
  const bool is_due = how == commitment::forced || (how == commitment::if_changed && changed_);
  if (is_due) {
    const tls::byte_vector content = write_store(all, format_);
    const auto* path = std::get_if<std::filesystem::path>(&where_);
    const std::error_code failed = path != nullptr
                                       ? files::write_whole(*path, content, files::access::as_before)
                                       : write_to(std::get<int>(where_), content);
    if (failed) return failed;
  }
  if (how != commitment::forced || is_due) changed_ = false;
  return {};
}

}  // namespace schannel::core::certs

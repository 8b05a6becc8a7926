// Records that OpenSSL seals, laid out in the caller's three buffers.
#include "ossl/engine_sender.h"

#include <algorithm>

#include "ossl/engine.h"

namespace schannel::ossl {

tls::result<std::size_t> engine_sender::seal(tls::content_type type, const record_parts& of) {
  const auto& [header, data, trailer] = of;
  if (type != tls::content_type::application_data || data.empty()) return tls::cause::unsupported;
  const auto record = engine_->write(data);
  if (!record) return record.failure();
  const std::size_t around = header.size() + data.size();
  if (record->size() < around || record->size() - around > trailer.size()) return tls::cause::internal;

  const auto* bytes = record->data();
  std::copy_n(bytes, header.size(), header.begin());
  std::copy_n(bytes + header.size(), data.size(), data.begin());
  std::copy(bytes + around, bytes + record->size(), trailer.begin());
  return record->size() - around;
}

tls::result<tls::byte_vector> engine_sender::seal_alert(const tls::alert& what) {
  if (what != tls::close_notify) return tls::cause::unsupported;
  return engine_->say_goodbye();
}

}  // namespace schannel::ossl

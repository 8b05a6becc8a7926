// One registration for each number, whoever sends it; which connections do is looked up in their engines.
#include "ossl/custom_extensions.h"

#include <algorithm>
#include <mutex>
#include <new>

#include "ossl/engine.h"
#include "ossl/failures.h"
#include "ossl/handles.h"

namespace schannel::ossl {

struct extension_callbacks {
  /// Returns 1 for an extension with content, which may be empty, and 0 for none.
  static int add(SSL* ssl, unsigned number, unsigned, const unsigned char** content, std::size_t* length,
                 X509*, std::size_t, int*, void*) {
    const auto& sent = static_cast<engine*>(SSL_get_app_data(ssl))->extensions_.sent;
    const auto found = std::ranges::find(sent, number, &extension::number);
    if (found == sent.end()) return 0;
    *content = found->content.data();
    *length = found->content.size();
    return 1;
  }

  static int parse(SSL* ssl, unsigned number, unsigned, const unsigned char* content, std::size_t length,
                   X509*, std::size_t, int* alert, void*) {
    engine& self = *static_cast<engine*>(SSL_get_app_data(ssl));
    try {
      // The first time counts: a ClientHello that answers a HelloRetryRequest says it once more.
      if (std::erase(self.extensions_.awaited, number) != 0)
        self.received_.push_back({static_cast<std::uint16_t>(number), {content, content + length}});
      return 1;
    } catch (const std::bad_alloc&) {
      report_shortage();
      *alert = SSL_AD_INTERNAL_ERROR;
      return 0;
    }
  }
};

tls::result<opaque_ssl> custom_extensions::connect(const extension_request& wanted) {
  for (const extension& one : wanted.sent)
    if (const auto learned = learn(one.number); !learned) return learned.failure();
  for (const std::uint16_t number : wanted.awaited)
    if (const auto learned = learn(number); !learned) return learned.failure();
  const std::shared_lock lock(mutex_);
  opaque_ssl made{SSL_new(native_.get())};
  if (!made) return tls::cause::out_of_memory;
  return made;
}

tls::result<std::monostate> custom_extensions::learn(std::uint16_t number) {
  if (SSL_extension_supported(number) == 1) return tls::cause::unsupported;
  const std::unique_lock lock(mutex_);
  if (!known_.insert(number).second) return std::monostate{};
  constexpr unsigned hellos =
      SSL_EXT_CLIENT_HELLO | SSL_EXT_TLS1_2_SERVER_HELLO | SSL_EXT_TLS1_3_ENCRYPTED_EXTENSIONS;
  if (SSL_CTX_add_custom_ext(native_.get(), number, hellos, &extension_callbacks::add, nullptr, nullptr,
                             &extension_callbacks::parse, nullptr) == 1)
    return std::monostate{};
  known_.erase(number);
  return tls::cause::out_of_memory;
}

}  // namespace schannel::ossl

// A walk through a store, and a name.
#include "abi/crypt32/credential_parts.h"

#include "abi/crypt32/registry.h"
#include "core/certs/name_text.h"
#include "ossl/certificate_fields.h"

namespace schannel::abi::crypt32 {
namespace {

/// A handle of one's own to a caller's store, so that it stays while it is walked through.
class held_store {
 public:
  explicit held_store(HCERTSTORE store) {
    const auto held = registry::instance().duplicate(store);
    if (const HCERTSTORE* handle = std::get_if<HCERTSTORE>(&held)) handle_ = *handle;
  }
  held_store(const held_store&) = delete;
  held_store& operator=(const held_store&) = delete;
  ~held_store() {
    if (handle_ != nullptr) registry::instance().close(handle_, {});
  }

  HCERTSTORE handle() const { return handle_; }

 private:
  HCERTSTORE handle_ = nullptr;
};

/// Where a walk stands: a reference to a context.
template <typename Visible>
class position {
 public:
  position() = default;
  position(const position&) = delete;
  position& operator=(const position&) = delete;
  ~position() { move_to(nullptr); }

  void move_to(const Visible* next) {
    if (at_ != nullptr) registry::instance().release(at_);
    at_ = next;
  }
  const Visible* at() const { return at_; }

 private:
  const Visible* at_ = nullptr;
};

template <typename Visible>
std::optional<std::vector<content_of<Visible>>> contents_of(HCERTSTORE store) {
  const held_store held(store);
  if (held.handle() == nullptr) return std::nullopt;
  std::vector<content_of<Visible>> found;
  for (position<Visible> walk;;) {
    const auto next = registry::instance().next<Visible>(held.handle(), walk.at(), std::nullopt);
    const auto* context = std::get_if<const Visible*>(&next);
    if (context == nullptr) return found;
    walk.move_to(*context);
    if (const auto shown = registry::instance().hold(*context)) found.push_back(kind<Visible>::of(*shown));
  }
}

}  // namespace

std::optional<std::vector<ossl::certificate>> certificates_in(HCERTSTORE store) {
  return contents_of<CERT_CONTEXT>(store);
}

std::optional<std::vector<ossl::revocation_list>> revocation_lists_in(HCERTSTORE store) {
  return contents_of<CRL_CONTEXT>(store);
}

tls::byte_vector attached_response(const CERT_CONTEXT* subject) {
  auto found = registry::instance().with<tls::byte_vector>(
      subject, [](const certificate_context& one) -> answer<tls::byte_vector> {
        const auto& values = one.attached().values;
        const auto response = values.find(CERT_OCSP_RESPONSE_PROP_ID);
        return response == values.end() ? tls::byte_vector{} : response->second;
      });
  auto* const response = std::get_if<tls::byte_vector>(&found);
  return response == nullptr ? tls::byte_vector{} : std::move(*response);
}

std::wstring subject_text(const ossl::certificate& shown) {
  return core::certs::simple_text(ossl::decode_name(ossl::subject_of(shown)));
}

}  // namespace schannel::abi::crypt32

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

/// Walks through a store; `take(context)` may answer with what is to be collected.
template <typename Visible, typename Collected, typename Take>
std::optional<std::vector<Collected>> collect(HCERTSTORE store, Take&& take) {
  const held_store held(store);
  if (held.handle() == nullptr) return std::nullopt;
  std::vector<Collected> found;
  for (position<Visible> walk;;) {
    const auto next = registry::instance().next<Visible>(held.handle(), walk.at(), std::nullopt);
    const auto* context = std::get_if<const Visible*>(&next);
    if (context == nullptr) return found;
    walk.move_to(*context);
    if (auto taken = take(*context)) found.push_back(*std::move(taken));
  }
}

template <typename Visible>
std::optional<std::vector<content_of<Visible>>> contents_of(HCERTSTORE store) {
  using content = content_of<Visible>;
  return collect<Visible, content>(store, [](const Visible* at) -> std::optional<content> {
    const auto shown = registry::instance().hold(at);
    return shown ? std::optional<content>{kind<Visible>::of(*shown)} : std::nullopt;
  });
}

}  // namespace

std::optional<std::vector<ossl::certificate>> certificates_in(HCERTSTORE store) {
  return contents_of<CERT_CONTEXT>(store);
}

std::optional<std::vector<ossl::revocation_list>> revocation_lists_in(HCERTSTORE store) {
  return contents_of<CRL_CONTEXT>(store);
}

std::optional<std::vector<held_certificate>> held_certificates_in(HCERTSTORE store) {
  return collect<CERT_CONTEXT, held_certificate>(
      store, [](const CERT_CONTEXT* at) -> std::optional<held_certificate> {
        const auto seen = registry::instance().look_around(at);
        if (!seen) return std::nullopt;
        return held_certificate{seen->certificate, seen->attached};
      });
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

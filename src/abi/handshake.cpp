// InitializeSecurityContext, AcceptSecurityContext and DeleteSecurityContext.
#include "abi/context.h"
#include "abi/credentials.h"
#include "abi/entry.h"
#include "abi/leg.h"
#include "core/host_name.h"
#include "tls/unicode.h"

namespace schannel::abi {

namespace {

/// A context under a handle that is taken back unless the call that made it succeeds.
class new_context {
 public:
  new_context(core::connection opened, std::shared_ptr<const credential> with)
      : made_(std::make_shared<context>(std::move(opened), std::move(with))),
        handle_(contexts().add(made_)) {}
  new_context(const new_context&) = delete;
  new_context& operator=(const new_context&) = delete;
  ~new_context() {
    if (!kept_) contexts().remove(&handle_);
  }

  context& operator*() const { return *made_; }

  SECURITY_STATUS keep_if_successful(SECURITY_STATUS status, PCtxtHandle where) {
    kept_ = status >= 0;
    if (kept_) *where = handle_;
    return status;
  }

 private:
  std::shared_ptr<context> made_;
  CtxtHandle handle_;
  bool kept_ = false;
};

SECURITY_STATUS continue_context(PCtxtHandle handle, PCtxtHandle new_handle, const leg_call& call) {
  const auto found = contexts().use(handle);
  if (!found) return SEC_E_INVALID_HANDLE;
  const CtxtHandle same = *handle;
  const SECURITY_STATUS status = take_leg(*found, call);
  if (status >= 0 && new_handle != nullptr) *new_handle = same;
  return status;
}

/// What must be right before a context is made; SEC_E_OK when it is.
SECURITY_STATUS check_first_call(const leg_call& call, PCtxtHandle new_handle) {
  if (new_handle == nullptr) return SEC_E_INVALID_HANDLE;
  if (call.output == nullptr) return SEC_E_INVALID_TOKEN;
  return call.wants(call.family.refused) ? SEC_E_UNSUPPORTED_FUNCTION : SEC_E_OK;
}

/// The key of a connection whose credential wants one; nothing where the call brings none.
std::optional<ossl::preshared_key> key_of(const credential& with, leg_input& input) {
  if (!with.uses_preshared_keys() || !input.key) return std::nullopt;
  return ossl::preshared_key{*std::move(input.key), std::move(input.key_identity)};
}

SECURITY_STATUS connect(std::string target, PCtxtHandle new_handle, const leg_call& call) {
  const auto& credential = call.given_credential;
  if (!credential) return SEC_E_INVALID_HANDLE;
  if (!credential->client) return SEC_E_NO_CREDENTIALS;
  if (const auto status = check_first_call(call, new_handle); status != SEC_E_OK) return status;
  auto input = leg_input::parse(call.input);
  if (!input) return to_status(input.failure());
  if (input->wants(call.family.refused_wide)) return SEC_E_UNSUPPORTED_FUNCTION;
  if (credential->uses_preshared_keys() && !input->key) return SEC_E_NO_CREDENTIALS;
  auto extensions =
      request_for(&call.family == &client_requirements, input->sent_extensions, input->awaited_extensions);
  if (!extensions) return to_status(extensions.failure());

  std::string host_name = core::host_name_of(target).value_or("");
  auto opened = core::connection::begin(
      *credential->client, {.target = std::move(target),
                            .host_name = std::move(host_name),
                            .application_protocols = std::move(input->application_protocols),
                            .key = key_of(*credential, *input),
                            .validates = validation_for(call, *input),
                            .reuses_tickets = input->wants(ISC_REQ_REUSE_SESSION_TICKETS),
                            .extensions = *std::move(extensions),
                            .allows_late_authentication = !input->wants(ISC_REQ_NO_POST_HANDSHAKE_AUTH)});
  if (!opened) return to_status(opened.failure());
  new_context made(*std::move(opened), credential);
  return made.keep_if_successful(deliver_first(*made, call), new_handle);
}

SECURITY_STATUS accept(PCtxtHandle new_handle, const leg_call& call) {
  const auto& credential = call.given_credential;
  if (!credential) return SEC_E_INVALID_HANDLE;
  if (!credential->can_accept()) return SEC_E_NO_CREDENTIALS;
  if (const auto status = check_first_call(call, new_handle); status != SEC_E_OK) return status;
  auto input = leg_input::parse(call.input);
  if (!input) return to_status(input.failure());
  if (input->wants(call.family.refused_wide)) return SEC_E_UNSUPPORTED_FUNCTION;
  if (credential->uses_preshared_keys() && !input->key) return SEC_E_NO_CREDENTIALS;
  auto extensions =
      request_for(&call.family == &client_requirements, input->sent_extensions, input->awaited_extensions);
  if (!extensions) return to_status(extensions.failure());

  auto opened = core::connection::begin(*credential->server,
                                        {.application_protocols = std::move(input->application_protocols),
                                         .wants_client_certificate = call.wants(ASC_REQ_MUTUAL_AUTH),
                                         .key = key_of(*credential, *input),
                                         .issues_tickets = call.wants(ASC_REQ_SESSION_TICKET),
                                         .extensions = *std::move(extensions)});
  if (!opened) return to_status(opened.failure());
  new_context made(*std::move(opened), credential);
  return made.keep_if_successful(take_leg(*made, call), new_handle);
}

SECURITY_STATUS initialize(PCtxtHandle context, std::string target, PCtxtHandle new_handle,
                           const leg_call& call) {
  return context == nullptr ? connect(std::move(target), new_handle, call)
                            : continue_context(context, new_handle, call);
}

}  // namespace
}  // namespace schannel::abi

using namespace schannel::abi;

SECURITY_STATUS InitializeSecurityContextA(PCredHandle phCredential, PCtxtHandle phContext,
                                           SEC_CHAR* pszTargetName, ULONG fContextReq, ULONG, ULONG,
                                           PSecBufferDesc pInput, ULONG, PCtxtHandle phNewContext,
                                           PSecBufferDesc pOutput, ULONG* pfContextAttr,
                                           PTimeStamp ptsExpiry) {
  return guarded([&] {
    return initialize(phContext, pszTargetName == nullptr ? "" : pszTargetName, phNewContext,
                      {client_requirements, fContextReq, pInput, pOutput, pfContextAttr, ptsExpiry,
                       credentials().find(phCredential)});
  });
}

SECURITY_STATUS InitializeSecurityContextW(PCredHandle phCredential, PCtxtHandle phContext,
                                           SEC_WCHAR* pszTargetName, ULONG fContextReq, ULONG, ULONG,
                                           PSecBufferDesc pInput, ULONG, PCtxtHandle phNewContext,
                                           PSecBufferDesc pOutput, ULONG* pfContextAttr,
                                           PTimeStamp ptsExpiry) {
  return guarded([&] {
    return initialize(phContext, schannel::tls::to_utf8(pszTargetName == nullptr ? L"" : pszTargetName),
                      phNewContext,
                      {client_requirements, fContextReq, pInput, pOutput, pfContextAttr, ptsExpiry,
                       credentials().find(phCredential)});
  });
}

SECURITY_STATUS AcceptSecurityContext(PCredHandle phCredential, PCtxtHandle phContext, PSecBufferDesc pInput,
                                      ULONG fContextReq, ULONG, PCtxtHandle phNewContext,
                                      PSecBufferDesc pOutput, ULONG* pfContextAttr, PTimeStamp ptsExpiry) {
  return guarded([&] {
    const leg_call call{server_requirements,
                        fContextReq,
                        pInput,
                        pOutput,
                        pfContextAttr,
                        ptsExpiry,
                        credentials().find(phCredential)};
    return phContext == nullptr ? accept(phNewContext, call)
                                : continue_context(phContext, phNewContext, call);
  });
}

SECURITY_STATUS DeleteSecurityContext(PCtxtHandle phContext) {
  return guarded([&] { return contexts().remove(phContext) ? SEC_E_OK : SEC_E_INVALID_HANDLE; });
}

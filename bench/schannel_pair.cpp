// Handshakes through InitializeSecurityContext and AcceptSecurityContext, as programs call them.
#include "schannel_pair.h"

#include <wincrypt.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "handshake_path.h"

namespace bench {
namespace {

CredHandle acquire(ULONG use, DWORD protocol, PCCERT_CONTEXT certificate, DWORD flags) {
  TLS_PARAMETERS parameters{};
  parameters.grbitDisabledProtocols = ~protocol;
  SCH_CREDENTIALS data{};
  data.dwVersion = SCH_CREDENTIALS_VERSION;
  data.dwFlags = flags;
  data.cTlsParameters = 1;
  data.pTlsParameters = &parameters;
  if (certificate != nullptr) {
    data.cCreds = 1;
    data.paCred = &certificate;
  }
  wchar_t package[] = UNISP_NAME_W;
  CredHandle made{};
  const SECURITY_STATUS status =
      AcquireCredentialsHandleW(nullptr, package, use, nullptr, &data, nullptr, nullptr, &made, nullptr);
  expect(status == SEC_E_OK, "AcquireCredentialsHandle", status);
  return made;
}

using bytes = std::vector<std::uint8_t>;

/// One end, and what has come for it.
struct end {
  bool is_client;
  PCredHandle credential;
  CtxtHandle& context;
  bool issues_tickets = false;
  ULONGLONG wide_requirements = 0;  ///< of a client's first call: what does not fit fContextReq
  bytes inbox{};
  bool has_context = false;

  /// One step of the handshake; sends what comes of it.
  SECURITY_STATUS step(end& other);
  /// Deals with the records that follow the handshake, such as tickets.
  void take_post_handshake_messages(end& other);
};

SECURITY_STATUS end::step(end& other) {
  SecBuffer in[] = {{static_cast<ULONG>(inbox.size()), SECBUFFER_TOKEN, inbox.data()},
                    {0, SECBUFFER_EMPTY, nullptr}};
  SecBufferDesc input{SECBUFFER_VERSION, 2, in};
  SEC_FLAGS flags{wide_requirements};
  SecBuffer first_in{sizeof flags, SECBUFFER_FLAGS, &flags};
  SecBufferDesc first_input{SECBUFFER_VERSION, 1, &first_in};
  SecBuffer out{0, SECBUFFER_TOKEN, nullptr};
  SecBufferDesc output{SECBUFFER_VERSION, 1, &out};
  PCtxtHandle existing = has_context ? &context : nullptr;
  ULONG attributes = 0;
  wchar_t target[] = L"localhost";
  constexpr ULONG client_wants =
      ISC_REQ_STREAM | ISC_REQ_ALLOCATE_MEMORY | ISC_REQ_CONFIDENTIALITY | ISC_REQ_USE_SUPPLIED_CREDS;
  const ULONG server_wants = ASC_REQ_STREAM | ASC_REQ_ALLOCATE_MEMORY | ASC_REQ_CONFIDENTIALITY |
                             (issues_tickets ? ASC_REQ_SESSION_TICKET : 0U);
  const SECURITY_STATUS status = is_client
                                     ? InitializeSecurityContextW(credential, existing, target, client_wants,
                                                                  0, 0, has_context ? &input : &first_input,
                                                                  0, &context, &output, &attributes, nullptr)
                                     : AcceptSecurityContext(credential, existing, &input, server_wants, 0,
                                                             &context, &output, &attributes, nullptr);
  if (status == SEC_E_INCOMPLETE_MESSAGE) return status;
  expect(status >= 0, is_client ? "InitializeSecurityContext" : "AcceptSecurityContext", status);
  has_context = true;
  const std::size_t left = in[1].BufferType == SECBUFFER_EXTRA ? in[1].cbBuffer : 0;
  inbox.erase(inbox.begin(), inbox.end() - static_cast<std::ptrdiff_t>(left));
  const auto* token = static_cast<const std::uint8_t*>(out.pvBuffer);
  other.inbox.insert(other.inbox.end(), token, token + out.cbBuffer);
  FreeContextBuffer(out.pvBuffer);
  return status;
}

void end::take_post_handshake_messages(end& other) {
  while (!inbox.empty()) {
    bytes received = inbox;
    SecBuffer buffers[4] = {{static_cast<ULONG>(received.size()), SECBUFFER_DATA, received.data()}};
    SecBufferDesc message{SECBUFFER_VERSION, 4, buffers};
    const SECURITY_STATUS status = DecryptMessage(&context, &message, 0, nullptr);
    expect(status == SEC_I_RENEGOTIATE && buffers[3].BufferType == SECBUFFER_EXTRA, "DecryptMessage", status);
    inbox.erase(inbox.begin(), inbox.end() - static_cast<std::ptrdiff_t>(buffers[3].cbBuffer));
    step(other);
  }
}

class schannel_handshakes final : public handshake_path {
 public:
  explicit schannel_handshakes(const handshake& which)
      : credentials_(which.with, identity::of(which.key), which.resumes) {}

  void run() override {
    schannel_pair made(credentials_);
    was_resumed_ = made.was_resumed();
  }
  bool was_resumed() const override { return was_resumed_; }

 private:
  schannel_credentials credentials_;
  bool was_resumed_ = false;
};

}  // namespace

schannel_credentials::schannel_credentials(const suite& with, const identity& of_server, bool resumes)
    : issues_tickets_(resumes) {
  allow_only(with);
  bytes pfx = of_server.pfx();
  CRYPT_DATA_BLOB blob{static_cast<DWORD>(pfx.size()), pfx.data()};
  HCERTSTORE store = PFXImportCertStore(&blob, L"", PKCS12_NO_PERSIST_KEY);
  PCCERT_CONTEXT certificate =
      CertFindCertificateInStore(store, X509_ASN_ENCODING, 0, CERT_FIND_ANY, nullptr, nullptr);
  expect(certificate != nullptr, "PFXImportCertStore");
  const bool is_1_3 = with.version == version::tls1_3;
  client_ = acquire(SECPKG_CRED_OUTBOUND, is_1_3 ? SP_PROT_TLS1_3_CLIENT : SP_PROT_TLS1_2_CLIENT, nullptr,
                    SCH_CRED_MANUAL_CRED_VALIDATION | SCH_CRED_NO_DEFAULT_CREDS);
  server_ = acquire(SECPKG_CRED_INBOUND, is_1_3 ? SP_PROT_TLS1_3_SERVER : SP_PROT_TLS1_2_SERVER, certificate,
                    resumes ? 0 : SCH_CRED_DISABLE_RECONNECTS);
  CertFreeCertificateContext(certificate);
  CertCloseStore(store, 0);
}

schannel_credentials::~schannel_credentials() {
  FreeCredentialsHandle(&client_);
  FreeCredentialsHandle(&server_);
}

schannel_pair::schannel_pair(schannel_credentials& with, late_authentication late) {
  end client{true, with.client(), client_};
  if (late == late_authentication::refused) client.wide_requirements = ISC_REQ_NO_POST_HANDSHAKE_AUTH;
  end server{false, with.server(), server_, with.issues_tickets()};
  SECURITY_STATUS of_client = client.step(server), of_server = SEC_I_CONTINUE_NEEDED;
  while (of_client != SEC_E_OK || of_server != SEC_E_OK) {
    if (of_server != SEC_E_OK) of_server = server.step(client);
    if (of_client != SEC_E_OK) of_client = client.step(server);
  }
  client.take_post_handshake_messages(server);
}

schannel_pair::~schannel_pair() {
  DeleteSecurityContext(&client_);
  DeleteSecurityContext(&server_);
}

bool schannel_pair::was_resumed() {
  SecPkgContext_SessionInfo session{};
  expect(QueryContextAttributesW(&client_, SECPKG_ATTR_SESSION_INFO, &session) == SEC_E_OK, "SESSION_INFO");
  return (session.dwFlags & SSL_SESSION_RECONNECT) != 0;
}

SecPkgContext_StreamSizes schannel_pair::sizes() {
  SecPkgContext_StreamSizes found{};
  expect(QueryContextAttributesW(&client_, SECPKG_ATTR_STREAM_SIZES, &found) == SEC_E_OK, "STREAM_SIZES");
  return found;
}

std::unique_ptr<handshake_path> handshakes_of_schannel(const handshake& which) {
  return std::make_unique<schannel_handshakes>(which);
}

}  // namespace bench

/* The first step of any Schannel client, as a program that knows OpenSchannel only as it was installed: a
   credential, the first leg of a handshake, and a ClientHello to send. */
#define SECURITY_WIN32
#include <windows.h>
#include <schannel.h>
#include <security.h>
#include <stdio.h>

int main(void) {
  SCHANNEL_CRED settings = {0};
  settings.dwVersion = SCHANNEL_CRED_VERSION;
  settings.dwFlags = SCH_CRED_NO_DEFAULT_CREDS | SCH_CRED_MANUAL_CRED_VALIDATION;

  CredHandle credential;
  TimeStamp expiry;
  wchar_t package[] = UNISP_NAME_W;
  SECURITY_STATUS status = AcquireCredentialsHandleW(NULL, package, SECPKG_CRED_OUTBOUND, NULL, &settings, NULL,
                                                     NULL, &credential, &expiry);
  if (status != SEC_E_OK) return fprintf(stderr, "no credential: 0x%08x\n", (unsigned)status), 1;

  SecBuffer token = {0, SECBUFFER_TOKEN, NULL};
  SecBufferDesc output = {SECBUFFER_VERSION, 1, &token};
  CtxtHandle context;
  ULONG attributes = 0;
  wchar_t server[] = L"server.example";
  status = InitializeSecurityContextW(&credential, NULL, server, ISC_REQ_STREAM | ISC_REQ_ALLOCATE_MEMORY, 0, 0,
                                      NULL, 0, &context, &output, &attributes, &expiry);
  if (status != SEC_I_CONTINUE_NEEDED) return fprintf(stderr, "no handshake: 0x%08x\n", (unsigned)status), 1;

  int is_handshake_record = token.cbBuffer > 5 && ((const unsigned char*)token.pvBuffer)[0] == 0x16;
  printf("a ClientHello of %u bytes\n", (unsigned)token.cbBuffer);

  FreeContextBuffer(token.pvBuffer);
  DeleteSecurityContext(&context);
  FreeCredentialsHandle(&credential);
  return is_handshake_record ? 0 : 1;
}

/* The first step of a client that links with no library of Windows' TLS: it finds Schannel by name, tells its
   version, converts its host name, and says what went wrong. It is the same program for Windows and for here.
 */
#define SECURITY_WIN32
#include <windows.h>

#include <schannel.h>
#include <security.h>
#include <wincrypt.h>

#include <stdio.h>

/* Prints a status with its text. */
static void explain(const char* what, DWORD status) {
  char* text = NULL;
  DWORD flags = FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS;
  FormatMessageA(flags, NULL, status, MAKELANGID(LANG_NEUTRAL, SUBLANG_DEFAULT), (LPSTR)&text, 0, NULL);
  printf("%s: 0x%08lX: %s", what, (unsigned long)status, text != NULL ? text : "?\n");
  LocalFree(text);
}

/* Schannel's functions, found as programs do that run where it may be missing; NULL when it is. */
static PSecurityFunctionTableW find_schannel(void) {
  HMODULE library = LoadLibraryW(L"secur32.dll");
  if (library == NULL) return NULL;
  FARPROC found = GetProcAddress(library, "InitSecurityInterfaceW");
  return found != NULL ? ((INIT_SECURITY_INTERFACE_W)(void (*)(void))found)() : NULL;
}

/* Whether this is Windows 10 or later. */
static BOOL is_recent(void) {
  OSVERSIONINFOEXW wanted;
  DWORDLONG conditions = 0;
  ZeroMemory(&wanted, sizeof wanted);
  wanted.dwOSVersionInfoSize = sizeof wanted;
  wanted.dwMajorVersion = 6;
  VER_SET_CONDITION(conditions, VER_MAJORVERSION, VER_GREATER_EQUAL);
  return VerifyVersionInfoW(&wanted, VER_MAJORVERSION, conditions);
}

int main(int count, char** arguments) {
  const char* host = count > 1 ? arguments[1] : "server.example";
  WCHAR target[256];
  if (MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, host, -1, target, ARRAYSIZE(target)) == 0) {
    explain("the host name", GetLastError());
    return 1;
  }

  PSecurityFunctionTableW schannel = find_schannel();
  if (schannel == NULL || !is_recent()) {
    explain("no Schannel", GetLastError());
    return 1;
  }

  SCHANNEL_CRED settings;
  ZeroMemory(&settings, sizeof settings);
  settings.dwVersion = SCHANNEL_CRED_VERSION;
  settings.dwFlags = SCH_CRED_NO_DEFAULT_CREDS | SCH_CRED_MANUAL_CRED_VALIDATION;
  WCHAR package[] = UNISP_NAME_W;
  CredHandle credential;
  TimeStamp expiry;
  SECURITY_STATUS status = schannel->AcquireCredentialsHandleW(NULL, package, SECPKG_CRED_OUTBOUND, NULL,
                                                               &settings, NULL, NULL, &credential, &expiry);
  explain("a credential", (DWORD)status);
  if (FAILED(status)) return 1;

  SecBuffer token = {0, SECBUFFER_TOKEN, NULL};
  SecBufferDesc output = {SECBUFFER_VERSION, 1, &token};
  CtxtHandle context;
  ULONG attributes = 0;
  status = schannel->InitializeSecurityContextW(&credential, NULL, target,
                                                ISC_REQ_STREAM | ISC_REQ_ALLOCATE_MEMORY, 0, 0, NULL, 0,
                                                &context, &output, &attributes, &expiry);
  explain("the first leg", (DWORD)status);
  if (status != SEC_I_CONTINUE_NEEDED) return 1;

  printf("a ClientHello of %lu bytes\n", (unsigned long)token.cbBuffer);
  schannel->FreeContextBuffer(token.pvBuffer);
  schannel->DeleteSecurityContext(&context);
  schannel->FreeCredentialsHandle(&credential);
  return 0;
}

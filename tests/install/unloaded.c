/* Loads the library that the first argument names, has it make a credential, lets go of it and goes on to use
 * OpenSSL, which the library has told of its functions. */
#include <openssl/evp.h>
#include <openssl/kdf.h>

#define SECURITY_WIN32
/* Behind OpenSSL's headers, some of whose names are macros of Windows. */
#include <windows.h>

#include <dlfcn.h>
#include <schannel.h>
#include <security.h>
#include <stdio.h>
#include <string.h>

/* Copied, for no pointer to an object becomes one to a function. */
static int find(void* library, const char* name, void* function, size_t size) {
  void* found = dlsym(library, name);
  if (found != NULL) memcpy(function, &found, size);
  return found != NULL;
}

static int make_credential(void* library) {
  ACQUIRE_CREDENTIALS_HANDLE_FN_W acquire;
  FREE_CREDENTIALS_HANDLE_FN release;
  if (!find(library, "AcquireCredentialsHandleW", &acquire, sizeof acquire)) return 0;
  if (!find(library, "FreeCredentialsHandle", &release, sizeof release)) return 0;

  SCHANNEL_CRED settings = {0};
  settings.dwVersion = SCHANNEL_CRED_VERSION;
  settings.dwFlags = SCH_CRED_NO_DEFAULT_CREDS | SCH_CRED_MANUAL_CRED_VALIDATION;
  CredHandle credential;
  wchar_t package[] = UNISP_NAME_W;
  return acquire(NULL, package, SECPKG_CRED_OUTBOUND, NULL, &settings, NULL, NULL, &credential, NULL) ==
             SEC_E_OK &&
         release(&credential) == SEC_E_OK;
}

static int derives(const char* name, const char* properties) {
  EVP_KDF* found = EVP_KDF_fetch(NULL, name, properties);
  EVP_KDF_CTX* context = found == NULL ? NULL : EVP_KDF_CTX_new(found);
  const int can_be_used = context != NULL;
  EVP_KDF_CTX_free(context);
  EVP_KDF_free(found);
  return can_be_used;
}

int main(int count, char* arguments[]) {
  void* library = count == 2 ? dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL) : NULL;
  if (library == NULL) return fprintf(stderr, "not loaded: %s\n", dlerror()), 1;
  if (!make_credential(library)) return fprintf(stderr, "no credential\n"), 1;
  if (dlclose(library) != 0) return fprintf(stderr, "not unloaded: %s\n", dlerror()), 1;
  const int goes_on = derives("TLS13-KDF", NULL) && derives("TLS1-PRF", NULL) && derives("HKDF", NULL) &&
                      derives("TLS13-KDF", "provider=openschannel");
  printf("OpenSSL goes on: %d\n", goes_on);
  return !goes_on;
}

// Includes the headers as the first and, once more, as the last: neither may disturb the standard library.
#include <security.h>
#include <subauth.h>
#include <windows.h>

#define SCHANNEL_USE_BLACKLISTS
#include <schannel.h>

#include <arpa/inet.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <memory>
#include <regex>
#include <string>
#include <thread>
#include <vector>

#include <schannel.h>
#include <sspi.h>
#include <wincrypt.h>

static_assert(std::min(1, 2) == 1 && std::max(1, 2) == 2);
static_assert(std::numeric_limits<ULONG>::max() == 0xffffffff);

// A statement of its own, with and without a semicolon, and under an `if`.
void forget(CtxtHandle& context, bool twice) {
  SecInvalidateHandle(&context) if (twice) SecInvalidateHandle(&context);
}

// SECBUFFER_EMPTY is a literal zero: programs initialize a pointer with it.
SecBuffer empty = {SECBUFFER_EMPTY, SECBUFFER_EMPTY, SECBUFFER_EMPTY};

SCH_CREDENTIALS credentials() {
  TLS_PARAMETERS* none = nullptr;
  return {
      SCH_CREDENTIALS_VERSION, SCH_CRED_FORMAT_CERT_CONTEXT, 0, nullptr, nullptr, 0, nullptr, 0, 0, 0, none};
}

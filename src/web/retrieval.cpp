// retrieve(): libcurl, kept to HTTP.
#include "web/retrieval.h"

#include <curl/curl.h>

#include <cstdlib>
#include <memory>
#include <new>

namespace schannel::web {

namespace {

using transfer = std::unique_ptr<CURL, decltype([](CURL* handle) { curl_easy_cleanup(handle); })>;
using header_list =
    std::unique_ptr<curl_slist, decltype([](curl_slist* list) { curl_slist_free_all(list); })>;

constexpr const char* only_protocol = "http";
constexpr long most_redirections = 5;
constexpr long ok = 200;

struct answer {
  tls::byte_vector body;
  std::size_t most_bytes;
};

/// Taking fewer bytes than there are ends the transfer.
std::size_t take(const char* data, std::size_t, std::size_t count, void* into) noexcept {
  auto& taken = *static_cast<answer*>(into);
  if (count > taken.most_bytes - taken.body.size()) return 0;
  try {
    taken.body.insert(taken.body.end(), data, data + count);
    return count;
  } catch (const std::bad_alloc&) {
    return 0;
  }
}

bool is_ready() {
  static const bool worked = curl_global_init(CURL_GLOBAL_NOTHING) == CURLE_OK;
  return worked;
}

/// libcurl would look at the environment of a privileged program too.
const char* proxy() {
  const char* const named = secure_getenv("http_proxy");
  return named == nullptr ? "" : named;
}

void keep_to_http(CURL* handle) {
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, only_protocol);
  curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, only_protocol);
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(handle, CURLOPT_MAXREDIRS, most_redirections);
  curl_easy_setopt(handle, CURLOPT_PROXY, proxy());
}

void limit(CURL* handle, const limits& most) {
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);  // other threads have signals of their own
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(most.time.count()));
  curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(most.bytes));
}

/// Adds the body of a POST; the header that has to live as long as the transfer.
header_list add_body(CURL* handle, const request& wanted) {
  if (wanted.body.empty()) return nullptr;
  header_list headers{curl_slist_append(nullptr, ("Content-Type: " + wanted.body_type).c_str())};
  if (!headers) throw std::bad_alloc{};
  curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(wanted.body.size()));
  curl_easy_setopt(handle, CURLOPT_POSTFIELDS, wanted.body.data());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
  return headers;
}

}  // namespace

std::optional<tls::byte_vector> retrieve(const request& wanted, const limits& most) {
  // A limit of zero would be none to libcurl.
  if (most.time.count() <= 0 || most.bytes == 0 || !is_ready()) return std::nullopt;
  const transfer handle{curl_easy_init()};
  if (!handle) throw std::bad_alloc{};
  answer taken{{}, most.bytes};
  keep_to_http(handle.get());
  limit(handle.get(), most);
  const header_list headers = add_body(handle.get(), wanted);
  curl_easy_setopt(handle.get(), CURLOPT_URL, wanted.url.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &take);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &taken);
  const CURLcode outcome = curl_easy_perform(handle.get());
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  if (outcome == CURLE_OUT_OF_MEMORY) throw std::bad_alloc{};
  if (outcome != CURLE_OK || status != ok) return std::nullopt;
  return std::move(taken.body);
}

}  // namespace schannel::web

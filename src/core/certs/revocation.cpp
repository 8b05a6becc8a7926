// Whether the certificates of a chain are revoked.
#include "core/certs/revocation.h"

#include <optional>

#include "ossl/locations.h"

namespace schannel::core::certs {

namespace {

using ossl::revocation_state;

constexpr std::size_t most_response_bytes = std::size_t{64} << 10;
constexpr std::size_t most_list_bytes = std::size_t{16} << 20;

bool is_settled(revocation_state state) {
  return state == revocation_state::good || state == revocation_state::revoked;
}

/// What is known so far. One that is out of date is more than nothing.
class inquiry {
 public:
  inquiry(const ossl::revocation_subject& subject, const ossl::revocation_terms& terms)
      : subject_(subject), terms_(terms) {}

  bool is_settled() const { return certs::is_settled(state_); }
  revocation_state state() const { return state_; }

  void hear(std::span<const ossl::revocation_list> lists) {
    note(ossl::find_in_lists(subject_, lists, terms_));
  }
  void hear_response(tls::const_bytes response) {
    if (!response.empty()) note(ossl::find_in_response(subject_, response, terms_));
  }
  void hear_list(tls::const_bytes der) {
    if (const auto list = ossl::revocation_list::parse(der)) hear(std::span{&*list, 1});
  }

 private:
  void note(revocation_state heard) {
    if (is_settled() || heard == revocation_state::unknown) return;
    state_ = heard;
  }

  const ossl::revocation_subject& subject_;
  const ossl::revocation_terms& terms_;
  revocation_state state_ = revocation_state::unknown;
};

/// A place on the web that may tell.
struct place {
  web::request question;
  std::size_t most_bytes;
  void (inquiry::*hear)(tls::const_bytes);
};

std::vector<place> places_of(const ossl::revocation_subject& subject) {
  std::vector<place> places;
  for (const std::string& url : ossl::responder_locations(subject.shown))
    places.push_back({{url, ossl::response_request(subject), "application/ocsp-request"},
                      most_response_bytes,
                      &inquiry::hear_response});
  for (const std::string& url : ossl::list_locations(subject.shown))
    places.push_back({{url}, most_list_bytes, &inquiry::hear_list});
  return places;
}

void ask(inquiry& asked, const std::vector<place>& places, const downloads& web, bool may_fetch) {
  for (const place& one : places) {
    if (asked.is_settled()) return;
    if (const auto before = downloads::find(one.question)) (asked.*one.hear)(*before);
  }
  if (!may_fetch) return;
  for (const place& one : places) {
    if (asked.is_settled()) return;
    if (const auto now = web.fetch(one.question, one.most_bytes)) (asked.*one.hear)(*now);
  }
}

}  // namespace

revocation_outcome check_revocation(const ossl::revocation_subject& subject,
                                    std::span<const ossl::revocation_list> lists, tls::const_bytes response,
                                    const ossl::revocation_terms& terms, const downloads& web,
                                    bool may_fetch) {
  inquiry asked{subject, terms};
  asked.hear_response(response);
  if (!asked.is_settled()) asked.hear(lists);
  if (!asked.is_settled()) ask(asked, places_of(subject), web, may_fetch && web.policy().fetches_revocation);
  if (asked.state() == revocation_state::good) return revocation_outcome::good;
  if (asked.state() == revocation_state::revoked) return revocation_outcome::revoked;
  const bool could_tell =
      asked.state() == revocation_state::out_of_date || ossl::tells_where_revocations_are(subject.shown);
  return could_tell ? revocation_outcome::offline : revocation_outcome::unknown;
}

}  // namespace schannel::core::certs

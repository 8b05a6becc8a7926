// What OpenSSL tells us while it works: alerts, record types, secrets, and the decisions it asks for.
#pragma once

#include <vector>

struct ssl_ctx_st;
struct ssl_st;

namespace schannel::ossl {

class engine;
struct identity;

/// Installs the callbacks that every SSL of `context` shares.
void install_callbacks(ssl_ctx_st* context);

/// Installs the callback that hears the secrets where they cannot be tapped.
void install_key_log(ssl_ctx_st* context);

/// Makes `ssl` use its observer's pre-shared key.
void use_preshared_keys(ssl_st* ssl);

/// Makes `ssl` show one of `shown`: OpenSSL picks the one whose key goes with the handshake. 0 when it
/// cannot.
int use_identities(ssl_st* ssl, const std::vector<identity>& shown);

/// Makes `ssl` report to `observer`, which must outlive it. False when memory ran out.
bool observe_with(engine& observer, ssl_st* ssl);

}  // namespace schannel::ossl

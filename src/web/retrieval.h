// retrieve(): what an http URL answers. Nothing but HTTP is spoken, wherever a server may redirect to.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "tls/bytes.h"

namespace schannel::web {

/// One that is sent a body is a POST, else a GET.
struct request {
  std::string url;
  tls::byte_vector body{};
  std::string body_type{};  ///< the media type of the body
};

struct limits {
  std::chrono::milliseconds time{};  ///< for everything from the name's resolution to the last byte
  std::size_t bytes = 0;             ///< of the answer's body
};

/// The body of an answer with status 200; nothing for any other, for none in time, and for one too long.
std::optional<tls::byte_vector> retrieve(const request& wanted, const limits& most);

}  // namespace schannel::web

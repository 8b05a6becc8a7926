// An end that writes down all that it makes of what arrives, so that two accounts of one story can be
// compared.
#pragma once

#include <functional>
#include <sstream>

#include "connections.h"
#include "support/chunks.h"

namespace schannel::test {

/// The first line in which two accounts differ, as printable text; empty when they are the same.
inline std::string difference(const std::string& one, const std::string& other) {
  const auto at = static_cast<std::size_t>(std::ranges::mismatch(one, other).in1 - one.begin());
  if (at == one.size() && at == other.size()) return {};
  const auto line_of = [at](const std::string& of) {
    const std::size_t before = at == 0 ? std::string::npos : of.rfind('\n', at - 1);
    std::string line = of.substr(before + 1, of.find('\n', at) - before - 1).substr(0, 100);
    for (char& letter : line) letter = letter < ' ' || letter > '~' ? '?' : letter;
    return line;
  };
  return '"' + line_of(one) + "\" and \"" + line_of(other) + '"';
}

/// What several ends made of one story: the same.
class accounts {
 public:
  void compare(const std::string& told) {
    if (first_.empty()) first_ = told;
    CHECK(difference(told, first_) == "");
    CHECK(told.size() > 100);
  }

 private:
  std::string first_;
};

/// Who protects an end's records: our record layer, OpenSSL, OpenSSL those that arrive and ours those that
/// leave, or ours without an SSL behind it.
enum class protects { ours, openssl, openssl_what_arrives, ours_alone };

/// What the credential of such an end has to say.
inline ossl::settings settings_for(protects who) {
  const bool opening = who == protects::openssl || who == protects::openssl_what_arrives;
  return {.left_to_openssl = {.sealing = who == protects::openssl, .opening = opening}};
}

/// Those who can be compared on an end of that role. Keys that wear out are changed by our record layer
/// alone, and a client keeps its SSL.
inline std::vector<protects> comparable(const language& spoken, tls::role end, const ossl::key_usage& usage) {
  std::vector<protects> all{protects::ours, protects::openssl_what_arrives};
  if (usage.limit == ossl::key_usage{}.limit) all.push_back(protects::openssl);
  if (spoken.version == tls::version::tls1_3 && end == tls::role::server) all.push_back(protects::ours_alone);
  return all;
}

class witness {
 public:
  /// Its answers to the peer go to `answer`, which may write down what it makes of them. Where the input is
  /// cut depends on `seed`.
  witness(end of, bool says_lengths, std::uint32_t seed, std::function<void(tls::byte_vector)> answer)
      : end_(std::move(of)), says_lengths_(says_lengths), cuts_(seed), answer_(std::move(answer)) {}

  end& self() { return end_; }
  bool has_stopped() const { return stopped_; }
  std::ostream& account() { return written_; }
  std::string told() const { return written_.str(); }

  /// Takes a leg of its own accord.
  void takes_a_leg() { takes_a_leg(0); }

  /// Takes `stream`, cut anywhere.
  void hears(tls::byte_vector stream) {
    for (std::size_t at = 0; at < stream.size() && !stopped_;) {
      const std::size_t arriving = std::min<std::size_t>(stream.size() - at, 1 + cuts_.roll(3000));
      const auto first = stream.begin() + static_cast<std::ptrdiff_t>(at);
      end_.inbox.insert(end_.inbox.end(), first, first + static_cast<std::ptrdiff_t>(arriving));
      at += arriving;
      while (!end_.inbox.empty() && !stopped_ && takes_a_record()) {
      }
    }
  }

 private:
  /// False when more has to arrive.
  bool takes_a_record() {
    tls::byte_vector& inbox = end_.inbox;
    const tls::byte_vector before = inbox;
    const auto found = opened(end_.connection, inbox);
    if (!found) {
      gives_up(found.failure());
      return false;
    }
    if (const auto* partial = std::get_if<tls::incomplete>(&*found)) {
      CHECK(inbox == before);
      return partial->missing == 0;
    }
    std::size_t taken = 0;
    std::visit(
        [&](const auto& outcome) {
          if constexpr (requires { outcome.layout; }) taken = writes_down(*found, outcome.layout);
        },
        *found);
    if (std::holds_alternative<core::interruption>(*found)) {
      CHECK(std::equal(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(taken), inbox.begin()));
      takes_a_leg(taken);
      return true;
    }
    stopped_ = std::holds_alternative<core::farewell>(*found);
    inbox.erase(inbox.begin(), inbox.begin() + static_cast<std::ptrdiff_t>(taken));
    return true;
  }

  void gives_up(const tls::failure& why) {
    written_ << "failure " << static_cast<int>(why.why) << ' ' << static_cast<int>(why.received.description)
             << '\n';
    stopped_ = true;
    answers();
  }

  std::size_t writes_down(const core::opening& found, const core::record_layout& layout) {
    const bool is_interruption = std::holds_alternative<core::interruption>(found);
    written_ << "found " << found.index() << ' ' << layout.plaintext << ' ';
    // Tickets are not equally long.
    if (says_lengths_ && !is_interruption) written_ << layout.length << ' ' << layout.header << ' ';
    if (layout.plaintext != 0)
      written_.write(reinterpret_cast<const char*>(end_.inbox.data()) + layout.header,
                     static_cast<std::streamsize>(layout.plaintext));
    written_ << '\n';
    return layout.length;
  }

  void takes_a_leg(std::size_t record) {
    const auto taken = end_.connection.advance(tls::const_bytes(end_.inbox).first(record));
    REQUIRE(taken);
    written_ << "leg " << taken->index() << '\n';
    end_.inbox.erase(end_.inbox.begin(), end_.inbox.begin() + static_cast<std::ptrdiff_t>(record));
    answers();
  }

  void answers() {
    tls::byte_vector sent = end_.connection.take_outbox();
    tls::for_each_record(sent, [&](const tls::whole_record&, tls::const_bytes record) {
      written_ << "says " << static_cast<int>(record.front());
      if (says_lengths_) written_ << ' ' << record.size();
      written_ << '\n';
    });
    if (!sent.empty()) answer_(std::move(sent));
  }

  end end_;
  bool says_lengths_;
  peers::dice cuts_;
  std::function<void(tls::byte_vector)> answer_;
  bool stopped_ = false;
  std::ostringstream written_;
};

}  // namespace schannel::test

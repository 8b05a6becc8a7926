// The help texts as they appear. Every option of command_line.cpp is in here, and no other.
#include "help.h"

namespace schannel::tool {

#define EXIT_STATUSES                                                     \
  "Exit status:\n"                                                        \
  "   0  closed cleanly: the peer's close_notify arrived\n"               \
  "  10  truncated: the transport ended without close_notify\n"           \
  "  12  a fatal alert was sent or received\n"                            \
  "  13  reset by the peer\n"                                             \
  "   1  anything else: bad usage, no connection, a peer that does not\n" \
  "      speak TLS, a server that is not trusted\n"

const char* const general_help =
    R"(TLS through the Schannel functions of SSPI. It says how a connection ended.

Usage: schannel COMMAND [OPTIONS]

Commands:
  demo      show a connection and each step of its shutdown
  connect   connect standard input and output to a TLS server
  serve     wait for a TLS client
  bench     measure what messages cost on this machine

Options:
  -h, --help         print this, or with a command its own help
      --version      print the version
)";

const char* const demo_help =
    R"(Shows a connection between a client and a server on the loopback interface,
with each step of its shutdown. It needs no files and no certificates.

Usage: schannel demo [OPTIONS]

Options:
      --tls VERSION  the version to show: 1.2 or 1.3 (default 1.3)
  -h, --help         print this

Exit status:
   0  both sides closed cleanly
   1  they did not
)";

const char* const connect_help =
    R"(Connects standard input and output to a TLS server.

Usage: schannel connect [OPTIONS] HOST:PORT

An IPv6 address stands in brackets: [::1]:443. At the end of standard input
close_notify is sent, and what still comes is written until the server's. When
the server closes first, the rest of standard input is still sent, unless it is
a terminal.

Options:
      --ca FILE        trust the certificates in this PEM file, and no others
      --insecure       accept any certificate
      --sni NAME       the server's name, for SNI and its certificate
                       (default HOST)
      --pfx FILE       client certificate with its key (PKCS #12)
      --password TEXT  password of that file; others can see it in ps
      --alpn NAMES     application protocols to offer: h2,http/1.1
      --tls VERSION    speak only this version: 1.0, 1.1, 1.2 or 1.3 (default:
                       those that schannel.toml enables, 1.2 and 1.3 without)
      --resume         connect twice: the first connection is closed at once,
                       and the second one goes on with its session
      --renegotiate    ask for another handshake after the first; TLS 1.3 has
                       none
  -h, --help           print this

)" EXIT_STATUSES;

const char* const serve_help =
    R"(Connects standard input and output to the first TLS client that comes, and
exits when that connection has ended.

Usage: schannel serve [OPTIONS] [HOST:]PORT

Port 0 lets the system choose one; "listening on PORT" on standard error says
which. At the end of standard input close_notify is sent, and what still comes
is written until the client's. When the client closes first, the rest of
standard input is still sent, unless it is a terminal.

Options:
      --pfx FILE       certificate with its key (PKCS #12); without it one is
                       made for localhost, which no client trusts
      --password TEXT  password of that file; others can see it in ps
      --echo           send back what comes in; standard input and output are
                       not used
      --keep-open      serve one client after another, for ever
      --alpn NAMES     application protocols to accept, the best first
      --tls VERSION    speak only this version: 1.0, 1.1, 1.2 or 1.3 (default:
                       those that schannel.toml enables, 1.2 and 1.3 without)
      --ask WHEN       ask for the client's certificate and say whose it is,
                       without judging it: now, or later, when the connection
                       is there already
      --renegotiate    ask for another handshake after the first; TLS 1.3 has
                       none
      --tickets        give out session tickets; without them only sessions up
                       to TLS 1.2 can be resumed, by their ids
  -h, --help           print this

)" EXIT_STATUSES;

const char* const bench_help =
    R"(Measures what EncryptMessage and DecryptMessage take on this machine, one
thread, in memory, over TLS 1.3.

Usage: schannel bench [OPTIONS]

Options:
      --engines   instead, list who can compute the AEADs of records and who
                  does; AeadEngine in schannel.toml and the environment variable
                  SCHANNEL_AEAD_ENGINE choose another
  -h, --help      print this
)";

#undef EXIT_STATUSES

}  // namespace schannel::tool

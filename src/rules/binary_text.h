// Bytes written as text, and read from it.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule binary_text[] = {
    {"SSPI-CryptStringToBinary-armored",
     "CRYPT_STRING_BASE64HEADER reads the Base64 between the first line that begins and the first that ends "
     "something, whatever it is called.",
     basis::documented, "Microsoft: CryptStringToBinary"},
    {"SSPI-CryptStringToBinary-skip",
     "pdwSkip receives the number of characters before the line that begins, 0 when there is none.",
     basis::documented, "Microsoft: CryptStringToBinary"},
    {"SSPI-CryptStringToBinary-any",
     "CRYPT_STRING_BASE64_ANY, _ANY and _HEX_ANY try their formats in order, and pdwFlags receives the one "
     "that fits.",
     basis::documented, "Microsoft: CryptStringToBinary"},
    {"SSPI-CryptStringToBinary-length",
     "cchString counts characters; with 0 the text goes up to its terminator.", basis::documented,
     "Microsoft: CryptStringToBinary"},
    {"SSPI-CryptStringToBinary-strict",
     "What follows the padding of Base64 does not count, unless CRYPT_STRING_STRICT is set.",
     basis::documented, "Microsoft: CryptStringToBinary"},
    {"SSPI-CryptStringToBinary-hexadecimal",
     "Each hexadecimal format is read as CryptBinaryToString writes it.", basis::documented,
     "Microsoft: CryptStringToBinary"},
    {"SSPI-CryptStringToBinary-invalid",
     "Text that is not of the format, or a format that does not exist: ERROR_INVALID_DATA.",
     basis::relied_upon, "mariadb-connector-c, libwebsockets, which try another format then"},
    {"SSPI-CryptStringToBinary-small-buffer",
     "A small buffer: ERROR_MORE_DATA, and the size that is needed in *pcbBinary.", basis::documented,
     "Microsoft: CryptStringToBinary"},
    {"SSPI-CryptBinaryToString-lines",
     "Base64 stands in lines of 64 characters, each ended by CR and LF, the last one too.", basis::documented,
     "Microsoft: CryptBinaryToString"},
    {"SSPI-CryptBinaryToString-labels",
     "The lines of dashes say CERTIFICATE, NEW CERTIFICATE REQUEST or X509 CRL.", basis::documented,
     "Microsoft: CryptBinaryToString"},
    {"SSPI-CryptBinaryToString-line-breaks",
     "CRYPT_STRING_NOCR ends lines with LF alone, CRYPT_STRING_NOCRLF with nothing.", basis::documented,
     "Microsoft: CryptBinaryToString"},
    {"SSPI-CryptBinaryToString-hexadecimal",
     "The hexadecimal formats have 16 bytes in a line, a wider gap after 8, an address before them and the "
     "characters behind them where the format has these.",
     basis::chosen, "the output of certutil -encodehex"},
    {"SSPI-CryptBinaryToString-length",
     "The characters that are needed count the terminator, those that were written do not.",
     basis::documented, "Microsoft: CryptBinaryToString"},
    {"SSPI-CryptBinaryToString-invalid",
     "Nothing to write: ERROR_INVALID_PARAMETER. A format that cannot be written: ERROR_INVALID_FLAGS.",
     basis::chosen, "nobody says"},
};

}  // namespace schannel::rules

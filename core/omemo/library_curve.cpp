// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/library_curve.h"

#ifdef SOTTO_OWN_CURVE
#include "core/base/secret_bytes.h"

#include <dlfcn.h>

extern "C" int curve25519_donna(std::uint8_t* out, const std::uint8_t* secret,
                                const std::uint8_t* point);
#endif

namespace sotto::omemo {

crypto::Multiplication chooseMultiplication(crypto::Multiplication ours,
                                            crypto::Multiplication librarys)
{
    if (ours && crypto::isX25519Right(ours))
        return ours;
    return librarys && crypto::isX25519Right(librarys) ? librarys : nullptr;
}

#ifdef SOTTO_OWN_CURVE
namespace {

constexpr const char* kSymbol = "curve25519_donna";

using Donna = int (*)(std::uint8_t*, const std::uint8_t*, const std::uint8_t*);

/// The next one in the search order of the dynamic linker, after this program: the library's.
Donna librarysDonna()
{
    static const auto donna = reinterpret_cast<Donna>(dlsym(RTLD_NEXT, kSymbol));
    return donna;
}

/// The library's code takes the scalar as it is, because its keys are made clamped; and it takes
/// points of small order.
bool multiplyAsTheLibrary(std::span<std::uint8_t, 32> out, std::span<const std::uint8_t, 32> scalar,
                          std::span<const std::uint8_t, 32> point)
{
    SecretBytes clamped(ByteView{scalar});
    clamped.data()[0] &= 0xF8U;
    clamped.data()[31] = static_cast<std::uint8_t>((clamped.data()[31] & 0x7FU) | 0x40U);
    if (librarysDonna()(out.data(), clamped.data(), point.data()) != 0)
        return false;
    unsigned anyBit = 0;  // looked at in constant time
    for (const auto byte : out)
        anyBit |= byte;
    return anyBit != 0;
}

crypto::Multiplication chosen()
{
    static const auto choice =
        chooseMultiplication(crypto::multiplyX25519, librarysMultiplication());
    return choice;
}

}  // namespace

crypto::Multiplication librarysMultiplication()
{
    return librarysDonna() ? multiplyAsTheLibrary : nullptr;
}

Curve curveInUse()
{
    static const bool isFound =
        dlsym(RTLD_DEFAULT, kSymbol) == reinterpret_cast<void*>(&curve25519_donna);
    return isFound && chosen() == crypto::multiplyX25519 ? Curve::Ours : Curve::TheLibrarys;
}

}  // namespace sotto::omemo

/// Takes the place of the multiplication that libsignal-protocol-c brings along, which is 90 % of
/// the time of a new session (facts.md, 2). The library calls it through the dynamic linker, which
/// finds ours first; where it does not, everything works as before, only slower. A negative answer
/// (the result would be zero, or nothing passed the self-test) makes the library refuse the point.
/// Any thread.
extern "C" __attribute__((visibility("default"))) int
curve25519_donna(std::uint8_t* out, const std::uint8_t* secret, const std::uint8_t* point)
{
    using Key = std::span<const std::uint8_t, 32>;
    const auto multiply = sotto::omemo::chosen();
    const bool isFine =
        multiply && multiply(std::span<std::uint8_t, 32>{out, 32}, Key{secret, 32}, Key{point, 32});
    return isFine ? 0 : -1;
}

#else

crypto::Multiplication librarysMultiplication()
{
    return nullptr;
}

Curve curveInUse()
{
    return Curve::TheLibrarys;
}

}  // namespace sotto::omemo
#endif

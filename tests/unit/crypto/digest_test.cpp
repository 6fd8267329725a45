// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/digest.h"
#include "tests/unit/crypto/hex.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <memory>
#include <vector>

using namespace sotto;
using namespace sotto::crypto;
using test::hex;

TEST_CASE("hashes follow the examples of FIPS 180-4", "[crypto]")
{
    CHECK(toHex(sha256(viewOf("abc"))) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(toHex(sha256({})) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(toHex(sha512(viewOf("abc"))) ==
          "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

TEST_CASE("a hasher gives the same for pieces, and is empty after it finished", "[crypto]")
{
    Hasher hasher{Hasher::Algorithm::Sha512};
    hasher.update(viewOf("a"));
    hasher.update({});
    hasher.update(viewOf("bc"));
    CHECK(hasher.finish() == sha512(viewOf("abc")));
    CHECK(hasher.finish() == sha512({}));
}

TEST_CASE("HMAC-SHA-256 follows RFC 4231, 4", "[crypto][RFC4231]")
{
    struct Case {
        std::string key;
        std::string data;
        const char* mac;
    };

    const auto c = GENERATE(values<Case>({
        {std::string(20, '\x0b'), "Hi There",
         "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        {"Jefe", "what do ya want for nothing?",
         "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        {std::string(20, '\xaa'), std::string(50, '\xdd'),
         "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
        {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
         "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
        // Not from the RFC: a key of no bytes (Python's hmac.new(b'', b'', 'sha256')).
        {"", "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"},
    }));
    CHECK(toHex(hmacSha256(viewOf(c.key), viewOf(c.data)).view()) == c.mac);
}

TEST_CASE("pooled HMAC contexts do not remember the key of before", "[crypto]")
{
    const auto alone = toHex(hmacSha256(viewOf("second"), viewOf("x")).view());
    {
        HmacSha256 unfinished{viewOf("first")};  // more of them than the pool holds
        std::vector<std::unique_ptr<HmacSha256>> many;
        for (int i = 0; i < 20; ++i)
            many.push_back(std::make_unique<HmacSha256>(viewOf("first")));
        unfinished.update(viewOf("half a message"));
    }
    CHECK(toHex(hmacSha256(viewOf("second"), viewOf("x")).view()) == alone);
    CHECK(toHex(hmacSha256({}, {}).view()) ==
          "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

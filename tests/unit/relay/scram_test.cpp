// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"
#include "core/relay/scram.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::relay;

namespace {

SecretBytes secret(std::string_view text)
{
    return SecretBytes{viewOf(text)};
}

// RFC 7677, section 3
constexpr auto kNonce = "rOprNGfwEbeRWgbNEkqO";
constexpr auto kChallenge = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                            "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
constexpr auto kServerFinal = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

Scram vectorClient()
{
    return Scram{{"user", kNonce, {}, true}, secret("pencil")};
}

// transcripts: Prosody 13.0.1, mod_sasl_ssdp
const OfferedMechanisms kProsody{{"SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"},
                                 {"tls-server-end-point", "tls-exporter"}};
constexpr auto kProsodyHash = "WeIn+GOkxTaanG7LQZFDM0bI+cBZDjkfT7yS3mrRcS4=";

}  // namespace

TEST_CASE("SCRAM-SHA-256 gives the messages of RFC 7677")
{
    auto scram = vectorClient();
    CHECK(scram.first() == "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
    const auto answer = scram.final(kChallenge, {});
    REQUIRE(answer);
    CHECK(*answer ==
          "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
          "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    CHECK(scram.verify(kServerFinal));
    CHECK_FALSE(scram.sawDowngradeHash());
}

TEST_CASE("SCRAM puts the channel binding into its header and its proof")
{
    Scram scram{{"a=b,c", "nonce", Bytes(32, 7), true}, secret("x")};
    CHECK(scram.first() == "p=tls-exporter,,n=a=3Db=2Cc,r=nonce");
    const auto answer = scram.final("r=nonce1,s=AAAA,i=4096", {});
    REQUIRE(answer);
    auto binding = bytesOf("p=tls-exporter,,");
    binding.resize(binding.size() + 32, 7);
    CHECK(answer->starts_with("c=" + toBase64(binding) + ",r=nonce1,p="));
}

TEST_CASE("SCRAM never claims that the relay lacks channel binding when it offers it")
{
    CHECK(Scram{{"u", "n", {}, true}, secret("x")}.first().starts_with("n,,"));
    CHECK(Scram{{"u", "n", {}, false}, secret("x")}.first().starts_with("y,,"));
}

TEST_CASE("SCRAM refuses a relay that does not know the password")
{
    auto scram = vectorClient();
    CHECK(scram.verify(kServerFinal).error().code == Errc::Forged);  // before the challenge
    REQUIRE(scram.final(kChallenge, {}));
    const auto [final, code] = GENERATE(table<std::string, Errc>({
        {"v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G5=", Errc::Malformed},
        {"v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", Errc::Forged},
        {"v=", Errc::Forged},
        {"v=AAAA", Errc::Forged},
        {"e=invalid-proof", Errc::Denied},
        {"x=1", Errc::Malformed},
        {"", Errc::Malformed},
        {"v", Errc::Malformed},
        {"v=****", Errc::Malformed},
    }));
    CAPTURE(final);
    const auto verdict = scram.verify(final);
    REQUIRE_FALSE(verdict);
    CHECK(verdict.error().code == code);
}

TEST_CASE("SCRAM refuses hostile challenges")
{
    const auto [challenge, code] = GENERATE(table<std::string, Errc>({
        {"r=rOprNGfwEbeRWgbNEkqO1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095", Errc::Unsupported},  // A20
        {"r=rOprNGfwEbeRWgbNEkqO1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1", Errc::Unsupported},
        {"r=rOprNGfwEbeRWgbNEkqO1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=0", Errc::Unsupported},
        {"r=rOprNGfwEbeRWgbNEkqO1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=-4096", Errc::Malformed},
        {"r=rOprNGfwEbeRWgbNEkqO1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=10000001", Errc::Unsupported},
        {"r=rOprNGfwEbeRWgbNEkqO1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999999", Errc::Malformed},
        {"r=rOprNGfwEbeRWgbNEkqO1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096x", Errc::Malformed},
        {"r=rOprNGfwEbeRWgbNEkqO1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=", Errc::Malformed},
        {"r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", Errc::Forged},  // A21
        {"r=rOprNGfwEbeRWgbNEkq,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", Errc::Forged},
        {"r=XrOprNGfwEbeRWgbNEkqO1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", Errc::Forged},
        {"r=,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", Errc::Forged},
        {"m=x,r=rOprNGfwEbeRWgbNEkqO1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", Errc::Unsupported},
        {"r=rOprNGfwEbeRWgbNEkqO1,s=,i=4096", Errc::Malformed},
        {"r=rOprNGfwEbeRWgbNEkqO1,s=!!!!,i=4096", Errc::Malformed},
        {"s=AAAA,r=rOprNGfwEbeRWgbNEkqO1,i=4096", Errc::Malformed},
        {"r=rOprNGfwEbeRWgbNEkqO1,s=AAAA", Errc::Malformed},
        {"r=rOprNGfwEbeRWgbNEkqO1,s=AAAA,i=4096,", Errc::Malformed},
        {"", Errc::Malformed},
        {"e=other-error", Errc::Malformed},
    }));
    CAPTURE(challenge);
    auto scram = vectorClient();
    const auto answer = scram.final(challenge, {});
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == code);
}

TEST_CASE("The downgrade hash is the one that Prosody sends")
{
    CHECK(downgradeHash(kProsody) == kProsodyHash);
    CHECK(downgradeHash({{"SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"},
                         {"tls-exporter", "tls-server-end-point"}}) == kProsodyHash);
}

TEST_CASE("SCRAM checks the downgrade hash where there is one")
{
    const auto challenge = std::string{kChallenge} + ",h=" + kProsodyHash;
    auto scram = vectorClient();
    REQUIRE(scram.final(challenge, kProsody));
    CHECK(scram.sawDowngradeHash());

    const auto seen = GENERATE(values<OfferedMechanisms>({
        {{"SCRAM-SHA-256"}, {"tls-server-end-point", "tls-exporter"}},
        {{"SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"}, {"tls-server-end-point"}},
        {{"SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"}, {}},
        {{"SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "PLAIN"},
         {"tls-server-end-point", "tls-exporter"}},
        {{}, {}},
    }));
    auto attacked = vectorClient();
    const auto answer = attacked.final(challenge, seen);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Errc::Forged);
}

TEST_CASE("A password typed with other spaces or composed letters is the same password")
{
    const auto [typed, plain] = GENERATE(table<std::string, std::string>({
        {"I\u00adX", "IX"},     // RFC 4013, 3: soft hyphen vanishes
        {"\u2168", "IX"},       // compatibility: roman numeral nine
        {"\u00aa", "a"},        // feminine ordinal
        {"a\u00a0b", "a b"},    // no-break space
        {"e\u0301", "\u00e9"},  // combining acute
        {"pa\u200bss", "pass"},
    }));
    const auto proof = [](std::string_view password) {
        Scram scram{{"user", "n", {}, true}, secret(password)};
        return *scram.final("r=n1,s=AAAA,i=4096", {});
    };
    CHECK(proof(typed) == proof(plain));
    CHECK(proof(typed) != proof("other"));
}

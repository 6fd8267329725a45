// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/erase_order.h"
#include "core/policy/policy_signature.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::policy;

namespace {

const EraseOrder kOrder{*Jid::parse("lee@clinic.example"), wallTimeFromMs(1'795'388'400'000)};

}  // namespace

TEST_CASE("an erase order is read back, and only with the key that signed it")
{
    const auto pair = crypto::makeSigningKeyPair();
    const auto text = signEraseOrder(pair, kOrder);
    REQUIRE(text);
    CHECK(text->starts_with("sotto-erase-order 1\naccount lee@clinic.example\nbefore 2026-11-"));
    CHECK(*verifyEraseOrder(pair.publicKey, *text) == kOrder);
    const auto other = crypto::makeSigningKeyPair();
    CHECK(verifyEraseOrder(other.publicKey, *text).error().code == Errc::Forged);
}

TEST_CASE("an erase order that was changed is none")
{
    const auto pair = crypto::makeSigningKeyPair();
    const auto text = *signEraseOrder(pair, kOrder);
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        auto changed = text;
        changed[at] = changed[at] == '7' ? '6' : '7';
        CHECK_FALSE(verifyEraseOrder(pair.publicKey, changed));
    }
    for (std::size_t size = 0; size + 1 < text.size(); ++size)
        CHECK_FALSE(verifyEraseOrder(pair.publicKey, std::string_view{text}.substr(0, size)));
    CHECK_FALSE(verifyEraseOrder(pair.publicKey, text + text));
    CHECK_FALSE(verifyEraseOrder(pair.publicKey, std::string(kMostEraseOrderBytes + 1, 'x')));
    CHECK_FALSE(verifyEraseOrder(pair.publicKey, {"\0\n\n\nsignature ", 14}));
}

TEST_CASE("no other signed file of the clinic is taken for an erase order")
{
    const auto pair = crypto::makeSigningKeyPair();
    const auto text = *signEraseOrder(pair, kOrder);
    const auto content = text.substr(0, text.find("signature "));
    const auto kind = GENERATE(Signed::Policy, Signed::OrgList, Signed::RoleList);
    const auto signature = *signPolicy(pair, "erase-order", content, kind);
    CHECK_FALSE(verifyEraseOrder(pair.publicKey, content + "signature " + signature));
}

TEST_CASE("an erase order names an account, not a device of it")
{
    const auto pair = crypto::makeSigningKeyPair();
    CHECK_FALSE(signEraseOrder(pair, {*Jid::parse("lee@clinic.example/desk"), kOrder.before}));
}

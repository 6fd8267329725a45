// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/on_call.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;

namespace {

constexpr std::int64_t kNow = 1'795'356'000'000;
constexpr std::int64_t kHour = 3'600'000;
const Jid kLee = *Jid::parseAccount("lee@clinic.example");
const Jid kKim = *Jid::parseAccount("kim@clinic.example");
const Jid kNoa = *Jid::parseAccount("noa@clinic.example");
const Jid kEve = *Jid::parseAccount("eve@clinic.example");
const std::vector<Jid> kAll{kEve, kKim, kLee, kNoa};

RoleRules rules()
{
    RoleRules rules;
    rules.inForce = true;
    rules.list.roles["cardiology"] = {.members = {kLee}, .groups = {"Cardiology"}, .onCall = true};
    rules.list.roles["charge"] = {.members = {kNoa}, .onCall = true};
    rules.list.roles["clinical"] = {.members = {kLee, kKim, kNoa}};
    rules.longestClaim = std::chrono::hours{12};
    rules.unclaimedTo = "charge";
    return rules;
}

struct Board {
    RoleRules rules = ::rules();
    OnCallBoard board{rules,
                      [](const Jid& person) {
                          return person == kKim ? std::vector<std::string>{"Cardiology"}
                                                : std::vector<std::string>{};
                      },
                      [this](const Jid& person, DeviceId) { return person != refused; }};
    std::optional<Jid> refused{};

    bool claim(const Jid& person, std::int64_t from, std::int64_t until, std::int64_t serial = kNow,
               const std::string& role = "cardiology")
    {
        return board.take(person, {DeviceId{7}, serial, {{role, from, until}}}, kNow);
    }

    std::vector<Jid> holders(std::int64_t now = kNow) const
    {
        std::vector<Jid> out;
        for (const auto& one : board.holders("cardiology", now))
            out.push_back(one.person);
        return out;
    }
};

}  // namespace

TEST_CASE("a claim counts from whom the list names, until it ends", "[on-call]")
{
    Board b;
    CHECK(b.claim(kLee, kNow, kNow + kHour));
    CHECK(b.holders() == std::vector{kLee});
    CHECK(b.board.nextEndMs(kNow) == kNow + kHour);
    CHECK(b.holders(kNow + kHour).empty());
    CHECK_FALSE(b.board.nextEndMs(kNow + kHour));
    CHECK(b.claim(kEve, kNow, kNow + kHour));  // heard, and without effect
    CHECK(b.holders() == std::vector{kLee});
    b.rules.list.roles["cardiology"].onCall = false;
    CHECK(b.holders().empty());
}

TEST_CASE("a claim that is too long, from the future or over does not count", "[on-call]")
{
    Board b;
    SECTION("too long")
    {
        b.claim(kLee, kNow, kNow + 12 * kHour + 1);
    }
    SECTION("from the future")
    {
        b.claim(kLee, kNow + kOnCallSkewMs + 1, kNow + kHour);
    }
    SECTION("over")
    {
        b.claim(kLee, kNow - 2 * kHour, kNow);
    }
    SECTION("ends before it begins")
    {
        b.claim(kLee, kNow + 2, kNow + 1);
    }
    SECTION("another role")
    {
        b.claim(kLee, kNow, kNow + kHour, kNow, "charge");
    }
    CHECK(b.holders().empty());
}

TEST_CASE("an older word changes nothing, a later one replaces all of it", "[on-call][hostile]")
{
    Board b;
    CHECK(b.claim(kLee, kNow, kNow + kHour, kNow));
    CHECK(b.board.take(kLee, {DeviceId{7}, kNow + 1, {}}, kNow));
    CHECK(b.holders().empty());
    CHECK_FALSE(b.claim(kLee, kNow, kNow + kHour, kNow));      // shown again
    CHECK_FALSE(b.claim(kLee, kNow, kNow + kHour, kNow + 1));  // the same number
    CHECK(b.holders().empty());
    CHECK_FALSE(b.claim(kLee, kNow, kNow + kHour, kNow + kOnCallSkewMs + 1));
    CHECK(b.claim(kLee, kNow, kNow + kHour, kNow + 2));
    CHECK(b.holders() == std::vector{kLee});
}

TEST_CASE("of two claims the later one holds the role", "[on-call]")
{
    Board b;
    b.claim(kLee, kNow - 10, kNow + kHour);
    b.claim(kKim, kNow - 5, kNow + kHour);  // by their group
    CHECK(b.holders() == std::vector{kKim, kLee});
    b.claim(kLee, kNow, kNow + kHour, kNow + 1);
    CHECK(b.holders() == std::vector{kLee, kKim});
    b.refused = kLee;  // the key of their device is not trusted any more
    CHECK(b.holders() == std::vector{kKim});
}

TEST_CASE("what nobody holds falls to the clinic's role for it", "[on-call]")
{
    Board b;
    const auto targets = [&b] { return b.board.targets("cardiology", kAll, kNow); };
    CHECK(targets() == std::vector{kNoa});
    SECTION("to its holder, if it has one")
    {
        b.rules.list.roles["charge"].members = {kNoa, kEve};
        CHECK(targets() == std::vector{kEve, kNoa});
        b.claim(kEve, kNow, kNow + kHour, kNow, "charge");
        CHECK(targets() == std::vector{kEve});
    }
    SECTION("to all who may hold it, where there is no such role")
    {
        b.rules.unclaimedTo = "nobody";
        CHECK(targets() == std::vector{kKim, kLee});
    }
    SECTION("not while it is held")
    {
        b.claim(kLee, kNow, kNow + kHour);
        CHECK(targets() == std::vector{kLee});
    }
}

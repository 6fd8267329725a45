// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/policy.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <limits>

using namespace sotto;
using Offer = Policy::Offer;
using Source = Policy::Source;
using Words = std::vector<std::string>;

namespace {

Offer file(Policy& policy, std::string_view name, PolicyValue value)
{
    return policy.offer(settingIndex(name), std::move(value), Source::File, "policy.toml");
}

Offer user(Policy& policy, std::string_view name, PolicyValue value)
{
    return policy.offer(settingIndex(name), std::move(value), Source::User, {});
}

PolicyValue valueOf(const Policy& policy, std::string_view name)
{
    return policy.entry(settingIndex(name)).value;
}

std::int64_t number(const Policy& policy, std::string_view name)
{
    return std::get<std::int64_t>(valueOf(policy, name));
}

PolicyValue n(std::int64_t value)
{
    return value;
}

PolicyValue t(const char* text)
{
    return std::string{text};
}

}  // namespace

TEST_CASE("Defaults follow the class of the workstation")
{
    const auto shared = Policy::defaults(WorkstationClass::Shared);
    const auto own = Policy::defaults(WorkstationClass::Private);
    const auto kiosk = Policy::defaults(WorkstationClass::Kiosk);
    using namespace std::chrono_literals;
    CHECK(shared.seconds("session.lock_after_s") == 120s);
    CHECK(own.seconds("session.lock_after_s") == 600s);
    CHECK(kiosk.seconds("session.lock_after_s") == 120s);
    CHECK(shared.integer("auth.offline_grace_h") == 0);
    CHECK(own.integer("auth.offline_grace_h") == 24);
    CHECK(shared.integer("crypto.kdf_mib") == 256);
    CHECK(shared.text("crypto.tls_min") == "1.3");
    CHECK(shared.list("alerts.dnd_override") == Words{"stat"});
    CHECK(shared.listHas("session.lock_on", "suspend"));
    CHECK_FALSE(shared.boolean("mfa.append"));
    CHECK(shared.workstation() == WorkstationClass::Shared);
    CHECK(own.workstation() == WorkstationClass::Private);
    CHECK(kiosk.workstation() == WorkstationClass::Kiosk);
    CHECK(Policy{}.workstation() == WorkstationClass::Shared);
}

TEST_CASE("Every default is a value that a file may state, and stating it changes nothing")
{
    const auto workstation = GENERATE(WorkstationClass::Shared, WorkstationClass::Private);
    const auto defaults = Policy::defaults(workstation);
    auto policy = defaults;
    for (std::size_t i = 0; i < kSettings.size(); ++i) {
        CAPTURE(kSettings.at(i).name);
        const auto offer = policy.offer(i, defaults.entry(i).value, Source::File, "f");
        CHECK((offer == Offer::Taken || (kSettings.at(i).fixed && offer == Offer::Kept)));
        CHECK(policy.entry(i).value == defaults.entry(i).value);
    }
    CHECK(policy.settle().empty());
}

TEST_CASE("A number out of range becomes the nearest allowed one and is marked")
{
    struct Row {
        const char* name;
        std::int64_t wanted, used;
    };

    constexpr auto kLow = std::numeric_limits<std::int64_t>::min();
    constexpr auto kHigh = std::numeric_limits<std::int64_t>::max();
    const auto row =
        GENERATE(Row{"session.lock_after_s", 0, 15}, Row{"session.lock_after_s", -1, 15},
                 Row{"session.lock_after_s", 14, 15}, Row{"session.lock_after_s", 1801, 1800},
                 Row{"session.logoff_after_s", 7200, 1800}, Row{"audit.retention_days", 365, 2192},
                 Row{"audit.retention_days", kHigh, 7305}, Row{"crypto.kdf_mib", 8, 64},
                 Row{"crypto.kdf_mib", kLow, 64}, Row{"crypto.kdf_mib", 1048576, 1024},
                 Row{"device.backup_hours", -1, 1}, Row{"device.backup_hours", 49, 48},
                 Row{"auth.aal", 4, 3}, Row{"auth.max_failures", 0, 3});
    CAPTURE(row.name, row.wanted);
    Policy policy;
    CHECK(file(policy, row.name, row.wanted) == Offer::Clamped);
    CHECK(number(policy, row.name) == row.used);
    CHECK(policy.entry(settingIndex(row.name)).clamped);
}

TEST_CASE("Values of the wrong shape change nothing")
{
    struct Row {
        const char* name;
        PolicyValue value;
    };

    const auto row =
        GENERATE(Row{"session.lock_after_s", t("15 min")}, Row{"session.lock_after_s", true},
                 Row{"session.lock_after_s", Words{"120"}}, Row{"auth.mfa", t("Required")},
                 Row{"auth.mfa", t("")}, Row{"auth.mfa", false}, Row{"auth.mfa_methods", Words{}},
                 Row{"auth.mfa_methods", Words{"totp", "sms"}}, Row{"auth.mfa_methods", t("totp")},
                 Row{"ui.banner", t("two\nlines")}, Row{"ui.banner", t("\x1b[31mred")},
                 Row{"ui.banner", std::string(1025, 'x')}, Row{"relay.federation_allow", Words{""}},
                 Row{"relay.federation_allow", Words(257, "a.example")}, Row{"mfa.append", n(0)},
                 Row{"crypto.tls_min", t("1.1")}, Row{"workstation.class", t("shared private")});
    CAPTURE(row.name);
    Policy policy;
    const auto before = valueOf(policy, row.name);
    CHECK(file(policy, row.name, row.value) == Offer::WrongType);
    CHECK(valueOf(policy, row.name) == before);
}

TEST_CASE("Of two files the stricter value counts, in either order")
{
    struct Row {
        const char* name;
        PolicyValue lax, strict, result;
    };

    const auto row = GENERATE(
        Row{"session.lock_after_s", n(600), n(90), n(90)},
        Row{"auth.password_min_len", n(10), n(20), n(20)},
        Row{"retention.user_delete", true, false, false}, Row{"orders.reauth", false, true, true},
        Row{"auth.mfa", t("off"), t("required"), t("required")},
        Row{"crypto.trust_mode", t("tofu_alert"), t("verified_only"), t("verified_only")},
        Row{"device.backup_hours", n(0), n(24), n(24)},
        Row{"device.wipe_after_failures", n(0), n(10), n(10)},
        Row{"auth.mfa_methods", Words{"totp", "fido2"}, Words{"fido2"}, Words{"fido2"}},
        Row{"session.lock_on", Words{"suspend"}, Words{"suspend", "lid"}, Words{"suspend", "lid"}},
        Row{"relay.federation_allow", Words{"a.example"}, Words{}, Words{}},
        Row{"relay.domain_allow", Words{}, Words{"a.example"}, Words{"a.example"}},
        Row{"crypto.spki_pins", Words{}, Words{"pin"}, Words{"pin"}});
    CAPTURE(row.name);
    Policy strictLast;
    file(strictLast, row.name, row.lax);
    file(strictLast, row.name, row.strict);
    CHECK(valueOf(strictLast, row.name) == row.result);
    Policy strictFirst;
    file(strictFirst, row.name, row.strict);
    CHECK(file(strictFirst, row.name, row.lax) == Offer::Kept);
    CHECK(valueOf(strictFirst, row.name) == row.result);
}

TEST_CASE("Two restrictions that exclude each other do not lift each other")
{
    const auto name = GENERATE("relay.domain_allow", "crypto.spki_pins");
    Policy policy;
    file(policy, name, Words{"a"});
    CHECK(file(policy, name, Words{"b"}) == Offer::Conflict);
    CHECK(valueOf(policy, name) == PolicyValue{Words{"a"}});

    file(policy, "auth.mfa_methods", Words{"fido2"});
    CHECK(file(policy, "auth.mfa_methods", Words{"totp"}) == Offer::Conflict);
    CHECK(policy.list("auth.mfa_methods") == Words{"fido2"});
}

TEST_CASE("A file may weaken a default within the range, but nothing that is fixed")
{
    Policy policy;
    CHECK(file(policy, "session.lock_after_s", n(600)) == Offer::Taken);
    CHECK(number(policy, "session.lock_after_s") == 600);
    const auto fixed = GENERATE("auth.unique_user", "crypto.require_e2ee", "retention.keep_unread");
    CHECK(file(policy, fixed, false) == Offer::Refused);
    CHECK(std::get<bool>(valueOf(policy, fixed)));
}

TEST_CASE("A number out of range is told even where another file is stricter")
{
    Policy policy;
    file(policy, "session.lock_after_s", n(90));
    CHECK(file(policy, "session.lock_after_s", n(9999)) == Offer::Clamped);
    CHECK(number(policy, "session.lock_after_s") == 90);
}

TEST_CASE("A person may only tighten")
{
    Policy policy;
    file(policy, "session.lock_after_s", n(90));
    CHECK(user(policy, "session.lock_after_s", n(600)) == Offer::Refused);
    CHECK(user(policy, "session.lock_after_s", n(90)) == Offer::Kept);
    CHECK(number(policy, "session.lock_after_s") == 90);
    CHECK(user(policy, "session.lock_after_s", n(60)) == Offer::Taken);
    CHECK(number(policy, "session.lock_after_s") == 60);
    CHECK(policy.entry(settingIndex("session.lock_after_s")).source == Source::User);
    // Also against a default, and where "stricter" has no meaning.
    CHECK(user(policy, "alerts.preview", t("full")) == Offer::Refused);
    CHECK(user(policy, "relay.address", t("evil.example:5223")) == Offer::Refused);
    CHECK(user(policy, "relay.federation_allow", Words{"evil.example"}) == Offer::Refused);
    CHECK(user(policy, "session.lock_on", Words{"suspend"}) == Offer::Refused);
    CHECK(user(policy, "device.wipe_after_failures", n(0)) == Offer::Kept);
    file(policy, "device.wipe_after_failures", n(10));
    CHECK(user(policy, "device.wipe_after_failures", n(0)) == Offer::Refused);
}

TEST_CASE("Rules between settings end at the stricter side")
{
    Policy policy;
    file(policy, "session.lock_after_s", n(1800));
    file(policy, "session.logoff_after_s", n(300));
    CHECK(policy.settle() == std::vector{settingIndex("session.lock_after_s")});
    CHECK(number(policy, "session.lock_after_s") == 300);

    Policy aal3;
    file(aal3, "auth.aal", n(3));
    file(aal3, "session.lock_after_s", n(1800));
    file(aal3, "session.logoff_after_s", n(1800));
    CHECK(aal3.settle().size() == 2);
    CHECK(number(aal3, "session.lock_after_s") == 900);
    CHECK(number(aal3, "session.logoff_after_s") == 900);

    Policy oneFactor;
    file(oneFactor, "auth.mfa", t("off"));
    CHECK(oneFactor.settle() == std::vector{settingIndex("auth.password_min_len")});
    CHECK(number(oneFactor, "auth.password_min_len") == 15);
}

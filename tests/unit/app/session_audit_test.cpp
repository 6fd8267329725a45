// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session_audit.h"
#include "tests/support/fake_client.h"
#include "tests/support/manual_time.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace sotto;

namespace {

/// What lies in the folder of the log.
std::string allOf(const std::filesystem::path& folder)
{
    std::ostringstream text;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder})
        if (entry.is_regular_file() && entry.file_size() > 0)  // an empty one would end the stream
            text << std::ifstream{entry.path(), std::ios::binary}.rdbuf();
    return text.str();
}

std::size_t count(const std::string& text, const std::string& what)
{
    std::size_t found = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
        ++found;
    return found;
}

}  // namespace

TEST_CASE("every decision about a key is recorded, each by its name and nobody by theirs")
{
    const QTemporaryDir folder;
    const std::filesystem::path path{folder.path().toStdString()};
    test::ManualTime time;
    auto log = audit::AuditLog::open({path, "install-1", "boot-1"}, time.time());
    REQUIRE(log);
    test::FakeClient client;
    app::SessionAudit audit(client, *std::move(log));
    audit.setPerson(QStringLiteral("dana@clinic.example"), false);
    using Kind = TrustEvent::Kind;
    for (int kind = 0; kind <= static_cast<int>(Kind::UrgentToAll); ++kind)
        Q_EMIT client.trustDecided(
            {static_cast<Kind>(kind), QStringLiteral("lee@clinic.example"), 40 + kind});
    const auto text = allOf(path);
    CHECK(text.find("lee") == std::string::npos);
    CHECK(text.find("dana") == std::string::npos);
    CHECK(count(text, "\"trust_decision\"") == 9);
    CHECK(count(text, "\"identity_changed\"") == 1);
    for (const auto* word : {"first_use", "listed", "withheld", "withdrawn", "compared", "accepted",
                             "refused", "key_changed", "urgent_to_known", "urgent_to_all"})
        CHECK(count(text, "\"" + std::string{word} + "\"") == 1);
    CHECK(count(text, "47") >= 1);  // how many devices
}

TEST_CASE("what somebody does with a role is recorded, the role by a name of its own", "[on-call]")
{
    const QTemporaryDir folder;
    const std::filesystem::path path{folder.path().toStdString()};
    test::ManualTime time;
    test::FakeClient client;
    app::SessionAudit audit(client,
                            *audit::AuditLog::open({path, "install-1", "boot-1"}, time.time()));
    using Kind = OnCallEvent::Kind;
    for (const auto kind : {Kind::Claimed, Kind::Released, Kind::HandedOver, Kind::TakenOver})
        Q_EMIT client.onCallEvent({kind, QStringLiteral("on-call cardiology")});
    Q_EMIT client.onCallEvent({Kind::Released, {}});  // all of them
    const auto text = allOf(path);
    CHECK(count(text, "\"role_claimed\"") == 1);
    CHECK(count(text, "\"role_released\"") == 2);
    CHECK(count(text, "\"role_handed_over\"") == 1);
    CHECK(count(text, "\"role_taken_over\"") == 1);
    CHECK(text.find("cardiology") == std::string::npos);
}

TEST_CASE("which list of the clinic is in force is recorded by its hash")
{
    const QTemporaryDir folder;
    const std::filesystem::path path{folder.path().toStdString()};
    test::ManualTime time;
    test::FakeClient client;
    app::SessionAudit audit(client,
                            *audit::AuditLog::open({path, "install-1", "boot-1"}, time.time()));
    audit.noteList("devices", std::string(64, 'f'));
    audit.noteList("roles", std::string(64, 'e'));
    audit.noteList("roles", {});
    Q_EMIT client.problemRaised({ProblemKind::OrgListRefused, 0});
    Q_EMIT client.problemRaised({ProblemKind::RoleListRefused, 0});
    const auto text = allOf(path);
    CHECK(count(text, "\"policy_loaded\"") == 2);
    CHECK(count(text, std::string(64, 'f')) == 1);
    CHECK(count(text, std::string(64, 'e')) == 1);
    CHECK(count(text, "\"policy_rejected\"") == 2);
}

TEST_CASE("what leaves in emergency access is recorded of who reads, for the purpose BTG", "[R-3]")
{
    const QTemporaryDir folder;
    const std::filesystem::path path{folder.path().toStdString()};
    test::ManualTime time;
    test::FakeClient client;
    app::SessionAudit audit(client,
                            *audit::AuditLog::open({path, "install-1", "boot-1"}, time.time()));
    audit.beginEmergency();
    SignInStage stage;
    stage.step = SignInStage::Step::Open;
    stage.address = QStringLiteral("owner@clinic.example");
    Q_EMIT client.stageChanged(stage);
    audit.setPerson(QStringLiteral("kim@clinic.example"), false);
    const auto kim = audit.nameOf(QStringLiteral("kim@clinic.example"));
    CHECK(audit.ownName() == kim);
    CHECK(audit.recordLogExport(ExportReason::Operations));
    const auto text = allOf(path);
    CHECK(count(text, "\"login_ok\"") == 0);
    CHECK(count(text, "\"export\"") == 1);
    CHECK(count(text, "\"purpose\":\"btg\"") == 1);
    CHECK(count(text, kim) == 1);
}

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
    CHECK(audit.recordExportOf("activity_log", ExportReason::Operations));
    const auto text = allOf(path);
    CHECK(count(text, "\"login_ok\"") == 0);
    CHECK(count(text, "\"export\"") == 1);
    CHECK(count(text, "\"purpose\":\"btg\"") == 1);
    CHECK(count(text, kim) == 1);
}

namespace {

/// A person at a workstation with a log.
struct Recording {
    QTemporaryDir dir;
    std::filesystem::path folder{dir.path().toStdString()};
    test::ManualTime time;
    test::FakeClient client;
    audit::AuditLog log{*audit::AuditLog::open({folder, "install-1", "boot-1"}, time.time())};
    app::SessionAudit audit{client,
                            *audit::AuditLog::open({folder, "install-1", "boot-1"}, time.time())};

    Recording() { audit.setPerson(QStringLiteral("dana@clinic.example"), false); }

    std::string pseudonym(log::Literal kind, std::string_view of) const
    {
        return log.pseudonym(kind, of).text();
    }
};

LoggedMessage messageOf(const char* origin, std::string patient = {})
{
    return {origin, *Jid::parse("lee@clinic.example"), *Jid::parse("ward@rooms.clinic.example"),
            std::move(patient)};
}

}  // namespace

TEST_CASE("what is copied, printed or exported is recorded for each message, by its names")
{
    Recording r;
    REQUIRE(r.audit.recordExport(ExportKind::Copy, ExportReason::Treatment,
                                 {messageOf("o-1"), messageOf("o-2", "00-884471")}));
    REQUIRE(r.audit.recordExport(ExportKind::Print, ExportReason::Law, {messageOf("o-1")}));
    REQUIRE(r.audit.recordExport(ExportKind::File, ExportReason::Law, {messageOf("o-1")}));
    REQUIRE(r.audit.recordExport(ExportKind::Print, ExportReason::Operations, {}));
    const auto text = allOf(r.folder);
    const auto rest = '.' + r.pseudonym("conversation", "ward@rooms.clinic.example") + '.' +
        r.pseudonym("user", "lee@clinic.example");
    const auto first = "\"object\":\"" + r.pseudonym("message", "o-1") + rest + '"';
    CHECK(count(text, "\"export\"") == 5);
    CHECK(count(text, first) == 3);
    CHECK(count(text,
                "\"object\":\"" + r.pseudonym("message", "o-2") + rest + '.' +
                    r.pseudonym("patient", "00884471") + '"') == 1);
    CHECK(count(text, "\"way\":\"copy\",\"reason\":\"treatment\"") == 2);
    CHECK(count(text, "\"way\":\"print\"") == 2);
    CHECK(count(text, "\"way\":\"file\"") == 1);
    for (const auto* word : {"o-1", "o-2", "lee", "ward", "884471", "dana"})
        CHECK(text.find(word) == std::string::npos);
}

TEST_CASE("what policy holds back is on record as refused, for each message")
{
    Recording r;
    r.audit.holdBackWhile([] { return true; });
    CHECK_FALSE(r.audit.recordExport(ExportKind::Copy, ExportReason::Treatment,
                                     {messageOf("o-1"), messageOf("o-2")}));
    CHECK(count(allOf(r.folder), "\"export\",\"outcome\":\"failure\"") == 2);
    app::SessionAudit none(r.client, std::nullopt);
    CHECK_FALSE(none.recordExport(ExportKind::Copy, ExportReason::Treatment, {messageOf("o-1")}));
}

TEST_CASE("looks at conversations are on record where policy wants all, and one look is one")
{
    Recording r;
    ConversationSnapshot one, other;
    one.id = ConversationId{1};
    one.address = QStringLiteral("lee@clinic.example");
    other.id = ConversationId{2};
    other.address = QStringLiteral("ward@rooms.clinic.example");
    Q_EMIT r.client.conversationsLoaded({one});
    Q_EMIT r.client.conversationChanged(other);
    Q_EMIT r.client.pageLoaded(one.id, {}, false);
    CHECK(count(allOf(r.folder), "conversation_viewed") == 0);  // "standard"
    r.audit.recordLooksWhile([] { return true; });
    Q_EMIT r.client.pageLoaded(other.id, {}, false);
    Q_EMIT r.client.pageLoaded(other.id, {}, false);
    Q_EMIT r.client.aroundLoaded(one.id, MessageId{3}, {}, false, false);
    Q_EMIT r.client.pageLoaded(other.id, {}, false);
    const auto text = allOf(r.folder);
    CHECK(count(text, "\"conversation_viewed\"") == 3);
    CHECK(count(text,
                "\"object\":\"." + r.pseudonym("conversation", "lee@clinic.example") + ".\"") == 1);
}

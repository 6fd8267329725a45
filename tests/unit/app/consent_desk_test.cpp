// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with the register of consents is on record before it is in the vault.
#include "app/session/consent_desk.h"
#include "core/audit/log_export.h"
#include "tests/support/fake_client.h"
#include "tests/support/manual_time.h"

#include <QFile>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
namespace fs = std::filesystem;

namespace {

/// A person with a log, and a vault that is a list.
struct Desk {
    QTemporaryDir dir;
    test::ManualTime time;
    test::FakeClient client;
    fs::path folder{dir.path().toStdU16String()};
    app::SessionAudit audit{client, open()};
    std::vector<Consent> vault;
    Result<Done> vaultSays{Done{}};
    app::ConsentDesk::Rules rules{.notice = "2026-03", .asksForReason = false};
    app::ConsentDesk desk{audit,
                          {[this](std::optional<std::string> number) { return of(number); },
                           [this](Consent consent) { return record(std::move(consent)); },
                           [this](std::int64_t id) { return revoke(id); }},
                          [this] { return rules; }};

    Desk() { audit.setPerson(QStringLiteral("ana@clinic.example"), false); }

    std::optional<audit::AuditLog> open()
    {
        auto log = audit::AuditLog::open({folder, "install-1", "boot-1"}, time.time());
        REQUIRE(log);
        return *std::move(log);
    }

    Task<std::vector<Consent>> of(const std::optional<std::string>& number) const
    {
        std::vector<Consent> found;
        std::ranges::copy_if(vault, std::back_inserter(found),
                             [&](const Consent& one) { return !number || one.number == *number; });
        return readyTask<std::vector<Consent>>(found);
    }

    Task<Done> record(Consent consent)
    {
        if (vaultSays) {
            consent.id = static_cast<std::int64_t>(vault.size()) + 1;
            vault.push_back(std::move(consent));
        }
        return readyTask<Done>(vaultSays);
    }

    Task<Done> revoke(std::int64_t id)
    {
        vault.at(static_cast<std::size_t>(id) - 1).revokedAtMs = 5;
        return readyTask<Done>(vaultSays);
    }

    template <class T>
    Result<T> now(Task<T> task)
    {
        std::optional<Result<T>> answer;
        task.then(&client, [&](Result<T> result) { answer.emplace(std::move(result)); });
        REQUIRE(answer);
        return *std::move(answer);
    }

    std::string csv(audit::ExportFilter filter = {})
    {
        std::string text;
        REQUIRE(audit::exportLog(folder, audit::ExportFormat::Csv, filter, time.wallNow(),
                                 [&text](std::string_view piece) { text += piece; }));
        return text.substr(text.find("\r\n") + 2);
    }
};

Consent wished()
{
    Consent consent;
    consent.name = "Jane Smith";
    consent.number = "00-884471";
    consent.channel = ContactChannel::Email;
    consent.scope = "=HYPERLINK(\"x\")";
    consent.agreedOn = "2026-11-23";
    return consent;
}

}  // namespace

TEST_CASE("recording and revoking are in the log, under the patient's name in it and no other")
{
    Desk d;
    REQUIRE(d.now(d.desk.record(wished())));
    REQUIRE(d.vault.size() == 1);
    CHECK(d.vault.front().notice == "2026-03");
    REQUIRE(d.now(d.desk.revoke(1)));
    REQUIRE(d.now(d.desk.revoke(1)));  // once is enough
    audit::ExportFilter patient;
    patient.patient = d.audit.nameOf("patient", "00884471");
    const auto text = d.csv(patient);
    CHECK(std::ranges::count(text, '\n') == 2);
    CHECK(text.find("consent_recorded,success,..." + patient.patient + ",channel=email") !=
          std::string::npos);
    CHECK(text.find("consent_revoked,success") != std::string::npos);
    CHECK(text.find("Jane") == std::string::npos);
    CHECK(text.find("884471") == std::string::npos);
}

TEST_CASE("what the log does not take is not kept")
{
    Desk d;
    fs::remove_all(d.folder);
    CHECK(d.now(d.desk.record(wished())).error().code == Errc::Storage);
    CHECK(d.vault.empty());
    d.desk.setRights(Rights::all());
    const auto path = d.folder / "consents.csv";
    CHECK_FALSE(d.now(d.desk.saveTo(QString::fromStdString(path.string()), {})));
    CHECK_FALSE(fs::exists(path));
}

TEST_CASE("what the vault does not take is in the log as a failure")
{
    Desk d;
    d.vaultSays = Error{Errc::StorageFull, "played"};
    CHECK(d.now(d.desk.record(wished())).error().code == Errc::StorageFull);
    CHECK(d.csv().find("consent_recorded,failure") != std::string::npos);
}

TEST_CASE("nothing is recorded in emergency access, without a register, or of what is no consent")
{
    Desk d;
    auto bad = wished();
    bad.scope.clear();
    CHECK(d.now(d.desk.record(bad)).error().code == Errc::Malformed);
    d.rules.mayRecord = false;
    CHECK(d.now(d.desk.record(wished())).error().code == Errc::Denied);
    CHECK(d.now(d.desk.revoke(1)).error().code == Errc::Denied);
    d.rules = {.isKept = false};
    CHECK(d.now(d.desk.record(wished())).error().code == Errc::Denied);
    CHECK_FALSE(d.desk.isKept());
    CHECK(d.vault.empty());
    CHECK(d.csv().empty());
    d.rules = {};
    CHECK(d.now(d.desk.revoke(4711)).error().code == Errc::NotFound);
}

TEST_CASE("the register is written by who may, for a reason, and on record; formulas are text")
{
    Desk d;
    REQUIRE(d.now(d.desk.record(wished())));
    const auto path = QString::fromStdString((d.folder / "out.csv").string());
    d.rules.asksForReason = true;
    d.desk.setRights(Rights::all());
    CHECK(d.now(d.desk.saveTo(path, ExportReason::NotAsked)).error().code == Errc::Denied);
    d.desk.setRights(Rights{});
    CHECK(d.now(d.desk.saveTo(path, ExportReason::PatientRequest)).error().code == Errc::Denied);
    CHECK_FALSE(QFile::exists(path));
    d.desk.setRights(Rights::all());
    REQUIRE(d.now(d.desk.saveTo(path, ExportReason::PatientRequest)));
    CHECK(d.csv().find("export,success,consent_register,reason=patient_request") !=
          std::string::npos);
    CHECK(d.now(d.desk.saveTo(path, ExportReason::Law)).error().code == Errc::Duplicate);
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const auto text = file.readAll().toStdString();
    CHECK(text.starts_with("patient,record_number,channel,scope,"));
    CHECK(text.find("\"Jane Smith\",\"00-884471\",\"email\",\"'=HYPERLINK(\"\"x\"\")\","
                    "\"2026-03\",\"2026-11-23\"") != std::string::npos);
    CHECK((file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)) == 0);
}

TEST_CASE("what stands in the vault is shown as plain text")
{
    Desk d;
    auto hostile = wished();
    hostile.id = 1;
    hostile.scope = "a\u202Eb";
    d.vault.push_back(hostile);
    const auto found = d.now(d.desk.of(QStringLiteral("00-884471")));
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK_FALSE(found->front().scope.string().contains(QChar(0x202E)));
    CHECK(d.now(d.desk.of(QStringLiteral("1")))->isEmpty());
}

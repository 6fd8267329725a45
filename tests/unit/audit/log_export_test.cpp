// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/dicom_codes.h"
#include "core/audit/log_export.h"
#include "tests/unit/audit/audit_fixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace sotto;
using namespace sotto::audit;
using sotto::audit::test::Fixture;

namespace {

std::string exported(const Fixture& f, ExportFormat format, const ExportFilter& filter = {})
{
    std::string text;
    REQUIRE(exportLog(f.folder, format, filter, f.time.wallNow(),
                      [&](std::string_view piece) { text += piece; }));
    return text;
}

QJsonObject bundleOf(const Fixture& f, const ExportFilter& filter = {})
{
    QJsonParseError error{};
    const auto text = exported(f, ExportFormat::Fhir, filter);
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
    INFO(text);
    REQUIRE(error.error == QJsonParseError::NoError);
    return json.object();
}

}  // namespace

TEST_CASE("A raw export is the log, and verifies against it as its anchors")
{
    Fixture f;
    f.add(5);
    CHECK(exported(f, ExportFormat::Raw) == f.text());
}

TEST_CASE("A CSV export has a line for each record, and no cell that a spreadsheet would run")
{
    Fixture f;
    f.add(2);
    REQUIRE(f.log->append({EventKind::Export, Outcome::Failure, {}, "-1", {}}));
    const auto text = exported(f, ExportFormat::Csv);
    CHECK(text.starts_with("seq,ts_utc,install_id,user,event,outcome,object,detail\r\n"
                           "1,2026-11-18T11:06:41.000Z,install-7f3a,"));
    CHECK(text.find(",unlock,success,SEC-C4,cause=idle count=3\r\n") != text.npos);
    CHECK(text.ends_with(",,export,failure,'-1,\r\n"));
    CHECK(std::ranges::count(text, '\n') == 4);
}

TEST_CASE("A FHIR export is a bundle of audit events with DICOM codes")
{
    Fixture f;
    f.add(EventKind::Unlock);
    REQUIRE(f.log->append({EventKind::LoginFailed, Outcome::Failure, {}, {}, {}}));
    const auto bundle = bundleOf(f);
    CHECK(bundle[u"type"] == QStringLiteral("collection"));
    const auto entries = bundle[u"entry"].toArray();
    REQUIRE(entries.size() == 2);
    const auto first = entries[0][u"resource"].toObject();
    CHECK(first[u"type"][u"code"] == QStringLiteral("110114"));
    CHECK(first[u"subtype"][0][u"code"] == QStringLiteral("unlock"));
    CHECK(first[u"subtype"][1][u"code"] == QStringLiteral("110122"));
    CHECK(first[u"recorded"] == QStringLiteral("2026-11-18T11:06:41.000Z"));
    CHECK(first[u"outcome"] == QStringLiteral("0"));
    CHECK(first[u"agent"][0][u"requestor"].toBool());
    const auto second = entries[1][u"resource"].toObject();
    CHECK(second[u"outcome"] == QStringLiteral("4"));
    CHECK_FALSE(second[u"agent"][0][u"requestor"].toBool());
}

TEST_CASE("A bundle without events has no empty array, which FHIR forbids")
{
    Fixture f;
    CHECK_FALSE(bundleOf(f).contains(u"entry"));
}

TEST_CASE("A time that FHIR cannot say is said to be missing")
{
    Fixture f;
    f.time.setWall(std::chrono::sys_days{std::chrono::year{-5} / 3 / 1});
    REQUIRE(f.log->append({EventKind::Lock}));
    const auto resource = bundleOf(f)[u"entry"][0][u"resource"].toObject();
    CHECK_FALSE(resource.contains(u"recorded"));
    CHECK(resource.contains(u"_recorded"));
}

TEST_CASE("An export takes what is asked for: a person, an event, a time")
{
    Fixture f;
    f.add(3);
    f.time.setWall(std::chrono::sys_days{std::chrono::year{2026} / 12 / 1});
    REQUIRE(f.log->append(
        {EventKind::Lock, Outcome::Success, f.log->pseudonym("user", "b@b.example"), {}, {}}));
    const auto count = [&](const ExportFilter& filter) {
        const auto text = exported(f, ExportFormat::Raw, filter);
        return std::ranges::count(text, '\n');
    };
    CHECK(count(ExportFilter{}) == 4);
    CHECK(count(ExportFilter{.event = "lock"}) == 1);
    CHECK(count(ExportFilter{.to = "2026-11-18"}) == 3);
    CHECK(count(ExportFilter{.from = "2026-11-18", .to = "2026-11"}) == 3);
    CHECK(count(ExportFilter{.from = "2026-12"}) == 1);
    CHECK(count(ExportFilter{.from = "2027"}) == 0);
    const auto user = AuditLog::pseudonymIn(f.folder, "user", "b@b.example");
    REQUIRE(user);
    CHECK(count(ExportFilter{.person = user->text()}) == 1);
    CHECK_FALSE(AuditLog::pseudonymIn("/nonexistent", "user", "b@b.example"));
}

TEST_CASE("An export of one conversation or person has what happened to their messages")
{
    Fixture f;
    const auto name = [&](log::Literal kind, const char* value) {
        return f.log->pseudonym(kind, value);
    };
    const auto nurse = name("user", "nurse@b.example");
    const auto physician = name("user", "physician@b.example");
    const auto chat = name("conversation", "physician@b.example");
    const auto team = name("conversation", "team@rooms.b.example");
    const auto add = [&](EventKind kind, const Pseudonym& with, const Pseudonym& who) {
        REQUIRE(f.log->append({kind,
                               Outcome::Success,
                               nurse,
                               name("message", "m").text() + '.' + with.text() + '.' + who.text(),
                               {{"at_ms", 5}}}));
    };
    add(EventKind::MessageSent, chat, nurse);
    add(EventKind::MessageRead, chat, physician);
    add(EventKind::MessageSent, team, nurse);
    const auto count = [&](const ExportFilter& filter) {
        return std::ranges::count(exported(f, ExportFormat::Raw, filter), '\n');
    };
    CHECK(count(ExportFilter{.conversation = chat.text()}) == 2);
    CHECK(count(ExportFilter{.conversation = team.text()}) == 1);
    CHECK(count(ExportFilter{.person = physician.text()}) == 1);
    CHECK(count(ExportFilter{.person = nurse.text()}) == 3);
    CHECK(count(ExportFilter{.person = nurse.text(), .conversation = team.text()}) == 1);
    CHECK(count(ExportFilter{.conversation = physician.text()}) == 0);
    const auto jane = name("patient", "884471");
    REQUIRE(f.log->append(
        {EventKind::MessageSent,
         Outcome::Success,
         nurse,
         name("message", "n").text() + '.' + chat.text() + '.' + nurse.text() + '.' + jane.text(),
         {{"at_ms", 6}}}));
    CHECK(count(ExportFilter{.patient = jane.text()}) == 1);
    CHECK(count(ExportFilter{.conversation = chat.text()}) == 3);
    CHECK(count(ExportFilter{.patient = nurse.text()}) == 0);
}

TEST_CASE("Lines that are no records are left out and counted")
{
    Fixture f;
    f.add(2);
    f.write(f.text() + "\x1b[2J\n" + std::string(100'000, 'x') + "\nhalf");
    std::string text;
    const auto done = exportLog(f.folder, ExportFormat::Csv, {}, f.time.wallNow(),
                                [&](std::string_view piece) { text += piece; });
    REQUIRE(done);
    CHECK(done->records == 2);
    CHECK(done->notRecords == 3);
    CHECK(std::ranges::all_of(text, [](char c) { return c == '\r' || c == '\n' || c >= ' '; }));
}

TEST_CASE("Every event has a DICOM code, a strange one too")
{
    for (std::size_t i = 0; i < kEventKinds; ++i)
        CHECK(dicomEvent(toName(static_cast<EventKind>(i))).id.code.starts_with("1101"));
    CHECK(dicomEvent("of_a_newer_version").id.code == "110100");
    CHECK(dicomEvent("program_stopped").type->code == "110121");
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/checkpoint.h"
#include "core/base/encoding.h"
#include "core/syslog/audit_message.h"
#include "core/syslog/syslog_frame.h"
#include "tests/unit/audit/audit_fixture.h"

#include <QProcess>
#include <QStandardPaths>
#include <QXmlStreamReader>

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <map>

using namespace sotto;
using namespace sotto::syslog;

namespace {

/// A log's only record, as it stands in the file.
std::string oneLine(audit::test::Fixture& log)
{
    log.add();
    return log.lines().back();
}

std::string frameOf(const std::string& line, BodyFormat format, std::string_view host = "ward-3")
{
    const auto record = audit::parseRecord(line);
    REQUIRE(record);
    return syslogFrame(host, format, *record, line);
}

/// The frame without its length, which must be right.
std::string messageOf(const std::string& frame)
{
    const auto space = frame.find(' ');
    REQUIRE(space != std::string::npos);
    auto message = frame.substr(space + 1);
    CHECK(frame.substr(0, space) == std::to_string(message.size()));
    return message;
}

}  // namespace

TEST_CASE("A record is one RFC 5424 message in an RFC 5425 frame")
{
    audit::test::Fixture log;
    const auto line = oneLine(log);
    const auto ts = std::string{audit::parseRecord(line)->ts};
    CHECK(messageOf(frameOf(line, BodyFormat::Json)) ==
          "<85>1 " + ts + " ward-3 sotto - SOTTO - \xEF\xBB\xBF" + line);
    CHECK(messageOf(frameOf(line, BodyFormat::Json, "a b\n\xC3\xA9"))
              .starts_with("<85>1 " + ts + " ab sotto "));
    CHECK(messageOf(frameOf(line, BodyFormat::Json, "")).starts_with("<85>1 " + ts + " - sotto "));
}

TEST_CASE("A DICOM audit message is well-formed and names event, participant, source and object")
{
    audit::test::Fixture log;
    const auto line = oneLine(log);
    const auto record = *audit::parseRecord(line);
    QXmlStreamReader xml{QByteArray::fromStdString(auditMessage(record, line))};
    QStringList elements;
    std::map<QString, QString> details;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        elements << xml.name().toString();
        const auto value = [&](const char* name) {
            return xml.attributes().value(QLatin1String{name}).toString();
        };
        if (xml.name() == QLatin1String{"EventIdentification"}) {
            CHECK(value("EventOutcomeIndicator") == QLatin1String{"0"});
            CHECK(value("EventDateTime").toStdString() == record.ts);
        } else if (xml.name() == QLatin1String{"EventID"}) {
            CHECK(value("csd-code") == QLatin1String{"110114"});
        } else if (xml.name() == QLatin1String{"ActiveParticipant"}) {
            CHECK(value("UserID").toStdString() == record.user);
            CHECK(value("UserIsRequestor") == QLatin1String{"true"});
        } else if (xml.name() == QLatin1String{"ParticipantObjectDetail"}) {
            details[value("type")] = value("value");
        }
    }
    CHECK_FALSE(xml.hasError());
    CHECK(elements.mid(0, 7) ==
          QStringList{QStringLiteral("AuditMessage"), QStringLiteral("EventIdentification"),
                      QStringLiteral("EventID"), QStringLiteral("EventTypeCode"),
                      QStringLiteral("EventTypeCode"), QStringLiteral("ActiveParticipant"),
                      QStringLiteral("AuditSourceIdentification")});
    CHECK(details[QStringLiteral("record")].toStdString() == toBase64(viewOf(line)));
    CHECK(details[QStringLiteral("cause")].toStdString() == toBase64(viewOf("idle")));
}

TEST_CASE("Every kind of record is a DICOM audit message by the grammar of PS3.15, A.5.1")
{
    const auto program = QStandardPaths::findExecutable(QStringLiteral("xmllint"));
    if (program.isEmpty())
        SKIP("xmllint is not installed");
    audit::test::Fixture log;
    const auto person = log.log->pseudonym("user", "a@b.example");
    for (std::size_t i = 0; i < audit::kEventKinds; ++i) {
        const auto kind = static_cast<audit::EventKind>(i);
        const auto object = person.text() + '.' + person.text() + '.' + person.text();
        REQUIRE(log.log->append({kind, audit::Outcome::Success, person, object, {{"way", "pin"}}}));
        REQUIRE(log.log->append({kind, audit::Outcome::Failure, {}, {}, {}}));
    }
    QStringList arguments{QStringLiteral("--noout"), QStringLiteral("--relaxng"),
                          QStringLiteral(SOTTO_TEST_DATA "/dicom/audit-message.rng")};
    for (const auto& line : log.lines()) {
        const auto file = log.folder / (std::to_string(arguments.size()) + ".xml");
        std::ofstream{file} << auditMessage(*audit::parseRecord(line), line);
        arguments << QString::fromStdString(file.string());
    }
    const auto validates = [&program](const QStringList& with) {
        QProcess lint;
        lint.setProcessChannelMode(QProcess::MergedChannels);
        lint.start(program, with);
        REQUIRE(lint.waitForFinished());
        UNSCOPED_INFO(lint.readAll().right(2000).toStdString());
        return lint.exitStatus() == QProcess::NormalExit && lint.exitCode() == 0;
    };
    CHECK(arguments.size() == static_cast<qsizetype>(3 + 2 * audit::kEventKinds));
    CHECK(validates(arguments));
    const auto wrong = log.folder / "wrong.xml";
    auto text = auditMessage(*audit::parseRecord(log.lines().front()), log.lines().front());
    text.replace(text.find("UserIsRequestor"), 4, "Whom");
    std::ofstream{wrong} << text;
    CHECK_FALSE(validates(arguments.mid(0, 3) << QString::fromStdString(wrong.string())));
}

TEST_CASE("What a collector kept is an anchor in every format")
{
    audit::test::Fixture log;
    log.add(3);
    for (const auto format : {BodyFormat::Json, BodyFormat::Dicom, BodyFormat::Fhir}) {
        const auto file = log.folder / "collected";
        std::ofstream out{file, std::ios::binary};
        for (const auto& line : log.lines())
            out << "2026-11-22T10:00:00Z ward-3 " << messageOf(frameOf(line, format)) << '\n';
        out.close();
        const auto anchors = audit::readAnchors(file, {});
        REQUIRE(anchors);
        audit::VerifyWith with;
        with.anchors = *anchors;
        CHECK(anchors->size() == log.lines().size());
        CHECK(audit::verify(log.folder, with).verdict == audit::Verdict::Ok);
    }
}

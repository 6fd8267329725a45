// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/archive_fhir.h"

#include <QDateTime>
#include <QJsonArray>

#include <array>

namespace sotto::engine {
namespace {

constexpr const char* kCategories = "http://terminology.hl7.org/CodeSystem/communication-category";
constexpr const char* kModes = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode";

/// FHIR R4, 2.24.0.1: a string holds no control characters but these three.
QString text(const std::string& utf8)
{
    auto out = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    for (auto& one : out)
        if (one.category() == QChar::Other_Control && one != u'\n' && one != u'\r' && one != u'\t')
            one = QChar::ReplacementCharacter;
    return out;
}

bool isBlank(const QString& words)
{
    return words.trimmed().isEmpty();
}

QString instant(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonObject identifier(const char* system, const QString& value)
{
    return {{QStringLiteral("system"), QLatin1String(system)}, {QStringLiteral("value"), value}};
}

QJsonObject coded(const char* system, const char* code, const char* display)
{
    return {{QStringLiteral("coding"),
             QJsonArray{QJsonObject{{QStringLiteral("system"), QLatin1String(system)},
                                    {QStringLiteral("code"), QLatin1String(code)},
                                    {QStringLiteral("display"), QLatin1String(display)}}}}};
}

/// By address: the archive does not know who is a practitioner and who is not.
QJsonObject account(const std::string& address, bool isTeam)
{
    QJsonObject out{{QStringLiteral("identifier"), identifier("urn:ietf:rfc:7622", text(address))}};
    if (isTeam)
        out[QStringLiteral("type")] = QStringLiteral("Group");
    return out;
}

QJsonObject subject(const PatientTag& tag)
{
    QJsonObject out{{QStringLiteral("type"), QStringLiteral("Patient")}};
    if (!tag.number.empty())
        out[QStringLiteral("identifier")] =
            identifier("urn:x-sotto:record-number", text(tag.number));
    if (const auto name = text(tag.name); !isBlank(name))
        out[QStringLiteral("display")] = name;
    return out;
}

///
const char* priorityOf(Urgency urgency)
{
    constexpr std::array kCodes{"routine", "routine", "asap", "urgent", "stat"};
    return kCodes.at(static_cast<std::size_t>(urgency));
}

QJsonObject categoryOf(Urgency urgency)
{
    return asksForAnswer(urgency) ? coded(kCategories, "alert", "Alert")
                                  : coded(kCategories, "notification", "Notification");
}

QJsonArray payload(const ArchivedMessage& message)
{
    if (const auto name = text(message.file); !isBlank(name))
        return {QJsonObject{
            {QStringLiteral("contentAttachment"), QJsonObject{{QStringLiteral("title"), name}}}}};
    const auto words = text(message.text);
    return isBlank(words) ? QJsonArray{}
                          : QJsonArray{QJsonObject{{QStringLiteral("contentString"), words}}};
}

QJsonArray notes(const ArchivedMessage& message)
{
    QJsonArray out;
    const auto add = [&out](const QString& words, std::int64_t atMs) {
        QJsonObject note{{QStringLiteral("text"), words}};
        if (atMs > 0)
            note[QStringLiteral("time")] = instant(atMs);
        out.append(note);
    };
    add(QStringLiteral("Kept by the archive"), message.keptAtMs);
    if (!message.handedBy.empty())
        add((message.received ? QStringLiteral("Handed in by %1, who received it")
                              : QStringLiteral("Handed in by %1, who sent it"))
                .arg(text(message.handedBy)),
            0);
    if (message.unmanaged)
        add(QStringLiteral("Written on a phone or another app: nothing but its text is proved"), 0);
    for (const auto& earlier : message.earlier)
        add(QStringLiteral("Text before a correction: ") + text(earlier), 0);
    if (message.correctedAtMs > 0)
        add(QStringLiteral("Corrected by its author"), message.correctedAtMs);
    if (message.recalledAtMs > 0)
        add(QStringLiteral("Recalled by its author"), message.recalledAtMs);
    return out;
}

}  // namespace

QJsonObject communicationOf(const ArchivedMessage& message)
{
    const bool isRecalled = message.recalledAtMs > 0;
    QJsonObject out{{QStringLiteral("resourceType"), QStringLiteral("Communication")},
                    {QStringLiteral("id"), QStringLiteral("m-%1").arg(message.id.value)},
                    {QStringLiteral("status"),
                     isRecalled ? QStringLiteral("entered-in-error") : QStringLiteral("completed")},
                    {QStringLiteral("category"), QJsonArray{categoryOf(message.urgency)}},
                    {QStringLiteral("priority"), QLatin1String(priorityOf(message.urgency))},
                    {QStringLiteral("medium"), QJsonArray{coded(kModes, "WRITTEN", "written")}},
                    {QStringLiteral("sent"), instant(message.sentAtMs)},
                    {QStringLiteral("recipient"), QJsonArray{account(message.peer, message.team)}},
                    {QStringLiteral("sender"), account(message.author, false)},
                    {QStringLiteral("note"), notes(message)}};
    if (!message.originId.empty())
        out[QStringLiteral("identifier")] =
            QJsonArray{identifier("urn:x-sotto:message", text(message.originId))};
    // Of a team it is a member itself; when others got theirs, it is not told.
    if (message.handedBy.empty())
        out[QStringLiteral("received")] = instant(message.keptAtMs);
    if (isRecalled)
        out[QStringLiteral("statusReason")] =
            QJsonObject{{QStringLiteral("text"), QStringLiteral("Recalled by its author")}};
    if (message.patient)
        out[QStringLiteral("subject")] = subject(*message.patient);
    if (const auto said = payload(message); !said.isEmpty())
        out[QStringLiteral("payload")] = said;
    return out;
}

}  // namespace sotto::engine

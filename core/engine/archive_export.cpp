// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/archive_export.h"

#include "core/base/csv.h"
#include "core/engine/archive_fhir.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace sotto::engine {
namespace {

constexpr std::array<std::string_view, 3> kNames{"json", "csv", "fhir"};
constexpr const char* kColumns =
    "sent,kept,author,to,team,id,urgency,patient_name,patient_number,text,file,recalled,corrected,"
    "earlier,handed_in_by,handed_in_as,unmanaged\r\n";

QString utf8(const std::string& text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString stamp(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString urgencyOf(const ArchivedMessage& message)
{
    return utf8(std::string{toName(message.urgency)});
}

QJsonObject lineOf(const ArchivedMessage& one)
{
    QJsonObject out{{QStringLiteral("sent"), stamp(one.sentAtMs)},
                    {QStringLiteral("kept"), stamp(one.keptAtMs)},
                    {QStringLiteral("author"), utf8(one.author)},
                    {QStringLiteral("to"), utf8(one.peer)},
                    {QStringLiteral("id"), utf8(one.originId)},
                    {QStringLiteral("urgency"), urgencyOf(one)},
                    {QStringLiteral("text"), utf8(one.text)}};
    if (!one.handedBy.empty())
        out[QStringLiteral("handed_in_by")] = utf8(one.handedBy);
    if (one.received)
        out[QStringLiteral("handed_in_as")] = QStringLiteral("received");
    if (one.team)
        out[QStringLiteral("team")] = true;
    if (one.unmanaged)
        out[QStringLiteral("unmanaged")] = true;
    if (!one.file.empty())
        out[QStringLiteral("file")] = utf8(one.file);
    if (one.recalledAtMs > 0)
        out[QStringLiteral("recalled")] = stamp(one.recalledAtMs);
    if (one.correctedAtMs > 0)
        out[QStringLiteral("corrected")] = stamp(one.correctedAtMs);
    if (!one.earlier.empty()) {
        QJsonArray earlier;
        for (const auto& text : one.earlier)
            earlier.append(utf8(text));
        out[QStringLiteral("earlier")] = earlier;
    }
    if (one.patient)
        out[QStringLiteral("patient")] =
            QJsonObject{{QStringLiteral("name"), utf8(one.patient->name)},
                        {QStringLiteral("number"), utf8(one.patient->number)}};
    return out;
}

QByteArray rowOf(const ArchivedMessage& one)
{
    const auto flag = [](bool is) { return is ? QStringLiteral("yes") : QString{}; };
    const auto when = [](std::int64_t ms) { return ms > 0 ? stamp(ms) : QString{}; };
    QStringList earlier;
    for (const auto& text : one.earlier)
        earlier << utf8(text);
    QByteArrayList cells;
    for (const auto& text :
         {stamp(one.sentAtMs), stamp(one.keptAtMs), utf8(one.author), utf8(one.peer),
          flag(one.team), utf8(one.originId), urgencyOf(one),
          one.patient ? utf8(one.patient->name) : QString{},
          one.patient ? utf8(one.patient->number) : QString{}, utf8(one.text), utf8(one.file),
          when(one.recalledAtMs), when(one.correctedAtMs), earlier.join(u'\n'), utf8(one.handedBy),
          one.received ? QStringLiteral("received") : QString{}, flag(one.unmanaged)})
        cells << QByteArray::fromStdString(csvCell(text.toStdString()));
    return cells.join(',') + "\r\n";
}

}  // namespace

std::optional<ArchiveFormat> archiveFormatFromName(std::string_view name)
{
    const auto found = std::ranges::find(kNames, name);
    return found == kNames.end()
        ? std::nullopt
        : std::optional{static_cast<ArchiveFormat>(found - kNames.begin())};
}

std::string_view toName(ArchiveFormat format)
{
    return kNames.at(static_cast<std::size_t>(format));
}

ArchiveWriter::ArchiveWriter(ArchiveFormat format, WallTime now) : m_format(format), m_now(now) { }

QByteArray ArchiveWriter::head() const
{
    const auto now = stamp(toMs(m_now)).toUtf8();
    switch (m_format) {
    case ArchiveFormat::Lines:
        break;
    case ArchiveFormat::Csv:
        return kColumns;
    case ArchiveFormat::Fhir:
        return R"({"resourceType":"Bundle","type":"collection","timestamp":")" + now + '"';
    }
    return {};
}

QByteArray ArchiveWriter::add(const ArchivedMessage& message)
{
    auto out = m_count++ == 0 ? head() : QByteArray{};
    switch (m_format) {
    case ArchiveFormat::Lines:
        return QJsonDocument(lineOf(message)).toJson(QJsonDocument::Compact) + '\n';
    case ArchiveFormat::Csv:
        return out + rowOf(message);
    case ArchiveFormat::Fhir:  // it knows no empty array: that opens with the first entry
        out += m_count == 1 ? ",\"entry\":[\n" : ",\n";
        return out + "{\"resource\":" +
            QJsonDocument(communicationOf(message)).toJson(QJsonDocument::Compact) + '}';
    }
    return out;
}

QByteArray ArchiveWriter::end()
{
    auto out = m_count == 0 ? head() : QByteArray{};
    if (m_format == ArchiveFormat::Fhir)
        out += m_count > 0 ? "\n]}\n" : "}\n";
    return out;
}

}  // namespace sotto::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/order_fhir.h"

#include "core/base/encoding.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sotto::engine {
namespace {

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

/// With the offset of the author's local time, which FHIR's instants carry.
QString instant(std::int64_t atMs, int utcOffsetMin)
{
    return QDateTime::fromMSecsSinceEpoch(atMs, Qt::OffsetFromUTC, utcOffsetMin * 60)
        .toString(Qt::ISODateWithMs);
}

QJsonObject identifier(const char* system, const QString& value)
{
    return {{QStringLiteral("system"), QLatin1String(system)}, {QStringLiteral("value"), value}};
}

QJsonObject person(const Jid& address, const std::string& name)
{
    return {
        {QStringLiteral("identifier"), identifier("urn:ietf:rfc:7622", text(address.toString()))},
        {QStringLiteral("display"), text(name)}};
}

QJsonObject patient(const PatientTag& tag)
{
    QJsonObject subject;
    if (!tag.number.empty())
        subject[QStringLiteral("identifier")] =
            identifier("urn:x-sotto:record-number", text(tag.number));
    if (!tag.name.empty())
        subject[QStringLiteral("display")] = text(tag.name);
    return subject;
}

QJsonArray notes(const OrderRecord& record)
{
    QJsonArray out;
    const auto add = [&](const char* words, std::int64_t atMs, const std::string& who) {
        if (atMs > 0)
            out.append(
                QJsonObject{{QStringLiteral("authorString"), text(who)},
                            {QStringLiteral("time"), instant(atMs, record.words.utcOffsetMin)},
                            {QStringLiteral("text"), QLatin1String(words)}});
    };
    add("Read back", record.readBackAtMs, record.recipientName);
    add("Entered in the record", record.enteredAtMs, record.recipientName);
    add("Cancelled", record.cancelledAtMs, record.authorName);
    return out;
}

QJsonObject request(const OrderRecord& record)
{
    const auto& words = record.words;
    QJsonObject out{
        {QStringLiteral("resourceType"), QStringLiteral("ServiceRequest")},
        {QStringLiteral("id"), text(words.id)},
        {QStringLiteral("identifier"),
         QJsonArray{identifier("urn:ietf:rfc:3986", QStringLiteral("urn:uuid:") + text(words.id))}},
        {QStringLiteral("status"),
         record.cancelledAtMs > 0 ? QStringLiteral("revoked") : QStringLiteral("active")},
        {QStringLiteral("intent"), QStringLiteral("order")},
        {QStringLiteral("code"), QJsonObject{{QStringLiteral("text"), text(words.text)}}},
        {QStringLiteral("subject"), patient(words.patient)},
        {QStringLiteral("authoredOn"), instant(words.atMs, words.utcOffsetMin)},
        {QStringLiteral("requester"), person(words.author, record.authorName)},
        {QStringLiteral("performer"), QJsonArray{person(words.recipient, record.recipientName)}}};
    if (const auto said = notes(record); !said.isEmpty())
        out[QStringLiteral("note")] = said;
    return out;
}

QJsonObject provenance(const OrderRecord& record)
{
    const auto& words = record.words;
    const auto at = instant(words.atMs, words.utcOffsetMin);
    const auto author = person(words.author, record.authorName);
    const QJsonObject kind{{QStringLiteral("system"), QStringLiteral("urn:iso-astm:E1762-95:2013")},
                           {QStringLiteral("code"), QStringLiteral("1.2.840.10065.1.12.1.1")},
                           {QStringLiteral("display"), QStringLiteral("Author's Signature")}};
    return {{QStringLiteral("resourceType"), QStringLiteral("Provenance")},
            {QStringLiteral("target"),
             QJsonArray{QJsonObject{
                 {QStringLiteral("reference"), QStringLiteral("urn:uuid:") + text(words.id)}}}},
            {QStringLiteral("recorded"), at},
            {QStringLiteral("agent"), QJsonArray{QJsonObject{{QStringLiteral("who"), author}}}},
            {QStringLiteral("signature"),
             QJsonArray{QJsonObject{
                 {QStringLiteral("type"), QJsonArray{kind}},
                 {QStringLiteral("when"), at},
                 {QStringLiteral("who"), author},
                 {QStringLiteral("sigFormat"), QStringLiteral("application/octet-stream")},
                 {QStringLiteral("data"), text(toBase64(record.signature))}}}}};
}

}  // namespace

QByteArray orderBundle(const OrderRecord& record)
{
    const QJsonObject order{
        {QStringLiteral("fullUrl"), QStringLiteral("urn:uuid:") + text(record.words.id)},
        {QStringLiteral("resource"), request(record)}};
    const QJsonObject bundle{
        {QStringLiteral("resourceType"), QStringLiteral("Bundle")},
        {QStringLiteral("type"), QStringLiteral("collection")},
        {QStringLiteral("entry"),
         QJsonArray{order, QJsonObject{{QStringLiteral("resource"), provenance(record)}}}}};
    return QJsonDocument(bundle).toJson(QJsonDocument::Indented);
}

}  // namespace sotto::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/consent_desk.h"

#include "core/audit/record.h"
#include "core/base/csv.h"

#include <QFile>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string_view>

namespace sotto::app {
namespace {

SafeText safe(const std::string& text, SafeText::Kind kind = SafeText::Kind::Name)
{
    return SafeText::fromUtf8(text, kind);
}

ConsentSnapshot snapshotOf(const Consent& consent)
{
    return {.id = consent.id,
            .name = safe(consent.name),
            .number = safe(consent.number),
            .channel = consent.channel,
            .scope = safe(consent.scope, SafeText::Kind::Line),
            .notice = safe(consent.notice),
            .agreedOn = safe(consent.agreedOn).string(),
            .recordedBy = safe(consent.recordedBy),
            .recordedAtMs = consent.recordedAtMs,
            .revokedBy = safe(consent.revokedBy),
            .revokedAtMs = consent.revokedAtMs};
}

std::string timeOf(std::int64_t ms)
{
    return ms > 0 ? audit::toUtc(wallTimeFromMs(ms)) : std::string{};
}

Result<Done> writeNew(const QString& path, const std::string& text)
{
    QFile file(path);
    if (file.exists())
        return Error{Errc::Duplicate, "there is such a file"};
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return Error{Errc::Storage, "register of consents"};
    const auto size = static_cast<qint64>(text.size());
    if (file.write(text.data(), size) == size && file.flush())
        return Done{};
    const bool isFull = file.error() == QFileDevice::ResourceError;
    file.remove();
    return Error{isFull ? Errc::StorageFull : Errc::Storage, "register of consents"};
}

Error notRecorded()
{
    return {Errc::Storage, "the activity log does not take it"};
}

}  // namespace

std::string consentCsv(const std::vector<Consent>& all)
{
    std::string text = "patient,record_number,channel,scope,notice_version,agreed_on,"
                       "recorded_utc,recorded_by,revoked_utc,revoked_by\r\n";
    for (const auto& one : all) {
        std::string_view comma;
        for (const auto& value : {one.name, one.number, std::string{toName(one.channel)}, one.scope,
                                  one.notice, one.agreedOn, timeOf(one.recordedAtMs),
                                  one.recordedBy, timeOf(one.revokedAtMs), one.revokedBy}) {
            text.append(comma).append(csvCell(value));
            comma = ",";
        }
        text += "\r\n";
    }
    return text;
}

ConsentDesk::ConsentDesk(SessionAudit& audit, Vault vault, std::function<Rules()> rules)
    : m_audit(audit),
      m_vault(std::move(vault)),
      m_rules(std::move(rules))
{
}

QString ConsentDesk::noticeVersion() const
{
    return safe(m_rules().notice).string();
}

Task<QList<ConsentSnapshot>> ConsentDesk::of(QString number)
{
    auto promise = std::make_shared<Promise<QList<ConsentSnapshot>>>();
    auto task = promise->task();
    m_vault.of(number.toStdString())
        .then(this, [promise](const Result<std::vector<Consent>>& found) {
            if (!found) {
                promise->finish(found.error());
                return;
            }
            QList<ConsentSnapshot> shown;
            for (const auto& one : *found)
                shown << snapshotOf(one);
            promise->finish(shown);
        });
    return task;
}

Task<Done> ConsentDesk::record(Consent consent)
{
    const auto rules = m_rules();
    if (!rules.isKept || !rules.mayRecord)
        return readyTask<Done>(Error{Errc::Denied, "no register, or not ours"});
    consent.notice = rules.notice;
    if (!isUsable(consent))
        return readyTask<Done>(Error{Errc::Malformed, "consent"});
    if (!m_audit.recordConsent(audit::EventKind::ConsentRecorded, audit::Outcome::Success, consent))
        return readyTask<Done>(notRecorded());
    return told(m_vault.record(consent), audit::EventKind::ConsentRecorded, consent);
}

/// The log has it already: where the vault refuses, it hears of that, too.
Task<Done> ConsentDesk::told(Task<Done> act, audit::EventKind kind, const Consent& consent)
{
    auto promise = std::make_shared<Promise<Done>>();
    auto task = promise->task();
    std::move(act).then(this, [this, promise, kind, consent](const Result<Done>& done) {
        if (!done)
            (void)m_audit.recordConsent(kind, audit::Outcome::Failure, consent);
        promise->finish(done);
    });
    return task;
}

Task<Done> ConsentDesk::revoke(std::int64_t id)
{
    const auto rules = m_rules();
    if (!rules.mayRecord)
        return readyTask<Done>(Error{Errc::Denied, "not ours"});
    auto promise = std::make_shared<Promise<Done>>();
    auto task = promise->task();
    m_vault.of(std::nullopt)
        .then(this, [this, id, promise](const Result<std::vector<Consent>>& all) {
            if (!all) {
                promise->finish(all.error());
                return;
            }
            const auto found = std::ranges::find(*all, id, &Consent::id);
            if (found == all->end())
                promise->finish(Error{Errc::NotFound, "consent"});
            else if (found->revokedAtMs > 0)
                promise->finish(Done{});
            else
                revokeKnown(*found, promise);
        });
    return task;
}

void ConsentDesk::revokeKnown(const Consent& consent, const std::shared_ptr<Promise<Done>>& promise)
{
    if (!m_audit.recordConsent(audit::EventKind::ConsentRevoked, audit::Outcome::Success,
                               consent)) {
        promise->finish(notRecorded());
        return;
    }
    told(m_vault.revoke(consent.id), audit::EventKind::ConsentRevoked, consent)
        .then(this, [promise](const Result<Done>& done) { promise->finish(done); });
}

Task<Done> ConsentDesk::saveTo(QString path, ExportReason reason)
{
    if (!m_rights.has(Right::Export) || (asksForReason() && reason == ExportReason::NotAsked))
        return readyTask<Done>(Error{Errc::Denied, "right or reason"});
    if (!m_audit.recordExportOf("consent_register", reason))
        return readyTask<Done>(notRecorded());
    auto promise = std::make_shared<Promise<Done>>();
    auto task = promise->task();
    m_vault.of(std::nullopt).then(this, [promise, path](const Result<std::vector<Consent>>& all) {
        promise->finish(all ? writeNew(path, consentCsv(*all)) : Result<Done>{all.error()});
    });
    return task;
}

}  // namespace sotto::app

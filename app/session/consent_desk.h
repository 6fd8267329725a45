// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session_audit.h"
#include "core/api/consent.h"
#include "core/domain/rights.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace sotto::app {

/// The way of the screens to the register of consents: what is done goes on record first, and then
/// into the vault. UI thread.
class ConsentDesk final : public QObject, public ConsentRegister {
    Q_OBJECT
public:
    struct Rules {
        bool isKept = true;
        bool mayRecord = true;  ///< no: somebody else reads here (emergency access)
        std::string notice{};
        bool asksForReason = true;
    };

    /// What the vault answers; see engine::Consents.
    struct Vault {
        std::function<Task<std::vector<Consent>>(std::optional<std::string> number)> of;
        std::function<Task<Done>(Consent)> record;
        std::function<Task<Done>(std::int64_t)> revoke;
    };

    /// `rules` is asked each time.
    ConsentDesk(SessionAudit& audit, Vault vault, std::function<Rules()> rules);

    void setRights(Rights rights) { m_rights = rights; }

    bool isKept() const override { return m_rules().isKept; }

    QString noticeVersion() const override;
    Task<QList<ConsentSnapshot>> of(QString number) override;
    Task<Done> record(Consent consent) override;
    Task<Done> revoke(std::int64_t id) override;
    Task<Done> saveTo(QString path, ExportReason reason) override;

    bool asksForReason() const override { return m_rules().asksForReason; }

private:
    Task<Done> told(Task<Done> act, audit::EventKind kind, const Consent& consent);
    void revokeKnown(const Consent& consent, const std::shared_ptr<Promise<Done>>& promise);

    SessionAudit& m_audit;
    Vault m_vault;
    std::function<Rules()> m_rules;
    Rights m_rights = Rights::withoutRoles();
};

/// The register as a table (RFC 4180), UTF-8. What a spreadsheet would take for a formula is text.
std::string consentCsv(const std::vector<Consent>& all);

}  // namespace sotto::app

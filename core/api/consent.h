// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The register of how patients agreed to be contacted (45 CFR 164.522(b), R-16).

#include "core/base/task.h"
#include "core/domain/consent.h"
#include "core/domain/content_export.h"
#include "core/domain/safe_text.h"

#include <QList>
#include <QString>

namespace sotto {

/// One entry as the screen may show it.
struct ConsentSnapshot {
    std::int64_t id = 0;
    SafeText name;    ///< of the patient
    SafeText number;  ///< of their record
    ContactChannel channel = ContactChannel::TextMessage;
    SafeText scope;
    SafeText notice;      ///< version of the risk notice
    QString agreedOn{};   ///< "2026-11-23"
    SafeText recordedBy;  ///< address
    std::int64_t recordedAtMs = 0;
    SafeText revokedBy;
    std::int64_t revokedAtMs = 0;  ///< 0: it stands
};

/// The door to the register in our person's vault. Who records and revokes is our person. An act
/// is in the activity log before it is in the vault. Calls return at once; UI thread.
class ConsentRegister {
public:
    virtual ~ConsentRegister() = default;

    virtual bool isKept() const = 0;            ///< consent.enabled
    virtual QString noticeVersion() const = 0;  ///< consent.notice_version

    /// Of one patient, by the record number; the newest first. Errors: Storage.
    virtual Task<QList<ConsentSnapshot>> of(QString number) = 0;
    /// `consent.recordedBy`, `recordedAtMs` and `notice` are filled in here. Errors: Malformed (see
    /// isUsable), Denied (emergency access, or none is kept), Storage (the log's included).
    virtual Task<Done> record(Consent consent) = 0;
    /// One that is revoked already stays as it is. Errors: NotFound, Denied, Storage.
    virtual Task<Done> revoke(std::int64_t id) = 0;
    /// The whole register as CSV, into a new file. Errors: Denied (right or reason), Duplicate
    /// (there is one), Storage (also where it cannot be recorded: then nothing is written).
    virtual Task<Done> saveTo(QString path, ExportReason reason) = 0;
    virtual bool asksForReason() const = 0;  ///< export.reason_required
};

}  // namespace sotto

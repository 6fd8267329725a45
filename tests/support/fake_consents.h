// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/consent.h"

#include <QStringList>

#include <algorithm>

namespace sotto::test {

/// The register of consents, played by a test: it keeps what is recorded, or refuses.
class FakeConsents final : public ConsentRegister {
public:
    QList<ConsentSnapshot> all{};  ///< the newest first
    QStringList calls{};
    Result<Done> answer{Done{}};
    bool kept = true, wantsReason = true;
    QString number{};  ///< the last one that was asked for

    bool isKept() const override { return kept; }

    QString noticeVersion() const override { return QStringLiteral("2026-03"); }

    Task<QList<ConsentSnapshot>> of(QString asked) override
    {
        number = asked;
        QList<ConsentSnapshot> found;
        std::ranges::copy_if(all, std::back_inserter(found), [&](const ConsentSnapshot& one) {
            return one.number.string() == asked;
        });
        return readyTask<QList<ConsentSnapshot>>(found);
    }

    Task<Done> record(Consent consent) override
    {
        calls << QStringLiteral("record %1 %2 %3")
                     .arg(QLatin1String(toName(consent.channel).data()),
                          QString::fromStdString(consent.scope),
                          QString::fromStdString(consent.agreedOn));
        if (answer)
            all.prepend(shown(consent));
        return readyTask<Done>(answer);
    }

    Task<Done> revoke(std::int64_t id) override
    {
        calls << QStringLiteral("revoke %1").arg(id);
        for (auto& one : all)
            if (answer && one.id == id) {
                one.revokedAtMs = 1'795'000'000'000;
                one.revokedBy = SafeText::fromUtf8("desk-a@clinic.example", SafeText::Kind::Name);
            }
        return readyTask<Done>(answer);
    }

    Task<Done> saveTo(QString path, ExportReason reason) override
    {
        calls << QStringLiteral("save %1 %2").arg(path, QLatin1String(toName(reason).data()));
        return readyTask<Done>(answer);
    }

    bool asksForReason() const override { return wantsReason; }

    ConsentSnapshot shown(const Consent& consent) const
    {
        const auto safe = [](const std::string& text) {
            return SafeText::fromUtf8(text, SafeText::Kind::Line);
        };
        return {.id = static_cast<std::int64_t>(all.size()) + 1,
                .name = safe(consent.name),
                .number = safe(consent.number),
                .channel = consent.channel,
                .scope = safe(consent.scope),
                .notice = safe("2026-03"),
                .agreedOn = QString::fromStdString(consent.agreedOn),
                .recordedBy = safe("desk-a@clinic.example"),
                .recordedAtMs = 1'795'000'000'000,
                .revokedBy = {}};
    }
};

}  // namespace sotto::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/consent_words.h"

#include <QCoreApplication>

namespace sotto::ui {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::Consent)
};

}  // namespace

QString channelText(ContactChannel channel)
{
    switch (channel) {
    case ContactChannel::TextMessage:
        return Words::tr("Text message");
    case ContactChannel::Email:
        return Words::tr("E-mail");
    case ContactChannel::Phone:
        return Words::tr("Phone call");
    case ContactChannel::Other:
        break;
    }
    return Words::tr("Another way");
}

QString agreedText(const QList<ConsentSnapshot>& consents)
{
    QStringList ways;
    for (const auto& one : consents)
        if (one.revokedAtMs == 0)
            ways << channelText(one.channel);
    ways.removeDuplicates();
    return ways.join(QStringLiteral(", "));
}

QString consentProblem(const Result<Done>& done)
{
    if (done)
        return {};
    switch (done.error().code) {
    case Errc::Denied:
        return Words::tr("Not done: this is not allowed here.");
    case Errc::Duplicate:
        return Words::tr("Not saved: there is a file of that name already.");
    case Errc::StorageFull:
        return Words::tr("Not done: the disk is full.");
    case Errc::Malformed:
        return Words::tr("Not done: say what may be said there, and on which day the patient "
                         "agreed.");
    default:
        return Words::tr("Not done: it could not be put on record or written here.");
    }
}

}  // namespace sotto::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keeping_line.h"

#include "ui/controls.h"
#include "ui/label.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>

namespace sotto::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::KeepingLine)
};

QString dateText(std::int64_t ms)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms), QLocale::ShortFormat);
}

QString archiveText(const ArchivedBy& archive)
{
    using State = ArchivedBy::State;
    const auto whose =
        archive.clinic.isEmpty() ? Words::tr("your clinic") : archive.clinic.isolated();
    switch (archive.state) {
    case State::Off:
        break;
    case State::On:
        return Words::tr("Archived by %1: its archive can read this conversation and keeps a copy "
                         "of every message.")
            .arg(whose);
    case State::Late:
        return Words::tr("Archived by %1. The archive cannot be reached now; it gets its copies "
                         "later.")
            .arg(whose);
    case State::Held:
        return Words::tr("Archived by %1. The archive cannot read new messages now: what you send "
                         "waits here until it can.")
            .arg(whose);
    }
    return {};
}

}  // namespace

KeepingLine::KeepingLine(QWidget* parent)
    : QFrame(parent),
      m_text(new Label({}, TextRole::Caption, Label::Tone::Secondary, this))
{
    setObjectName(QStringLiteral("keepingLine"));
    auto* layout = new QHBoxLayout(this);
    setGrid(*layout, 4, 1, 2);
    layout->addWidget(m_text->wrapped(), 1);
    hide();
}

void KeepingLine::setConversation(const ConversationSnapshot& conversation)
{
    QStringList all;
    if (const auto archive = archiveText(conversation.archive); !archive.isEmpty())
        all << archive;
    if (conversation.removed.untilMs > 0)
        all << tr("Older messages were removed after %n day(s) by your clinic\u2019s policy.",
                  nullptr, conversation.removed.afterDays);
    m_text->setTone(conversation.archive.state == ArchivedBy::State::Held ? Label::Tone::Caution
                                                                          : Label::Tone::Secondary);
    m_text->setText(all.join(QLatin1Char(' ')));
    setAccessibleName(m_text->text());
    setVisible(!all.isEmpty());
}

QString keepingText(const RetentionSnapshot& retention)
{
    if (retention.isEverythingHeld)
        return Words::tr("Legal hold: nothing is removed from this workstation.");
    if (retention.localDays == 0)
        return Words::tr("Messages are kept on this workstation.");
    QStringList all{Words::tr("Messages are removed from this workstation after %n day(s); what is "
                              "not read or still asks for something stays.",
                              nullptr, retention.localDays)};
    if (retention.lastAtMs > 0)
        all << Words::tr("Last done %1: %n message(s) removed.", nullptr, retention.lastRemoved)
                   .arg(dateText(retention.lastAtMs));
    if (retention.held > 0)
        all << Words::tr("%n old message(s) kept under legal hold.", nullptr, retention.held);
    if (retention.waiting > 0)
        all << Words::tr("%n old message(s) kept until the archive confirms them.", nullptr,
                         retention.waiting);
    return all.join(QLatin1Char(' '));
}

}  // namespace sotto::ui

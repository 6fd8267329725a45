// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people_strip.h"

#include "ui/controls.h"
#include "ui/icon_view.h"
#include "ui/label.h"
#include "ui/time_text.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace sotto::ui {

PeopleStrip::PeopleStrip(QWidget* parent)
    : QFrame(parent),
      m_icon(new IconView(Icon::People, tokensFor(palette()).textSecondary, this)),
      m_text((new Label({}, TextRole::Body, this))->wrapped()),
      m_letIn(makeButton("letIn", tr("Let &in"), ButtonKind::Outlined, this)),
      m_keepOut(makeButton("keepOut", tr("Keep &out"), ButtonKind::Outlined, this))
{
    setObjectName(QStringLiteral("peopleStrip"));
    setProperty("surface", QStringLiteral("notice"));
    auto* layout = new QHBoxLayout(this);
    setGrid(*layout, 4, 2, 3);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_keepOut);
    layout->addWidget(m_letIn);
    connect(m_letIn, &QPushButton::clicked, this, [this] { decide(true); });
    connect(m_keepOut, &QPushButton::clicked, this, [this] { decide(false); });
    hide();
}

void PeopleStrip::decide(bool letIn)
{
    Q_EMIT decided(m_id, m_waiting, letIn);
}

QString PeopleStrip::quietText(const ConversationSnapshot& conversation)
{
    const auto name = conversation.title.isolated();
    auto text = conversation.untilMs > 0
        ? tr("%1 is on do not disturb until %2.").arg(name, clockText(conversation.untilMs))
        : tr("%1 is on do not disturb.").arg(name);
    if (!conversation.phone.isEmpty())
        text += QLatin1Char(' ') + tr("Phone: %1").arg(conversation.phone.isolated());
    return text;
}

void PeopleStrip::setConversation(const ConversationSnapshot& conversation)
{
    m_id = conversation.id;
    m_waiting = conversation.waitingMembers.value(0);
    if (conversation.isRoom && conversation.isRecord)
        say(tr("You are no longer in this team. What was written stays here to be read."), false);
    else if (!m_waiting.isEmpty())
        say(tr("%1 was added to this team, and nobody in it has said so. Your messages wait: "
               "shall they go to %1, too?")
                .arg(conversation.waitingNames.value(0)),
            true);
    else if (!conversation.isRoom && conversation.presence == Presence::DoNotDisturb)
        say(quietText(conversation), false);
    else
        hide();
}

void PeopleStrip::say(const QString& text, bool asks)
{
    const bool isNew = isHidden() || m_text->text() != text;
    m_text->setText(text);
    m_letIn->setVisible(asks);
    m_keepOut->setVisible(asks);
    const auto tokens = tokensFor(palette());
    m_icon->setIcon(asks ? Icon::Warning : Icon::People,
                    asks ? tokens.concern : tokens.textSecondary);
    setAccessibleName(text);
    show();
    if (isNew) {
        announce(*this);
    }
}

}  // namespace sotto::ui

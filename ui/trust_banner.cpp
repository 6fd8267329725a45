// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust_banner.h"

#include "ui/controls.h"
#include "ui/icon_view.h"
#include "ui/label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {

TrustBanner::TrustBanner(QWidget* parent)
    : QFrame(parent),
      m_icon(new IconView(Icon::Warning, tokensFor(palette()).concern, this)),
      m_text(new Label({}, TextRole::Body, Label::Tone::Caution, this)),
      m_known(makeButton("urgentToKnown", tr("Known devices &only"), ButtonKind::Outlined, this)),
      m_compare(makeButton("compareDevices", tr("Co&mpare first…"), ButtonKind::Outlined, this)),
      m_all(makeButton("urgentToAll", tr("Send to &all"), ButtonKind::Outlined, this))
{
    setObjectName(QStringLiteral("trustBanner"));
    setProperty("surface", QStringLiteral("panel"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(2 * kGrid);
    for (auto* button : {m_known, m_compare, m_all})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* words = new QVBoxLayout;
    words->setSpacing(2 * kGrid);
    words->addWidget(m_text->wrapped());
    words->addLayout(buttons);
    auto* layout = new QHBoxLayout(this);
    setGrid(*layout, 4, 2, 3);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    connect(m_compare, &QPushButton::clicked, this, &TrustBanner::devicesWanted);
    connect(m_known, &QPushButton::clicked, this,
            [this] { Q_EMIT chosen(m_urgent.message, UrgentChoice::KnownDevicesOnly); });
    connect(m_all, &QPushButton::clicked, this,
            [this] { Q_EMIT chosen(m_urgent.message, UrgentChoice::AllDevices); });
    hide();
}

void TrustBanner::setConversation(const ConversationSnapshot& conversation)
{
    m_urgent = conversation.urgent;
    const bool isUrgent = m_urgent.isOn();
    m_known->setVisible(isUrgent && m_urgent.hasKnown);
    m_all->setVisible(isUrgent);
    m_compare->setText(isUrgent ? tr("Co&mpare first…") : tr("Co&mpare…"));
    if (isUrgent)
        showText(tr("Your STAT message waits. Nobody has compared a new device yet: %1. Who shall "
                    "get the message?")
                     .arg(m_urgent.newDevices.join(QStringLiteral(", "))));
    else if (conversation.keyChanged)
        showText(tr("One of their devices is not the one that it was. Nothing is sent to it, and "
                    "what it sends is held back. Ask them whether they set it up anew."));
    else if (conversation.leftOut > 0)
        showText(tr("Devices of theirs that are not trusted yet and get nothing: %1. What they "
                    "send is held back.")
                     .arg(conversation.leftOut));
    else
        hide();
}

void TrustBanner::showText(const QString& text)
{
    const bool isNew = isHidden() || m_text->text() != text;
    m_text->setText(text);
    setAccessibleName(text);
    show();
    if (isNew) {
        announce(*this);
    }
}

}  // namespace sotto::ui

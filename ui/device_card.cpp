// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/device_card.h"

#include "ui/controls.h"
#include "ui/device_words.h"
#include "ui/icon_view.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <memory>

namespace sotto::ui {
namespace {

QColor colorOf(Label::Tone tone, const Tokens& tokens)
{
    switch (tone) {
    case Label::Tone::Accent:
        return tokens.accent;
    case Label::Tone::Danger:
        return tokens.stat;
    case Label::Tone::Caution:
        return tokens.concern;
    default:
        return tokens.textSecondary;
    }
}

}  // namespace

DeviceCard::DeviceCard(const DeviceSnapshot& device, std::int64_t nowMs, QWidget* parent)
    : QFrame(parent),
      m_device(device)
{
    setProperty("surface", QStringLiteral("card"));
    setObjectName(QStringLiteral("device-%1").arg(device.id));
    setAccessibleName(deviceName(device) + QStringLiteral(", ") + trustWords(device));
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 4, 3, 1);
    auto* name = (new Label(deviceName(device), TextRole::Strong, this))->wrapped();
    name->setObjectName(QStringLiteral("deviceName"));
    layout->addWidget(name);
    layout->addWidget(
        (new Label(deviceFacts(device, nowMs), TextRole::Caption, Label::Tone::Secondary, this))
            ->wrapped());
    const auto tone = trustTone(device);
    auto* trust = new QHBoxLayout;
    setGrid(*trust, 0, 0, 2);
    auto* mark = new IconView(trustIcon(device), colorOf(tone, tokensFor(palette())), this);
    trust->addWidget(mark, 0, Qt::AlignTop);
    auto* words = (new Label(trustWords(device), TextRole::Body, tone, this))->wrapped();
    words->setObjectName(QStringLiteral("deviceTrust"));
    trust->addWidget(words, 1);
    layout->addLayout(trust);
    auto buttons = std::make_unique<QHBoxLayout>();
    setGrid(*buttons, 0, 1, 2);
    addButtons(*buttons);
    if (buttons->isEmpty())
        return;
    buttons->addStretch(1);
    layout->addLayout(buttons.release());
}

template <class Signal>
void DeviceCard::addButton(QHBoxLayout& row, const char* name, const QString& text, Signal signal)
{
    auto* button = makeButton(name, text, ButtonKind::Outlined, this);
    button->setAccessibleName(text + QLatin1Char(' ') + deviceName(m_device));
    connect(button, &QPushButton::clicked, this, [this, signal] {
        Q_EMIT(this->*signal)(m_device);
    });
    row.addWidget(button);
}

void DeviceCard::addButtons(QHBoxLayout& row)
{
    using Trust = DeviceSnapshot::Trust;
    const auto trust = m_device.trust;
    const bool wasJudged = trust == Trust::Compared || trust == Trust::Refused;
    if (m_device.mayCompare && !wasJudged)
        addButton(row, "compareDevice", tr("Compare…"), &DeviceCard::compareWanted);
    if (m_device.mayAccept)
        addButton(row, "acceptDevice", tr("Use without comparing"), &DeviceCard::acceptWanted);
    if (wasJudged && !m_device.thisOne)
        addButton(row, "withdrawDevice", tr("Take that back"), &DeviceCard::withdrawWanted);
    if (m_device.thisOne)
        addButton(row, "renameDevice", tr("Rename…"), &DeviceCard::renameWanted);
    if (m_device.own && !m_device.thisOne && !m_device.phone && trust != Trust::Removed)
        addButton(row, "removeDevice", tr("Remove…"), &DeviceCard::removeWanted);
}

}  // namespace sotto::ui

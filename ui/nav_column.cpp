// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/nav_column.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/mirror.h"

#include <QButtonGroup>
#include <QPainter>
#include <QStyleOptionButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kWide = 208;
constexpr int kRail = 60;

}  // namespace

NavButton::NavButton(const char* name, Icon which, const QString& text, QWidget* parent)
    : QPushButton(parent),
      m_icon(which),
      m_word(text)
{
    setObjectName(QLatin1String(name));
    setProperty("kind", QStringLiteral("nav"));
    setCheckable(true);
    setAutoExclusive(true);
    setCount(0);
}

void NavButton::setCount(int count)
{
    m_count = count;
    setAccessibleName(count > 0 ? tr("%1, %n", nullptr, count).arg(m_word) : m_word);
    update();
}

void NavButton::setRail(bool on)
{
    m_rail = on;
    setPlainToolTip(*this, on ? m_word : QString());
    update();
}

QSize NavButton::sizeHint() const
{
    return {40, std::max(40, fontMetrics().height() + 20)};
}

void NavButton::paintEvent(QPaintEvent*)
{
    const auto tokens = tokensFor(palette());
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    style()->drawControl(QStyle::CE_PushButton, &option, &painter, this);  // the style sheet's box
    painter.setRenderHint(QPainter::Antialiasing);
    const auto color = isChecked() ? tokens.accent : tokens.text;
    const double y = (height() - kIconSize) / 2.0;
    const double x = m_rail ? (width() - kIconSize) / 2.0 : 12;
    const Mirror mirror{rect(), layoutDirection()};
    paintIcon(painter, m_icon, mirror({x, y, kIconSize, kIconSize}),
              isChecked() ? tokens.accent : tokens.textSecondary);
    auto strong = fontFor(isChecked() ? TextRole::Strong : TextRole::Body, font());
    painter.setFont(strong);
    painter.setPen(color);
    if (!m_rail)
        mirror.write(painter, QRectF(x + kIconSize + 12, 0, width() - 52, height()), m_word);
    if (m_count <= 0)
        return;
    auto small = fontFor(TextRole::Caption, font());
    small.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(small);
    const auto text = m_count > 99 ? QStringLiteral("99+") : QString::number(m_count);
    const double high = metrics.height() + 2;
    const double wide = std::max(high, metrics.horizontalAdvance(text) + 10);
    const auto badge =
        mirror(m_rail ? QRectF(width() - wide - 2, 1, wide, high)
                      : QRectF(width() - wide - 10, (height() - high) / 2, wide, high));
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.accent);
    painter.drawRoundedRect(badge, high / 2, high / 2);
    painter.setFont(small);
    painter.setPen(tokens.onAccent);
    painter.drawText(badge, Qt::AlignCenter, text);
}

NavColumn::NavColumn(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("nav"));
    setProperty("surface", QStringLiteral("panel"));
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 2, 3, 1);
    m_buttons = {new NavButton("navOpenItems", Icon::OpenItems, tr("Open items"), this),
                 new NavButton("navConversations", Icon::Conversations, tr("Conversations"), this),
                 new NavButton("navDirectory", Icon::Directory, tr("Directory"), this),
                 new NavButton("navWorkstation", Icon::Workstation, tr("Workstation"), this),
                 new NavButton("navDevices", Icon::Key, tr("Devices"), this),
                 new NavButton("navActivity", Icon::Log, tr("Activity log"), this)};
    for (auto* button : m_buttons) {
        layout->addWidget(button);
        const auto place = static_cast<Place>(m_buttons.indexOf(button));
        connect(button, &QPushButton::clicked, this, [this, place] { Q_EMIT placeChosen(place); });
    }
    layout->addStretch(1);
    setRail(false);
}

void NavColumn::setPlace(Place place)
{
    m_buttons.at(static_cast<qsizetype>(place))->setChecked(true);
}

void NavColumn::setHas(Place place, bool has)
{
    m_buttons.at(static_cast<qsizetype>(place))->setVisible(has);
}

void NavColumn::setOpenItems(int count)
{
    m_buttons.front()->setCount(count);
}

void NavColumn::setRail(bool on)
{
    setFixedWidth(on ? kRail : std::max(kWide, fontMetrics().averageCharWidth() * 26));
    for (auto* button : m_buttons)
        button->setRail(on);
}

}  // namespace sotto::ui

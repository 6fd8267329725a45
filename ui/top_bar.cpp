// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/top_bar.h"

#include "ui/avatar.h"
#include "ui/controls.h"
#include "ui/icon_view.h"
#include "ui/label.h"
#include "ui/main_menu.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kAvatar = 30;  // the colour of the tile: whose session this is, at a glance

}  // namespace

TopBar::TopBar(const MainMenu& menu, QWidget* parent)
    : QFrame(parent),
      m_avatar(new Avatar(kAvatar, this)),
      m_self(makeButton("self", {}, ButtonKind::Quiet, this)),
      m_search(new QLineEdit(this)),
      m_connectionIcon(new IconView(Icon::Offline, tokensFor(palette()).textSecondary, this)),
      m_connection(new Label({}, TextRole::Body, Label::Tone::Secondary, this))
{
    setProperty("surface", QStringLiteral("panel"));
    auto* selfMenu = new QMenu(m_self);
    for (const auto command :
         {Command::BeAvailable, Command::BeBusy, Command::DoNotDisturb, Command::Profile})
        selfMenu->addAction(menu.action(command));
    selfMenu->addSeparator();
    for (const auto command : {Command::Lock, Command::SwitchUser, Command::SignOut})
        selfMenu->addAction(menu.action(command));
    m_self->setMenu(selfMenu);
    // The arrow stands behind the name.
    m_self->setLayoutDirection(isRightToLeft() ? Qt::LeftToRight : Qt::RightToLeft);
    m_self->setIcon(icon(Icon::Down, tokensFor(palette()).textSecondary));
    m_self->setFont(fontFor(TextRole::Strong, font()));

    m_search->setObjectName(QStringLiteral("search"));
    m_search->setPlaceholderText(
        tr("Search (%1)")
            .arg(menu.action(Command::Find)->shortcut().toString(QKeySequence::NativeText)));
    m_search->setAccessibleName(tr("Search messages, people, teams and files"));
    m_search->setMaximumWidth(420);
    m_search->setMinimumWidth(120);
    m_search->setTextMargins(kIconSize + 4, 0, kIconSize + 8, 0);
    auto* inside = new QHBoxLayout(m_search);
    setGrid(*inside, 2, 0, 0);
    inside->addWidget(new IconView(Icon::Search, tokensFor(palette()).textSecondary, m_search));
    inside->addStretch(1);
    auto* clear = makeIconButton("clearSearch", Icon::Close, tr("Clear the search"), m_search);
    clear->setCursor(Qt::ArrowCursor);
    clear->setFocusPolicy(Qt::NoFocus);  // Escape does it
    clear->hide();
    inside->addWidget(clear);
    connect(clear, &QToolButton::clicked, m_search, &QLineEdit::clear);
    connect(m_search, &QLineEdit::textChanged, clear,
            [clear](const QString& text) { clear->setVisible(!text.isEmpty()); });

    m_connection->setObjectName(QStringLiteral("connection"));
    auto* lock = makeIconButton("lock", Icon::Lock, tr("Lock"), this);
    connect(lock, &QToolButton::clicked, menu.action(Command::Lock), &QAction::trigger);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &TopBar::searchChanged);
    connect(m_search, &QLineEdit::returnPressed, this, &TopBar::searchLeft);
    auto* layout = new QHBoxLayout(this);
    setGrid(*layout, 3, 2, 2);
    layout->addSpacing(kGrid);
    layout->addWidget(m_avatar);
    layout->addWidget(m_self);
    layout->addStretch(1);
    layout->addWidget(m_search, 4);
    layout->addStretch(1);
    layout->addWidget(m_connectionIcon);
    layout->addWidget(m_connection);
    layout->addSpacing(2 * kGrid);
    layout->addWidget(lock);
    setConnection(Connection::Offline);
}

void TopBar::setSelf(const SelfSnapshot& self)
{
    m_name = self.name.isEmpty() ? self.address : self.name.string();
    m_avatar->setPerson({self.address, m_name});
    if (!self.group.isEmpty())
        m_name += QStringLiteral(" · ") + self.group.string();
    tellSelf();
}

void TopBar::setAvailability(const Availability& availability)
{
    m_availability = availability;
    m_avatar->setPresence(availability.presence);
    tellSelf();
}

/// Who is available says nothing more: that is the usual state.
void TopBar::tellSelf()
{
    m_selfText = m_name;
    if (m_availability.presence != Presence::Available)
        m_selfText +=
            QStringLiteral(" · ") + presenceText(m_availability.presence, m_availability.untilMs);
    m_self->setAccessibleName(tr("Signed in as %1").arg(m_selfText));
    fitSelf();
}

void TopBar::fitSelf()
{
    const int room = std::clamp(width() / 4, 100, 320);
    m_self->setText(withoutMnemonic(elided(m_selfText, m_self->font(), room)));
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fitSelf();
}

void TopBar::setConnection(Connection connection)
{
    const auto tokens = tokensFor(palette());
    const bool online = connection == Connection::Online;
    const bool offline = connection == Connection::Offline;
    switch (connection) {
    case Connection::Offline:
        m_connection->setText(tr("Offline"));
        break;
    case Connection::Connecting:
        m_connection->setText(tr("Connecting"));
        break;
    case Connection::CatchingUp:
        m_connection->setText(tr("Catching up"));
        break;
    case Connection::Online:
        m_connection->setText(tr("Online"));
        break;
    }
    m_connection->setTone(offline ? Label::Tone::Caution : Label::Tone::Secondary);
    setPlainToolTip(*m_connection,
                    offline ? tr("What you write is kept here and sent when the clinic's server "
                                 "can be reached.")
                            : QString());
    const auto icon = online ? Icon::Online : (offline ? Icon::Offline : Icon::Clock);
    m_connectionIcon->setIcon(
        icon, online ? tokens.accent : (offline ? tokens.concern : tokens.textSecondary));
}

void TopBar::clearSearch()
{
    m_search->clear();
}

bool TopBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_search)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress)
        return onSearchKey(static_cast<QKeyEvent*>(event)->key());
    if (event->type() != QEvent::FocusIn && event->type() != QEvent::FocusOut)
        return false;
    const auto reason = static_cast<QFocusEvent*>(event)->reason();
    const bool isMeant = reason == Qt::MouseFocusReason || reason == Qt::ShortcutFocusReason;
    const bool goesAway = reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason;
    if (event->type() == QEvent::FocusIn && isMeant)
        Q_EMIT searchBegun();
    else if (event->type() == QEvent::FocusOut && goesAway && m_search->text().isEmpty())
        Q_EMIT searchLeftEmpty();
    return false;
}

/// True if that key is no matter of the field.
bool TopBar::onSearchKey(int key)
{
    if (key == Qt::Key_Down)
        Q_EMIT searchLeft();
    else if (key == Qt::Key_Escape)
        Q_EMIT searchEnded();
    return key == Qt::Key_Down || key == Qt::Key_Escape;
}

void TopBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

}  // namespace sotto::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/on_call_bar.h"

#include "ui/controls.h"
#include "ui/icon_view.h"
#include "ui/label.h"
#include "ui/on_call_words.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace sotto::ui {

OnCallBar::OnCallBar(QWidget* parent)
    : QFrame(parent),
      m_icon(new IconView(Icon::People, tokensFor(palette()).accent, this)),
      m_text((new Label({}, TextRole::Body, this))->wrapped()),
      m_follow(makeButton("followRole", tr("Write to &them"), ButtonKind::Outlined, this)),
      m_leave(makeIconButton("leaveRole", Icon::Close, tr("Write to this person only"), this))
{
    setObjectName(QStringLiteral("onCallBar"));
    setProperty("surface", QStringLiteral("notice"));
    auto* layout = new QHBoxLayout(this);
    setGrid(*layout, 4, 2, 3);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_follow);
    layout->addWidget(m_leave);
    connect(m_follow, &QPushButton::clicked, this, &OnCallBar::followWanted);
    connect(m_leave, &QToolButton::clicked, this, [this] {
        end();
        Q_EMIT left();
    });
    hide();
}

void OnCallBar::begin(const QString& role, const QString& address, const QString& name)
{
    m_role = role;
    m_address = address;
    m_name = name;
    refresh();
}

void OnCallBar::end()
{
    m_role.clear();
    m_moved = false;
    hide();
}

void OnCallBar::setRoles(const QList<OnCallSnapshot>& roles)
{
    m_roles = roles;
    if (isOn())
        refresh();
}

const OnCallSnapshot* OnCallBar::current() const
{
    const auto found = std::ranges::find(m_roles, m_role, &OnCallSnapshot::role);
    return found == m_roles.end() ? nullptr : &*found;
}

OnCallAddress OnCallBar::address() const
{
    OnCallAddress to{m_role};
    if (const auto* const role = current())
        for (const auto& person : role->goesTo)
            to.shown << person.address;
    return to;
}

void OnCallBar::refresh()
{
    const auto* const role = current();
    if (role)
        m_title = role->title;
    // Off the clinic's list: what is written here was meant for the role, and waits for a word.
    m_moved = !role || !address().shown.contains(m_address);
    m_follow->setVisible(role && m_moved && !role->goesTo.isEmpty());
    setSurface(*this, m_moved || role->byNewDevice ? "caution" : "notice");
    const auto tokens = tokensFor(palette());
    m_icon->setIcon(m_moved ? Icon::Warning : Icon::People,
                    m_moved ? tokens.concern : tokens.accent);
    show(!role         ? goneText(m_title, m_name)
             : m_moved ? movedText(*role, m_name)
                       : beforeSendingText(*role));
}

void OnCallBar::show(const QString& text)
{
    const bool isNew = isHidden() || m_text->text() != text;
    m_text->setText(text);
    setAccessibleName(text);
    QFrame::show();
    if (isNew) {
        announce(*this);
    }
}

}  // namespace sotto::ui

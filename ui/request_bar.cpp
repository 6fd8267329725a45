// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request_bar.h"

#include "ui/controls.h"
#include "ui/due_text.h"
#include "ui/label.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace sotto::ui {
namespace {

constexpr int kTimes[] = {300, 900, 1800, 3600, 4 * 3600};  // s
constexpr int kUsualTime = 900;

QToolButton* makeQuiet(const char* name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setProperty("kind", QStringLiteral("quiet"));
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

}  // namespace

RequestBar::RequestBar(QWidget* parent)
    : QWidget(parent),
      m_within(makeQuiet("within", this)),
      m_chain(makeQuiet("chain", this)),
      m_times(new QActionGroup(this)),
      m_withinS(kUsualTime)
{
    auto* menu = new QMenu(m_within);
    for (const int seconds : kTimes) {
        auto* action = menu->addAction(tr("Answer within %1").arg(withinText(seconds)));
        action->setActionGroup(m_times);
        action->setCheckable(true);
        action->setData(seconds);
        connect(action, &QAction::triggered, this, [this, seconds] { setWithin(seconds); });
    }
    m_within->setMenu(menu);
    m_within->setPopupMode(QToolButton::InstantPopup);
    auto* layout = new QHBoxLayout(this);
    setGrid(*layout, 0, 0, 1);
    layout->addWidget(m_within);
    layout->addWidget(m_chain);
    connect(m_chain, &QToolButton::clicked, this, &RequestBar::chainWanted);
    showState();
}

void RequestBar::setUrgency(Urgency urgency)
{
    m_urgency = urgency;
    showState();
}

void RequestBar::setLimits(const AlertLimits& limits)
{
    m_limits = limits;
    showState();
}

void RequestBar::setChain(const QStringList& addresses, const QStringList& names)
{
    m_addresses = addresses;
    m_names = names;
    showState();
}

void RequestBar::reset()
{
    m_withinS = kUsualTime;
    setChain({}, {});
}

Request RequestBar::request() const
{
    Request request{m_urgency, 0, {}};
    if (m_urgency == Urgency::Action)
        request.withinS = m_withinS;
    if (!m_chain->isHidden())
        request.chain = m_addresses;
    return request;
}

void RequestBar::setWithin(int seconds)
{
    m_withinS = seconds;
    showState();
}

void RequestBar::showState()
{
    const bool asks = m_urgency == Urgency::Action || m_urgency == Urgency::Stat;
    m_within->setVisible(m_urgency == Urgency::Action);
    m_chain->setVisible(asks && m_limits.chainMax > 0);
    setVisible(!m_within->isHidden() || !m_chain->isHidden());
    m_within->setText(tr("within %1 ▾").arg(withinText(m_withinS)));
    m_within->setAccessibleName(tr("Answer within %1").arg(withinText(m_withinS)));
    const auto then = m_names.join(tr(", then "));
    m_chain->setText(m_names.isEmpty() ? tr("If nobody answers…") : tr("Then %1").arg(then));
    setPlainToolTip(
        *m_chain,
        tr("While nobody answers, it goes on to the next person after %1.")
            .arg(withinText(m_urgency == Urgency::Action ? m_withinS : m_limits.escalateAfterS)));
    for (auto* action : m_times->actions())
        action->setChecked(action->data().toInt() == m_withinS);
}

}  // namespace sotto::ui

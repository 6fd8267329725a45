// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session_deadline.h"

#include "app/session/workstation_view.h"

#include <QEvent>
#include <QGuiApplication>

namespace sotto::app {
namespace {

/// The station warns; here it is too late for that.
platform::IdleLimits limitsOf(const policy::PolicyWatcher& watcher, int lockAfterS)
{
    auto limits = platform::IdleLimits::lock(withLockAfter(watcher.current().policy, lockAfterS));
    limits.warnBefore = {};
    return limits;
}

}  // namespace

SessionDeadline::SessionDeadline(policy::PolicyWatcher& policy, Time time, QObject* parent)
    : QObject(parent),
      m_policy(policy),
      m_clock(time.clock),
      m_source(platform::makeIdleSource(QGuiApplication::platformName().toStdString(), time.clock)),
      m_deadline(time, limitsOf(policy, 0), {{}, {}, [this] { Q_EMIT expired(); }}, m_source.get())
{
    connect(&policy, &policy::PolicyWatcher::changed, this, [this] { setLockAfter(m_lockAfterS); });
}

SessionDeadline::~SessionDeadline() = default;

void SessionDeadline::start()
{
    m_deadline.start();
    QCoreApplication::instance()->installEventFilter(this);
}

void SessionDeadline::setLockAfter(int seconds)
{
    m_lockAfterS = seconds;
    m_deadline.setLimits(limitsOf(m_policy, seconds));
}

void SessionDeadline::noteActivity()
{
    m_deadline.noteActivity();
}

void SessionDeadline::endAt(BootTime end)
{
    m_end = end;
}

bool SessionDeadline::eventFilter(QObject* watched, QEvent* event)
{
    // All that Qt paints begins with one of these two.
    const auto type = event->type();
    const bool isPaint = type == QEvent::UpdateRequest || type == QEvent::Expose;
    if (isPaint && m_deadline.isDue())
        m_deadline.check();
    if (isPaint && m_end && m_clock.bootNow() >= *m_end) {
        m_end.reset();
        Q_EMIT expired();
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace sotto::app

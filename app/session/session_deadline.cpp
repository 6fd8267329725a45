// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session_deadline.h"

#include <QEvent>
#include <QGuiApplication>

namespace sotto::app {
namespace {

/// The station warns; here it is too late for that.
platform::IdleLimits limitsOf(const policy::PolicyWatcher& watcher)
{
    auto limits = platform::IdleLimits::lock(watcher.current().policy);
    limits.warnBefore = {};
    return limits;
}

}  // namespace

SessionDeadline::SessionDeadline(policy::PolicyWatcher& policy, Time time, QObject* parent)
    : QObject(parent),
      m_source(platform::makeIdleSource(QGuiApplication::platformName().toStdString(), time.clock)),
      m_deadline(time, limitsOf(policy), {{}, {}, [this] { Q_EMIT expired(); }}, m_source.get())
{
    connect(&policy, &policy::PolicyWatcher::changed, this,
            [this, &policy] { m_deadline.setLimits(limitsOf(policy)); });
}

SessionDeadline::~SessionDeadline() = default;

void SessionDeadline::start()
{
    m_deadline.start();
    QCoreApplication::instance()->installEventFilter(this);
}

void SessionDeadline::noteActivity()
{
    m_deadline.noteActivity();
}

bool SessionDeadline::eventFilter(QObject* watched, QEvent* event)
{
    // All that Qt paints begins with one of these two.
    const auto type = event->type();
    if ((type == QEvent::UpdateRequest || type == QEvent::Expose) && m_deadline.isDue())
        m_deadline.check();
    return QObject::eventFilter(watched, event);
}

}  // namespace sotto::app

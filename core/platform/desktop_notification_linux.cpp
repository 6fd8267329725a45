// SPDX-License-Identifier: GPL-3.0-or-later
// The Desktop Notifications Specification 1.2 (freedesktop.org) on the session's bus.
#include "core/platform/desktop_notification.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QObject>
#include <QVariantMap>

namespace sotto::platform {
namespace {

constexpr int kByServer = -1;  ///< the server knows how long its notifications stay
constexpr uchar kNormal = 1, kCritical = 2;

QString service()
{
    return QStringLiteral("org.freedesktop.Notifications");
}

QString path()
{
    return QStringLiteral("/org/freedesktop/Notifications");
}

QDBusMessage call(const char* method)
{
    return QDBusMessage::createMethodCall(service(), path(), service(), QLatin1String(method));
}

class BusNotification final : public QObject, public DesktopNotification {
    Q_OBJECT
public:
    explicit BusNotification(std::function<void()> chosen)
        : m_chosen(std::move(chosen)),
          m_bus(QDBusConnection::sessionBus())
    {
        m_bus.connect({}, path(), service(), QStringLiteral("ActionInvoked"), this,
                      SLOT(onInvoked(uint, QString)));
        m_bus.connect({}, path(), service(), QStringLiteral("NotificationClosed"), this,
                      SLOT(onClosed(uint, uint)));
    }

    void show(const Content& content) override
    {
        m_isWanted = true;
        auto notify = call("Notify");
        // A body is a kind of markup there; ours is counts and words of our own.
        notify << QStringLiteral("Sotto") << m_shown << QString()
               << QString::fromStdString(content.title) << QString::fromStdString(content.body)
               << QStringList{QStringLiteral("default"), QString::fromStdString(content.action)}
               << QVariantMap{{QStringLiteral("urgency"),
                               QVariant::fromValue(content.urgent ? kCritical : kNormal)},
                              {QStringLiteral("category"), QStringLiteral("im.received")}}
               << kByServer;
        auto* const answer = new QDBusPendingCallWatcher(m_bus.asyncCall(notify), this);
        connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
            const QDBusPendingReply<uint> reply = *answer;
            answer->deleteLater();
            if (reply.isError())
                return;  // nothing on this desktop shows any
            m_shown = reply.value();
            if (!m_isWanted)
                withdraw();  // it was over before it had a number
        });
    }

    void withdraw() override
    {
        m_isWanted = false;
        if (m_shown != 0)
            m_bus.asyncCall(call("CloseNotification") << m_shown);
        m_shown = 0;
    }

    void withdrawNow() override
    {
        constexpr int kMostMs = 100;
        m_isWanted = false;
        if (m_shown != 0)
            m_bus.call(call("CloseNotification") << m_shown, QDBus::Block, kMostMs);
        m_shown = 0;
    }

private Q_SLOTS:

    void onInvoked(uint id, const QString&)
    {
        if (id == m_shown && id != 0)
            m_chosen();
    }

    void onClosed(uint id, uint)
    {
        if (id == m_shown)
            m_shown = 0;
    }

private:
    std::function<void()> m_chosen;
    QDBusConnection m_bus;
    uint m_shown = 0;
    bool m_isWanted = false;
};

}  // namespace

std::unique_ptr<DesktopNotification> DesktopNotification::make(std::function<void()> chosen)
{
    return std::make_unique<BusNotification>(std::move(chosen));
}

}  // namespace sotto::platform

#include "desktop_notification_linux.moc"

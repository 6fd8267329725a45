// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk_notes.h"

#include <QCoreApplication>
#include <QEvent>
#include <QStringList>
#include <QWidget>

#include <algorithm>
#include <numeric>

namespace sotto::ui {
namespace {

using namespace std::chrono_literals;

constexpr auto kTogether = 300ms;  ///< what comes within is told of once, with its counts

class NoteWords {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::DeskNotes)
};

}  // namespace

DeskNote deskNote(int unread, int stat, int waiting)
{
    DeskNote note;
    note.urgent = stat > 0;
    QStringList parts;
    if (stat > 0)
        parts << NoteWords::tr("%n STAT waiting", nullptr, stat);
    if (unread > 0)
        parts << NoteWords::tr("%n unread message(s)", nullptr, unread);
    if (waiting > 0)
        parts << NoteWords::tr("%n wait(s) for your answer", nullptr, waiting);
    note.title = parts.value(0);
    note.body = parts.mid(1).join(QStringLiteral(" · "));
    return note;
}

DeskNotes::DeskNotes(Client& client, QWidget& window, Time time) : m_window(window), m_time(time)
{
    connect(&client, &Client::stageChanged, this, [this](const SignInStage& stage) {
        m_isOpen = stage.step == SignInStage::Step::Open;
        if (!m_isOpen)
            end();
    });
    connect(&client, &Client::conversationsLoaded, this,
            [this](const QList<ConversationSnapshot>& conversations) {
                m_unread.clear();
                for (const auto& conversation : conversations)
                    m_unread.insert(conversation.id.value, conversation.unread);
                refresh();
            });
    connect(&client, &Client::conversationChanged, this,
            [this](const ConversationSnapshot& conversation) {
                m_unread.insert(conversation.id.value, conversation.unread);
                refresh();
            });
    connect(&client, &Client::openItemsChanged, this, [this](const QList<OpenItemSnapshot>& items) {
        m_stat = static_cast<int>(std::ranges::count_if(items, [](const OpenItemSnapshot& item) {
            return item.forUs && item.urgency == Urgency::Stat;
        }));
        m_waiting =
            static_cast<int>(std::ranges::count_if(items, &OpenItemSnapshot::forUs)) - m_stat;
        refresh();
    });
    connect(&client, &Client::messageArrived, this, &DeskNotes::onArrived);
    for (const auto ends : {&Client::locked, &Client::signedOut})
        connect(&client, ends, this, &DeskNotes::end);
    m_window.installEventFilter(this);
}

bool DeskNotes::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::WindowActivate)
        end();
    return QObject::eventFilter(watched, event);
}

int DeskNotes::unread() const
{
    return std::accumulate(m_unread.begin(), m_unread.end(), 0);
}

void DeskNotes::onArrived()
{
    if (m_isOpen && !m_window.isActiveWindow())
        m_soon = m_time.scheduler.after(kTogether, [this] { tell(); });
}

void DeskNotes::tell()
{
    m_soon.reset();
    if (!m_isOpen || m_window.isActiveWindow() || unread() + m_stat + m_waiting == 0)
        return;
    m_isShown = true;
    Q_EMIT wanted(deskNote(unread(), m_stat, m_waiting));
}

/// Another device may have read what was told of here.
void DeskNotes::refresh()
{
    if (m_isShown && unread() + m_stat == 0)
        end();
}

void DeskNotes::end()
{
    m_soon.reset();
    if (!std::exchange(m_isShown, false))
        return;
    Q_EMIT over();
}

}  // namespace sotto::ui

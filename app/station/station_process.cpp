// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/station_process.h"

#include <algorithm>

namespace sotto::app {

StationProcess::StationProcess(Settings settings, Time time, QObject* parent)
    : Station(parent),
      m_settings(std::move(settings)),
      m_time(time),
      m_people(m_settings.peopleFile)
{
}

QList<TileSnapshot> StationProcess::tiles() const
{
    QList<TileSnapshot> tiles;
    for (const auto& person : m_people.all()) {
        const auto* const running = find(person.address);
        auto tile = running != nullptr ? running->tile() : TileSnapshot{};
        tile.address = person.address;
        tile.name = person.name;
        tile.signedOutBy = m_signedOutBy.value(person.address);
        tiles.append(tile);
    }
    return tiles;
}

StationSnapshot StationProcess::snapshot() const
{
    auto snapshot = m_settings.appearance;
    snapshot.relayKnown = !m_handles.empty();
    snapshot.relayConnected =
        std::ranges::any_of(m_handles, [](const auto& handle) { return handle->isConnected(); });
    return snapshot;
}

void StationProcess::setAppearance(const StationSnapshot& appearance)
{
    m_settings.appearance = appearance;
    if (refuses(appearance.disk))
        leaveSignInPages();
    Q_EMIT snapshotChanged();
}

/// Who has signed in already goes on until they sign out: a lock must not shut them out.
bool StationProcess::maySignIn(const QString& address)
{
    if (!refuses(m_settings.appearance.disk))
        return true;
    const auto* const running = address.isEmpty() ? nullptr : find(address);
    const auto state = running != nullptr ? running->tile().state : TileSnapshot::State::SignedOut;
    if (state == TileSnapshot::State::Locked || state == TileSnapshot::State::Open)
        return true;
    Q_EMIT signInRefused(address);
    Q_EMIT snapshotChanged();
    return false;
}

void StationProcess::leaveSignInPages()
{
    std::vector<SessionHandle*> left;
    for (const auto& handle : m_handles)
        if (!handle->isEmergency() &&
            (handle->tile().state == TileSnapshot::State::SignedOut ||
             handle->tile().state == TileSnapshot::State::Starting))
            left.push_back(handle.get());
    for (auto* const handle : left)
        handle->signOut();
}

void StationProcess::choose(QString address)
{
    if (!maySignIn(address))
        return;
    bringToFront(handleFor(address));
}

void StationProcess::chooseSomeoneElse()
{
    if (!maySignIn({}))
        return;
    bringToFront(handleFor({}));
}

SessionHandle* StationProcess::find(const QString& address) const
{
    const auto found = std::ranges::find_if(m_handles, [&](const auto& handle) {
        return handle->address() == address && !handle->isEmergency();
    });
    return found == m_handles.end() ? nullptr : found->get();
}

/// Beside that person's own session, which stays locked: it has no part of the vault.
void StationProcess::openInEmergency(QString address)
{
    const auto& people = m_people.all();
    const auto owner = std::ranges::find(people, address, &KnownPeople::Person::address);
    if (owner == people.end() || !m_settings.appearance.emergencyAllowed || m_quitting)
        return;
    leaveEmergencyPages(nullptr);
    QList<EmergencyStaff> staff;
    for (const auto& person : people)
        staff.append({person.address, person.name});
    auto handle = std::make_unique<SessionHandle>(
        m_settings.program, m_settings.arguments + QStringList{QStringLiteral("--emergency")},
        address, m_time);
    handle->setEmergency(owner->name, staff);
    connectEmergency(*handle);
    m_handles.push_back(std::move(handle));
    bringToFront(*m_handles.back());
}

/// One that nobody has opened is not kept in the background.
void StationProcess::leaveEmergencyPages(const SessionHandle* except)
{
    std::vector<SessionHandle*> left;
    for (const auto& handle : m_handles)
        if (handle.get() != except && handle->isEmergency() && !handle->isOpen())
            left.push_back(handle.get());
    for (auto* const handle : left)
        handle->signOut();
}

void StationProcess::connectEmergency(SessionHandle& handle)
{
    auto* const one = &handle;
    connect(one, &SessionHandle::tileChanged, this, &StationProcess::snapshotChanged);
    connect(one, &SessionHandle::activity, this, [this, one] {
        if (one->isOpen())
            Q_EMIT activity();
    });
    connect(one, &SessionHandle::opened, this, &StationProcess::emergencyOpened);
    connect(one, &SessionHandle::switchUserRequested, this, [this, one] {
        if (one->isOpen())
            lockOpen(SessionHandle::LockCause::SwitchUser, false);
        else
            one->signOut();
    });
    connect(one, &SessionHandle::signedOut, this, [this, one] {
        const auto owner = one->address();
        const auto accessor = one->accessor();
        const auto cause = one->endCause();
        drop(*one);
        if (!accessor.isEmpty())
            Q_EMIT emergencyClosed(owner, accessor, cause);
    });
}

void StationProcess::forget(QString address)
{
    const bool runs = std::ranges::any_of(m_handles, [&](const auto& handle) {
        return handle->address() == address && handle->isRunning();
    });
    if (!runs && m_people.forget(address))
        Q_EMIT tilesChanged();
}

void StationProcess::quit()
{
    m_quitting = true;
    if (m_handles.empty()) {
        Q_EMIT finished();
        return;
    }
    signOutEverybody();
}

void StationProcess::signOut(const QString& address, TileSnapshot::SignedOutBy why)
{
    m_signedOutBy.insert(address, why);
    if (auto* const one = find(address))
        one->signOut();
}

void StationProcess::signOutEverybody()
{
    std::vector<SessionHandle*> running;
    for (const auto& handle : m_handles)
        running.push_back(handle.get());
    for (auto* handle : running)
        handle->signOut();
}

SessionHandle* StationProcess::openSession() const
{
    const auto open =
        std::ranges::find_if(m_handles, [](const auto& handle) { return handle->isOpen(); });
    return open == m_handles.end() ? nullptr : open->get();
}

void StationProcess::lockOpen(SessionHandle::LockCause cause, bool showAgain)
{
    auto* open = openSession();
    if (!open)
        return;
    if (!showAgain) {
        open->hide();
        if (m_front == open)
            m_front = nullptr;
        Q_EMIT switcherWanted();
    }
    open->lock(cause);
}

SessionHandle& StationProcess::handleFor(const QString& address)
{
    if (auto* const known = find(address))
        return *known;
    auto handle =
        std::make_unique<SessionHandle>(m_settings.program, m_settings.arguments, address, m_time);
    connectHandle(*handle);
    m_handles.push_back(std::move(handle));
    return *m_handles.back();
}

void StationProcess::connectHandle(SessionHandle& handle)
{
    auto* const one = &handle;
    connect(one, &SessionHandle::tileChanged, this, [this, one] { onTileChanged(*one); });
    connect(one, &SessionHandle::activity, this, [this, one] {
        if (one->isOpen())
            Q_EMIT activity();
    });
    connect(one, &SessionHandle::opened, this, [this, one] {
        for (const auto& other : m_handles)
            if (other.get() != one && !other->isEmergency() && other->address() == one->address())
                other->dismiss();
        m_signedOutBy.remove(one->address());
        one->tellLockAfter(lockAfter(one->address()));
        one->tellAgreement(m_people.agreement(one->address()));
        Q_EMIT sessionOpened(one->address());
    });
    connect(one, &SessionHandle::lockAfterChosen, this, [this, one](int seconds) {
        if (!one->isOpen())
            return;
        (void)m_people.setLockAfter(one->address(), seconds);  // a full disk: for this shift
        one->tellLockAfter(lockAfter(one->address()));
        Q_EMIT lockAfterChanged(one->address());
    });
    connect(one, &SessionHandle::agreementAccepted, this, [this, one](const QString& sha256) {
        if (one->isOpen())  // a full disk: asked again at the next opening
            (void)m_people.setAgreement(one->address(), sha256);
    });
    connect(one, &SessionHandle::locked, this, [this, one](SessionHandle::LockCause cause) {
        Q_EMIT sessionLocked(one->address(), cause);
    });
    connect(one, &SessionHandle::ended, this, [this, one](SessionHandle::LockCause cause) {
        Q_EMIT sessionEnded(one->address(), cause);
    });
    connect(one, &SessionHandle::statArrived, this,
            [this, one] { Q_EMIT statWaiting(one->address()); });
    connect(one, &SessionHandle::switchUserRequested, this, [this, one] {
        if (one->isOpen()) {
            lockOpen(SessionHandle::LockCause::SwitchUser, false);
            return;
        }
        one->hide();
        if (m_front == one)
            m_front = nullptr;
        Q_EMIT switcherWanted();
    });
    connect(one, &SessionHandle::loginLost, this,
            [this, one] { Q_EMIT loginLost(one->address()); });
    connect(one, &SessionHandle::seatTaken, this, [this, one] { onSeatTaken(*one); });
    connect(one, &SessionHandle::signedOut, this, [this, one] {
        const auto address = one->address();
        drop(*one);
        Q_EMIT sessionSignedOut(address);
    });
}

void StationProcess::onTileChanged(SessionHandle& handle)
{
    if (handle.isOpen() && !handle.address().isEmpty())
        (void)m_people.remember(handle.address(),
                                handle.tile().name);  // a full disk must not stop work
    Q_EMIT tilesChanged();
    Q_EMIT snapshotChanged();
}

void StationProcess::bringToFront(SessionHandle& handle)
{
    auto* const open = openSession();
    if (open && open != &handle)
        lockOpen(SessionHandle::LockCause::SwitchUser, false);
    if (m_front && m_front != &handle)
        m_front->hide();
    m_front = &handle;
    leaveEmergencyPages(&handle);
    handle.show();
    Q_EMIT switcherUnwanted();
    Q_EMIT tilesChanged();
}

/// Whose session is locked here is led to it; the second process ends. If it is not ours, the
/// page has said already that the vault is in use.
void StationProcess::onSeatTaken(SessionHandle& handle)
{
    const auto other = std::ranges::find_if(m_handles, [&](const auto& known) {
        return known.get() != &handle && known->address() == handle.address() &&
            known->tile().state == TileSnapshot::State::Locked;
    });
    if (other == m_handles.end())
        return;
    bringToFront(**other);
    (*other)->showSignedInAlready();
    handle.dismiss();
}

void StationProcess::drop(SessionHandle& handle)
{
    if (m_front == &handle) {
        m_front = nullptr;
        Q_EMIT switcherWanted();
    }
    const auto at =
        std::ranges::find(m_handles, &handle, [](const auto& owned) { return owned.get(); });
    if (at != m_handles.end()) {
        at->release()->deleteLater();  // we are inside one of its signals
        m_handles.erase(at);
    }
    Q_EMIT tilesChanged();
    Q_EMIT snapshotChanged();
    if (m_quitting && m_handles.empty())
        Q_EMIT finished();
}

}  // namespace sotto::app

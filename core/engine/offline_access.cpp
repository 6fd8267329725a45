// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/offline_access.h"

#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/xmpp/ping.h"

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;
using store::OfflineTicket;
using store::OfflineWindow;
using State = OfflineSnapshot::State;

constexpr std::uint32_t kMostTries = 5;          // design.md, 6
constexpr auto kProbeEvery = 5min;               // while online: the relay is asked, and remembered
constexpr auto kLookEvery = 30s;                 // without it: whether the time has run out
constexpr std::int64_t kClockSlackMs = 120'000;  // time servers set a clock back, too

}  // namespace

OfflineAccess::OfflineAccess(std::filesystem::path folder, const EngineSettings& settings,
                             RelayLink& link, store::Stopwatch watch, Time time)
    : m_folder(std::move(folder)),
      m_grace(settings.offlineGrace),
      m_name("offline " + m_folder.filename().string()),
      m_link(link),
      m_watch(watch),
      m_time(time),
      m_chain(settings.offlineGrace > 0h && settings.makeKeyChain ? settings.makeKeyChain()
                                                                  : nullptr)
{
    if (!isAllowed()) {
        // The policy may have allowed one before; without its file the entry opens nothing.
        if (OfflineWindow::exists(m_folder))
            erase();
        return;
    }
    connect(&m_link, &RelayLink::online, this, [this] {
        noteContact();
        probe();
    });
    connect(&m_link, &RelayLink::offline, this, &OfflineAccess::watchEnd);
}

OfflineAccess::~OfflineAccess() = default;

Task<std::shared_ptr<OfflineAccess::Keys>> OfflineAccess::open(const store::VaultHeader& header,
                                                               SecretBytes password)
{
    auto promise = std::make_shared<Promise<std::shared_ptr<Keys>>>();
    auto task = promise->task();
    auto attempt = std::make_shared<Attempt>(Attempt{header, std::move(password), promise});
    const auto window = OfflineWindow::load(m_folder);
    if (!isAllowed() || !window) {
        refuse(attempt, isAllowed() ? ProblemKind::OfflineNotReady : ProblemKind::RelayUnreachable);
        return task;
    }
    begin(attempt, *window);
    return task;
}

/// Errors: NotFound (none for this window), Unsupported (no key chain).
Result<OfflineTicket> OfflineAccess::ticketOf(const Entry& entry, const OfflineWindow& window)
{
    if (!entry)
        return Error{entry.error().code == Errc::NotFound ? Errc::NotFound : Errc::Unsupported,
                     "no ticket"};
    auto ticket = OfflineTicket::parse((*entry)->view());
    if (!ticket || ticket->window != window.salt())
        return Error{Errc::NotFound, "not the ticket of this window"};
    return ticket;
}

void OfflineAccess::begin(const std::shared_ptr<Attempt>& attempt, const OfflineWindow& window)
{
    const auto epoch = ++m_epoch;
    m_chain->read(m_name).then(this, [this, attempt, window, epoch](const Entry& entry) {
        auto ticket = ticketOf(entry, window);
        if (!ticket) {
            refuse(attempt,
                   ticket.error().code == Errc::NotFound ? ProblemKind::OfflineNotReady
                                                         : ProblemKind::OfflineNoKeyChain);
            return;
        }
        if (const auto why = judge(*ticket); why || epoch != m_epoch) {
            if (why && *why != ProblemKind::OfflineClock)
                erase();
            refuse(attempt, why.value_or(ProblemKind::OfflineNotReady));
            return;
        }
        ++ticket->tries;
        ticket->latestMs = std::max(ticket->latestMs, m_watch.now().wallMs);
        const auto counted = std::make_shared<OfflineTicket>(*std::move(ticket));
        m_chain->write(m_name, counted->serialise().view())
            .then(this, [this, attempt, window, counted](const Result<Done>& written) {
                if (written)
                    tryOpen(attempt, window, std::move(*counted));
                else  // what is not counted is not tried
                    refuse(attempt, ProblemKind::OfflineNoKeyChain);
            });
    });
}

std::optional<ProblemKind> OfflineAccess::judge(const OfflineTicket& ticket) const
{
    if (ticket.tries >= kMostTries)
        return ProblemKind::OfflineTriesUsed;
    if (m_watch.now().wallMs < ticket.latestMs - kClockSlackMs)
        return ProblemKind::OfflineClock;
    if (isOver(ticket.lastContact))
        return ProblemKind::OfflineEnded;
    return std::nullopt;
}

/// By whichever clock shows more; one of them nobody can set.
bool OfflineAccess::isOver(const store::Moment& lastContact) const
{
    const std::chrono::milliseconds byWall{m_watch.now().wallMs - lastContact.wallMs};
    return std::max(byWall, m_watch.sinceBoot(lastContact).value_or(0ms)) >= m_grace;
}

void OfflineAccess::tryOpen(const std::shared_ptr<Attempt>& attempt, const OfflineWindow& window,
                            OfflineTicket ticket)
{
    auto passwordKey = attempt->header.passwordKey(attempt->password.view());
    if (!passwordKey && passwordKey.error().code != Errc::Denied) {
        attempt->promise->finish(passwordKey.error());
        return;
    }
    auto share = passwordKey ? window.open(attempt->header, passwordKey->view(), ticket.key.view())
                             : Result<SecretBytes>{passwordKey.error()};
    if (!share) {
        const bool last = ticket.tries >= kMostTries;
        if (last)
            erase();
        refuse(attempt, last ? ProblemKind::OfflineTriesUsed : ProblemKind::WrongPassword);
        return;
    }
    ticket.tries = 0;
    (void)m_chain->write(m_name, ticket.serialise().view());
    m_lastContact = ticket.lastContact;
    tell(State::Ready, ticket.lastContact);
    watchEnd();
    attempt->promise->finish(
        std::make_shared<Keys>(Keys{*std::move(passwordKey), *std::move(share)}));
}

void OfflineAccess::refuse(const std::shared_ptr<Attempt>& attempt, ProblemKind why)
{
    m_refusal = why;
    attempt->promise->finish(Error{Errc::Denied, "no offline window"});
}

void OfflineAccess::renew(const store::VaultHeader& header, ByteView passwordKey, ByteView share)
{
    if (!isAllowed())
        return;
    const auto now = m_watch.now();
    OfflineTicket ticket{.key =
                             crypto::randomSecret(store::kShareSize, SecretBytes::Memory::Locked),
                         .lastContact = now,
                         .latestMs = now.wallMs};
    const auto window = OfflineWindow::make(header, passwordKey, ticket.key.view(), share);
    if (!window)
        return;
    ticket.window = window->salt();
    const auto epoch = ++m_epoch;
    m_chain->write(m_name, ticket.serialise().view())
        .then(this, [this, epoch, now, window = *window](const Result<Done>& written) {
            if (epoch != m_epoch)
                return;
            if (written && window.save(m_folder)) {
                m_lastContact = now;
                tell(State::Ready, now);
                return;
            }
            if (!written)
                log::warning("engine", "no key chain", {{"why", written.error().code}});
            erase();
            tell(State::NoKeyChain, now);
        });
}

void OfflineAccess::noteContact()
{
    if (!m_snapshot.isReady() && !OfflineWindow::exists(m_folder))
        return;
    const auto now = m_watch.now();
    const auto window = OfflineWindow::load(m_folder);
    if (!window)
        return;
    const auto epoch = m_epoch;
    m_chain->read(m_name).then(this, [this, epoch, now, window = *window](const Entry& entry) {
        auto ticket = ticketOf(entry, window);
        if (!ticket || epoch != m_epoch)
            return;
        ticket->lastContact = now;
        ticket->latestMs = std::max(ticket->latestMs, now.wallMs);
        m_lastContact = now;
        (void)m_chain->write(m_name, ticket->serialise().view());
        tell(State::Ready, now);
    });
}

/// Only an answer is a contact: after a sleep, a stream looks alive for a while.
void OfflineAccess::probe()
{
    m_end.reset();
    m_probe = m_time.scheduler.after(kProbeEvery, [this] {
        if (!m_link.isOnline())
            return;
        m_link.stream()
            .request(xmpp::buildPing())
            .then(this, [this](const Result<xmpp::Element>& answer) {
                const bool heard = answer ||
                    (answer.error().code != Errc::Timeout && answer.error().code != Errc::Network);
                if (heard && m_link.isOnline()) {
                    noteContact();
                    probe();
                }
            });
    });
}

void OfflineAccess::watchEnd()
{
    m_probe.reset();
    m_end = m_time.scheduler.after(kLookEvery, [this] {
        if (m_link.isOnline() || !m_lastContact)
            return;
        if (!isOver(*m_lastContact)) {
            watchEnd();
            return;
        }
        erase();
        Q_EMIT ended();
    });
}

void OfflineAccess::erase()
{
    ++m_epoch;
    m_lastContact.reset();
    if (!OfflineWindow::erase(m_folder))
        log::warning("engine", "the offline window was not erased");
    if (m_chain)
        (void)m_chain->remove(m_name);
    if (m_snapshot.isReady())
        tell(State::Off, {});
}

void OfflineAccess::tell(State state, const store::Moment& lastContact)
{
    m_snapshot.state = state;
    m_snapshot.lastContactMs = lastContact.wallMs;
    m_snapshot.untilMs = lastContact.wallMs + m_grace.count();
    Q_EMIT changed();
}

}  // namespace sotto::engine

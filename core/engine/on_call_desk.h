// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/on_call.h"
#include "core/api/problem.h"
#include "core/domain/on_call.h"
#include "core/engine/directory.h"
#include "core/engine/peer_devices.h"
#include "core/engine/relay_link.h"
#include "core/engine/vault_context.h"
#include "core/omemo/on_call_word.h"

#include <QObject>

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace sotto::engine {

/// Who holds the roles on call, and what our person holds.
///
/// Everybody's word lies in a node of their own account, signed by a device of theirs: it counts
/// if we trust that device's key as we would for a message, if the clinic's list lets that person
/// hold the role, and until it ends. So the relay can keep a word back, which ends with its claim,
/// and can neither make one nor show an old one again. Engine thread only.
class OnCallDesk final : public QObject {
    Q_OBJECT
public:
    OnCallDesk(VaultContext& context, RelayLink& link, Directory& directory, PeerDevices& devices);

    void begin();        ///< what the vault has
    void look();         ///< asks the relay for the words of all who may hold a role
    void refresh();      ///< something of it may have changed: changed() follows, once
    void onDirectory();  ///< there are other people in it, or other groups
    void onStream(const relay::OnlineInfo& info);
    /// Other keys of that person are trusted now: what was not believed is looked at again.
    void onTrust(const Jid& person);

    /// A PEP event. No value: the word was taken away, which says nothing.
    void take(const Jid& person, const std::optional<xmpp::Element>& word);

    bool isRole(const std::string& role) const;
    bool mayHold(const std::string& role, const Jid& person) const;
    bool holds(const std::string& role, const Jid& person) const;
    /// Who gets what is written to it now, without ourselves.
    std::vector<Jid> targets(const std::string& role) const;

    /// `then` is run once the relay has our word; before it, the events are told.
    using Then = std::function<void()>;
    void claim(const std::string& role, std::chrono::seconds time, OnCallEvent::Kind as,
               Then then = {});
    void release(const std::string& role, OnCallEvent::Kind as);

    /// The word that gives up all that we hold, to be published at the logoff; empty: nothing.
    std::string releaseWord();

Q_SIGNALS:
    void changed(QList<sotto::OnCallSnapshot> roles);
    void happened(sotto::OnCallEvent event);
    void problem(sotto::ProblemKind kind);

private:
    enum class Attempt : std::uint8_t { First, Last };

    void takeWord(const Jid& person, const xmpp::Element& element, Attempt attempt);
    Result<bool> keep(const Jid& person, const omemo::SignedOnCallWord& said,
                      const xmpp::Element& element);
    void restore(const Jid& person, const omemo::SignedOnCallWord& shown);
    Result<Bytes> keyOf(const omemo::DeviceAddress& device);
    bool trusts(const Jid& person, DeviceId device) const;
    std::vector<OnCallClaim> ownClaims() const;
    Result<omemo::SignedOnCallWord> sign(std::vector<OnCallClaim> claims);

    struct Saying {
        std::vector<OnCallClaim> claims{};
        std::vector<OnCallEvent> events{};
        Then then{};
        bool byItself = false;  ///< nobody asked for it, so nobody is told that it failed
    };

    void fetch(const Jid& person);
    void say(Saying saying);
    void said(const Saying& saying, const Result<bool>& kept);
    void findPeople();
    void tell();
    void noteEnded();
    OnCallSnapshot snapshot(const std::string& role) const;
    void addHolders(OnCallSnapshot& out, const std::vector<OnCallHolder>& holders) const;

    VaultContext& m_context;
    RelayLink& m_link;
    Directory& m_directory;
    PeerDevices& m_devices;
    OnCallBoard m_board;
    std::vector<Jid> m_people;            ///< who may hold a role, or gets what nobody holds
    std::int64_t m_lastSerial = 0;        ///< of a word that is on its way
    std::vector<OnCallClaim> m_onItsWay;  ///< what it says
    int m_saying = 0;
    bool m_isLevel = false;   ///< this stream has shown us what the relay has of ours
    std::set<Jid> m_refused;  ///< whose newest word was not believed
    Scheduler::HandlePtr m_telling;
    Scheduler::HandlePtr m_end;
};

/// At the logoff, on a stream that is about to end. Errors: those of publishItem(); Malformed.
Task<Done> publishOnCallWord(relay::RelayStream& stream, const std::string& word);

}  // namespace sotto::engine

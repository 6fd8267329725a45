// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/engine/installation.h"
#include "core/engine/settings.h"
#include "core/relay/reconnector.h"
#include "core/relay/stream.h"

#include <QObject>

#include <optional>

namespace sotto::engine {

/// One person's way to the relay: the stream, its token, and what brings it back after a
/// break. Engine thread only.
///
/// The token stands for password and code for one shift; it lives here and in a hand-over
/// and nowhere on disk (design.md, 4).
class RelayLink final : public QObject {
    Q_OBJECT
public:
    RelayLink(const EngineSettings& settings, Jid person, Time time);
    ~RelayLink() override;

    const Jid& person() const { return m_person; }

    relay::RelayStream& stream() { return *m_stream; }

    Installation& installation() { return m_installation; }

    /// A full login, with the code asked on the way. The first break ends it.
    void loginWithPassword(const SecretBytes& password);

    /// Continues a login; without stream management, so that nothing is acknowledged that
    /// is in no vault yet. Keeps trying while the network is away.
    void loginWithToken(relay::FastToken token);

    /// From now on a break is repaired by itself, also one before this; `managed`: an open vault
    /// counts stanzas.
    void keepOnline(bool managed);

    bool isOnline() const { return m_stream->isOnline(); }

    /// Somebody waits: the next attempt is made now. online() or unreachable() follows, unless
    /// nothing is tried at all (false: there is no token).
    bool hurry();

    std::optional<relay::FastToken> token() const;

    /// A login that only proves that the token is still good. Empty: there is no token.
    std::optional<relay::LoginRequest> accessRequest() const;

    /// Breaks the stream off and stays away until keepOnline(); it may then be resumed.
    void pause();

    /// Ends the stream without a word to the relay about the token.
    void close();
    /// Logoff: the relay forgets the token (closes even if it does not answer).
    void logOff();

Q_SIGNALS:
    void online(const sotto::relay::OnlineInfo& info);
    void offline();
    void unreachable();  ///< an attempt has failed; the next one comes by itself
    void failed(const sotto::relay::LoginFailure& failure);  ///< a person must act

private:
    relay::LoginRequest makeRequest(std::variant<SecretBytes, relay::FastToken> credential) const;
    relay::LoginRequest nextRequest() const;
    void onOnline(const relay::OnlineInfo& info);

    const EngineSettings& m_settings;
    Jid m_person;
    Installation m_installation;
    std::unique_ptr<relay::RelayStream> m_stream;
    std::unique_ptr<relay::Reconnector> m_reconnector;
    std::optional<relay::FastToken> m_token;
    bool m_managed = true;
    bool m_kept = false;
};

}  // namespace sotto::engine

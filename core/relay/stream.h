// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/task.h"
#include "core/relay/login_types.h"
#include "core/relay/transport.h"
#include "core/xmpp/disco.h"
#include "core/xmpp/element.h"

#include <QObject>

#include <memory>

namespace sotto::relay {

/// One account's connection to its relay: login, stanzas, acknowledgements. Engine thread
/// only. It does not reconnect (Reconnector) and keeps no message (the outbox does).
///
/// start() ends in exactly one of online() and failed(); codeNeeded() and codeRefused() may
/// come in between. After online() the end is disconnected(). A slot may call any function
/// here; it must not delete the stream (deleteLater() is fine).
class RelayStream : public QObject {
    Q_OBJECT

public:
    RelayStream(std::unique_ptr<Transport> transport, Time time, QObject* parent = nullptr);
    ~RelayStream() override;

    /// Ends whatever was going on, silently, and begins a login.
    void start(LoginRequest request);

    /// The answer to codeNeeded() or codeRefused(): six digits or a recovery code. If the
    /// relay hung up while the person was typing, the login is repeated first.
    void submitCode(std::string code);

    bool isOnline() const;
    const Jid& bound() const;  ///< full address; only when online

    /// Serialises and sends. Errors: Network (not online).
    Result<Done> send(const xmpp::Element& stanza);

    /// Sends a stanza exactly as stored in the outbox; stanzaAcked(id) follows when the
    /// relay has it. The bytes must be one complete stanza. Errors: Network (not online).
    Result<Done> sendRaw(std::string id, Bytes stanza);

    /// Sends an iq and gives its answer; one counts only with the id that is made here, from the
    /// asked address (hostile.md B16). Errors: Timeout (30 s, of an archive's page since its last
    /// result), Network (the stream ended), and for an error answer what xmpp::toError() gives.
    Task<xmpp::Element> request(xmpp::Element iq);

    /// After unlock, for a session that began locked. Nothing happens if it is already on.
    void enableStreamManagement();

    /// The effects of the oldest stanzas given by stanzaReceived() are committed. Only now
    /// are they counted for the relay (design.md, I2). Every one must be confirmed, but not
    /// after disconnected(): the relay then sends it again.
    void confirmHandled(std::size_t count = 1);

    /// For LoginRequest::resume, also after disconnected(). Empty id: cannot resume.
    SmResume resumeState() const;

    /// Says good-bye (</stream:stream>), waits at most two seconds; disconnected() follows.
    /// When not online, as abort().
    void closeStream();

    /// As closeStream(), but the relay forgets the newest login token too, which takes a
    /// second, short connection (XEP-0484, 3.4) of at most five seconds before
    /// disconnected(). Without a token, or when not online, as closeStream().
    void logOff();

    /// Ends now, with no signal. Open requests fail with Network.
    void abort();

    /// Ends now as a broken connection does: disconnected() comes from inside, Reconnector
    /// tries again, and what was not confirmed is delivered again. For a vault that cannot
    /// store. Nothing happens when not online.
    void breakOff();

    /// Payload namespaces of iq sets that stanzaReceived() passes on and that are answered
    /// with an empty result ("jabber:iq:roster", "urn:xmpp:blocking"), if our own account
    /// sent them (hostile.md C1). Every other get or set gets an error, once (B17).
    void setPushNamespaces(std::vector<std::string> namespaces);

    /// What disco#info questions are answered with, which is how a relay learns the "+notify"
    /// features of our presence (XEP-0163, 4.3).
    void setOwnFeatures(xmpp::DiscoInfo own);

Q_SIGNALS:
    void codeNeeded(const sotto::relay::CodeTask& task);
    void codeRefused(const sotto::relay::CodeRefusal& refusal);
    void online(const sotto::relay::OnlineInfo& info);
    void failed(const sotto::relay::LoginFailure& failure);
    /// Every message and presence, and the iq pushes of setPushNamespaces(). Each must be
    /// confirmed with confirmHandled().
    void stanzaReceived(const sotto::xmpp::Element& stanza);
    void stanzaAcked(const std::string& id);  ///< the relay has it (XEP-0198); not delivery
    void streamManagementEnabled();
    void disconnected(const sotto::relay::LoginFailure& reason);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace sotto::relay

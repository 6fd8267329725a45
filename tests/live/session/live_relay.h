// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A real Prosody made by packaging/relay, and one client session with it.

#include "core/base/qt_scheduler.h"
#include "core/relay/stream.h"
#include "core/relay/tls_settings.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sotto::test {

/// Started at first use, stopped when the program's tests are over. Null: Prosody is not
/// installed here, so the test is to be skipped.
class LiveRelay {
public:
    static LiveRelay* instance();
    /// As instance(), for a program that asks for no other: its addPhone() accounts get in with
    /// a password alone, as apps need it that know no second factor.
    static LiveRelay* withPhones();
    static void stop();

    ~LiveRelay();

    const std::string& value(const std::string& key) const;  ///< as relay_fixture.py prints
    relay::Endpoint endpoint() const;
    relay::TlsSettings tls() const;
    int pid() const;  ///< of the relay's process

    void addPerson(const std::string& name);  ///< enrolled; value(name + ".address") and so on
    void addPhone(const std::string& name);   ///< of withPhones(): no second factor
    void disablePerson(const std::string& name);
    void deletePerson(const std::string& name);
    void withdrawTokens(const std::string& name);  ///< and leaves the streams alone
    void changePassword(const std::string& name);  ///< value(name + ".password") is the new one
    void resetCode(const std::string& name);       ///< as an administrator after a lost phone
    void halt();                                   ///< nobody listens until resume()
    void resume();                                 ///< on the same port, with the same data

private:
    explicit LiveRelay(const std::string& kind);
    void run(const std::string& command, const std::string& name = {});

    std::string m_folder;
    std::map<std::string, std::string> m_values;
};

class SystemClock final : public Clock {
public:
    WallTime wallNow() const override;
    BootTime bootNow() const override;
};

/// A code that the relay takes and that was not given before: each is good once for a person.
/// There are three at a time; whoever asks for a fourth waits until its time has come.
std::string freshCode(const std::string& base32Secret);

/// A code that the relay does not take; another one for each `which`.
std::string wrongCode(const std::string& base32Secret, int which);

/// A RelayStream over a real connection, and what it signalled.
class LiveSession {
public:
    explicit LiveSession(LiveRelay& relay, relay::TlsSettings tls);

    explicit LiveSession(LiveRelay& relay) : LiveSession(relay, relay.tls()) { }

    relay::LoginRequest request(const std::string& account) const;       ///< with its password
    relay::LoginRequest tokenRequest(const std::string& account) const;  ///< with `token`

    /// Runs the event loop until it is true, or ten seconds have passed.
    static bool wait(const std::function<bool()>& isTrue);

    bool waitOnline();
    Result<xmpp::Element> ask(xmpp::Element iq);

    SystemClock clock;
    QtScheduler scheduler;
    std::unique_ptr<relay::RelayStream> stream;

    std::vector<relay::CodeTask> codeTasks;
    std::vector<relay::CodeRefusal> refusals;
    std::vector<relay::LoginFailure> failures;
    std::vector<relay::LoginFailure> disconnects;
    std::vector<xmpp::Element> stanzas;
    std::vector<std::string> acked;
    std::unique_ptr<relay::OnlineInfo> online;  ///< of the last login; its token is below
    std::optional<relay::FastToken> token;
    int onlineCount = 0;

private:
    LiveRelay& m_relay;
    std::string m_clientId;
};

}  // namespace sotto::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What `sottoctl relay check` prints: design.md, section 4, feature by feature.

#include "core/base/task.h"
#include "core/relay/login_types.h"
#include "core/xmpp/disco.h"

#include <string>
#include <vector>

namespace sotto::relay {

class RelayStream;

struct CheckLine {
    enum class Need : std::uint8_t { Required, Preferred };
    enum class Verdict : std::uint8_t { Pass, Degraded, Fail };
    std::string feature;  ///< "message archive (XEP-0313)"
    Need need = Need::Required;
    Verdict verdict = Verdict::Fail;
    std::string meaning;  ///< one plain sentence: what it means for the clinic

    friend bool operator==(const CheckLine&, const CheckLine&) = default;
};

/// What a login and the relay's own words showed.
struct RelayFacts {
    RelayMemory memory;
    bool managed = false;
    bool token = false;
    bool codeAsked = false;
    bool answered = false;  ///< the relay answered disco#info at all
    xmpp::DiscoInfo server;
    xmpp::DiscoInfo account;
    std::vector<xmpp::DiscoInfo> services;
};

/// The verdicts, in a fixed order: required ones first.
std::vector<CheckLine> judge(const RelayFacts& facts);

/// Asks a relay, over a stream that is online, what it can do. A question without an answer
/// counts as a missing feature. Engine thread only.
class RelayCheck : public QObject {
    Q_OBJECT

public:
    RelayCheck(RelayStream& stream, const OnlineInfo& login, QObject* parent = nullptr);

    /// Answers once. Call it once. Errors: Network (this object was destroyed).
    Task<std::vector<CheckLine>> run();

private:
    void ask(xmpp::Element question, std::function<void(const xmpp::Element&)> take);
    void askServices(const xmpp::Element& items);

    RelayStream& m_stream;
    Jid m_account;
    RelayFacts m_facts;
    int m_open = 0;
    Promise<std::vector<CheckLine>> m_promise;
};

}  // namespace sotto::relay

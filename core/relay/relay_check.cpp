// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/relay_check.h"

#include "core/relay/stream.h"

#include <algorithm>

namespace sotto::relay {
namespace {

using Need = CheckLine::Need;
using Verdict = CheckLine::Verdict;

constexpr std::size_t kMaxServices = 20;

bool hasIdentity(const xmpp::DiscoInfo& info, std::string_view category, std::string_view type)
{
    return std::ranges::any_of(info.identities, [&](const xmpp::DiscoIdentity& identity) {
        return identity.category == category && (type.empty() || identity.type == type);
    });
}

/// Collects lines; each row names what it means when the feature is missing.
class Report {
public:
    void required(std::string feature, bool there, std::string missing)
    {
        add(std::move(feature), Need::Required, there ? Verdict::Pass : Verdict::Fail,
            std::move(missing));
    }

    void requiredOrWeaker(std::string feature, bool there, std::string weaker)
    {
        add(std::move(feature), Need::Required, there ? Verdict::Pass : Verdict::Degraded,
            std::move(weaker));
    }

    void preferred(std::string feature, bool there, std::string weaker)
    {
        add(std::move(feature), Need::Preferred, there ? Verdict::Pass : Verdict::Degraded,
            std::move(weaker));
    }

    std::vector<CheckLine> take() { return std::move(m_lines); }

private:
    void add(std::string feature, Need need, Verdict verdict, std::string words)
    {
        if (verdict == Verdict::Pass)
            words = "It is there.";
        m_lines.push_back({std::move(feature), need, verdict, std::move(words)});
    }

    std::vector<CheckLine> m_lines;
};

void judgeLogin(Report& report, const RelayFacts& facts)
{
    report.requiredOrWeaker("TLS 1.3", facts.memory.tls13,
                            "The relay speaks only TLS 1.2; policy must allow that by name.");
    report.requiredOrWeaker("SCRAM-SHA-256-PLUS bound to the connection",
                            facts.memory.channelBinding,
                            "Somebody who obtains a false certificate can stand between the"
                            " clinic and the relay without being noticed.");
    // The login that brought us here cannot do without this one.
    report.required("login in one step (XEP-0388, XEP-0386)", true, "");
    report.required("stream management (XEP-0198)", facts.managed,
                    "After a short break of the network messages come late, and what was"
                    " under way is sent again.");
}

void judgeServices(Report& report, const RelayFacts& facts)
{
    const auto anywhere = [&facts](std::string_view feature) {
        return facts.server.has(feature) || facts.account.has(feature);
    };
    const auto offered = [&facts](std::string_view feature) {
        return std::ranges::any_of(facts.services, [feature](const xmpp::DiscoInfo& service) {
            return service.has(feature);
        });
    };
    report.required("asking for features (XEP-0030)", facts.answered,
                    "The relay does not say what it can do, so all that follows is unknown.");
    const bool pep = hasIdentity(facts.account, "pubsub", "pep");
    report.required("personal nodes (XEP-0163)", pep,
                    "Nobody can publish encryption keys: no message can be sent.");
    report.required("personal nodes that are open and persistent",
                    pep && facts.account.has("http://jabber.org/protocol/pubsub#publish-options") &&
                        facts.account.has("http://jabber.org/protocol/pubsub#persistent-items"),
                    "Encryption keys vanish or cannot be read by colleagues.");
    report.required("message archive (XEP-0313)", facts.account.has("urn:xmpp:mam:2"),
                    "A device that was off or locked misses what was sent meanwhile.");
    report.required("carbon copies (XEP-0280)", anywhere("urn:xmpp:carbons:2"),
                    "A second device of the same person does not see the conversation.");
    report.required("stable message ids (XEP-0359)", anywhere("urn:xmpp:sid:0"),
                    "A message may be shown late or searched for twice after a break.");
    report.required("blocking (XEP-0191)", anywhere("urn:xmpp:blocking"),
                    "An address cannot be blocked.");
    const bool rooms = offered("http://jabber.org/protocol/muc");
    report.required("rooms (XEP-0045)", rooms, "There are no team rooms.");
    report.requiredOrWeaker("archive of rooms (XEP-0313 in XEP-0045)",
                            rooms && offered("urn:xmpp:mam:2"),
                            "Cannot be told before the first room exists; without it a device"
                            " that was off misses what a team wrote.");
    report.required("attachments (XEP-0363)", offered("urn:xmpp:http:upload:0"),
                    "Files and pictures cannot be sent.");
}

void judgePreferred(Report& report, const RelayFacts& facts)
{
    report.preferred("downgrade protection (XEP-0474)", facts.memory.downgradeHash,
                     "A cut-down list of login methods is noticed only after the first login.");
    report.preferred("login tokens (XEP-0484)", facts.token,
                     "After a break of the network or a lock, password and code are needed.");
    report.preferred("second factor at the relay (task TOTP)", facts.codeAsked,
                     "Whoever learns a password can log in with another program.");
    report.preferred("archive with metadata (XEP-0313, extended)",
                     facts.account.has("urn:xmpp:mam:2#extended"),
                     "Catching up after a long absence takes more steps.");
}

}  // namespace

std::vector<CheckLine> judge(const RelayFacts& facts)
{
    Report report;
    judgeLogin(report, facts);
    judgeServices(report, facts);
    judgePreferred(report, facts);
    return report.take();
}

RelayCheck::RelayCheck(RelayStream& stream, const OnlineInfo& login, QObject* parent)
    : QObject(parent),
      m_stream(stream),
      m_account(login.bound.bare())
{
    m_facts.memory = login.memory;
    m_facts.managed = login.managed;
    m_facts.token = login.token.has_value();
    m_facts.codeAsked = login.codeAsked;
}

Task<std::vector<CheckLine>> RelayCheck::run()
{
    const auto relay = Jid::parse(m_account.domain());
    auto task = m_promise.task();
    ++m_open;  // until all first questions are out: an answer may come at once
    if (relay) {
        ask(xmpp::buildDiscoInfoRequest(*relay), [this](const xmpp::Element& answer) {
            const auto info = xmpp::parseDiscoInfo(answer);
            m_facts.answered = info.has_value();
            m_facts.server = info ? *info : xmpp::DiscoInfo{};
        });
        ask(xmpp::buildDiscoItemsRequest(*relay),
            [this](const xmpp::Element& answer) { askServices(answer); });
    }
    ask(xmpp::buildDiscoInfoRequest(), [this](const xmpp::Element& answer) {
        const auto info = xmpp::parseDiscoInfo(answer);
        m_facts.account = info ? *info : xmpp::DiscoInfo{};
    });
    if (--m_open == 0)
        m_promise.finish(judge(m_facts));
    return task;
}

void RelayCheck::askServices(const xmpp::Element& items)
{
    auto services = xmpp::parseDiscoItems(items);
    if (!services)
        return;
    if (services->size() > kMaxServices)
        services->erase(services->begin() + kMaxServices, services->end());
    for (const auto& service : *services) {
        ask(xmpp::buildDiscoInfoRequest(service), [this](const xmpp::Element& answer) {
            if (auto info = xmpp::parseDiscoInfo(answer))
                m_facts.services.push_back(*std::move(info));
        });
    }
}

void RelayCheck::ask(xmpp::Element question, std::function<void(const xmpp::Element&)> take)
{
    ++m_open;
    m_stream.request(std::move(question))
        .then(this, [this, take = std::move(take)](Result<xmpp::Element> answer) {
            if (answer)
                take(*answer);
            if (--m_open == 0)
                m_promise.finish(judge(m_facts));
        });
}

}  // namespace sotto::relay

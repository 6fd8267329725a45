// SPDX-License-Identifier: GPL-3.0-or-later
// Every parser meets 20,000 damaged stanzas. Under the sanitizers this finds what the
// tables forgot; the seed is fixed, so that a failure can be repeated.
#include "core/xmpp/archive.h"
#include "core/xmpp/carbons.h"
#include "core/xmpp/content.h"
#include "core/xmpp/data_forms.h"
#include "core/xmpp/disco.h"
#include "core/xmpp/encryption_notice.h"
#include "core/xmpp/forwarded.h"
#include "core/xmpp/iq.h"
#include "core/xmpp/ping.h"
#include "core/xmpp/presence.h"
#include "core/xmpp/pubsub.h"
#include "core/xmpp/roster.h"
#include "core/xmpp/sasl2.h"
#include "core/xmpp/stable_ids.h"
#include "core/xmpp/stream_features.h"
#include "core/xmpp/timestamps.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <chrono>
#include <random>

using namespace sotto;
using namespace sotto::xmpp;

namespace {

const Jid kSelf = *Jid::parse("alice@clinic.test/desk");
const ArchiveSource kArchive{kSelf, std::nullopt, "q1"};

constexpr std::array<std::string_view, 20> kCorpus{
    "<stream:features><authentication xmlns='urn:xmpp:sasl:2'><mechanism>SCRAM-SHA-256-PLUS"
    "</mechanism><inline><bind xmlns='urn:xmpp:bind:0'><inline><feature var='urn:xmpp:sm:3'/>"
    "</inline></bind><fast xmlns='urn:xmpp:fast:0'><mechanism>HT-SHA-256-EXPR</mechanism></fast>"
    "<sm xmlns='urn:xmpp:sm:3'/></inline></authentication><limits "
    "xmlns='urn:xmpp:stream-limits:0'><max-bytes>262144</max-bytes></limits></stream:features>",
    "<success xmlns='urn:xmpp:sasl:2'><additional-data>dj1X</additional-data><bound "
    "xmlns='urn:xmpp:bind:0'><enabled max='3600' xmlns='urn:xmpp:sm:3' resume='1' id='y'/></bound>"
    "<token xmlns='urn:xmpp:fast:0' expiry='2026-11-22T19:46:32.789243Z' token='secret'/>"
    "<authorization-identifier>alice@clinic.test/x</authorization-identifier></success>",
    "<continue xmlns='urn:xmpp:sasl:2'><additional-data>dj1z</additional-data><tasks>"
    "<task>TOTP</task></tasks></continue>",
    "<task-data xmlns='urn:xmpp:sasl:2'><totp xmlns='urn:xmpp:mfa:0'>otpauth://totp/a?secret=W5"
    "</totp><recovery xmlns='urn:x-sotto:mfa:0'><code>ABCDE-FGHIJ</code></recovery></task-data>",
    "<failure xmlns='urn:xmpp:sasl:2'><temporary-auth-failure "
    "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/><locked xmlns='urn:x-sotto:mfa:0' seconds='30'/>"
    "<text>later</text></failure>",
    "<challenge xmlns='urn:xmpp:sasl:2'>cj12SEkr</challenge>",
    "<resumed xmlns='urn:xmpp:sm:3' h='4294967295' previd='g2gC=='/>",
    "<a xmlns='urn:xmpp:sm:3' h='17'/>",
    "<iq type='result' id='i3'><query ver='1' xmlns='jabber:iq:roster'><item jid='bob@clinic.test' "
    "subscription='both' name='Dr Bob'><group>Cardiology</group></item></query></iq>",
    "<iq type='set' id='p1' from='alice@clinic.test'><query xmlns='jabber:iq:roster'><item "
    "jid='bob@clinic.test' subscription='remove'/></query></iq>",
    "<iq type='result' id='i2' from='clinic.test'><query "
    "xmlns='http://jabber.org/protocol/disco#info'><identity category='server' type='im'/>"
    "<feature var='urn:xmpp:ping'/></query></iq>",
    "<iq type='result' id='i4'><query xmlns='http://jabber.org/protocol/disco#items'><item "
    "jid='conference.clinic.test'/></query></iq>",
    "<iq type='error' id='a'><error type='cancel'><conflict "
    "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><precondition-not-met "
    "xmlns='urn:x'/></error></iq>",
    "<presence from='bob@clinic.test/x'><show>dnd</show><status>theatre</status></presence>",
    "<message from='bob@clinic.test'><event xmlns='http://jabber.org/protocol/pubsub#event'><items "
    "node='urn:n'><item id='c'><l xmlns='urn:l'/></item><retract "
    "id='o'/></items></event></message>",
    "<iq type='result' id='a'><pubsub xmlns='http://jabber.org/protocol/pubsub'><items "
    "node='urn:n'><item id='7'><a xmlns='urn:a'/></item></items></pubsub></iq>",
    "<message from='alice@clinic.test'><sent xmlns='urn:xmpp:carbons:2'><forwarded "
    "xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='alice@clinic.test/p'><body>x"
    "</body><origin-id xmlns='urn:xmpp:sid:0' id='o'/></message></forwarded></sent></message>",
    "<message from='alice@clinic.test'><result xmlns='urn:xmpp:mam:2' id='a1' queryid='q1'>"
    "<forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' "
    "stamp='2026-11-21T19:46:32Z'/><message xmlns='jabber:client' from='bob@clinic.test' "
    "to='alice@clinic.test'><body>&lt;x&gt; &#xE9;<![CDATA[y]]></body></message></forwarded>"
    "</result></message>",
    "<iq type='result' id='a'><fin xmlns='urn:xmpp:mam:2' complete='true'><set "
    "xmlns='http://jabber.org/protocol/rsm'><first>a1</first><last>a9</last><count>9</count></set>"
    "</fin><metadata xmlns='urn:xmpp:mam:2'><start id='a' timestamp='2008-08-22T21:09:04Z'/>"
    "</metadata></iq>",
    "<content xmlns='urn:xmpp:sce:1'><body xmlns='jabber:client'>BP 90/60</body><urgency "
    "xmlns='urn:x-sotto:clinical:0' level='stat' within='900'/><received "
    "xmlns='urn:xmpp:receipts' id='m'/><displayed xmlns='urn:xmpp:chat-markers:0' id='m'/>"
    "<acknowledged xmlns='urn:x-sotto:clinical:0' id='m'/></content>"};

constexpr std::array<std::string_view, 20> kSplinters{"<",
                                                      ">",
                                                      "/>",
                                                      "</",
                                                      "&",
                                                      "&#0;",
                                                      "'",
                                                      "\"",
                                                      "<!--",
                                                      "<![CDATA[",
                                                      "]]>",
                                                      "<?x?>",
                                                      "\xC0\x80",
                                                      "\xED",
                                                      "\xFF",
                                                      "\xEF\xBB\xBF",
                                                      " xmlns='urn:x'",
                                                      "<!DOCTYPE a>",
                                                      "\t",
                                                      "-1"};

class Mutator {
public:
    std::string damagedXml()
    {
        std::string xml{any(kCorpus)};
        for (auto times = below(3) + 1; times > 0; --times)
            damage(xml);
        return xml;
    }

    Element damagedElement()
    {
        auto element = anyElement();
        for (auto times = below(3) + 1; times > 0; --times)
            damage(element);
        return element;
    }

private:
    std::size_t below(std::size_t end)
    {
        return std::uniform_int_distribution<std::size_t>{0, end - 1}(m_random);
    }

    template <class List>
    std::string_view any(const List& list)
    {
        return list.at(below(list.size()));
    }

    void damage(std::string& xml)
    {
        const auto at = below(xml.size() + 1);
        const auto size = below(20) + 1;
        switch (below(5)) {
        case 0:
            if (at < xml.size())
                xml[at] = static_cast<char>(static_cast<unsigned char>(xml[at]) ^ (1U << below(8)));
            break;
        case 1:
            xml.erase(at, size);
            break;
        case 2:
            xml.insert(at, any(kSplinters));
            break;
        case 3:
            xml.insert(below(xml.size() + 1), xml.substr(at, size));
            break;
        default:
            xml.insert(at, any(kCorpus).substr(0, size * 10));
        }
    }

    Element& anyInside(Element& root)
    {
        Element* found = &root;
        while (!found->children.empty() && below(4) != 0)
            found = &found->children.at(below(found->children.size()));
        return *found;
    }

    std::string value()
    {
        static const std::array<std::string, 9> kValues{"",
                                                        "0",
                                                        "-1",
                                                        "99999999999999999999",
                                                        "a@b@c",
                                                        "clinic.test",
                                                        "bob@clinic.test",
                                                        std::string(5000, 'x'),
                                                        "2026-99-99T99:99:99Z"};
        return std::string{any(kValues)};
    }

    void damage(Element& root)
    {
        auto& element = anyInside(root);
        switch (below(6)) {
        case 0:
            element.children.clear();
            break;
        case 1:
            element.children.push_back(anyElement());
            break;
        case 2:
            if (!element.children.empty())
                element.children.push_back(element.children.front());
            break;
        case 3:
            element.text = value();
            break;
        case 4:
            if (!element.attributes.empty())
                element.attributes.begin()->second = value();
            break;
        default:
            element.attributes.clear();
        }
    }

    const Element& anyElement() { return m_elements.at(below(m_elements.size())); }

    static std::vector<Element> elements()
    {
        std::vector<Element> out;
        for (const auto xml : kCorpus)
            out.push_back(test::element(xml));
        return out;
    }

    std::mt19937 m_random{20261121};
    std::vector<Element> m_elements = elements();
};

/// How many parsers found something to their taste.
int readByAll(const Element& e)
{
    int read = 0;
    const auto count = [&read](const auto& result) { read += result.has_value() ? 1 : 0; };
    count(parseStreamFeatures(e));
    count(parseSaslAnswer(e));
    count(parseSmEnabled(e));
    count(parseSmResumed(e));
    count(parseSmFailed(e));
    count(parseSmAck(e));
    count(parseStanzaError(e));
    count(parseDiscoInfo(e));
    count(parseDiscoItems(e));
    count(parsePresence(e));
    count(parseRoster(e));
    count(parseItems(e, "urn:n"));
    count(parseForwarded(e));
    count(parseArchiveFin(e));
    count(parseArchiveMetadata(e));
    count(parseContent(e.children));
    count(parseDataForm(e));
    count(delayStamp(e));
    if (const auto origin = classifyOrigin(e, kSelf)) {
        count(parseRosterPush(e, *origin));
        count(parsePubSubEvent(e, *origin, kSelf));
        count(parseCarbon(e, *origin, kSelf));
        count(parseArchiveResult(e, *origin, kArchive));
    }
    read += int{isAnswerTo(e, "i3", std::nullopt, kSelf)} + int{isPing(e)};
    read += int{!originId(e).empty()} + int{!archiveId(e, kSelf.bare()).empty()};
    read += int{!claimedEncryption(e).empty()};
    if (isIqRequest(e))
        count(parseStanzaError(buildIqUnsupported(e)));
    return read;
}

}  // namespace

TEST_CASE("damaged bytes are read or refused, and what is read can be written",
          "[xmpp][hostile][mutation]")
{
    Mutator mutator;
    int accepted = 0;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 10'000; ++i) {
        const auto xml = mutator.damagedXml();
        StreamReader reader;
        REQUIRE(reader.feed(viewOf(test::kStreamHeader)));
        const bool ok = reader.feed(viewOf(xml)).has_value();
        while (auto event = reader.next()) {
            const auto* stanza = std::get_if<Element>(&*event);
            if (!stanza)
                continue;
            readByAll(*stanza);
            const auto again = parseDocument(viewOf(toXml(*stanza)));
            CAPTURE(xml);
            REQUIRE(again);
            REQUIRE(*again == *stanza);
        }
        accepted += ok ? 1 : 0;
    }
    CHECK(accepted > 500);  // else the damage is too great to reach the parsers
    CHECK(accepted < 9'500);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{60});
}

TEST_CASE("well-formed stanzas with the wrong parts are read or refused",
          "[xmpp][hostile][mutation]")
{
    Mutator mutator;
    int read = 0;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 10'000; ++i)
        read += readByAll(mutator.damagedElement());
    CHECK(read > 10'000);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{60});
}

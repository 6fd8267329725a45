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
#include "tests/support/stanza_corpus.h"
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

class Mutator {
public:
    std::string damagedXml()
    {
        std::string xml{any(test::kStanzaCorpus)};
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
            xml.insert(at, any(test::kXmlSplinters));
            break;
        case 3:
            xml.insert(below(xml.size() + 1), xml.substr(at, size));
            break;
        default:
            xml.insert(at, any(test::kStanzaCorpus).substr(0, size * 10));
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
        for (const auto xml : test::kStanzaCorpus)
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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace sotto::test {

/// One good example of each kind of stanza that core/xmpp reads.
inline constexpr std::array<std::string_view, 20> kStanzaCorpus{
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

/// What an attacker would like to place somewhere.
inline constexpr std::array<std::string_view, 20> kXmlSplinters{"<",
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

}  // namespace sotto::test

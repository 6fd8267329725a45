// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/envelope.h"

#include "core/base/encoding.h"
#include "core/crypto/random.h"
#include "core/omemo/strict_xml.h"
#include "core/xmpp/namespaces.h"
#include "core/xmpp/stream_reader.h"
#include "core/xmpp/timestamps.h"

#include <algorithm>
#include <array>

namespace sotto::omemo {
namespace {

using xmpp::Element;

constexpr std::size_t kAffixes = 5;  // content, time, from, to, rpad

std::string randomText(std::size_t size)
{
    auto text = toBase64(crypto::randomBytes(size));
    text.resize(size);
    return text;
}

Element toElement(const Envelope& envelope)
{
    Element content{"content", kSceNs};
    content.children = envelope.content;
    Element root{"envelope", kSceNs};
    root.add(std::move(content))
        .add(Element{"time", kSceNs}.set("stamp", xmpp::formatTimestamp(envelope.time)))
        .add(Element{"from", kSceNs}.set("jid", envelope.from.bare().toString()))
        .add(Element{"to", kSceNs}.set("jid", envelope.to.bare().toString()))
        .add(Element{"rpad", kSceNs});
    return root;
}

/// Elements that the relay must see or filter, so a sender may not hide them (XEP-0420, 9).
bool belongsOutside(const Element& element)
{
    constexpr std::array<std::string_view, 4> kOutside{
        xmpp::kHintsNs, xmpp::kStableIdsNs,
        "http://jabber.org/protocol/address",  // XEP-0033
        "urn:xmpp:eme:0",                      // XEP-0380
    };
    return std::ranges::find(kOutside, std::string_view{element.ns}) != kOutside.end();
}

Result<Jid> affixJid(const Element& root, std::string_view name)
{
    const auto* affix = onlyChild(root, name, kSceNs);
    if (!affix)
        return Error{Errc::Malformed, "envelope affix"};
    return Jid::parseAccount(affix->attribute("jid"));
}

}  // namespace

Result<SecretBytes> buildEnvelope(const Envelope& envelope)
{
    auto root = toElement(envelope);
    auto xml = xmpp::toXml(root);
    constexpr std::string_view kEmpty = "<rpad/>";
    constexpr std::string_view kTags = "<rpad></rpad>";
    const auto unpadded = xml.size() - kEmpty.size() + kTags.size();
    wipe(xml);
    if (unpadded + kPaddingStep > kMostEnvelope)
        return Error{Errc::Malformed, "too much content"};

    root.children.back().setText(randomText(kPaddingStep - unpadded % kPaddingStep));
    xml = xmpp::toXml(root);
    SecretBytes bytes(viewOf(xml));
    wipe(xml);
    return bytes;
}

Result<Envelope> parseEnvelope(ByteView xml, const Jid& from, const Jid& to)
{
    if (xml.size() > kMostEnvelope)
        return Error{Errc::Malformed, "envelope size"};
    SOTTO_TRY_ASSIGN(const auto root, xmpp::parseDocument(xml));
    const auto* content = onlyChild(root, "content", kSceNs);
    const auto* time = onlyChild(root, "time", kSceNs);
    if (!root.is("envelope", kSceNs) || root.children.size() != kAffixes || !content || !time ||
        !onlyChild(root, "rpad", kSceNs))
        return Error{Errc::Malformed, "envelope"};
    SOTTO_TRY_ASSIGN(const auto stamp, xmpp::parseTimestamp(time->attribute("stamp")));
    SOTTO_TRY_ASSIGN(auto sender, affixJid(root, "from"));
    SOTTO_TRY_ASSIGN(auto conversation, affixJid(root, "to"));
    if (sender != from.bare() || conversation != to.bare())
        return Error{Errc::Forged, "envelope of another stanza"};

    Envelope envelope{std::move(sender), std::move(conversation), stamp, content->children};
    std::erase_if(envelope.content, belongsOutside);
    return envelope;
}

}  // namespace sotto::omemo

// SPDX-License-Identifier: GPL-3.0-or-later
// The form of <encrypted xmlns='urn:x-sotto:sealed:0'/>: reading only, no key is touched.
#include "core/base/encoding.h"
#include "core/crypto/aead.h"
#include "core/omemo/envelope.h"
#include "core/omemo/sealed.h"
#include "core/omemo/strict_xml.h"

#include <algorithm>

namespace sotto::omemo {
namespace {

using xmpp::Element;

constexpr std::size_t kAlertSize = 1 + crypto::kSealedBoxOverhead;

Error malformed()
{
    return {Errc::Malformed, "sealed element"};
}

bool isContainer(const Element& element, std::initializer_list<std::string_view> attributes)
{
    return element.text.empty() && hasNoOtherAttributes(element, attributes);
}

/// The base64 of an element that holds nothing else.
Result<Bytes> leafBytes(const Element& element, std::initializer_list<std::string_view> attributes,
                        std::size_t most)
{
    const auto longest = (most + 2) / 3 * 4;
    if (!element.children.empty() || !hasNoOtherAttributes(element, attributes) ||
        element.text.empty() || element.text.size() > longest)
        return malformed();
    SOTTO_TRY_ASSIGN(auto bytes, fromBase64(element.text));
    if (bytes.size() > most)
        return malformed();
    return bytes;
}

template <class Entry>
bool isNew(const std::vector<Entry>& entries, DeviceId recipient)
{
    return std::ranges::find(entries, recipient, &Entry::recipient) == entries.end();
}

Result<SealedKey> parseKey(const Element& element)
{
    const auto recipient = strictDeviceId(element.attribute("rid"));
    const bool isPreKey = element.hasAttribute("prekey");
    if (!recipient || (isPreKey && element.attribute("prekey") != "true"))
        return malformed();
    SOTTO_TRY_ASSIGN(auto bytes, leafBytes(element, {"rid", "prekey"}, kMostRatchetMessage));
    return SealedKey{*recipient, {isPreKey, std::move(bytes)}};
}

Result<SealedAlert> parseAlert(const Element& element)
{
    const auto recipient = strictDeviceId(element.attribute("rid"));
    SOTTO_TRY_ASSIGN(auto box, leafBytes(element, {"rid"}, kAlertSize));
    if (!recipient || box.size() != kAlertSize)
        return malformed();
    return SealedAlert{*recipient, std::move(box)};
}

Result<Done> parseHeader(const Element& header, SealedMessage& message)
{
    const auto sender = strictDeviceId(header.attribute("sid"));
    if (!sender || !isContainer(header, {"sid"}) ||
        header.children.size() > 2 * kMostSealedKeys + 1)
        return malformed();
    message.sender = *sender;
    for (const auto& child : header.children) {
        if (child.is("key", kSealedNs)) {
            SOTTO_TRY_ASSIGN(auto key, parseKey(child));
            if (isNew(message.keys, key.recipient))
                message.keys.push_back(std::move(key));
        } else if (child.is("alert", kSealedNs)) {
            SOTTO_TRY_ASSIGN(auto alert, parseAlert(child));
            if (isNew(message.alerts, alert.recipient))
                message.alerts.push_back(std::move(alert));
        } else if (child.is("iv", kSealedNs) && message.iv.empty()) {
            SOTTO_TRY_ASSIGN(message.iv, leafBytes(child, {}, crypto::kGcmIvSize));
        } else {
            return malformed();
        }
    }
    if (message.iv.size() != crypto::kGcmIvSize || message.keys.empty() ||
        message.keys.size() > kMostSealedKeys || message.alerts.size() > kMostSealedKeys)
        return malformed();
    return Done{};
}

}  // namespace

Result<SealedMessage> parseSealed(const Element& encrypted)
{
    const auto* header = onlyChild(encrypted, "header", kSealedNs);
    const auto* payload = onlyChild(encrypted, "payload", kSealedNs);
    if (!encrypted.is("encrypted", kSealedNs) || !isContainer(encrypted, {}) ||
        encrypted.children.size() != 2 || !header || !payload)
        return malformed();
    SealedMessage message;
    SOTTO_TRY(parseHeader(*header, message));
    SOTTO_TRY_ASSIGN(message.payload, leafBytes(*payload, {}, kMostEnvelope));
    return message;
}

}  // namespace sotto::omemo
